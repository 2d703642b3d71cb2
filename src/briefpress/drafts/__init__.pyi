from .importing import ImportWorker as ImportWorker
from .reading import (
    FORMATS as FORMATS,
    MAX_BYTES as MAX_BYTES,
    DraftDocument as DraftDocument,
    read_draft as read_draft,
)
from .rules import RULES as RULES
from .writing import ImportedBrief as ImportedBrief, write_brief as write_brief
