"""Announcements that depend on more than the role of an element."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.structure import Element
from briefpress.transcript.roles import LISTS
from briefpress.transcript.spoken_text import accessible_name, spoken_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefpress.structure import Cell, Grid, ObjectRef
    from briefpress.transcript.utterance_builder import OpenElement

_LONGEST_HEADER = 80  # characters
# Labels that are a number or a sign; after other labels there is a pause.
_NUMBER = re.compile(r"\W*(?:[^\W\d_]|\d+|[ivxlcdm]+)", re.IGNORECASE)
_KINDS = {"Column": "column header", "Row": "row header", "Both": "header"}


def count_of(count: int, noun: str, nouns: str | None = None) -> str:
    """Return a number with its noun: 1 row, 2 rows."""
    return f"{count} {noun if count == 1 else nouns or f'{noun}s'}"


def list_announcement(element: Element, depth: int) -> str:
    """Return the announcement of a list: its number of items, and its depth within other lists."""
    name, item, nouns = LISTS[element.role]
    count = sum(isinstance(c, Element) and c.role == item for c in element.children)
    with_items = f" with {count_of(count, *nouns)}" if count else ""
    return f"{name}{with_items}{f', level {depth}' if depth > 1 else ''}"


def table_announcement(grid: Grid) -> str:
    """Return the announcement of a table: its size and its summary."""
    size = f"{count_of(grid.columns, 'column')}, {count_of(len(grid.rows), 'row')}"
    summary = grid.table.attributes.summary or grid.table.alt or ""
    return f"table, {size}{f', summary: {spoken_text(summary).strip()}' if summary.strip() else ''}"


class CellAnnouncements:
    """Announces the cells of tables by their headers, whose words are cached."""

    def __init__(self) -> None:
        self._cells: dict[Element, Cell] = {}
        self._names: dict[Element, str] = {}

    def add_table(self, grid: Grid) -> None:
        """Add the cells of a table."""
        self._cells.update(grid.by_element)

    def __contains__(self, element: Element) -> bool:
        """Say whether an element is a cell of one of the tables."""
        return element in self._cells

    def of(self, element: Element) -> str:
        """Return the announcement of a cell: its column and row headers, its kind and its spans."""
        cell = self._cells[element]
        column: list[Cell] = []
        row: list[Cell] = []
        for header in sorted(map(self._cells.__getitem__, cell.headers), key=_position):
            is_beside = header.heads_row_of(cell) or header.scope == "Row"
            (row if is_beside and not header.heads_column_of(cell) else column).append(header)
        parts = [self._headers("column", column), self._headers("row", row)]
        if not any(parts) and not cell.is_header:
            parts = [f"column {cell.column + 1}"]
        return ", ".join(filter(None, [*parts, _kind(cell), *_spans(cell)]))

    def _headers(self, direction: str, headers: Iterable[Cell]) -> str:
        names = list(filter(None, map(self._name, headers)))
        return f"{direction} {', '.join(names)}" if names else ""

    def _name(self, header: Cell) -> str:
        element = header.element
        if element not in self._names:
            self._names[element] = accessible_name(element, _LONGEST_HEADER)
        return self._names[element]


def _position(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.column


def _kind(cell: Cell) -> str:
    return _KINDS[cell.scope] if cell.scope else ""


def _spans(cell: Cell) -> list[str]:
    if cell.col_span == cell.row_span == 1:
        return []
    sizes = ((cell.col_span, "column"), (cell.row_span, "row"))
    return [f"spans {count_of(size, noun)}" for size, noun in sizes if size > 1]


def link_target(link: ObjectRef) -> str:
    """Return where a link leads, which is said if the link has no words."""
    if link.uri:
        return link.uri
    if link.destination and link.destination.page is not None:
        return f"page {link.destination.page + 1}"
    return link.destination.name or "" if link.destination else ""


def empty_announcement(opened: OpenElement, element: Element) -> str:
    """Return what is said of an element in which there is nothing to hear."""
    if opened.before.startswith("heading"):
        return f"empty {opened.before}"
    if element.role in ("TH", "TD") and opened.before:
        return f"{opened.before}, blank"
    return opened.announcement.if_empty


def label_separator(label: Element, parent: str) -> str:
    """Return what separates a label from its content: a colon after a term, else a space."""
    words = accessible_name(label, 200)
    is_term = parent == "LI" and words[-1:].isalnum() and not _NUMBER.fullmatch(words)
    return ": " if is_term else " "
