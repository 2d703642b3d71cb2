"""What is said of an element before its content, where that depends on more than its type."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.structure import Element
from briefpress.transcript.plain import accessible_name, spoken_text
from briefpress.transcript.roles import LISTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefpress.structure import Cell, Grid, ObjectRef
    from briefpress.transcript.voice import Opening

_HEADER = 80
# Labels that number what they label: a pause would be heard after any other word.
_NUMBER = re.compile(r"\W*(?:[^\W\d_]|\d+|[ivxlcdm]+)", re.IGNORECASE)
_KINDS = {"Column": "column header", "Row": "row header", "Both": "header"}


def number_of(count: int, noun: str, nouns: str | None = None) -> str:
    """Return a number with its noun, as in "1 row" and "2 rows"."""
    return f"{count} {noun if count == 1 else nouns or f'{noun}s'}"


def listing(element: Element, depth: int) -> str:
    """Announce a list by its number of items, and by its depth if it lies in another."""
    name, item, nouns = LISTS[element.role]
    count = sum(isinstance(c, Element) and c.role == item for c in element.children)
    with_items = f" with {number_of(count, *nouns)}" if count else ""
    return f"{name}{with_items}{f', level {depth}' if depth > 1 else ''}"


def table(found: Grid) -> str:
    """Announce a table by its size and summary."""
    size = f"{number_of(found.columns, 'column')}, {number_of(len(found.rows), 'row')}"
    summary = found.table.attributes.summary or found.table.alt or ""
    return f"table, {size}{f', summary: {spoken_text(summary).strip()}' if summary.strip() else ''}"


class Headers:
    """Announces cells by their headers, whose words it remembers."""

    def __init__(self) -> None:
        self._cells: dict[Element, Cell] = {}
        self._words: dict[Element, str] = {}

    def learn(self, found: Grid) -> None:
        """Know the cells of a table from now on."""
        self._cells.update(found.by_element)

    def know(self, element: Element) -> bool:
        """Say whether an element is a cell of one of the tables."""
        return element in self._cells

    def cell(self, element: Element) -> str:
        """Announce a cell: its column, its row, and that it is a header if it is."""
        cell = self._cells[element]
        column: list[Cell] = []
        row: list[Cell] = []
        for header in sorted(map(self._cells.__getitem__, cell.headers), key=_order):
            beside = header.heads_row_of(cell) or header.scope == "Row"
            (row if beside and not header.heads_column_of(cell) else column).append(header)
        parts = [self._named("column", column), self._named("row", row)]
        if not any(parts) and not cell.is_header:
            parts = [f"column {cell.column + 1}"]
        return ", ".join(filter(None, [*parts, _kind(cell), *_spans(cell)]))

    def _named(self, way: str, headers: Iterable[Cell]) -> str:
        words = list(filter(None, map(self._word, headers)))
        return f"{way} {', '.join(words)}" if words else ""

    def _word(self, header: Cell) -> str:
        element = header.element
        if element not in self._words:
            self._words[element] = accessible_name(element, _HEADER)
        return self._words[element]


def _order(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.column


def _kind(cell: Cell) -> str:
    return _KINDS[cell.scope] if cell.scope else ""


def _spans(cell: Cell) -> list[str]:
    if cell.col_span == cell.row_span == 1:
        return []
    sizes = ((cell.col_span, "column"), (cell.row_span, "row"))
    return [f"spans {number_of(size, noun)}" for size, noun in sizes if size > 1]


def target(link: ObjectRef) -> str:
    """Say where a link leads, for want of words."""
    if link.uri:
        return link.uri
    if link.destination and link.destination.page is not None:
        return f"page {link.destination.page + 1}"
    return link.destination.name or "" if link.destination else ""


def blank(opening: Opening, element: Element) -> str:
    """Return what is said of an element in which there is nothing to hear."""
    if opening.said.startswith("heading"):
        return f"empty {opening.said}"
    if element.role in ("TH", "TD") and opening.said:
        return f"{opening.said}, blank"
    return opening.manner.blank


def mark(label: Element, parent: str) -> str:
    """Return what parts a label from what it labels: a colon after words, as in a list of terms."""
    words = accessible_name(label, 200)
    is_term = parent == "LI" and words[-1:].isalnum() and not _NUMBER.fullmatch(words)
    return ": " if is_term else " "
