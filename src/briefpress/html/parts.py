"""What an HTML element is to those who listen: a heading, a list, an item, a cell, a note, a link …"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefpress.html import semantics
from briefpress.html.passages import Kind, Part, fold
from briefpress.html.semantics import HEADINGS
from briefpress.html.tables import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from xml.etree.ElementTree import Element

    from briefpress.html.passages import Place

_KINDS = {
    **dict.fromkeys(HEADINGS, Kind.HEADING),
    "ul": Kind.LIST, "ol": Kind.LIST, "menu": Kind.LIST, "dl": Kind.LIST,
    "li": Kind.ITEM, "dt": Kind.ITEM, "dd": Kind.ITEM,
    "table": Kind.TABLE, "td": Kind.CELL, "th": Kind.CELL, "a": Kind.LINK,
}  # fmt: skip
# What ARIA makes of an element, whatever its tag; None for what has no part here.
_ROLES = {
    "heading": Kind.HEADING, "list": Kind.LIST, "listitem": Kind.ITEM,
    "doc-footnote": Kind.NOTE, "doc-endnote": Kind.NOTE, "note": Kind.NOTE,
    **dict.fromkeys(("table", "grid", "treegrid"), Kind.TABLE),
    **dict.fromkeys(("cell", "gridcell", "columnheader", "rowheader"), Kind.CELL),
    **dict.fromkeys((
        "presentation", "none", "article", "blockquote", "caption", "complementary", "doc-pullquote",
        "doc-toc", "main", "math", "navigation", "paragraph", "region",
    )),
}  # fmt: skip
# A part that makes sense only right below another.
_OUTER = {Kind.ITEM: Kind.LIST, Kind.CELL: Kind.TABLE}
NO_ROLE = ("presentation", "none")


def aria_role(element: Element) -> str:
    """Return the first ARIA role of an element; "" where it has none."""
    return element.get("role", "").partition(" ")[0]


def heading_level(element: Element) -> str:
    """Return the level of a heading, 1 to 6, from its tag or its role."""
    if aria_role(element) != "heading":
        return element.tag[1]
    level = element.get("aria-level", "2")
    return level if level in "123456" else "6"


def in_heading(place: Place[Any]) -> bool:
    """Return whether words are part of a heading; a note in it is none."""
    inner = (part.kind for part in reversed(place.path))
    return next((k for k in inner if k in (Kind.HEADING, Kind.NOTE)), None) is Kind.HEADING


class Parts:
    """Finds the parts that elements are, in the order of the document.

    `headings_of` are the cells that head each cell of a table, `links` the addresses of links so far.
    """

    def __init__(self, is_shown: Callable[[Element], bool]) -> None:
        self._is_shown = is_shown
        self._entries: dict[Element, tuple[Element, str]] = {}
        self.headings_of: dict[Element, tuple[Element, ...]] = {}
        self.links: set[str] = set()

    def of(
        self, element: Element, outer: Place[Element], *, is_note: bool
    ) -> Iterator[Part[Element]]:
        """Yield what an element is; `outer` is where it stands, `is_note` says that styles make it a note."""
        kind = self._kind(element, outer)
        link = semantics.link_of_figure(element) if element.tag == "figure" else None
        if link is not None:  # it stands round the figure with its caption
            yield self._part(Kind.LINK, link, outer)
        if kind is not None and kind is not Kind.NOTE:
            yield self._part(kind, element, outer)
        if semantics.is_reference(element):
            yield Part(Kind.LABEL, element)
        if is_note or kind is Kind.NOTE or _is_named_as_note(element):
            yield Part(Kind.NOTE, element)
        if element.tag == "abbr" and element.get("title"):
            yield Part(Kind.ABBREVIATION, element, fold(element.get("title", "")))

    def _kind(self, element: Element, outer: Place[Element]) -> Kind | None:
        role = aria_role(element)
        if element.tag == "a" and role not in ("heading", *NO_ROLE):
            around = outer.within(Kind.LINK)
            is_link = "href" in element.attrib and not (around and around.element is element)
            return Kind.LINK if is_link else None
        kind = _ROLES[role] if role in _ROLES else _KINDS.get(element.tag)
        if kind is Kind.HEADING and in_heading(outer):
            return None
        if kind is Kind.TABLE and not self._read_table(element):
            return None
        if kind in (Kind.NOTE, Kind.LIST) and semantics.role_of(element, "") in ("Aside", None):
            return None  # a box beside the text, or headings with what stands below them
        if kind in _OUTER:
            kinds = (kind, _OUTER[kind])
            nearest = (part.kind for part in reversed(outer.path) if part.kind in kinds)
            return kind if next(nearest, None) is _OUTER[kind] else None
        return kind

    def _part(self, kind: Kind, element: Element, outer: Place[Element]) -> Part[Element]:
        detail = ""
        if kind is Kind.HEADING:
            detail = heading_level(element)
        elif kind is Kind.LINK:
            detail = element.get("href", "").strip()
            self.links.add(detail)
        elif kind is Kind.CELL:
            detail = "heading" if semantics.role_of(element, "TR") == "TH" else ""
        elif kind is Kind.ITEM:
            element = self._item(element, outer)
        return Part(kind, element, detail)

    def _item(self, element: Element, outer: Place[Element]) -> Element:
        """Return the element that an item begins with: a definition belongs to the term before it."""
        around = outer.within(Kind.LIST)
        assert around
        if element.tag not in ("dt", "dd"):
            return element
        first, before = self._entries.get(around.element, (element, "dd"))
        if element.tag == "dt" and before == "dd":
            first = element
        self._entries[around.element] = first, element.tag
        return first

    def _read_table(self, element: Element) -> bool:
        """Find out which cells of a table head which others; say whether it has any."""
        table = Table(element, {each for each in element.iter() if self._is_shown(each)})
        self.headings_of.update(
            (cell.element, tuple(heading.element for heading in table.headings(cell)))
            for cell in table.cells
        )
        return bool(table.cells)


def _is_named_as_note(element: Element) -> bool:
    """Tell an item of a list that is a note by its name: such items have no role of their own."""
    return element.tag == "li" and element.get("id", "").startswith("note-")
