"""What structure types may hold, and where they may stand (ISO 32000-2, 14.8.4)."""

from __future__ import annotations

# They hold blocks: a run of text right below one of them gets a paragraph.
GROUPING = frozenset({"Document", "Part", "Art", "Sect", "Aside", "BlockQuote", "TOC"})
# They hold lines of text alone: a block element in one of them matters to the layout only.
TEXT = frozenset({"P", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl"})
# They are of no use where they hold blocks.
SPLIT = frozenset({"P", "Span", "Em", "Strong", "Code", "Quote"})
# They do not change what a line of text is, where an element of such a type is in it.
NOT_IN_TEXT = frozenset({"P", "H1", "H2", "H3", "H4", "H5", "H6", *GROUPING})
# A cell holds them in a part of its own.
NOT_IN_CELLS = frozenset({"BlockQuote", "Aside"})
# They are part of a line of text.
INLINE = frozenset({
    "Span", "Em", "Strong", "Code", "Quote", "Link", "Reference", "FENote", "Formula", "Figure",
    "Ruby", "RB", "RT", "RP",
})  # fmt: skip

# They have a title, which is that of their element (ISO 32000-2, table 355), or a name of another kind.
NAMED_BY_TITLE = GROUPING | {"L"}
NAMED = frozenset({"Figure", "Formula", "Link", "Table"})

# They are in the namespace of PDF 2.0 alone (ISO 32000-2, 14.8.6).
ONLY_IN_PDF_2 = frozenset({"Document", "Aside", "Em", "Strong", "FENote"})

# The marker of their element is in a Lbl of its own.
LABELLED = frozenset({"LI", "TOCI", "FENote"})

# They make sense only right below one of these.
PARENTS = {
    "LI": ("L", "TOC"), "TOCI": ("TOC",), "Lbl": ("L",), "LBody": ("L",),
    "THead": ("Table",), "TBody": ("Table",), "TFoot": ("Table",),
    "TR": ("Table", "THead", "TBody", "TFoot"), "TH": ("TR",), "TD": ("TR",),
    "RB": ("Ruby",), "RT": ("Ruby",), "RP": ("Ruby",),
}  # fmt: skip
