"""One data file to a table of values."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from briefpress.content.data.areas import Area, column_letters
from briefpress.content.data.delimited import read_delimited
from briefpress.content.data.values import BadData, DataTable, Problem, Value
from briefpress.content.data.written_numbers import decimal_sign, parse_number
from briefpress.content.images import read_file
from briefpress.content.picture import BadImage
from briefpress.content.rules.data import DATA_COLUMN, DATA_FILE, DATA_ROW, DATA_VALUE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_MOST_PROBLEMS = 20
_SMALLER = "keep only what the brief shows in it"


def read_data_file(name: str, folder: Path) -> bytes:
    """Return the bytes of the data file `name` from a folder or one below it; raises `BadData`."""
    try:
        return read_file(name, folder, "data file", _SMALLER)
    except BadImage as error:
        raise BadData(Problem(DATA_FILE, str(error), error.mend)) from None


def read_data(
    data: bytes, name: str, sheet: str | None = None, area: str | None = None
) -> DataTable:
    """Return the table that a data file holds; its first row has the names of the columns.

    `sheet` names the sheet of a workbook, if not the first; `area` is such as `A3:D20`, or `A3` for
    all from there on, where there is more than the table. Raises `BadData`.
    """
    if sheet is not None:
        message = f'"{name}" has no sheets: it is no workbook'
        raise BadData(Problem(DATA_COLUMN, message, "leave sheet: out"))
    separator, rows = read_delimited(data, name)
    rows = _cut(rows, _area(area, name))
    if not rows:
        raise BadData(Problem(DATA_FILE, f'"{name}" holds no values', "save the data into it anew"))
    (_, names), *body = rows
    _check_rows(body, names, name, "," if separator == "\t" else separator)
    sign = decimal_sign(
        chain.from_iterable(row for _, row in body), "," if separator == ";" else "."
    )
    values = (tuple(Value(text, parse_number(text, sign)) for text in row) for _, row in body)
    places = tuple(f"line {line}" for line, _ in body)
    return DataTable(name, tuple(names), tuple(values), places)


def _area(area: str | None, name: str) -> Area:
    found = Area() if area is None else Area.parse(area)
    if found is None:
        message = f'"{area}" names no area of "{name}"'
        mend = "write it like A3:D20, or A3 for all from there on"
        raise BadData(Problem(DATA_COLUMN, message, mend))
    return found


def _cut(rows: Sequence[tuple[int, list[str]]], area: Area) -> list[tuple[int, list[str]]]:
    """Return the part of rows within an area, without empty columns at the right, which programs leave behind."""
    inside = [
        (line, row[area.left - 1 : area.right])
        for line, row in rows
        if area.top <= line <= area.bottom
    ]
    width = max((_filled(row) for _, row in inside), default=0)
    return [(line, row[:width]) for line, row in inside if any(row)]


def _filled(row: Sequence[str]) -> int:
    """Return how many values a row has up to the last that is not empty."""
    return max((index for index, value in enumerate(row, 1) if value), default=0)


def _check_rows(
    rows: Sequence[tuple[int, list[str]]], names: Sequence[str], name: str, separator: str
) -> None:
    """Raise `BadData` with the lines that have another number of values than the heading."""
    problems = list(_row_problems(rows, names, name, separator))
    if not rows:
        message = f'"{name}" has a heading, and no values below it'
        problems.append(Problem(DATA_FILE, message, "save the data into it anew"))
    if problems:
        raise BadData(*problems[:_MOST_PROBLEMS])


def _row_problems(
    rows: Sequence[tuple[int, list[str]]], names: Sequence[str], name: str, separator: str
) -> Iterator[Problem]:
    for line, row in rows:
        if len(row) != len(names):
            message = f'"{name}" has {len(names)} columns, and this line has {len(row)} values'
            mend = f"give it a value for each column; put quotation marks around one that holds a {separator}"
            yield Problem(DATA_ROW, message, mend, line)
        for index, value in enumerate(row, 1):
            if any(ord(char) < 32 and char not in "\n\t" for char in value):
                message = f'column {column_letters(index)} of "{name}" holds a control character'
                yield Problem(DATA_VALUE, message, "delete it", line)
