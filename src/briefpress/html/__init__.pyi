from .documents import (
    Attachment as Attachment,
    HtmlDocument as HtmlDocument,
    PdfDocument as PdfDocument,
    Sheet as Sheet,
)
from .outline import HtmlOutline as HtmlOutline
from .rendering import render as render
from .tables import Cell as Cell, Table as Table
from .theme import BUILT_IN as BUILT_IN, Theme as Theme
