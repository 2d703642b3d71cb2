"""The headings, links and tables of a PDF, as screen readers list them for navigation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.structure import Element, ObjectRef, lay_out_table
from briefpress.transcript.announcements import count_of
from briefpress.transcript.link_targets import LinkTargets
from briefpress.transcript.spoken_text import HEADING_ROLE, accessible_name, spoken_text
from briefpress.transcript.utterances import margin

if TYPE_CHECKING:
    from briefpress.structure import PdfStructure

_LONGEST_HEADER = 80  # characters


@dataclass(frozen=True, slots=True)
class HeadingItem:
    """A heading; `level` is None for an H, whose level is that of the section it is in."""

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
        target = self.target or "nowhere"
        return f"{self.text or 'without a text'} → {target}{_on(self.page)}"


@dataclass(frozen=True, slots=True)
class TableItem:
    """A table; `headers` are the words of its header cells, without empty ones."""

    caption: str
    columns: int
    rows: int
    headers: tuple[str, ...]
    summary: str
    page: int | None

    def __str__(self) -> str:
        size = f"{count_of(self.columns, 'column')}, {count_of(self.rows, 'row')}"
        lines = [f"{self.caption or 'table without a caption'}, {size}{_on(self.page)}"]
        lines += [f"  summary: {self.summary}"] if self.summary else []
        lines += [f"  headers: {'; '.join(self.headers)}" if self.headers else "  no headers"]
        return "\n".join(lines)


def headings(pdf: PdfStructure) -> tuple[HeadingItem, ...]:
    """Return the headings, in reading order."""
    matches = ((element, HEADING_ROLE.fullmatch(element.role)) for element in pdf.walk())
    return tuple(
        HeadingItem(int(match[1]) if match[1] else None, accessible_name(element), element.page)
        for element, match in matches
        if match
    )


def links(pdf: PdfStructure) -> tuple[LinkItem, ...]:
    """Return the links that are in the structure tree, in reading order."""
    targets = LinkTargets(pdf)
    return tuple(_link(element, targets) for element in pdf.walk() if element.role == "Link")


def _link(element: Element, targets: LinkTargets) -> LinkItem:
    objects = [child for child in element.children if isinstance(child, ObjectRef)]
    text = accessible_name(element) or next((o.contents for o in objects if o.contents), "")
    found = dict.fromkeys(filter(None, (targets.target(each, text) for each in objects)))
    return LinkItem(spoken_text(text).strip(), ", ".join(found), element.page)


def tables(pdf: PdfStructure) -> tuple[TableItem, ...]:
    """Return the tables, in reading order."""
    return tuple(_table(element) for element in pdf.walk() if element.role == "Table")


def _table(element: Element) -> TableItem:
    grid = lay_out_table(element)
    captions = (c for c in element.children if isinstance(c, Element) and c.role == "Caption")
    headers = (
        accessible_name(cell.element, _LONGEST_HEADER) for cell in grid.cells if cell.is_header
    )
    return TableItem(
        caption=" ".join(map(accessible_name, captions)),
        columns=grid.columns,
        rows=len(grid.rows),
        headers=tuple(filter(None, headers)),
        summary=spoken_text(element.attributes.summary or "").strip(),
        page=element.page,
    )


def _on(page: int | None) -> str:
    return "" if page is None else f" (page {page + 1})"
