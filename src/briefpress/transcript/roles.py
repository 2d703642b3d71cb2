"""How elements of each structure type are announced, as tables (ISO 32000-2 14.8.4)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is said before and after an element, and how its words join the text around it.

    `if_empty` is said in place of both if there is nothing to hear in the element. An `is_inline`
    element goes on in the line of text around it. Of the others, one with `own_line` begins a line;
    if it also `joins`, its first words follow its announcement in that line. What is in an element
    that `nests` is one level deeper.
    """

    before: str = ""
    after: str = ""
    if_empty: str = ""
    is_inline: bool = False
    own_line: bool = False
    joins: bool = False
    nests: bool = False


PLAIN = Announcement()
INLINE = Announcement(is_inline=True)
_ITEM = Announcement(own_line=True, joins=True, nests=True)
_GRAPHIC = (
    "graphic without a description, with content",
    "end of graphic",
    "graphic without a description",
)
_FORMULA = (
    "formula without a description, with content",
    "end of formula",
    "formula without a description",
)

ANNOUNCEMENTS = {
    "Aside": Announcement("aside", "end of aside", own_line=True, nests=True),
    "BlockQuote": Announcement("quotation", "end of quotation", own_line=True, nests=True),
    "Note": Announcement("note", "end of note", own_line=True, joins=True, nests=True),
    "FENote": Announcement("note", "end of note", own_line=True, joins=True, nests=True),
    "Caption": Announcement("caption", own_line=True, joins=True, nests=True),
    "Title": Announcement("title", own_line=True, joins=True),
    "Code": Announcement("code", own_line=True, joins=True, nests=True),
    "L": Announcement("list", "end of list", own_line=True, nests=True),
    "TOC": Announcement("table of contents", "end of table of contents", own_line=True, nests=True),
    "Table": Announcement("table", "end of table", own_line=True, nests=True),
    "Figure": Announcement(*_GRAPHIC, own_line=True, nests=True),
    "Formula": Announcement(*_FORMULA, own_line=True, nests=True),
    "H": Announcement("heading", own_line=True, joins=True),
    "LI": _ITEM,
    "TOCI": _ITEM,
    "BibEntry": PLAIN,  # in an item of a list, or alone
    "TR": Announcement("row", own_line=True, nests=True),
    "TH": _ITEM,
    "TD": _ITEM,
    "Quote": Announcement("quote", "end of quote", is_inline=True),
    "Reference": Announcement("reference", is_inline=True),
    **dict.fromkeys(
        (
            "Span", "Em", "Strong", "Sub", "Link", "Annot", "Form", "Lbl",
            "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP",
        ),
        INLINE,
    ),
}  # fmt: skip

# How these are announced within a line of text.
IN_TEXT = {
    "Code": INLINE,
    "Figure": Announcement(*_GRAPHIC, is_inline=True),
    "Formula": Announcement(*_FORMULA, is_inline=True),
}

# Types that group others and are not announced. Unknown types are treated like these, but as inline
# elements within a line of text.
BLOCKS = frozenset({
    "Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "Index", "P", "LBody",
    "THead", "TBody", "TFoot",
})  # fmt: skip

# Types whose content is a line of text.
TEXTS = frozenset({"P", "H", "Title", "Code"})

# Types whose label is read in the same line.
LABELLED = frozenset({"LI", "TOCI", "Note", "FENote", "BibEntry"})

# Types whose alternate description replaces their content (14.9.3); others may hold more than it says.
ALT_REPLACES = frozenset({
    "Figure", "Formula", "Link", "Reference", "Annot", "Form", "Span", "Em", "Strong", "Sub", "Lbl",
})  # fmt: skip

# What annotations are called if they have a name or comment, and if they have none, by subtype.
OTHER_ANNOTATION = ("annotation", "")
ANNOTATIONS = {
    "Widget": ("form field", "form field without a name"),
    "Popup": ("", ""),
    "PrinterMark": ("", ""),
    "TrapNet": ("", ""),
    "Watermark": ("", ""),
    "Text": ("comment", ""),
    "FreeText": ("comment", ""),
    "Highlight": ("comment", ""),
    "FileAttachment": ("attached file", "attached file without a name"),
    "Sound": ("sound", "sound without a description"),
    "Movie": ("video", "video without a description"),
    "RichMedia": ("media", "media without a description"),
    "Screen": ("media", "media without a description"),
    "3D": ("three-dimensional picture", "three-dimensional picture without a description"),
}

# By type of list: its name, the type of its items, and the words for one and several of them.
LISTS = {
    "L": ("list", "LI", ("item", "items")),
    "TOC": ("table of contents", "TOCI", ("entry", "entries")),
}


def is_inline(role: str) -> bool:
    """Say whether elements of a role are read without announcement in the line around them."""
    return ANNOUNCEMENTS.get(role) is INLINE
