from .documents import (
    Attachment as Attachment,
    HtmlDocument as HtmlDocument,
    PdfDocument as PdfDocument,
    Sheet as Sheet,
)
from .outline import HtmlOutline as HtmlOutline
from .rendering import render as render
from .rules import RULES as RULES
from .semantics import (
    SVG as SVG,
    alternate_of as alternate_of,
    is_artifact as is_artifact,
    is_reference as is_reference,
    language_of as language_of,
    role_of as role_of,
    starts_block as starts_block,
    text_of as text_of,
)
from .tables import Cell as Cell, Table as Table
from .theme import BUILT_IN as BUILT_IN, Theme as Theme
