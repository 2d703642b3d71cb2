"""XLSX: the cells of a sheet, each as the number format of its cell shows it.

openpyxl reads the workbook: python-calamine would be faster, and knows no formats, so that 12 % would be 0.12.
Nothing is computed, and no other file is read.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import replace
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
from briefpress.content.data.sheets import (
    MAX_CELLS,
    Sheet,
    choose_sheet,
    missing_library,
)
from briefpress.content.data.shown_values import NO_DATE, is_hashes, shown_value
from briefpress.content.data.values import BadData, Problem, Value
from briefpress.content.rules.data import DATA_SIZE

if TYPE_CHECKING:
    from collections.abc import Callable
    from zipfile import ZipFile

    from openpyxl.worksheet.worksheet import Worksheet

    from briefpress.content.data.areas import Area

_PART = "xl/workbook.xml"
_SHEETS = "xl/worksheets/"
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_NO_VALUE = "holds a formula that was not computed"
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
    sheets = book.worksheets
    hidden = {each.title for each in sheets if each.sheet_state != "visible"}
    sheet = book[choose_sheet([each.title for each in sheets], asked, name, hidden)]
    area = replace(
        area, bottom=min(area.bottom, sheet.max_row), right=min(area.right, sheet.max_column)
    )
    if (area.bottom - area.top) * (area.right - area.left) > MAX_CELLS:
        message = f'the sheet "{sheet.title}" of "{name}" reaches to row {area.bottom:,}, column {area.right:,}'
        raise BadData(Problem(DATA_SIZE, message, DATA_SIZE.mend))
    has_formulas = any(_FORMULA.search(read_part(archive, part, name)) for part in _sheets(archive))
    formulas = _open(data, name, values=False)[sheet.title] if has_formulas else None
    show = partial(shown_value, language=language, is_1904=book.epoch.year == 1904)
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
        raise missing_library(name) from None
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
                if is_hashes(shown, cell.value):
                    faults[place] = NO_DATE
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
