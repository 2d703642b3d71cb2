"""A table that names a data file, filled with what the file holds."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from briefpress.content.data.values import BadData, Problem, suggestion
from briefpress.content.model.table_rows import GroupRow
from briefpress.content.model.tables import Column
from briefpress.content.rules.data import DATA_COLUMN, DATA_SIZE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefpress.content.data.values import DataTable, Value
    from briefpress.content.model.table_rows import Row
    from briefpress.content.model.tables import Table

MAX_ROWS = 2_000
_SIGNS = re.compile(r"([!-/:-@\[-`{-~])")


def fill(table: Table, data: DataTable) -> Table:
    """Return a table with the columns and rows that it asks for; raises `BadData`.

    The values are text as the file shows it: signs of Markdown in them mean nothing.
    """
    headings = table.headings or _all_columns(table, data)
    leaves = [leaf for each in headings for leaf in each.columns or (each,)]
    indices = [data.index(leaf.column or leaf.label) for leaf in leaves]
    chosen = _chosen(table, data)
    if len(chosen) > MAX_ROWS:
        message = (
            f'"{data.name}" has {len(chosen):,} rows; {MAX_ROWS:,} are the most that a table shows'
        )
        raise BadData(Problem(DATA_SIZE, message, DATA_SIZE.mend))
    total = table.total
    if total == "last":
        *chosen, last = chosen
        total = _cells(last, indices)
        if table.group_by and not total[0]:  # what it is the total of stands where groups are named
            total = (*_cells(last, [data.index(table.group_by)]), *total[1:])
    rows: Iterable[Row] = (_cells(row, indices) for row in chosen)
    if table.group_by:
        rows = _grouped(chosen, indices, data.index(table.group_by))
    changed = {"file": None, "columns": headings, "rows": tuple(rows), "total": total}
    return table.model_copy(update=changed)


def _all_columns(table: Table, data: DataTable) -> tuple[Column, ...]:
    """Return a heading for each column of the file, but for the one that heads groups."""
    grouped = data.index(table.group_by) if table.group_by else None
    for number, name in enumerate(data.columns, 1):
        if not name:
            message = f'column {number} of "{data.name}" has no heading'
            mend = "write one into the file, or name the columns to show under columns:"
            raise BadData(Problem(DATA_COLUMN, message, mend))
    return tuple(
        Column(label=plain_as_markdown(name), column=name)
        for index, name in enumerate(data.columns)
        if index != grouped
    )


def _chosen(table: Table, data: DataTable) -> list[tuple[Value, ...]]:
    """Return the rows that have the texts which `where` asks for."""
    rows = list(data.rows)
    for name, texts in (table.where or {}).items():
        index, asked = data.index(name), (texts,) if isinstance(texts, str) else texts
        known = {row[index].text: None for row in data.rows}
        for text in asked:
            if text not in known:
                message = f'no row of "{data.name}" has "{text}" in the column "{name}"'
                raise BadData(Problem(DATA_COLUMN, message, suggestion(text, known, "values")))
        rows = [row for row in rows if row[index].text in asked]
    if not rows:
        message = f'no row of "{data.name}" has all that where: asks for'
        raise BadData(Problem(DATA_COLUMN, message, "ask for less"))
    return rows


def _grouped(rows: Sequence[tuple[Value, ...]], indices: Sequence[int], by: int) -> Iterable[Row]:
    for text, group in groupby(rows, key=lambda row: row[by].text):
        yield GroupRow(group=plain_as_markdown(text) or "–")
        yield from (_cells(row, indices) for row in group)


def _cells(row: Sequence[Value], indices: Sequence[int]) -> tuple[str, ...]:
    return tuple(plain_as_markdown(row[index].text) for index in indices)


def plain_as_markdown(text: str) -> str:
    """Return a text as Markdown that shows it as it is, in one line."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))
