"""What changed in a table: its cells by row and column, and rows and columns as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from briefpress.diff.alignment import align
from briefpress.diff.passages import LINK
from briefpress.diff.values import Change, How, Place
from briefpress.diff.wording import compare_words
from briefpress.structure import Element, ObjectRef, lay_out_table
from briefpress.transcript import accessible_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefpress.structure import Cell, Grid

_LONGEST = 80  # of a name of a row or column


@dataclass(frozen=True, eq=False)
class _Table:
    """A table, with the words of its cells."""

    grid: Grid
    words: dict[Element, str] = field(repr=False)

    @cached_property
    def rows(self) -> list[tuple[str, ...]]:
        """The words of each row."""
        found: list[list[str]] = [[] for _ in self.grid.rows]
        for cell in self.grid.cells:
            found[cell.row].append(self.words[cell.element])
        return [tuple(row) for row in found]

    @cached_property
    def columns(self) -> list[tuple[str, ...]]:
        """The words of each column, of cells that begin in it."""
        found: list[list[str]] = [[] for _ in range(self.grid.columns)]
        for cell in self.grid.cells:
            found[cell.column].append(self.words[cell.element])
        return [tuple(column) for column in found]

    @cached_property
    def heads(self) -> list[tuple[str, ...]]:
        """The words of the headers at the top of each column, spanning ones included."""
        found: list[list[str]] = [[] for _ in range(self.grid.columns)]
        for cell in self.grid.cells:
            if cell.is_header and cell.scope != "Row":
                for column in range(cell.column, min(cell.column + cell.col_span, len(found))):
                    found[column].append(self.words[cell.element])
        return [tuple(column) for column in found]

    @cached_property
    def at(self) -> dict[tuple[int, int], Cell]:
        """The cells by the row and column in which they begin."""
        return {(cell.row, cell.column): cell for cell in self.grid.cells}

    @cached_property
    def _row_heads(self) -> dict[int, str]:
        """The words of the first header of each row that says anything."""
        heads = [
            (cell.row, self.words[cell.element]) for cell in self.grid.cells if cell.scope == "Row"
        ]
        return {row: name for row, name in reversed(heads) if name}

    def row_name(self, row: int) -> str:
        """Return what a row is called: by its first header, or its number."""
        name = self._row_heads.get(row, "")
        return f"row “{name[:_LONGEST]}”" if name else f"row {row + 1}"

    def column_name(self, column: int) -> str:
        """Return what a column is called: by its headers from the top, or its number."""
        name = ", ".join(dict.fromkeys(filter(None, self.heads[column])))
        return f"column “{name[:_LONGEST]}”" if name else f"column {column + 1}"

    def places(self, element: Element) -> tuple[Place, ...]:
        """Return where a cell or row is."""
        return tuple(Place(page + 1, box) for page, box in sorted(element.boxes().items()))


def compare_tables(old: Element, new: Element) -> Iterator[Change]:
    """Yield what changed between two versions of a table."""
    here, there = _read(old), _read(new)
    columns = _matched(here.columns, there.columns, here.heads, there.heads)
    rows = _matched(here.rows, there.rows, _firsts(here.rows), _firsts(there.rows))
    yield from _lines(here, there, rows, columns)
    for (row, column), cell in here.at.items():
        if row in rows and column in columns:
            other = there.at.get((rows[row], columns[column]))
            if other:
                yield from _cell(here, there, cell, other)


def _read(table: Element) -> _Table:
    found = lay_out_table(table)
    return _Table(found, {cell.element: accessible_name(cell.element) for cell in found.cells})


def _firsts(rows: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [row[:1] for row in rows]


def _matched(
    old: Sequence[tuple[str, ...]],
    new: Sequence[tuple[str, ...]],
    old_names: Sequence[tuple[str, ...]],
    new_names: Sequence[tuple[str, ...]],
) -> dict[int, int]:
    """Pair rows or columns that are the same, then those of the same name, then those in one place."""
    pairs = dict(align(old, new))
    for names, others in ((old_names, new_names), ([()] * len(old), [()] * len(new))):
        start, low = 0, 0
        for end, high in [*sorted(pairs.items()), (len(old), len(new))]:
            if names is old_names or end - start == high - low:
                found = align(names[start:end], others[low:high])
                pairs |= {start + one: low + other for one, other in found}
            start, low = end + 1, high + 1
    return pairs


def _lines(
    here: _Table, there: _Table, rows: dict[int, int], columns: dict[int, int]
) -> Iterator[Change]:
    """Yield the rows and columns that were added, removed or moved."""
    gone = sorted(set(range(len(here.rows))) - set(rows))
    come = sorted(set(range(len(there.rows))) - set(rows.values()))
    waiting = {there.rows[row]: row for row in reversed(come)}
    for row in gone:
        texts, places = here.rows[row], here.places(here.grid.rows[row])
        if texts in waiting:
            other = waiting.pop(texts)
            come.remove(other)
            rows[row] = other
            where = f"from row {row + 1} to row {other + 1}"
            yield _line(
                How.MOVED, "row", texts, places, where, there.places(there.grid.rows[other])
            )
        else:
            yield _line(How.REMOVED, "row", texts, places)
    for row in come:
        yield _line(How.ADDED, "row", there.rows[row], there.places(there.grid.rows[row]))
    for column in sorted(set(range(here.grid.columns)) - set(columns)):
        name = here.column_name(column)
        yield _line(How.REMOVED, "column", here.columns[column], _down(here, column), name)
    for column in sorted(set(range(there.grid.columns)) - set(columns.values())):
        name = there.column_name(column)
        yield _line(How.ADDED, "column", there.columns[column], _down(there, column), name)


def _line(
    how: How,
    what: str,
    texts: tuple[str, ...],
    places: tuple[Place, ...],
    where: str = "",
    others: tuple[Place, ...] = (),
) -> Change:
    text = " | ".join(texts)
    return Change(
        how,
        f"{what} of a table",
        old="" if how is How.ADDED else text,
        new="" if how is How.REMOVED else text,
        where=where,
        old_places=() if how is How.ADDED else places,
        new_places=places if how is How.ADDED else others,
    )


def _down(table: _Table, column: int) -> tuple[Place, ...]:
    cells = (cell for cell in table.grid.cells if cell.column == column)
    return tuple(place for cell in cells for place in table.places(cell.element))


def _cell(here: _Table, there: _Table, old: Cell, new: Cell) -> Iterator[Change]:
    """Yield what changed in a cell: its words, where its links lead, whether it is a header."""
    before, after = here.words[old.element], there.words[new.element]
    name = there.column_name(new.column)
    row = there.row_name(new.row)
    where = row if new.scope == "Row" else name if new.scope else f"{row}, {name}"
    for change in _in_cell(old, new, before, after, where):
        yield replace(
            change, old_places=here.places(old.element), new_places=there.places(new.element)
        )


def _in_cell(old: Cell, new: Cell, before: str, after: str, where: str) -> Iterator[Change]:
    if before != after:
        kind = "header cell" if new.is_header else "table cell"
        parts = compare_words(before, after)
        yield Change(How.CHANGED, kind, before, after, where, words=parts)
    if old.is_header != new.is_header:
        kinds = ["header cell" if cell.is_header else "data cell" for cell in (old, new)]
        yield Change(How.CHANGED, "kind of a table cell", kinds[0], kinds[1], where)
    aims, others = _aims(old.element), _aims(new.element)
    for text in sorted(aims.keys() & others.keys()):
        if aims[text] != others[text]:
            yield Change(How.CHANGED, LINK, aims[text], others[text], f"“{text}”")


def _aims(cell: Element) -> dict[str, str]:
    """Return where the links of a cell lead outside of the document."""
    return {
        accessible_name(element): child.uri
        for element in cell.walk()
        if element.role == "Link"
        for child in element.children
        if isinstance(child, ObjectRef) and child.uri
    }
