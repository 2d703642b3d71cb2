from .charts import draw_chart as draw_chart, draw_map as draw_map, draw_vega_lite as draw_vega_lite
from .colours import contrast as contrast
from .equations import draw_equation as draw_equation
from .look import Look as Look, in_digits as in_digits
from .oklch import Oklch as Oklch, with_contrast as with_contrast
from .vega_lite import CannotDrawError as CannotDrawError, is_missing as is_missing
