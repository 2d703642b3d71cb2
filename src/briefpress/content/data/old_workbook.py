"""XLS, the format of Excel before 2007: the cells of a sheet, each as the number format of its cell shows it.

xlrd reads it. Formulas have the values that Excel computed last; no other file is read.
"""

from __future__ import annotations

from io import StringIO
from struct import error as StructError  # noqa: N812 - that is what it is
from typing import TYPE_CHECKING, Any

from briefpress.content.data.archives import encrypted, not_whole
from briefpress.content.data.sheets import MAX_CELLS, Sheet, choose_sheet, missing_library
from briefpress.content.data.shown_values import NO_DATE, is_hashes, shown_value
from briefpress.content.data.values import BadData, Problem
from briefpress.content.rules.data import DATA_SIZE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.content.data.values import Value

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # files of old Office programs, and encrypted ones of new
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOKS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
# What xlrd raises where a file is not as it should be.
_DAMAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    StructError,
    TypeError,
    ValueError,
)


def read_old_workbook(data: bytes, name: str, asked: str | None, language: str) -> Sheet:
    """Return a sheet of an XLS file, the first if none is asked for; raises `BadData`."""
    if _ENCRYPTED in data:
        raise encrypted(name)
    if not any(each in data for each in _WORKBOOKS):
        raise not_whole(name, "is of an old Office program, and no workbook")
    try:
        import xlrd  # noqa: PLC0415 - an extra, and only where one is named
        from xlrd.compdoc import CompDocError  # noqa: PLC0415
    except ImportError:
        raise missing_library(name) from None
    try:
        book = xlrd.open_workbook(
            file_contents=data, formatting_info=True, on_demand=True, logfile=StringIO()
        )
        hidden = {each.name for each in book.sheets() if each.visibility} if asked is None else ()
        chosen = choose_sheet(book.sheet_names(), asked, name, hidden)
        sheet = book.sheet_by_name(chosen)
        if sheet.nrows * sheet.ncols > MAX_CELLS:
            message = f'the sheet "{chosen}" of "{name}" reaches to row {sheet.nrows:,}, column {sheet.ncols:,}'
            raise BadData(Problem(DATA_SIZE, message, DATA_SIZE.mend))
        return _read_sheet(book, sheet, language)
    except xlrd.XLRDError as error:
        raise (encrypted(name) if "encrypted" in str(error) else not_whole(name)) from None
    except (CompDocError, *_DAMAGE):
        raise not_whole(name) from None


def _read_sheet(book: Any, sheet: Any, language: str) -> Sheet:
    cells: dict[tuple[int, int], Value] = {}
    faults: dict[tuple[int, int], str] = {}
    for place, kind, value, number_format in _cells(book, sheet):
        if kind == "error":
            faults[place] = f"holds the error {value}"
            continue
        cells[place] = shown = shown_value(
            value, number_format, language=language, is_1904=bool(book.datemode)
        )
        if is_hashes(shown, value):
            faults[place] = NO_DATE
    merged = {
        (row + 1, column + 1): (top + 1, left + 1)
        for top, bottom, left, right in sheet.merged_cells
        for row in range(top, bottom)
        for column in range(left, right)
    }
    rows = frozenset(number + 1 for number, row in sheet.rowinfo_map.items() if row.hidden)
    columns = frozenset(number + 1 for number, column in sheet.colinfo_map.items() if column.hidden)
    return Sheet(sheet.name, cells, merged, rows, columns, faults)


def _cells(book: Any, sheet: Any) -> Iterator[tuple[tuple[int, int], str, Any, str]]:
    """Yield place, kind, value and number format of the cells that are not empty."""
    import xlrd  # noqa: PLC0415 - an extra

    for y in range(sheet.nrows):
        for x, cell in enumerate(sheet.row(y)):
            kind, value = "value", cell.value
            if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                continue
            if cell.ctype == xlrd.XL_CELL_ERROR:
                kind, value = "error", xlrd.error_text_from_code.get(cell.value, cell.value)
            elif cell.ctype == xlrd.XL_CELL_BOOLEAN:
                value = bool(value)
            elif cell.ctype == xlrd.XL_CELL_DATE:
                value = _day(value, book.datemode)
            elif isinstance(value, float) and value.is_integer():
                value = int(value)
            style = book.xf_list[cell.xf_index]
            yield (y + 1, x + 1), kind, value, book.format_map[style.format_key].format_str


def _day(number: float, mode: int) -> Any:
    """Return the day or time that a number stands for; the number where Excel shows none."""
    import xlrd  # noqa: PLC0415 - an extra

    try:
        moment = xlrd.xldate_as_datetime(number, mode)
    except (ValueError, OverflowError):
        return number
    return moment.time() if 0 <= number < 1 else moment
