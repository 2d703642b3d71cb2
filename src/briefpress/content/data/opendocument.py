"""ODS: the cells of a sheet, with the text that the program which saved it showed in each.

The text stands in the file, so that no number format has to be known; libraries for ODS give values
without their text.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError, fromstring

from briefpress.content.data.archives import (
    MAX_SHEETS,
    encrypted,
    not_whole,
    open_archive,
    read_part,
)
from briefpress.content.data.sheets import MAX_CELLS, Sheet, choose_sheet
from briefpress.content.data.values import BadData, Problem, Value
from briefpress.content.data.written_numbers import decimal_sign, parse_number
from briefpress.content.rules.data import DATA_SIZE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element
    from zipfile import ZipFile

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
_TABLE, _TEXT, _OFFICE, _STYLE = (
    "{" + _OASIS.format(n) + "}" for n in ("table", "text", "office", "style")
)
_CELL, _COVERED = f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"
_KIND, _SPREADSHEET = "mimetype", b"application/vnd.oasis.opendocument.spreadsheet"
_NUMBERS = ("float", "percentage", "currency")
_HIDDEN = ("collapse", "filter")
_ENDLESS = 1000  # rows or columns that are repeated more often are those below and beside the table


def is_opendocument(archive: ZipFile, name: str) -> bool:
    """Say whether an archive is a spreadsheet in the format ODS; raises `BadData` where it is damaged."""
    return _KIND in archive.namelist() and read_part(archive, _KIND, name).startswith(_SPREADSHEET)


def read_opendocument(data: bytes, name: str, asked: str | None) -> Sheet:
    """Return a sheet of an ODS file, the first if none is asked for; raises `BadData`."""
    archive = open_archive(data, name)
    if b"encryption-data" in read_part(archive, "META-INF/manifest.xml", name):
        raise encrypted(name)
    content = read_part(archive, "content.xml", name)
    if len(content) > MAX_SHEETS:
        message = f'"{name}" holds more than {MAX_SHEETS // 1024**2} MiB of cells'
        raise BadData(Problem(DATA_SIZE, message, "keep only the sheet that the brief shows in it"))
    try:
        root = fromstring(content)  # noqa: S314 - it declares no entities
    except ParseError:
        raise not_whole(name) from None
    tables = {each.get(f"{_TABLE}name", ""): each for each in root.iter(f"{_TABLE}table")}
    chosen = choose_sheet([*tables], asked, name, _hidden(root, tables))
    try:
        sheet = _Reader(chosen).read(tables[chosen])
    except RecursionError:
        raise not_whole(name, "is nested too deeply") from None
    if sheet is None:
        message = f'the sheet "{chosen}" of "{name}" has more than {MAX_CELLS:,} cells'
        raise BadData(Problem(DATA_SIZE, message, DATA_SIZE.mend))
    return sheet


def _hidden(root: Element, tables: Mapping[str, Element]) -> set[str]:
    """Return the names of the sheets that are not shown."""
    styles = {
        each.get(f"{_STYLE}name")
        for each in root.iter(f"{_STYLE}style")
        if any(part.get(f"{_TABLE}display") == "false" for part in each)
    }
    return {name for name, each in tables.items() if each.get(f"{_TABLE}style-name") in styles}


class _Reader:
    """Reads the cells of one sheet."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._elements: dict[tuple[int, int], Element] = {}
        self._merged: dict[tuple[int, int], tuple[int, int]] = {}
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()

    def read(self, table: Element) -> Sheet | None:
        """Return the sheet; None where it has more cells than can be read."""
        column = 1
        for each in table.iter(f"{_TABLE}table-column"):
            times = _repeated(each, "columns")
            if each.get(f"{_TABLE}visibility") in _HIDDEN:
                self._hidden_columns.update(range(column, column + min(times, _ENDLESS)))
            column += times
        number = 1
        for row in table.iter(f"{_TABLE}table-row"):
            times = _repeated(row, "rows")
            if row.get(f"{_TABLE}visibility") in _HIDDEN:
                self._hidden_rows.update(range(number, number + min(times, _ENDLESS)))
            for at in range(number, number + (times if times <= _ENDLESS else 1)):
                self._read_row(row, at)
            number += times
            if len(self._elements) + len(self._merged) > MAX_CELLS:
                return None
        return self._sheet()

    def _read_row(self, row: Element, number: int) -> None:
        column = 1
        for cell in row:
            if cell.tag not in (_CELL, _COVERED):
                continue
            times = _repeated(cell, "columns")
            if cell.tag == _CELL and (len(cell) or cell.get(f"{_TABLE}formula")):
                for at in range(column, column + min(times, _ENDLESS)):
                    self._elements[number, at] = cell
                    self._note_span(cell, number, at)
                    if len(self._merged) > MAX_CELLS:
                        return  # which is told after the row
            column += times

    def _note_span(self, cell: Element, row: int, column: int) -> None:
        rows, columns = (_count(cell, f"number-{each}-spanned") for each in ("rows", "columns"))
        if rows > 1 or columns > 1:
            for y in range(row, row + min(rows, _ENDLESS)):
                for x in range(column, column + min(columns, _ENDLESS)):
                    self._merged[y, x] = row, column

    def _sheet(self) -> Sheet:
        texts = {place: _text_of(cell) for place, cell in self._elements.items()}
        sign = decimal_sign(texts[p] for p, c in self._elements.items() if _kind(c) in _NUMBERS)
        cells, faults = {}, {}
        for place, cell in self._elements.items():
            text = texts[place]
            if _kind(cell) == "error" or (
                text.startswith(("#", "Err:")) and cell.get(f"{_TABLE}formula")
            ):
                faults[place] = f"holds the error {text}"
            elif text:
                cells[place] = Value(text, _number(cell, text, sign))
            elif cell.get(f"{_TABLE}formula") and _kind(cell) is None:
                faults[place] = "holds a formula that was not computed"
        return Sheet(
            self._name,
            cells,
            self._merged,
            frozenset(self._hidden_rows),
            frozenset(self._hidden_columns),
            faults,
        )


def _kind(cell: Element) -> str | None:
    found = cell.get(f"{_OFFICE}value-type")
    return next((v for k, v in cell.items() if k.endswith("}value-type") and v == "error"), found)


def _number(cell: Element, text: str, sign: str) -> Decimal | None:
    """Return the number that a cell shows, or that it stores where it shows it otherwise."""
    if _kind(cell) not in _NUMBERS:
        return None
    shown = parse_number(text, sign)
    try:
        return Decimal(cell.get(f"{_OFFICE}value", "")) if shown is None else shown
    except InvalidOperation:
        return None


def _text_of(cell: Element) -> str:
    """Return the paragraphs of a cell, each on a line, without those of a comment on it."""
    lines = ("".join(_pieces(each)) for each in cell if each.tag == f"{_TEXT}p")
    return "\n".join(lines).strip()


def _pieces(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}s":
            yield " " * min(_count(child, "c", _TEXT), _ENDLESS)
        elif child.tag in (f"{_TEXT}line-break", f"{_TEXT}tab"):
            yield "\n" if child.tag.endswith("break") else " "
        else:
            yield from _pieces(child)
        yield child.tail or ""


def _repeated(element: Element, what: str) -> int:
    return _count(element, f"number-{what}-repeated")


def _count(element: Element, name: str, namespace: str = _TABLE) -> int:
    value = element.get(f"{namespace}{name}", "1")
    # More digits than a count can have are cut: Python refuses 4,300 of them.
    return max(1, int(value[:9])) if value.isascii() and value.isdigit() else 1
