"""Which places the cells of a table cover, however ragged its rows are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.structure.facts import Element

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CELLS = frozenset({"TH", "TD"})
_ASIDE = frozenset({"Table", "Caption"})  # what is in them is no part of this table's rows


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a table; `kind` is a stable name, `element` the cell, row or table."""

    kind: str
    message: str
    element: Element


def rows_of(table: Element) -> tuple[tuple[Element, ...], list[Element]]:
    """Return the rows of a table, and the cells that are in none."""
    found = list(_below(table, CELLS | {"TR"}))
    strays = [element for element in found if element.role != "TR"]
    return tuple(element for element in found if element.role == "TR"), strays


def _below(parent: Element, wanted: frozenset[str]) -> Iterator[Element]:
    """Yield the nearest elements of the wanted roles below, but none in a table or caption there."""
    pending = list(reversed(_elements(parent)))
    while pending:
        element = pending.pop()
        if element.role in wanted:
            yield element
        elif element.role not in _ASIDE:
            pending += reversed(_elements(element))


def _elements(parent: Element) -> list[Element]:
    return [child for child in parent.children if isinstance(child, Element)]


@dataclass(slots=True, eq=False)
class Slot:
    """A cell while its table is being laid out."""

    element: Element
    row: int
    column: int
    height: int
    width: int
    scope: str | None = None


class Layout:
    """The cells of some rows, each in the first free place of its row, and what each place holds."""

    def __init__(self, rows: Sequence[Element]) -> None:
        self.slots: list[Slot] = []
        self.places: list[dict[int, Slot]] = [{} for _ in rows]
        self.columns = 0
        self.problems: list[Problem] = []
        cells = [list(_below(row, CELLS)) for row in rows]
        # Spans cost memory that a small file can claim without end.
        self._left = 10_000 + 16 * sum(map(len, cells))
        for row, elements in enumerate(cells):
            column = 0
            for element in elements:
                while column in self.places[row]:
                    column += 1
                column += self._put(element, row, column)

    def _put(self, element: Element, row: int, column: int) -> int:
        """Place a cell, and return its width."""
        height, width = self._spans(element, len(self.places) - row)
        slot = Slot(element, row, column, height, width)
        self.slots.append(slot)
        free = True
        for place in self.places[row : row + height]:
            for x in range(column, column + width):
                free &= place.setdefault(x, slot) is slot
        if not free:
            self._add("overlap", "this cell covers a place of another one", element)
        self.columns = max(self.columns, column + width)
        return width

    def _spans(self, element: Element, below: int) -> tuple[int, int]:
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
        self.problems.append(Problem(kind, message, element))


def ragged(rows: Sequence[Element], layout: Layout) -> Iterator[Problem]:
    """Yield the rows that do not reach over all columns."""
    for number, (row, places) in enumerate(zip(rows, layout.places, strict=True), 1):
        if len(places) != layout.columns:
            message = f"row {number} has {len(places)} of {layout.columns} columns"
            yield Problem("ragged", message, row)
