"""What changed in a table: cells, and whole rows and columns."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from briefpress.diff.alignment import align
from briefpress.diff.changes import Change, ChangeKind, Region
from briefpress.diff.passages import LINK
from briefpress.diff.word_diff import diff_words
from briefpress.structure import Element, ObjectRef, lay_out_table
from briefpress.transcript import accessible_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefpress.structure import Cell, Grid

_MAX_NAME = 80  # characters of the name of a row or column

Line = tuple[str, ...]  # the texts of the cells of a row or column


@dataclass(frozen=True, eq=False)
class _Table:
    """A table with the texts of its cells."""

    grid: Grid
    texts: dict[Element, str] = field(repr=False)

    @classmethod
    def of(cls, element: Element) -> _Table:
        """Lay out the cells of a table element."""
        grid = lay_out_table(element)
        return cls(grid, {cell.element: accessible_name(cell.element) for cell in grid.cells})

    @cached_property
    def rows(self) -> list[Line]:
        """The texts of each row, of the cells that begin in it."""
        rows: list[list[str]] = [[] for _ in self.grid.rows]
        for cell in self.grid.cells:
            rows[cell.row].append(self.texts[cell.element])
        return [tuple(row) for row in rows]

    @cached_property
    def columns(self) -> list[Line]:
        """The texts of each column, of the cells that begin in it."""
        columns: list[list[str]] = [[] for _ in range(self.grid.columns)]
        for cell in self.grid.cells:
            columns[cell.column].append(self.texts[cell.element])
        return [tuple(column) for column in columns]

    @cached_property
    def column_headers(self) -> list[Line]:
        """The texts of the headers of each column from the top, spanning ones included."""
        headers: list[list[str]] = [[] for _ in range(self.grid.columns)]
        for cell in self.grid.cells:
            if cell.is_header and cell.scope != "Row":
                for column in range(cell.column, min(cell.column + cell.col_span, len(headers))):
                    headers[column].append(self.texts[cell.element])
        return [tuple(column) for column in headers]

    @cached_property
    def cells(self) -> dict[tuple[int, int], Cell]:
        """The cells by the row and column in which they begin."""
        return {(cell.row, cell.column): cell for cell in self.grid.cells}

    @cached_property
    def _row_headers(self) -> dict[int, str]:
        """The text of the first header of each row that is not empty."""
        headers = [
            (cell.row, self.texts[cell.element]) for cell in self.grid.cells if cell.scope == "Row"
        ]
        return {row: text for row, text in reversed(headers) if text}

    def row_name(self, row: int) -> str:
        """Return the name of a row: its first header, or its number."""
        name = self._row_headers.get(row, "")
        return f"row “{name[:_MAX_NAME]}”" if name else f"row {row + 1}"

    def column_name(self, column: int) -> str:
        """Return the name of a column: its headers from the top, or its number."""
        name = ", ".join(dict.fromkeys(filter(None, self.column_headers[column])))
        return f"column “{name[:_MAX_NAME]}”" if name else f"column {column + 1}"

    def row_regions(self, row: int) -> tuple[Region, ...]:
        """Return where a row is."""
        return _regions(self.grid.rows[row])

    def column_regions(self, column: int) -> tuple[Region, ...]:
        """Return where the cells of a column are."""
        cells = (cell for cell in self.grid.cells if cell.column == column)
        return tuple(region for cell in cells for region in _regions(cell.element))


def _regions(element: Element) -> tuple[Region, ...]:
    return tuple(Region(page + 1, box) for page, box in sorted(element.boxes().items()))


def table_changes(old: Element, new: Element) -> Iterator[Change]:
    """Yield what changed between two versions of a table."""
    before, after = _Table.of(old), _Table.of(new)
    columns = _match(before.columns, after.columns, before.column_headers, after.column_headers)
    rows = _match(before.rows, after.rows, _first_texts(before.rows), _first_texts(after.rows))
    yield from _row_changes(before, after, rows)
    yield from _column_changes(before, after, columns)
    for (row, column), cell in before.cells.items():
        if row in rows and column in columns:
            other = after.cells.get((rows[row], columns[column]))
            if other:
                yield from _cell_changes(before, after, cell, other)


def _first_texts(rows: Sequence[Line]) -> list[Line]:
    return [row[:1] for row in rows]


def _match(
    old: Sequence[Line], new: Sequence[Line], old_names: Sequence[Line], new_names: Sequence[Line]
) -> dict[int, int]:
    """Return pairs of rows or columns: equal ones, then those of one name, then those in one place."""
    pairs = dict(align(old, new))
    for names, others in ((old_names, new_names), ([()] * len(old), [()] * len(new))):
        old_start, new_start = 0, 0
        for old_end, new_end in [*sorted(pairs.items()), (len(old), len(new))]:
            if names is old_names or old_end - old_start == new_end - new_start:
                found = align(names[old_start:old_end], others[new_start:new_end])
                pairs |= {old_start + i: new_start + j for i, j in found}
            old_start, new_start = old_end + 1, new_end + 1
    return pairs


def _row_changes(before: _Table, after: _Table, rows: dict[int, int]) -> Iterator[Change]:
    """Yield the rows that were moved, removed or added; moved ones are put into `rows`."""
    removed = sorted(set(range(len(before.rows))) - set(rows))
    added = sorted(set(range(len(after.rows))) - set(rows.values()))
    added_by_texts = {after.rows[row]: row for row in reversed(added)}
    for row in removed:
        texts, regions = before.rows[row], before.row_regions(row)
        if texts in added_by_texts:
            other = added_by_texts.pop(texts)
            added.remove(other)
            rows[row] = other
            yield Change(
                ChangeKind.MOVED,
                "row of a table",
                old=" | ".join(texts),
                new=" | ".join(texts),
                where=f"from row {row + 1} to row {other + 1}",
                old_regions=regions,
                new_regions=after.row_regions(other),
            )
        else:
            yield _removed("row", texts, regions)
    for row in added:
        yield _added("row", after.rows[row], after.row_regions(row))


def _column_changes(before: _Table, after: _Table, columns: dict[int, int]) -> Iterator[Change]:
    """Yield the columns that were removed or added."""
    for column in sorted(set(range(before.grid.columns)) - set(columns)):
        name, regions = before.column_name(column), before.column_regions(column)
        yield _removed("column", before.columns[column], regions, name)
    for column in sorted(set(range(after.grid.columns)) - set(columns.values())):
        name, regions = after.column_name(column), after.column_regions(column)
        yield _added("column", after.columns[column], regions, name)


def _removed(what: str, texts: Line, regions: tuple[Region, ...], where: str = "") -> Change:
    text = " | ".join(texts)
    return Change(
        ChangeKind.REMOVED, f"{what} of a table", old=text, where=where, old_regions=regions
    )


def _added(what: str, texts: Line, regions: tuple[Region, ...], where: str = "") -> Change:
    text = " | ".join(texts)
    return Change(
        ChangeKind.ADDED, f"{what} of a table", new=text, where=where, new_regions=regions
    )


def _cell_changes(before: _Table, after: _Table, old: Cell, new: Cell) -> Iterator[Change]:
    """Yield what changed in a cell: its text, the targets of its links, whether it is a header."""
    column, row = after.column_name(new.column), after.row_name(new.row)
    where = row if new.scope == "Row" else column if new.scope else f"{row}, {column}"
    texts = before.texts[old.element], after.texts[new.element]
    for change in (*_content_changes(old, new, *texts, where), *_link_changes(old, new)):
        yield replace(change, old_regions=_regions(old.element), new_regions=_regions(new.element))


def _content_changes(
    old: Cell, new: Cell, old_text: str, new_text: str, where: str
) -> Iterator[Change]:
    if old_text != new_text:
        what = "header cell" if new.is_header else "table cell"
        spans = diff_words(old_text, new_text)
        yield Change(ChangeKind.CHANGED, what, old_text, new_text, where, spans=spans)
    if old.is_header != new.is_header:
        kinds = ["header cell" if cell.is_header else "data cell" for cell in (old, new)]
        yield Change(ChangeKind.CHANGED, "kind of a table cell", kinds[0], kinds[1], where)


def _link_changes(old: Cell, new: Cell) -> Iterator[Change]:
    before, after = _link_uris(old.element), _link_uris(new.element)
    for text in sorted(before.keys() & after.keys()):
        if before[text] != after[text]:
            yield Change(ChangeKind.CHANGED, LINK, before[text], after[text], f"“{text}”")


def _link_uris(cell: Element) -> dict[str, str]:
    """Return the addresses that the links of a cell lead to, by the texts of the links."""
    return {
        accessible_name(element): child.uri
        for element in cell.walk()
        if element.role == "Link"
        for child in element.children
        if isinstance(child, ObjectRef) and child.uri
    }
