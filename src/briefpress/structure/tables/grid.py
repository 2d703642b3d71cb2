"""Lays out a Table element, and finds the headers of its cells.

The headers of a cell are those that it names (Headers, ISO 32000-2 14.8.5.7). If it names none, they
are found to its left and above it (14.8.4.8.3, and HTML Standard 4.9.12 for what that leaves open).
The work grows with the number of cells, whatever their spans.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.structure.tables.implied_headers import SCOPES, find_headers, imply_scopes
from briefpress.structure.tables.slots import Layout, TableProblem, ragged_rows, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from briefpress.structure.elements import Element
    from briefpress.structure.tables.slots import Slot


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A cell: the row and column in which it starts, both from 0, and how many of each it spans.

    `scope` is what a header heads, as stated or as its place implies; None for data. `source` says
    how `headers` were found: `Headers`, `Scope` (all of them state theirs), `position` or `none`.
    """

    element: Element
    row: int
    column: int
    row_span: int
    col_span: int
    scope: str | None
    headers: tuple[Element, ...]
    source: str

    @property
    def is_header(self) -> bool:
        """Whether the cell is a TH."""
        return self.scope is not None

    def heads_column_of(self, other: Cell) -> bool:
        """Say whether this cell and the other share a column."""
        return _overlap(self.column, self.col_span, other.column, other.col_span)

    def heads_row_of(self, other: Cell) -> bool:
        """Say whether this cell and the other share a row."""
        return _overlap(self.row, self.row_span, other.row, other.row_span)


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A table that is laid out: its rows, the number of its columns, and its cells in order."""

    table: Element
    rows: tuple[Element, ...]
    columns: int
    cells: tuple[Cell, ...]
    problems: tuple[TableProblem, ...]
    by_element: Mapping[Element, Cell]

    @property
    def has_headers(self) -> bool:
        """Whether any cell is a TH."""
        return any(cell.is_header for cell in self.cells)


def lay_out_table(table: Element) -> Grid:
    """Return the grid of a Table element, whose rows may have different lengths."""
    rows, strays = rows_of(table)
    layout = Layout(rows)
    problems = [TableProblem("stray-cell", "this cell is in no row", cell) for cell in strays]
    problems += layout.problems
    problems += ragged_rows(rows, layout)
    named = _by_id(layout.slots, problems)
    imply_scopes(layout)
    found = find_headers(layout)
    cells = tuple(_cell(slot, named, found[slot], problems) for slot in layout.slots)
    if not rows:
        problems.append(TableProblem("no-rows", "this table has no rows", table))
    elif not any(cell.is_header for cell in cells):
        problems.append(TableProblem("no-header-cells", "no cell of this table is a header", table))
    return Grid(
        table, rows, layout.columns, cells, tuple(problems), {cell.element: cell for cell in cells}
    )


def _by_id(slots: Iterable[Slot], problems: list[TableProblem]) -> dict[str, Slot]:
    """Return the cells by their ID; the first of several with the same ID."""
    found: dict[str, Slot] = {}
    for slot in slots:
        name = slot.element.id
        if name is not None and found.setdefault(name, slot) is not slot:
            message = f"another cell has the ID {name} as well"
            problems.append(TableProblem("repeated-id", message, slot.element))
    return found


def _cell(
    slot: Slot, named: Mapping[str, Slot], implied: tuple[Slot, ...], problems: list[TableProblem]
) -> Cell:
    headers = tuple(_named(slot, named, problems))
    source = "Headers"
    if not headers:
        headers = implied
        stated = all(header.element.attributes.scope in SCOPES for header in headers)
        source = "none" if not headers else "Scope" if stated else "position"
    return Cell(
        slot.element, slot.row, slot.column, slot.height, slot.width, slot.scope,
        tuple(header.element for header in headers), source,
    )  # fmt: skip


def _named(slot: Slot, named: Mapping[str, Slot], problems: list[TableProblem]) -> Iterator[Slot]:
    """Yield the cells that a cell names as its headers, and note wrong names as problems.

    The headers of these headers are not added, though 14.8.5.7 counts them as well: screen readers
    say them with the header that they head. A cell has at most one problem of each kind.
    """
    unknown, data = [], []
    for name in dict.fromkeys(slot.element.attributes.headers):
        header = named.get(name)
        if header is None:
            unknown.append(name)
        elif header is slot:
            problems.append(TableProblem("own-header", "this cell names itself", slot.element))
        else:
            if header.element.role != "TH":
                data.append(name)
            yield header
    if unknown:
        message = (
            f"this cell names a header {_first_of(unknown)}, and no cell of the table has that ID"
        )
        problems.append(TableProblem("unknown-header", message, slot.element))
    if data:
        message = f"this cell names {_first_of(data)} as its header, which is no header cell (TH)"
        problems.append(TableProblem("header-is-data", message, slot.element))


def _first_of(names: Sequence[str]) -> str:
    """Return the first of several names, and how many more there are."""
    return names[0] if len(names) == 1 else f"{names[0]} (and {len(names) - 1} more)"


def _overlap(start: int, length: int, other: int, other_length: int) -> bool:
    return start < other + other_length and other < start + length
