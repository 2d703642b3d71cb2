"""Which cells of an HTML table are headings of which others (HTML Standard, 4.9.12)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from briefpress.html.semantics import MATH, SVG, role_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator
    from xml.etree.ElementTree import Element

_ROW_GROUPS = ("THead", "TBody", "TFoot")
_SHOWN = ("img", SVG, MATH, "object", "embed", "input")  # without any text
_SCOPES = {"columnheader": "col", "rowheader": "row"}
_MAX_SPAN = 1000


@dataclass(slots=True, eq=False)
class Cell:
    """A cell, and the slots that it covers: columns from `x`, rows from `y`, counted from 0.

    `group` numbers its row group. `written_width` is what colspan says, which may reach beyond the
    table: the standard looks for headings by it.
    """

    element: Element
    x: int
    y: int
    width: int
    height: int
    group: int
    is_heading: bool
    scope: str
    is_empty: bool
    written_width: int


class Table:
    """The cells of an HTML table in their slots, and the headings of each.

    With `shown`, cells that are not in it are left out: CSS hides them.
    """

    def __init__(self, element: Element, shown: Container[Element] | None = None) -> None:
        self._shown = shown
        self.cells: list[Cell] = []
        self._rows: dict[Element, int] = {}
        self._slots: dict[tuple[int, int], Cell] = {}
        self._by_id: dict[str, Cell] = {}
        for number, rows in enumerate(_row_groups(element)):
            self._add_group(rows, number)
        # A cell ends at the last column in which a cell begins.
        self._width = max((cell.x + 1 for cell in self.cells), default=0)
        for cell in self.cells:
            cell.width = min(cell.width, self._width - cell.x)
        corner = self._slots.get((0, 0))  # an empty one is no data here, though it is in HTML
        data = [
            cell
            for cell in self.cells
            if not cell.is_heading and not (cell is corner and cell.is_empty)
        ]
        self._data_columns = {x for cell in data for x in _columns(cell)}
        self._data_rows = {y for cell in data for y in _rows(cell)}

    def _add_group(self, rows: list[Element], group: int) -> None:
        """Add the rows of a group that have cells."""
        cells = [
            [c for c in _owned(row, "TD", "TH") if self._shown is None or c in self._shown]
            for row in rows
        ]
        heights = [0, *accumulate(bool(found) for found in cells)]
        top = len(self._rows)
        for index, found in enumerate(cells):
            if found:
                self._rows[rows[index]] = top + heights[index]
                self._add_row(found, top + heights[index], heights[index:], group)

    def _add_row(self, row: list[Element], y: int, below: list[int], group: int) -> None:
        """Add the cells of a row; `below` counts the rows of its group that are above each one after it."""
        x = 0
        for element in row:
            while (x, y) in self._slots:
                x += 1
            height = _span(element, "rowspan", 0) or len(below)
            cell = Cell(
                element, x, y, _span(element, "colspan", 1),
                below[min(height, len(below) - 1)] - below[0], group,
                role_of(element, "TR") == "TH", _scope(element), _is_empty(element),
                _span(element, "colspan", 1),
            )  # fmt: skip
            self.cells.append(cell)
            self._by_id.setdefault(element.get("id", ""), cell)
            for slot in ((i, j) for i in _columns(cell) for j in _rows(cell)):
                self._slots.setdefault(slot, cell)
            x += cell.width

    def missing(self, row: Element) -> int:
        """Return how many cells a row has too few to reach the last column."""
        if row not in self._rows:
            return 0
        return sum((x, self._rows[row]) not in self._slots for x in range(self._width))

    def scope(self, cell: Cell) -> str:
        """Return what a heading is for: Column, Row or Both (ISO 32000-1, table 349).

        One that heads a group of rows from a row of its own stands above what it heads.
        """
        is_above = not any(y in self._data_rows for y in _rows(cell))
        if cell.scope in ("col", "colgroup") or (cell.scope == "rowgroup" and is_above):
            return "Column"
        if cell.scope in ("row", "rowgroup"):
            return "Row"
        return (
            "Column" if self._heads_columns(cell) else "Row" if self._heads_rows(cell) else "Both"
        )

    def _heads_columns(self, cell: Cell) -> bool:
        if cell.scope:
            return cell.scope in ("col", "colgroup")
        return not any(y in self._data_rows for y in _rows(cell))

    def _heads_rows(self, cell: Cell) -> bool:
        if cell.scope:
            return cell.scope in ("row", "rowgroup")
        return not self._heads_columns(cell) and not any(
            x in self._data_columns for x in _columns(cell)
        )

    def headings(self, cell: Cell) -> list[Cell]:
        """Return the headings of a cell: those that it names, or else those by their place."""
        named = cell.element.get("headers", "").split()
        if named:
            found = [self._by_id[name] for name in named if name in self._by_id]
        else:
            found = [
                *(heading for y in _rows(cell) for heading in self._scan(cell, cell.x, y, -1, 0)),
                *(
                    heading
                    for x in _columns(cell)
                    for heading in self._scan(cell, x, cell.y, 0, -1)
                ),
                *self._row_group_headings(cell),
            ]
        return [h for h in dict.fromkeys(found) if h is not cell and not h.is_empty]

    def _scan(self, cell: Cell, x: int, y: int, step_x: int, step_y: int) -> Iterator[Cell]:
        """Yield the headings to the left of a cell, or above it (HTML Standard, 4.9.12.2)."""
        opaque: list[Cell] = []
        block = [cell] if cell.is_heading else []
        in_block = cell.is_heading
        while x + step_x >= 0 and y + step_y >= 0:
            x, y = x + step_x, y + step_y
            other = self._slots.get((x, y))
            if other is None:
                continue
            if other.is_heading:
                in_block = True
                block.append(other)
                if not self._is_blocked(other, opaque, upwards=step_x == 0):
                    yield other
            elif in_block:
                in_block = False
                opaque += block
                block = []

    def _is_blocked(self, heading: Cell, opaque: list[Cell], *, upwards: bool) -> bool:
        if upwards:
            same = any((o.x, o.written_width) == (heading.x, heading.written_width) for o in opaque)
            return same or not self._heads_columns(heading)
        same = any(o.y == heading.y and o.height == heading.height for o in opaque)
        return same or not self._heads_rows(heading)

    def _row_group_headings(self, cell: Cell) -> Iterator[Cell]:
        for other in self.cells:
            heads_group = other.scope == "rowgroup" and other.group == cell.group
            if (
                heads_group
                and other.x < cell.x + cell.written_width
                and other.y < cell.y + cell.height
            ):
                yield other


def in_shown_order(parts: Iterable[Element]) -> list[Element]:
    """Return the parts of a table as they are shown: captions, its first head, all others, its first foot.

    Other heads and feet stay where they are, and are none (CSS 2.2, 17.2).
    """
    found = list(parts)
    captions, heads, feet = (
        [part for part in found if part.tag == tag] for tag in ("caption", "thead", "tfoot")
    )
    ends = (*captions, *heads[:1], *feet[:1])
    return [*captions, *heads[:1], *(part for part in found if part not in ends), *feet[:1]]


def _row_groups(table: Element) -> Iterator[list[Element]]:
    """Yield the rows of each row group, and those between two groups, in the order in which they are shown."""
    loose: list[Element] = []
    for part in in_shown_order(_owned(table, "TR", *_ROW_GROUPS)):
        if role_of(part, "") == "TR":
            loose.append(part)
            continue
        if loose:
            yield loose
        loose = []
        yield [*_owned(part, "TR")]
    if loose:
        yield loose


def _owned(element: Element, *roles: str) -> Iterator[Element]:
    """Yield the parts of a table right below an element, or below others that are no part of it."""
    for child in element:
        role = role_of(child, "")
        if role in roles:
            yield child
        elif role is None:
            yield from _owned(child, *roles)


def _scope(element: Element) -> str:
    """Return what a cell is said to head: by its scope, or its ARIA role."""
    return element.get("scope", "").lower() or _SCOPES.get(element.get("role", ""), "")


def _columns(cell: Cell) -> range:
    return range(cell.x, cell.x + cell.written_width)


def _rows(cell: Cell) -> range:
    return range(cell.y, cell.y + cell.height)


def _span(element: Element, name: str, least: int) -> int:
    value = (element.get(name) or element.get(f"aria-{name}") or "1").strip()
    number = int(value[:9]) if value.isascii() and value.isdigit() else 1
    return min(number, _MAX_SPAN) if number >= least else 1


def _is_empty(element: Element) -> bool:
    shows_more = any(child.tag in _SHOWN for child in element.iter())
    return not shows_more and not "".join(element.itertext()).strip()
