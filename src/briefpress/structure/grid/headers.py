"""Which slots the cells of a tagged table cover, and which cells are headers of which others.

A cell's headers are those that it names (Headers, ISO 32000-2 14.8.5.7); if it names none, those that
a search to the left and upwards finds (14.8.4.8.3, and the HTML Standard 4.9.12 where that is silent).
The work grows with the number of cells, whatever spans they claim.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.structure.grid.layout import Layout, Problem, ragged, rows_of
from briefpress.structure.grid.search import SCOPES, imply_scopes, search

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from briefpress.structure.facts import Element
    from briefpress.structure.grid.layout import Slot

__all__ = ["Cell", "Grid", "Problem", "lay_out_table"]


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A cell and the slots that it covers, rows and columns counted from 0, spans as far as they go.

    `scope` is what a header heads, as stated or as implied by its place; None for data. `source`
    says what `headers` go by: `Headers`, `Scope` (all found headers state theirs), `position`, `none`.
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
        """Whether this cell lies above or below the other, rather than beside it or elsewhere."""
        return _meet(self.column, self.col_span, other.column, other.col_span)

    def heads_row_of(self, other: Cell) -> bool:
        """Whether this cell lies beside the other."""
        return _meet(self.row, self.row_span, other.row, other.row_span)


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A table: `rows` are its TR, `columns` how many there are with all spans, `cells` in order."""

    table: Element
    rows: tuple[Element, ...]
    columns: int
    cells: tuple[Cell, ...]
    problems: tuple[Problem, ...]
    by_element: Mapping[Element, Cell]

    @property
    def has_headers(self) -> bool:
        """Whether any cell is a TH."""
        return any(cell.is_header for cell in self.cells)


def lay_out_table(table: Element) -> Grid:
    """Lay out the cells of a Table element, however ragged."""
    rows, strays = rows_of(table)
    layout = Layout(rows)
    problems = [Problem("stray-cell", "this cell is in no row", cell) for cell in strays]
    problems += layout.problems
    problems += ragged(rows, layout)
    named = _by_id(layout.slots, problems)
    imply_scopes(layout)
    found = search(layout)
    cells = tuple(_cell(slot, named, found[slot], problems) for slot in layout.slots)
    if not rows:
        problems.append(Problem("no-rows", "this table has no rows", table))
    elif not any(cell.is_header for cell in cells):
        problems.append(Problem("no-header-cells", "no cell of this table is a header", table))
    return Grid(
        table, rows, layout.columns, cells, tuple(problems), {cell.element: cell for cell in cells}
    )


def _by_id(slots: Iterable[Slot], problems: list[Problem]) -> dict[str, Slot]:
    """Return the cells by their ID; the first, where two share one."""
    found: dict[str, Slot] = {}
    for slot in slots:
        name = slot.element.id
        if name is not None and found.setdefault(name, slot) is not slot:
            message = f"another cell has the ID {name} as well"
            problems.append(Problem("repeated-id", message, slot.element))
    return found


def _cell(
    slot: Slot, named: Mapping[str, Slot], implied: tuple[Slot, ...], problems: list[Problem]
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


def _named(slot: Slot, named: Mapping[str, Slot], problems: list[Problem]) -> Iterator[Slot]:
    """Yield the cells that a cell names as its headers.

    Headers of these are not added, though 14.8.5.7 counts them as well: they are heard with the
    header that they head. One cell has one problem of a kind, however many it names wrongly.
    """
    unknown, data = [], []
    for name in dict.fromkeys(slot.element.attributes.headers):
        header = named.get(name)
        if header is None:
            unknown.append(name)
        elif header is slot:
            problems.append(Problem("own-header", "this cell names itself", slot.element))
        else:
            if header.element.role != "TH":
                data.append(name)
            yield header
    if unknown:
        message = f"this cell names a header {_some(unknown)}, and no cell of the table has that ID"
        problems.append(Problem("unknown-header", message, slot.element))
    if data:
        message = f"this cell names {_some(data)} as its header, which is no header cell (TH)"
        problems.append(Problem("header-is-data", message, slot.element))


def _some(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} (and {len(names) - 1} more)"


def _meet(start: int, length: int, other: int, other_length: int) -> bool:
    return start < other + other_length and other < start + length
