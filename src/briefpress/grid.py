"""Which slots the cells of a tagged table cover, and which cells are headers of which others.

A cell's headers are those that it names (Headers, ISO 32000-2 14.8.5.7); if it names none, those that
a search to the left and upwards finds (14.8.4.8.3, and the HTML Standard 4.9.12 where that is silent).
The work grows with the number of cells, whatever spans they claim.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.structure.facts import Element

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

CELLS = frozenset({"TH", "TD"})
_SCOPES = frozenset({"Row", "Column", "Both"})
_ASIDE = frozenset({"Table", "Caption"})  # what is in them is no part of this table's rows
_MOST_HEADERS = 16  # in one direction; nobody can listen to more


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a table; `kind` is a stable name, `element` the cell, row or table."""

    kind: str
    message: str
    element: Element


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


def grid(table: Element) -> Grid:
    """Lay out the cells of a Table element, however ragged."""
    rows, strays = _rows(table)
    layout = _Layout(rows)
    problems = [Problem("stray-cell", "this cell is in no row", cell) for cell in strays]
    problems += layout.problems
    problems += _ragged(rows, layout)
    named = _by_id(layout.slots, problems)
    _imply_scopes(layout)
    found = _search(layout)
    cells = tuple(_cell(slot, named, found[slot], problems) for slot in layout.slots)
    if not rows:
        problems.append(Problem("no-rows", "this table has no rows", table))
    elif not any(cell.is_header for cell in cells):
        problems.append(Problem("no-header-cells", "no cell of this table is a header", table))
    return Grid(
        table, rows, layout.columns, cells, tuple(problems), {cell.element: cell for cell in cells}
    )


def _rows(table: Element) -> tuple[tuple[Element, ...], list[Element]]:
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
class _Slot:
    """A cell while its table is being laid out."""

    element: Element
    row: int
    column: int
    height: int
    width: int
    scope: str | None = None


class _Layout:
    """The cells of some rows, each in the first free place of its row, and what each place holds."""

    def __init__(self, rows: Sequence[Element]) -> None:
        self.slots: list[_Slot] = []
        self.places: list[dict[int, _Slot]] = [{} for _ in rows]
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
        slot = _Slot(element, row, column, height, width)
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


def _ragged(rows: Sequence[Element], layout: _Layout) -> Iterator[Problem]:
    """Yield the rows that do not reach over all columns."""
    for number, (row, places) in enumerate(zip(rows, layout.places, strict=True), 1):
        if len(places) != layout.columns:
            message = f"row {number} has {len(places)} of {layout.columns} columns"
            yield Problem("ragged", message, row)


def _by_id(slots: Iterable[_Slot], problems: list[Problem]) -> dict[str, _Slot]:
    """Return the cells by their ID; the first, where two share one."""
    found: dict[str, _Slot] = {}
    for slot in slots:
        name = slot.element.id
        if name is not None and found.setdefault(name, slot) is not slot:
            message = f"another cell has the ID {name} as well"
            problems.append(Problem("repeated-id", message, slot.element))
    return found


def _imply_scopes(layout: _Layout) -> None:
    """Say of each header what it heads; where it does not say so itself, what has data cells decides.

    A header heads its column if there are no data in its row, and its row if there are none in its
    column. An empty corner is no data, though it is often a TD.
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
            slot.scope = stated if stated in _SCOPES else _implied(slot, rows, columns)


def _implied(slot: _Slot, data_rows: set[int], data_columns: set[int]) -> str:
    if data_rows.isdisjoint(range(slot.row, slot.row + slot.height)):
        return "Column"
    if data_columns.isdisjoint(range(slot.column, slot.column + slot.width)):
        return "Row"
    return "Both"


@dataclass(slots=True)
class _Line:
    """The headers met so far on the way along a row or column, nearest first.

    Of headers beyond data cells, one no longer counts when a nearer one takes its whole place.
    """

    way: str
    near: tuple[_Slot, ...] = ()
    far: tuple[_Slot, ...] = ()
    past_data: bool = False

    @property
    def headers(self) -> tuple[_Slot, ...]:
        return self.near + self.far

    def pass_by(self, slot: _Slot) -> None:
        """Go on past a cell."""
        if slot.scope is None:
            self.past_data = True
        elif slot.scope in (self.way, "Both"):
            if self.past_data:
                self.near, self.far = (), self.headers
            extent = self._extent(slot)
            self.far = tuple(other for other in self.far if self._extent(other) != extent)
            self.near = (slot, *self.near)[:_MOST_HEADERS]
            self.far = self.far[: _MOST_HEADERS - len(self.near)]
            self.past_data = False

    def _extent(self, slot: _Slot) -> tuple[int, int]:
        return (slot.column, slot.width) if self.way == "Column" else (slot.row, slot.height)


def _search(layout: _Layout) -> dict[_Slot, tuple[_Slot, ...]]:
    """Return the headers that the place of each cell implies: of its rows, then of its columns."""
    beside: dict[_Slot, list[_Slot]] = {slot: [] for slot in layout.slots}
    above: dict[_Slot, list[_Slot]] = {slot: [] for slot in layout.slots}
    down: dict[int, _Line] = {}
    for row, places in enumerate(layout.places):
        along = _Line("Row")
        for column in sorted(places):
            slot = places[column]
            if column == slot.column:
                beside[slot] += along.headers
                along.pass_by(slot)
            if row == slot.row:
                line = down.setdefault(column, _Line("Column"))
                above[slot] += line.headers
                line.pass_by(slot)
    return {slot: tuple(dict.fromkeys(beside[slot] + above[slot])) for slot in layout.slots}


def _cell(
    slot: _Slot, named: Mapping[str, _Slot], implied: tuple[_Slot, ...], problems: list[Problem]
) -> Cell:
    headers = tuple(_named(slot, named, problems))
    source = "Headers"
    if not headers:
        headers = implied
        stated = all(header.element.attributes.scope in _SCOPES for header in headers)
        source = "none" if not headers else "Scope" if stated else "position"
    return Cell(
        slot.element, slot.row, slot.column, slot.height, slot.width, slot.scope,
        tuple(header.element for header in headers), source,
    )  # fmt: skip


def _named(slot: _Slot, named: Mapping[str, _Slot], problems: list[Problem]) -> Iterator[_Slot]:
    """Yield the cells that a cell names as its headers.

    Headers of these are not added, though 14.8.5.7 counts them as well: they are heard with the
    header that they head.
    """
    for name in dict.fromkeys(slot.element.attributes.headers):
        header = named.get(name)
        if header is None:
            message = f"this cell names a header {name}, and no cell of the table has that ID"
            problems.append(Problem("unknown-header", message, slot.element))
        elif header is slot:
            problems.append(Problem("own-header", "this cell names itself", slot.element))
        else:
            if header.element.role != "TH":
                message = f"this cell names {name} as its header, which is no header cell (TH)"
                problems.append(Problem("header-is-data", message, slot.element))
            yield header


def _meet(start: int, length: int, other: int, other_length: int) -> bool:
    return start < other + other_length and other < start + length
