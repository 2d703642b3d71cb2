"""Lays out the cells of a table, whose rows may have different lengths."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.structure.elements import Element

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CELLS = frozenset({"TH", "TD"})
_SKIPPED = frozenset({"Table", "Caption"})  # their content is no part of this table's rows


@dataclass(frozen=True, slots=True)
class TableProblem:
    """A fault of a table; `kind` is a stable name, `element` the cell, row or table at fault."""

    kind: str
    message: str
    element: Element


def rows_of(table: Element) -> tuple[tuple[Element, ...], list[Element]]:
    """Return the rows of a table, and the cells that are in no row."""
    found = list(_below(table, CELLS | {"TR"}))
    strays = [element for element in found if element.role != "TR"]
    return tuple(element for element in found if element.role == "TR"), strays


def _below(parent: Element, wanted: frozenset[str]) -> Iterator[Element]:
    """Yield the nearest elements below with the wanted roles, except in nested tables and captions."""
    pending = list(reversed(_elements(parent)))
    while pending:
        element = pending.pop()
        if element.role in wanted:
            yield element
        elif element.role not in _SKIPPED:
            pending += reversed(_elements(element))


def _elements(parent: Element) -> list[Element]:
    return [child for child in parent.children if isinstance(child, Element)]


@dataclass(slots=True, eq=False)
class Slot:
    """A cell and the places that it covers: the first row and column, and how many of each."""

    element: Element
    row: int
    column: int
    height: int
    width: int
    scope: str | None = None


class Layout:
    """The cells of a table, each in the first free place of its row (HTML Standard 4.9.12.1).

    `slots` are the cells in order, `places` has the slot at each column of each row.
    """

    def __init__(self, rows: Sequence[Element]) -> None:
        self.slots: list[Slot] = []
        self.places: list[dict[int, Slot]] = [{} for _ in rows]
        self.columns = 0
        self.problems: list[TableProblem] = []
        cells = [list(_below(row, CELLS)) for row in rows]
        # A limit of places: spans of a small file could claim any amount of memory.
        self._left = 10_000 + 16 * sum(map(len, cells))
        for row, elements in enumerate(cells):
            column = 0
            for element in elements:
                while column in self.places[row]:
                    column += 1
                column += self._place(element, row, column)

    def _place(self, element: Element, row: int, column: int) -> int:
        """Place a cell, and return its width."""
        height, width = self._spans(element, len(self.places) - row)
        slot = Slot(element, row, column, height, width)
        self.slots.append(slot)
        is_free = True
        for place in self.places[row : row + height]:
            for x in range(column, column + width):
                is_free &= place.setdefault(x, slot) is slot
        if not is_free:
            self._add("overlap", "this cell covers a place of another one", element)
        self.columns = max(self.columns, column + width)
        return width

    def _spans(self, element: Element, below: int) -> tuple[int, int]:
        """Return how many rows and columns a cell covers, within the `below` rows that are left."""
        stated = element.attributes
        height, width = max(stated.row_span, 1), max(stated.col_span, 1)
        if height > below:
            self._add("span-beyond", f"this cell spans {height} rows, where {below} are", element)
            height = below
        if height * width > self._left:
            self._add("span-too-large", f"this cell spans {width} columns", element)
            height = width = 1
        self._left -= height * width
        return height, width

    def _add(self, kind: str, message: str, element: Element) -> None:
        self.problems.append(TableProblem(kind, message, element))


def ragged_rows(rows: Sequence[Element], layout: Layout) -> Iterator[TableProblem]:
    """Yield a problem for each row that does not have all columns."""
    for number, (row, places) in enumerate(zip(rows, layout.places, strict=True), 1):
        if len(places) != layout.columns:
            message = f"row {number} has {len(places)} of {layout.columns} columns"
            yield TableProblem("ragged", message, row)
