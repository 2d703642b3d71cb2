"""A table of a brief, laid out: every cell with its headings, its spans, and how it is aligned."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, groupby
from typing import TYPE_CHECKING

from briefpress.content import (
    Column,
    GroupRow,
    TotalRow,
    decimal_sign,
    decimal_sign_of,
    number_tail,
    place_cells,
)
from briefpress.html.number_alignment import paddings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefpress.content import Cell, Row, Table

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_NOTE_CALL = re.compile(r"\[\^[^\]]+\]$")
_NOTHING = ("", "-", "–", "—")
_BREAKS = 15  # letters, as in pdf/patches.py


@dataclass(frozen=True, slots=True)
class LaidCell:
    """A cell with what its HTML says of it.

    `id` and `scope` are those of a heading, `headers` are the ids of its headings. `padding` is text
    that is not seen, and keeps the number before it below others at the decimal sign. `column` is
    the heading of a column, `label` names the column of a cell with data.
    """

    text: str
    headers: str
    columns: int = 1
    rows: int = 1
    id: str = ""
    scope: str = ""
    alignment: str = ""
    padding: str = ""
    column: Column | None = None
    label: str = ""

    @property
    def has_lines(self) -> bool:
        """Whether the cell may hold paragraphs and lists; "1. North" is one line, printed as it is."""
        return "\n" in self.text.strip()


@dataclass(frozen=True, slots=True)
class LaidRow:
    """A row of cells; `kind` is "group", "total" or "", `letters` counts those of the longest cell."""

    kind: str
    cells: tuple[LaidCell, ...]
    letters: int


@dataclass(frozen=True, slots=True)
class TableLayout:
    """A table as its HTML is written: rows of headings, groups of rows, and the row of totals.

    `letters` is how many letters a row takes at least, without the gaps between its columns.
    """

    leaves: tuple[Column, ...]
    head: tuple[tuple[LaidCell, ...], ...]
    bodies: tuple[tuple[LaidRow, ...], ...]
    foot: tuple[LaidRow, ...]
    letters: int

    @property
    def can_be_stacked(self) -> bool:
        """Whether each row can stand alone, as a list of labels and values: no cell reaches over several."""
        rows = (*(row for body in self.bodies for row in body), *self.foot)
        has_one_head = len(self.head) == 1
        return has_one_head and all(cell.rows == 1 for row in rows for cell in row.cells)


def lay_out(table: Table, name: str, language: str = "en") -> TableLayout:
    """Return the layout of a table whose rows are all there; `name` begins the ids in it.

    In `language`, "1.204" is either a thousand and more, or little more than one, where no other number tells it.
    """
    columns = _Columns(table, name, language)
    rows = [*_rows(table, columns, name)]
    foot = tuple(rows[len(table.rows) :])
    groups = [*_groups(rows[: len(table.rows)])]
    letters = sum(columns.letters(x) for x in range(len(columns.leaves)))
    return TableLayout(columns.leaves, tuple(columns.head()), tuple(groups), foot, letters)


def rows_of(table: Table) -> tuple[Row, ...]:
    """Return all rows of a table, that of the total as the last."""
    total = (TotalRow(total=table.total),) if isinstance(table.total, tuple) else ()
    return (*table.rows, *total)


def _groups(rows: Sequence[LaidRow]) -> Iterator[tuple[LaidRow, ...]]:
    """Yield the rows that stand below one heading, together with that."""
    number = 0

    def group_of(row: LaidRow) -> int:
        nonlocal number
        number += row.kind == "group"
        return number

    for _, group in groupby(rows, key=group_of):
        yield tuple(group)


class _Columns:
    """The columns of cells: their headings, and what their cells have in common."""

    def __init__(self, table: Table, name: str, language: str) -> None:
        self._name = name
        self._headings = table.headings
        self.leaves = table.leaves
        self.is_grouped = table.grouped
        self._heading_columns = table.heading_columns
        self._texts: list[list[str]] = [[] for _ in self.leaves]
        for placed in place_cells(rows_of(table)):
            for x, cell in placed.cells:
                if cell.columns == 1:
                    self._texts[x].append(shown(cell.text))
        usual = decimal_sign(chain.from_iterable(self._texts), decimal_sign_of(language))
        self._signs = [decimal_sign(texts, usual) for texts in self._texts]
        self._is_number = [self._are_numbers(x) for x in range(len(self.leaves))]
        self._paddings = [self._padding(x) for x in range(len(self.leaves))]

    def _are_numbers(self, x: int) -> bool:
        align = self.leaves[x].align
        return align == "decimal" or (align is None and self._holds_numbers(x))

    def _holds_numbers(self, x: int) -> bool:
        texts = self._texts[x]
        return bool(texts) and all(
            t in _NOTHING or number_tail(t, self._signs[x]) is not None for t in texts
        )

    def _padding(self, x: int) -> dict[str, str]:
        texts = self._texts[x] if self._is_number[x] else []
        return dict(zip(texts, paddings(texts, self._signs[x]), strict=True))

    def padding(self, x: int, text: str) -> str:
        return self._paddings[x].get(shown(text), "")

    def alignment(self, x: int) -> str:
        """Return the class of the cells of a column, and of its heading.

        Numbers that head rows, such as years, are read as names.
        """
        align = self.leaves[x].align
        is_of_values = x >= self._heading_columns
        # Numbers end at their ones, wherever the lines of the text end.
        ends = align == "end" and is_of_values and self._holds_numbers(x)
        if ends or (self._is_number[x] and (align or is_of_values)):
            return "number"
        return align if align in ("center", "end") else ""

    def letters(self, x: int) -> int:
        """Return how many letters a column takes: its longest word, or its longest number."""
        label = longest_word(self.leaves[x].label)
        length = len if self._is_number[x] else longest_word
        return max(label, *map(length, self._texts[x]), 0)

    def ids(self, xs: range) -> Iterator[str]:
        """Yield the ids of the headings of some columns, those of groups before those in them."""
        for group, start, heading in self._groups():
            inside = [x for x in range(start, start + heading.span) if x in xs]
            if inside and heading.columns:
                yield f"{self._name}-g{group}"
            yield from (f"{self._name}-c{x + 1}" for x in inside)

    def _groups(self) -> Iterator[tuple[int, int, Column]]:
        start = 0
        for group, heading in enumerate(self._headings, 1):
            yield group, start, heading
            start += heading.span

    def head(self) -> Iterator[tuple[LaidCell, ...]]:
        """Yield the rows of column headings, one or two."""
        first: list[LaidCell] = []
        second: list[LaidCell] = []
        for group, x, heading in self._groups():
            if not heading.columns:
                first.append(self._leaf(x, heading, "", rows=1 + self.is_grouped))
                continue
            name = f"{self._name}-g{group}"
            first.append(
                LaidCell(heading.label, "", heading.span, 1, name, "colgroup", column=heading)
            )
            second += (self._leaf(x + i, leaf, name) for i, leaf in enumerate(heading.leaves))
        yield tuple(first)
        if second:
            yield tuple(second)

    def _leaf(self, x: int, heading: Column, headers: str, rows: int = 1) -> LaidCell:
        return LaidCell(
            heading.label, headers, 1, rows, f"{self._name}-c{x + 1}", "col", self.alignment(x), "", heading
        )  # fmt: skip


def _rows(table: Table, columns: _Columns, name: str) -> Iterator[LaidRow]:
    """Yield the rows of cells, that of the total as the last."""
    rows = rows_of(table)
    headings = _row_headings(table, rows, name)
    group = above = ""
    width = len(columns.leaves)
    for y, (row, placed) in enumerate(zip(rows, place_cells(rows), strict=True)):
        if isinstance(row, GroupRow):
            group = f"{name}-r{y + 1}"
            cell = LaidCell(row.group, above, width, 1, group, "rowgroup")
            yield LaidRow("group", (cell,), len(row.group))
            continue
        around = group if y < len(table.rows) else ""
        cells = [_cell(cell, x, y, columns, headings, around) for x, cell in placed.cells]
        if any(cell.columns == width for _, cell in placed.cells):
            # Data between headings: those above are no longer found without being named (HTML Standard, 4.9.12.2).
            above = " ".join(columns.ids(range(width)))
        kind = "total" if isinstance(row, TotalRow) else ""
        yield LaidRow(kind, tuple(cells), max((len(cell.text) for cell in cells), default=0))


def _row_headings(table: Table, rows: Sequence[Row], name: str) -> list[dict[int, str]]:
    """Return for each row the ids of its headings by their column, also of those that reach down to it.

    A cell that reaches to the end of its row heads nothing: it says something of the whole row.
    """
    width = len(table.leaves)
    headings: list[dict[int, str]] = [{} for _ in rows]
    for y, placed in enumerate(place_cells(rows)):
        for x, cell in placed.cells:
            if x < table.heading_columns and x + cell.columns < width:
                for row in headings[y : y + cell.rows]:
                    row[x] = f"{name}-r{y + 1}-{x + 1}" if x else f"{name}-r{y + 1}"
    return headings


def _cell(
    cell: Cell, x: int, y: int, columns: _Columns, headings: list[dict[int, str]], group: str
) -> LaidCell:
    """Return a cell with the headings of its rows and columns, and that of its group of rows."""
    rows = headings[y : y + cell.rows]
    before = (row[at] for row in rows for at in sorted(row) if at < x)
    above = columns.ids(range(x, x + cell.columns))
    headers = " ".join(dict.fromkeys((*filter(None, [group]), *before, *above)))
    if own_id := rows[0].get(x, ""):
        alignment = columns.alignment(x) if cell.columns == 1 else ""
        return LaidCell(cell.text, headers, cell.columns, cell.rows, own_id, "row", alignment)
    label = columns.leaves[x].label
    if cell.columns > 1:
        return LaidCell(cell.text, headers, cell.columns, cell.rows, label=label)
    alignment, padding = columns.alignment(x), columns.padding(x, cell.text)
    return LaidCell(cell.text, headers, 1, cell.rows, "", "", alignment, padding, label=label)


def shown(text: str) -> str:
    """Return the text of a cell without the signs that escape others, and without a call of a note."""
    return _ESCAPE.sub(r"\1", _NOTE_CALL.sub("", text)).strip()


def longest_word(text: str) -> int:
    """Return the letters of the longest word; longer ones may break in a table that is too wide."""
    return min(max(map(len, text.split()), default=0), _BREAKS)
