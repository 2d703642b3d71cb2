"""How messages call a block: by what it is and by its first words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.checks.reading import shorten

if TYPE_CHECKING:
    from briefpress.checks.reading import Reading
    from briefpress.structure import Element

_KINDS = {
    "Table": "table", "Figure": "figure", "Caption": "caption", "Note": "note", "FENote": "note", "L": "list",
    "LI": "list item", "LBody": "list item", "TOCI": "entry of the contents", "P": "paragraph", "Title": "title",
    "TH": "cell", "TD": "cell", "BlockQuote": "quotation", "Aside": "box", "Formula": "formula",
}  # fmt: skip
_WORDS = 40  # characters that are quoted


def name_of(reading: Reading, element: Element) -> str:
    """Return what an element is and its caption or first words, such as `the table "Wells by district"`."""
    caption = next((each for each in element.walk() if each.role == "Caption"), element)
    words = shorten(caption.text or element.alt or "", _WORDS)
    kind = (
        "heading"
        if re.fullmatch(r"H\d*", element.role)
        else _KINDS.get(element.role) or _KINDS.get(element.tag, "text")
    )
    return f'the {kind} "{words}"' if words else f"a {kind} at {reading.path(element)}"


def outermost(reading: Reading, element: Element) -> Element:
    """Return the outermost table or figure that an element is in; the element itself where there is none."""
    around = [each for each in reading.ancestors(element) if each.role in ("Table", "Figure")]
    return around[-1] if around else element
