from .reading import FORMATS as FORMATS, DraftDocument as DraftDocument, read_draft as read_draft
from .rules import RULES as RULES
from .writing import ImportedBrief as ImportedBrief, write_brief as write_brief
