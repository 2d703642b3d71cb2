"""Finds the headers of a cell by its place (ISO 32000-2 14.8.4.8.3; HTML Standard 4.9.12.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefpress.structure.tables.slots import Layout, Slot

SCOPES = frozenset({"Row", "Column", "Both"})
_MOST_HEADERS = 16  # in one direction, of one cell


def imply_scopes(layout: Layout) -> None:
    """Set the scope of each header: as stated, or as its place implies.

    A header heads its column if there are no data cells in its row, and its row if there are none
    in its column. An empty cell in the corner does not count as data, though it is often a TD.
    """
    corner = layout.places[0].get(0) if layout.places else None
    if corner is not None and (corner.element.role == "TH" or corner.element.text.strip()):
        corner = None
    rows, columns = set[int](), set[int]()
    for slot in layout.slots:
        if slot.element.role == "TD" and slot is not corner:
            rows.update(range(slot.row, slot.row + slot.height))
            columns.update(range(slot.column, slot.column + slot.width))
    for slot in layout.slots:
        if slot.element.role == "TH":
            stated = slot.element.attributes.scope
            slot.scope = stated if stated in SCOPES else _implied(slot, rows, columns)


def _implied(slot: Slot, data_rows: set[int], data_columns: set[int]) -> str:
    if data_rows.isdisjoint(range(slot.row, slot.row + slot.height)):
        return "Column"
    if data_columns.isdisjoint(range(slot.column, slot.column + slot.width)):
        return "Row"
    return "Both"


@dataclass(slots=True)
class _Line:
    """The headers on the way along a row or column, nearest first.

    `near` are those since the last data cell. Of those before it, `far`, one is dropped when a
    header of the same width or height comes after it.
    """

    direction: str
    near: tuple[Slot, ...] = ()
    far: tuple[Slot, ...] = ()
    is_past_data: bool = False

    @property
    def headers(self) -> tuple[Slot, ...]:
        return self.near + self.far

    def add(self, slot: Slot) -> None:
        """Go on past a cell."""
        if slot.scope is None:
            self.is_past_data = True
        elif slot.scope in (self.direction, "Both"):
            if self.is_past_data:
                self.near, self.far = (), self.headers
            extent = self._extent(slot)
            self.far = tuple(other for other in self.far if self._extent(other) != extent)
            self.near = (slot, *self.near)[:_MOST_HEADERS]
            self.far = self.far[: _MOST_HEADERS - len(self.near)]
            self.is_past_data = False

    def _extent(self, slot: Slot) -> tuple[int, int]:
        return (slot.column, slot.width) if self.direction == "Column" else (slot.row, slot.height)


def find_headers(layout: Layout) -> dict[Slot, tuple[Slot, ...]]:
    """Return the headers of each cell by its place: those of its rows, then those of its columns."""
    beside: dict[Slot, list[Slot]] = {slot: [] for slot in layout.slots}
    above: dict[Slot, list[Slot]] = {slot: [] for slot in layout.slots}
    down: dict[int, _Line] = {}
    for row, places in enumerate(layout.places):
        along = _Line("Row")
        for column in sorted(places):
            slot = places[column]
            if column == slot.column:
                beside[slot] += along.headers
                along.add(slot)
            if row == slot.row:
                line = down.setdefault(column, _Line("Column"))
                above[slot] += line.headers
                line.add(slot)
    return {slot: tuple(dict.fromkeys(beside[slot] + above[slot])) for slot in layout.slots}
