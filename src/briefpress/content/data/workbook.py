"""XLSX: the cells of a sheet, each as the number format of its cell shows it.

openpyxl reads the workbook, and xlfmt sets numbers by their formats: python-calamine would be faster,
and knows no formats, so that 12 % would be 0.12. Nothing is computed, and no other file is read.
"""

from __future__ import annotations

import datetime as dt
import re
import warnings
from dataclasses import replace
from decimal import Decimal
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

from briefpress.content.data.archives import (
    MAX_SHEETS,
    check_xml,
    not_whole,
    open_archive,
    read_part,
)
from briefpress.content.data.dates import date_in_language
from briefpress.content.data.number_signs import in_language
from briefpress.content.data.sheets import MAX_CELLS, Sheet, choose_sheet
from briefpress.content.data.values import BadData, Problem, Value
from briefpress.content.data.written_numbers import parse_number
from briefpress.content.rules.data import DATA_FORMAT, DATA_SIZE
from briefpress.system import install_extra

if TYPE_CHECKING:
    from collections.abc import Callable
    from zipfile import ZipFile

    from openpyxl.worksheet.worksheet import Worksheet

    from briefpress.content.data.areas import Area

_PART = "xl/workbook.xml"
_SHEETS = "xl/worksheets/"
# A date as the system of the reader writes it: nobody can know how, so that it is written as ISO 8601 has it.
_SYSTEM_DATES = ("mm-dd-yy", "[$-F800]", "[$-x-sysdate]")
_ISO_DATE = "yyyy-mm-dd"
# A point of a date format, beside what is quoted, and the point before parts of seconds: xlfmt drops it.
_POINT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|\.(?!0)', re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_HASHES = re.compile("#{3,}")
_NO_VALUE = "holds a formula that was not computed"
_NO_DATE = (
    "shows only #, as no spreadsheet knows dates before 1900 or negative times: write it as text"
)
# What openpyxl raises where a part of a workbook is not as it should be. With lxml, which it uses where it
# is there, damaged XML is a SyntaxError.
_DAMAGE = (
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
)


def is_workbook(archive: ZipFile) -> bool:
    """Say whether an archive is a workbook in the format XLSX."""
    return _PART in archive.namelist()


def read_workbook(
    data: bytes, name: str, asked: str | None, area: Area, language: str = "en"
) -> Sheet:
    """Return an area of a sheet of an XLSX file, the first if none is asked for; raises `BadData`."""
    archive = open_archive(data, name)
    size = sum(archive.getinfo(part).file_size for part in _sheets(archive))
    if size > MAX_SHEETS:
        message = f'"{name}" holds more than {MAX_SHEETS // 1024**2} MiB of cells'
        raise BadData(Problem(DATA_SIZE, message, "keep only the sheet that the brief shows in it"))
    check_xml(archive, name)
    book = _open(data, name, values=True)
    sheet = book[choose_sheet([each.title for each in book.worksheets], asked, name)]
    area = replace(
        area, bottom=min(area.bottom, sheet.max_row), right=min(area.right, sheet.max_column)
    )
    if (area.bottom - area.top) * (area.right - area.left) > MAX_CELLS:
        message = f'the sheet "{sheet.title}" of "{name}" reaches to row {area.bottom:,}, column {area.right:,}'
        raise BadData(Problem(DATA_SIZE, message, DATA_SIZE.mend))
    has_formulas = any(_FORMULA.search(read_part(archive, part, name)) for part in _sheets(archive))
    formulas = _open(data, name, values=False)[sheet.title] if has_formulas else None
    show = partial(_value, language=language, is_1904=book.epoch.year == 1904)
    return _read_sheet(sheet, formulas, area, show)


def _sheets(archive: ZipFile) -> list[str]:
    return [
        part for part in archive.namelist() if part.startswith(_SHEETS) and part.endswith(".xml")
    ]


def _open(data: bytes, name: str, *, values: bool) -> Any:
    """Return the workbook with the values of its formulas, or with the formulas."""
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 - an extra, and only where one is named
    except ImportError:
        message = f'to read "{name}" a library is missing'
        mend = f"{install_extra('sheets')}; or save the sheet as .ods or .csv"
        raise BadData(Problem(DATA_FORMAT, message, mend)) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of what it leaves out, such as menus
            return load_workbook(BytesIO(data), data_only=values, keep_links=False)
    except _DAMAGE:
        raise not_whole(name) from None


def _read_sheet(
    sheet: Worksheet, formulas: Worksheet | None, area: Area, show: Callable[[Any, str], Value]
) -> Sheet:
    cells: dict[tuple[int, int], Value] = {}
    faults: dict[tuple[int, int], str] = {}
    for row in sheet.iter_rows(area.top, area.bottom, area.left, area.right):
        for cell in row:
            place = (cell.row, cell.column)
            if cell.data_type == "e":
                faults[place] = f"holds the error {cell.value}"
            elif cell.value is not None:
                cells[place] = shown = show(cell.value, cell.number_format)
                if _HASHES.fullmatch(shown.text) and not isinstance(cell.value, str):
                    faults[place] = _NO_DATE
            elif formulas is not None and formulas.cell(*place).data_type == "f":
                faults[place] = _NO_VALUE
    merged = {
        (row, column): (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }
    rows = frozenset(n for n, row in sheet.row_dimensions.items() if row.hidden)
    columns = frozenset(
        n
        for each in sheet.column_dimensions.values()
        if each.hidden
        for n in range(each.min or 1, min(each.max or 1, sheet.max_column) + 1)
    )
    return Sheet(sheet.title, cells, merged, rows, columns, faults)


def _value(value: Any, number_format: str, *, language: str, is_1904: bool) -> Value:
    """Return what a cell shows, and its number as it is shown, or as it is stored where it is shown otherwise."""
    from xlfmt import format_value  # noqa: PLC0415 - an extra

    if isinstance(value, str):
        return Value(value.strip())
    if isinstance(value, int) and not isinstance(value, bool) and number_format == "General":
        return Value(str(value), Decimal(value))
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if isinstance(value, dt.timedelta):
        value = value / dt.timedelta(days=1)
    if number_format.startswith(_SYSTEM_DATES) and isinstance(value, dt.date):
        number_format = _ISO_DATE
    if isinstance(value, (dt.date, dt.time)):
        number_format = _POINT.sub(
            lambda found: found[0] if found[0] != "." else r"\.", number_format
        )
    try:
        text = str(format_value(value, number_format, date1904=is_1904)).strip()
    except (ValueError, TypeError):  # a format that no program knows
        text = str(value)
    if not is_number:
        return Value(date_in_language(text, language) if isinstance(value, dt.date) else text)
    shown = parse_number(text)
    number = Decimal(str(value)) if shown is None else shown
    return Value(in_language(text, language), number)
