"""A table that names a data file, filled with what the file holds."""

from __future__ import annotations

import re
from itertools import groupby, pairwise, takewhile
from typing import TYPE_CHECKING

from briefpress.content.data.values import BadData, DataTable, Problem, suggestion
from briefpress.content.model.table_rows import Cell, GroupRow
from briefpress.content.model.tables import Column
from briefpress.content.rules.data import DATA_COLUMN, DATA_ROW, DATA_SIZE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefpress.content.model.table_rows import Cells, Row
    from briefpress.content.model.tables import Table

MAX_ROWS = 2_000
_SIGNS = re.compile(r"([!-/:-@\[-`{-~])")


def fill(table: Table, data: DataTable) -> Table:
    """Return a table with the columns and rows that it asks for; raises `BadData`.

    The values are text as the file shows it: signs of Markdown in them mean nothing.
    """
    headings = table.headings or _all_columns(table, data)
    leaves = [leaf for each in headings for leaf in each.leaves]
    _check_columns(table, leaves, data)
    columns = [data.index(leaf.column or leaf.label) for leaf in leaves]
    by = None if table.group_by is None else data.index(table.group_by)
    chosen: Sequence[int] = _chosen(table, data)
    total = table.total
    if total == "last":
        total, chosen = _last_row(data, chosen, columns, by)
    elif total is not None:
        _check_width(total, len(columns), data)
    rows: Iterable[Row] = _cells(data, chosen, columns)
    if by is not None:
        rows = _grouped(data, chosen, columns, by)
    changed = {"file": None, "columns": headings, "rows": tuple(rows), "total": total}
    return table.model_copy(update=changed)


def shown_part(table: Table, data: DataTable) -> DataTable:
    """Return the columns and rows of a data file that a table shows, or goes by: no others are told anybody."""
    headings = table.headings or _all_columns(table, data)
    names = [leaf.column or leaf.label for each in headings for leaf in each.leaves]
    if not table.headings:
        names = [str(each.column) for each in headings]
    by = [] if table.group_by is None else [table.group_by]
    xs = sorted({data.index(name) for name in (*names, *by, *(table.where or ()))})
    ys = _chosen(table, data)
    merged = {
        (j, i): data.merged[y, x]
        for j, y in enumerate(ys)
        for i, x in enumerate(xs)
        if (y, x) in data.merged
    }
    return DataTable(
        data.name,
        tuple(data.columns[x] for x in xs),
        tuple(tuple(data.rows[y][x] for x in xs) for y in ys),
        tuple(data.places[y] for y in ys),
        merged,
    )


def _check_columns(table: Table, leaves: Sequence[Column], data: DataTable) -> None:
    """Raise `BadData` with all columns that a table asks for and the file has not."""
    names = (*(leaf.column or leaf.label for leaf in leaves), table.group_by, *(table.where or ()))
    problems: list[Problem] = []
    for name in dict.fromkeys(filter(None, names)):
        try:
            data.index(name)
        except BadData as error:
            problems += error.problems
    if problems:
        raise BadData(*problems)


def _last_row(
    data: DataTable, chosen: Sequence[int], columns: Sequence[int], by: int | None
) -> tuple[Cells, Sequence[int]]:
    """Return the cells of the last row, which is that of the total, and the other rows."""
    (total,) = _cells(data, chosen[-1:], columns)
    if by is not None and not total[0]:  # what it is the total of stands where groups are named
        total = (plain_as_markdown(data.rows[chosen[-1]][by].text), *total[1:])
    if len(chosen) == 1:
        message = f'"{data.name}" has no row beside that of the total'
        raise BadData(Problem(DATA_COLUMN, message, "ask for more rows, or delete total:"))
    return total, chosen[:-1]


def _check_width(total: Cells, width: int, data: DataTable) -> None:
    filled = sum(1 if isinstance(cell, str) else cell.columns for cell in total)
    if filled != width:
        message = f'the table from "{data.name}" has {width} columns, and the row of its total fills {filled}'
        raise BadData(Problem(DATA_ROW, message, "give the row a cell for each column"))


def _all_columns(table: Table, data: DataTable) -> tuple[Column, ...]:
    """Return a heading for each column of the file, but for the one that heads groups."""
    grouped = data.index(table.group_by) if table.group_by else None
    for number, name in enumerate(data.columns, 1):
        if not name:
            message = f'column {number} of "{data.name}" has no heading'
            mend = (
                "write one into the file, or name the columns to show under columns:; "
                "where the table begins further down, say where: range: A3"
            )
            raise BadData(Problem(DATA_COLUMN, message, mend))
    return tuple(
        Column(label=plain_as_markdown(name), column=name)
        for index, name in enumerate(data.columns)
        if index != grouped
    )


def _chosen(table: Table, data: DataTable) -> list[int]:
    """Return the numbers of the rows that have the texts which `where` asks for."""
    chosen = list(range(len(data.rows)))
    for name, texts in (table.where or {}).items():
        column, asked = data.index(name), (texts,) if isinstance(texts, str) else texts
        known = {row[column].text: None for row in data.rows}
        for text in asked:
            if text not in known:
                message = f'no row of "{data.name}" has "{text}" in the column "{name}"'
                raise BadData(Problem(DATA_COLUMN, message, suggestion(text, known, "values")))
        chosen = [row for row in chosen if data.rows[row][column].text in asked]
    if not chosen:
        message = f'no row of "{data.name}" has all that where: asks for'
        raise BadData(Problem(DATA_COLUMN, message, "ask for less"))
    if len(chosen) > MAX_ROWS:
        has = f'"{data.name}" has {len(chosen):,} rows'
        message = f"{has}; {MAX_ROWS:,} are the most that a table shows"
        raise BadData(Problem(DATA_SIZE, message, DATA_SIZE.mend))
    return chosen


def _grouped(
    data: DataTable, rows: Sequence[int], columns: Sequence[int], by: int
) -> Iterator[Row]:
    for text, group in groupby(rows, key=lambda row: data.rows[row][by].text):
        yield GroupRow(group=plain_as_markdown(text) or "–")
        yield from _cells(data, [*group], columns)


def _cells(
    data: DataTable, rows: Sequence[int], columns: Sequence[int]
) -> Iterator[tuple[str | Cell, ...]]:
    """Yield the cells of rows; those that are merged in the file span what is shown of them."""
    marks = [[data.merged.get((row, column)) for column in columns] for row in rows]
    if any(None not in line and line == before for before, line in pairwise(marks)):
        marks = [[None] * len(columns) for _ in rows]  # a row would have no cell of its own
    for y, row in enumerate(rows):
        cells: list[str | Cell] = []
        for x, column in enumerate(columns):
            text, mark = plain_as_markdown(data.rows[row][column].text), marks[y][x]
            if mark is None:
                cells.append(text)
            elif not (x and marks[y][x - 1] == mark) and not (y and marks[y - 1][x] == mark):
                right, below = marks[y][x:], (line[x] for line in marks[y:])
                cells.append(Cell(text=text, columns=_run(right, mark), rows=_run(below, mark)))
        yield tuple(cells)


def _run(marks: Iterable[object], mark: object) -> int:
    """Return how many marks are this one, up to the first that is not."""
    return sum(1 for _ in takewhile(lambda each: each == mark, marks))


def plain_as_markdown(text: str) -> str:
    """Return a text as Markdown that shows it as it is, line by line."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\\\n".join(_SIGNS.sub(r"\\\1", line) for line in lines if line)
