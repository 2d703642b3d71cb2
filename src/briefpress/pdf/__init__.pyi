from .printing import load_styles as load_styles, print_pdf as print_pdf
from .rules import HEADING_LEVELS as HEADING_LEVELS, INK_LIMIT as INK_LIMIT, RULES as RULES
