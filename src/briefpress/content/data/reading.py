"""One data file to a table of values."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Protocol

from briefpress.content.data.archives import ZIP, not_whole, open_archive
from briefpress.content.data.areas import Area, column_letters
from briefpress.content.data.decoding import decode
from briefpress.content.data.delimited import is_named_workbook, read_delimited
from briefpress.content.data.html_table import is_html, read_html_table
from briefpress.content.data.number_signs import decimal_sign_of
from briefpress.content.data.old_workbook import OLE, read_old_workbook
from briefpress.content.data.opendocument import is_opendocument, read_opendocument
from briefpress.content.data.sheets import MAX_CELLS
from briefpress.content.data.values import BadData, DataTable, Problem, Value
from briefpress.content.data.workbook import is_workbook, read_workbook
from briefpress.content.data.written_numbers import decimal_sign, parse_number
from briefpress.content.images import read_file
from briefpress.content.picture import BadImage
from briefpress.content.rules.data import (
    DATA_COLUMN,
    DATA_ENCODING,
    DATA_FILE,
    DATA_FORMAT,
    DATA_ROW,
    DATA_SIZE,
    DATA_VALUE,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from briefpress.content.data.sheets import Sheet

_MOST_PROBLEMS = 20
_SMALLER = "keep only what the brief shows in it"


def read_data_file(name: str, folder: Path) -> bytes:
    """Return the bytes of the data file `name` from a folder or one below it; raises `BadData`."""
    try:
        return read_file(name, folder, "data file", _SMALLER)
    except BadImage as error:
        raise BadData(Problem(DATA_FILE, str(error), error.mend)) from None


class Asking(Protocol):
    """A table, chart or map that shows a data file."""

    @property
    def sheet(self) -> str | None:
        """The sheet of the workbook, if it is not the first."""

    @property
    def range(self) -> str | None:
        """The cells of the sheet, if there are more."""

    @property
    def encoding(self) -> str | None:
        """The encoding of a CSV or TSV file, if it is not UTF-8."""


def read_data_for(part: Asking, data: bytes, name: str, language: str) -> DataTable:
    """Return the table that a data file holds, as a table, chart or map asks for it; raises `BadData`."""
    return read_data(data, name, part.sheet, part.range, language, part.encoding)


def read_data(
    data: bytes,
    name: str,
    sheet: str | None = None,
    area: str | None = None,
    language: str = "en",
    encoding: str | None = None,
) -> DataTable:
    """Return the table that a data file holds; its first row has the names of the columns.

    `sheet` names the sheet of a workbook, if not the first; `area` is such as `A3:D20`, or `A3` for
    all from there on, where there is more than the table. Numbers of an XLSX file, which holds no text
    of them, are written as in `language`. `encoding` is that of a file of text. Raises `BadData`.
    """
    inside = _area(area, name)
    is_workbook_file = data.startswith((OLE, ZIP))
    if is_workbook_file and encoding is not None:
        message = f'"{name}" is a workbook, which says its encoding itself'
        raise BadData(Problem(DATA_ENCODING, message, "leave encoding: out"))
    if data.startswith(OLE):
        return _read_sheet(read_old_workbook(data, name, sheet, language), name, inside)
    if is_workbook_file:
        return _read_sheet(_sheet(data, name, sheet, inside, language), name, inside)
    if sheet is not None:
        message = f'"{name}" has no sheets: it is no workbook'
        raise BadData(Problem(DATA_COLUMN, message, "leave sheet: out"))
    if is_named_workbook(name) and is_html(data):
        return _read_sheet(read_html_table(data, name, encoding, language), name, inside)
    return _read_text(decode(data, name, encoding, language), name, inside, language)


def _sheet(data: bytes, name: str, asked: str | None, area: Area, language: str) -> Sheet:
    archive = open_archive(data, name)
    if is_opendocument(archive, name):
        return read_opendocument(data, name, asked)
    if is_workbook(archive):
        return read_workbook(data, name, asked, area, language)
    raise not_whole(name, "is no workbook that can be read")


def _read_sheet(sheet: Sheet, name: str, area: Area) -> DataTable:
    """Return the part of a sheet within an area: what it shows, without empty rows."""
    filled = {p for p in (*sheet.cells, *sheet.faults, *sheet.merged) if _is_in(p, area)}
    ys = sorted({y for y, _ in filled} - sheet.hidden_rows)
    xs = sorted({x for _, x in filled} - sheet.hidden_columns)
    if len(ys) * len(xs) > MAX_CELLS:
        message = (
            f'the sheet "{sheet.name}" of "{name}" has {len(ys):,} rows and {len(xs):,} columns'
        )
        raise BadData(Problem(DATA_SIZE, message, DATA_SIZE.mend))
    problems = [each for y in ys for x in xs if (each := sheet.problem(name, y, x))]
    if problems:
        raise BadData(*problems[:_MOST_PROBLEMS])
    rows = {y: tuple(sheet.value(y, x) for x in xs) for y in ys}
    shown = [y for y in ys if any(value.text for value in rows[y])]
    _check_filled(bool(shown), len(shown) - 1, name)
    first, *below = shown
    names = tuple(" ".join(value.text.split()) for value in rows[first])
    merged = {
        (i, j): sheet.merged[y, x]
        for i, y in enumerate(below)
        for j, x in enumerate(xs)
        if (y, x) in sheet.merged
    }
    places = tuple(f'row {y} of the sheet "{sheet.name}"' for y in below)
    return DataTable(name, names, tuple(rows[y] for y in below), places, merged)


def _is_in(place: tuple[int, int], area: Area) -> bool:
    return area.top <= place[0] <= area.bottom and area.left <= place[1] <= area.right


def _read_text(text: str, name: str, area: Area, language: str) -> DataTable:
    separator, rows = read_delimited(text, name, area.bottom)
    if is_named_workbook(name) and all(len(row) == 1 for _, row in rows):
        message = f'"{name}" is no workbook: it holds plain text'
        raise BadData(Problem(DATA_FORMAT, message, DATA_FORMAT.mend))
    rows = _cut(rows, area)
    _check_filled(bool(rows), len(rows) - 1, name)
    (line, names), *body = rows
    separates = "," if separator == "\t" else separator
    _check_heading(line, names, body, name, separates)
    _check_rows(body, names, name, separates)
    usual = {";": ",", "\t": decimal_sign_of(language)}.get(separator, ".")
    sign = decimal_sign(chain.from_iterable(row for _, row in body), usual)
    values = (tuple(Value(text, parse_number(text, sign)) for text in row) for _, row in body)
    places = tuple(f"line {line}" for line, _ in body)
    return DataTable(name, tuple(names), tuple(values), places)


def _check_filled(has_heading: bool, rows: int, name: str) -> None:
    """Raise `BadData` unless there is a heading, and a row of values."""
    if not has_heading or not rows:
        what = "has a heading, and no values below it" if has_heading else "holds no values"
        raise BadData(Problem(DATA_FILE, f'"{name}" {what}', "save the data into it anew"))


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


def _check_heading(
    line: int,
    names: Sequence[str],
    rows: Sequence[tuple[int, list[str]]],
    name: str,
    separator: str,
) -> None:
    """Raise `BadData` where all rows have as many values as one another, and not as the heading: one fault."""
    widths = {len(row) for _, row in rows}
    if len(rows) > 1 and len(widths) == 1 and len(names) not in widths:
        message = f'each line of "{name}" has {widths.pop()} values, and this one, with the headings, has {len(names)}'
        mend = (
            f"give each column a heading; put quotation marks around a value that holds a {separator}; "
            "where the table begins further down, say where: range: A3"
        )
        raise BadData(Problem(DATA_ROW, message, mend, line))


def _check_rows(
    rows: Sequence[tuple[int, list[str]]], names: Sequence[str], name: str, separator: str
) -> None:
    """Raise `BadData` with the lines that have another number of values than the heading."""
    problems = list(_row_problems(rows, names, name, separator))
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
