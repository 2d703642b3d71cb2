"""How each structure type is announced, as data (ISO 32000-2 14.8.4)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Manner:
    """How an element is heard: what is said before and after it, and how its words stand.

    `inline` goes on in the line of text around it. Of the others, `opens` has a line or level of its
    own: with `joins`, its first words are heard right after its announcement. `blank` is said
    of one in which there is nothing to hear.
    """

    begin: str = ""
    end: str = ""
    blank: str = ""
    inline: bool = False
    opens: bool = False
    joins: bool = False
    nests: bool = False


PLAIN = Manner()
INLINE = Manner(inline=True)
_ITEM = Manner(opens=True, joins=True, nests=True)
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

MANNERS = {
    "Aside": Manner("aside", "end of aside", opens=True, nests=True),
    "BlockQuote": Manner("quotation", "end of quotation", opens=True, nests=True),
    "Note": Manner("note", "end of note", opens=True, joins=True, nests=True),
    "FENote": Manner("note", "end of note", opens=True, joins=True, nests=True),
    "Caption": Manner("caption", opens=True, joins=True, nests=True),
    "Title": Manner("title", opens=True, joins=True),
    "Code": Manner("code", opens=True, joins=True, nests=True),
    "L": Manner("list", "end of list", opens=True, nests=True),
    "TOC": Manner("table of contents", "end of table of contents", opens=True, nests=True),
    "Table": Manner("table", "end of table", opens=True, nests=True),
    "Figure": Manner(*_GRAPHIC, opens=True, nests=True),
    "Formula": Manner(*_FORMULA, opens=True, nests=True),
    "H": Manner("heading", opens=True, joins=True),
    "LI": _ITEM,
    "TOCI": _ITEM,
    "BibEntry": _ITEM,
    "TR": Manner("row", opens=True, nests=True),
    "TH": _ITEM,
    "TD": _ITEM,
    "Quote": Manner("quote", "end of quote", inline=True),
    "Reference": Manner("reference", inline=True),
    **dict.fromkeys(
        (
            "Span", "Em", "Strong", "Sub", "Link", "Annot", "Form", "Lbl",
            "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP",
        ),
        INLINE,
    ),
}  # fmt: skip

# Where they stand in a line of text, these go on in it.
IN_TEXT = {
    "Code": INLINE,
    "Figure": Manner(*_GRAPHIC, inline=True),
    "Formula": Manner(*_FORMULA, inline=True),
}

# Types that hold others and are not announced. What is of no known type breaks a line like these,
# unless it stands in a line of text.
BLOCKS = frozenset({
    "Document", "DocumentFragment", "Part", "Art", "Sect", "Div", "Index", "P", "LBody",
    "THead", "TBody", "TFoot",
})  # fmt: skip

# Types whose content is a line of text.
TEXTS = frozenset({"P", "H", "Title", "Code"})

# What has a label that is heard with it.
LABELLED = frozenset({"LI", "TOCI", "Note", "FENote", "BibEntry"})

# An alternate description is heard in place of these (14.9.3); other types hold what it cannot tell.
ALT_REPLACES = frozenset({
    "Figure", "Formula", "Link", "Reference", "Annot", "Form", "Span", "Em", "Strong", "Sub", "Lbl",
})  # fmt: skip

# What is said of an annotation that has a name or a comment, and of one that has none; of all others
# that have one it is said that they are annotations.
ANNOTATION = ("annotation", "")
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

# What lists are called, which of their children count, and how these are called.
LISTS = {
    "L": ("list", "LI", ("item", "items")),
    "TOC": ("table of contents", "TOCI", ("entry", "entries")),
}


def is_inline(role: str) -> bool:
    """Say whether elements of a role are heard without an announcement, in the line around them."""
    return MANNERS.get(role) is INLINE
