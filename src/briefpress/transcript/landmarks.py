"""Headings, links and tables: the lists by which people who listen find their way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.structure import Element, ObjectRef, lay_out_table
from briefpress.transcript.announcements import number_of
from briefpress.transcript.plain import HEADING_ROLE, accessible_name, spoken_text
from briefpress.transcript.utterances import margin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.structure import Destination, PdfStructure


@dataclass(frozen=True, slots=True)
class HeadingItem:
    """A heading; `level` is None for an H, whose level is that of the part it stands in."""

    level: int | None
    text: str
    page: int | None

    def __str__(self) -> str:
        level = "no level" if self.level is None else f"level {self.level}"
        return f"{margin((self.level or 1) - 1)}{level}, {self.text or 'empty'}{_on(self.page)}"


@dataclass(frozen=True, slots=True)
class LinkItem:
    """A link; `target` is an address, or the heading or page to which it leads within the document."""

    text: str
    target: str
    page: int | None

    def __str__(self) -> str:
        aim = self.target or "nowhere"
        return f"{self.text or 'without a text'} → {aim}{_on(self.page)}"


@dataclass(frozen=True, slots=True)
class TableItem:
    """A table; `headers` are the words of its header cells, without those that are empty."""

    caption: str
    columns: int
    rows: int
    headers: tuple[str, ...]
    summary: str
    page: int | None

    def __str__(self) -> str:
        size = f"{number_of(self.columns, 'column')}, {number_of(self.rows, 'row')}"
        lines = [f"{self.caption or 'table without a caption'}, {size}{_on(self.page)}"]
        lines += [f"  summary: {self.summary}"] if self.summary else []
        lines += [f"  headers: {'; '.join(self.headers)}" if self.headers else "  no headers"]
        return "\n".join(lines)


def headings(pdf: PdfStructure) -> tuple[HeadingItem, ...]:
    """List the headings, in order."""
    return tuple(item for _, item in _headings(pdf))


def _headings(pdf: PdfStructure) -> Iterator[tuple[Element, HeadingItem]]:
    for element in pdf.walk():
        if match := HEADING_ROLE.fullmatch(element.role):
            level = int(match[1]) if match[1] else None
            yield element, HeadingItem(level, accessible_name(element), element.page)


def links(pdf: PdfStructure) -> tuple[LinkItem, ...]:
    """List the links that are in the structure tree, in order."""
    places = Places(pdf)
    found = []
    for element in pdf.walk():
        if element.role == "Link":
            objects = [child for child in element.children if isinstance(child, ObjectRef)]
            text = accessible_name(element) or next((o.contents for o in objects if o.contents), "")
            aims = dict.fromkeys(filter(None, (places.aim(o, text) for o in objects)))
            found.append(LinkItem(spoken_text(text).strip(), ", ".join(aims), element.page))
    return tuple(found)


class Places:
    """Names the places in a document to which links lead."""

    def __init__(self, pdf: PdfStructure) -> None:
        self._by_id = {element.id: element for element in pdf.walk() if element.id}
        self._headings: dict[int, list[str]] = {}
        for _, heading in _headings(pdf):
            if heading.page is not None:
                self._headings.setdefault(heading.page, []).append(heading.text)

    def aim(self, link: ObjectRef, text: str) -> str:
        """Say where a link with some text leads."""
        return link.uri or (self._place(link.destination, text) if link.destination else "")

    def _place(self, destination: Destination, text: str) -> str:
        """Name the element of the same name, or a heading of that page that says what the link says."""
        if destination.page is None:
            return destination.name or ""
        page = f"page {destination.page + 1}"
        named = self._by_id.get(destination.name or "")
        headings = self._headings.get(destination.page, [])
        words = accessible_name(named, 80) if named else text if text in headings else ""
        return f"“{words}”, {page}" if words else page


def tables(pdf: PdfStructure) -> tuple[TableItem, ...]:
    """List the tables, in order."""
    return tuple(_table(element) for element in pdf.walk() if element.role == "Table")


def _table(element: Element) -> TableItem:
    found = lay_out_table(element)
    captions = (c for c in element.children if isinstance(c, Element) and c.role == "Caption")
    headers = (accessible_name(cell.element, 80) for cell in found.cells if cell.is_header)
    return TableItem(
        caption=" ".join(map(accessible_name, captions)),
        columns=found.columns,
        rows=len(found.rows),
        headers=tuple(filter(None, headers)),
        summary=spoken_text(element.attributes.summary or "").strip(),
        page=element.page,
    )


def _on(page: int | None) -> str:
    return "" if page is None else f" (page {page + 1})"
