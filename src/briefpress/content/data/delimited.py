"""CSV and TSV: the text of a file to rows of texts, whatever separates them."""

from __future__ import annotations

import csv
import io
import re
from itertools import islice
from typing import TYPE_CHECKING

from briefpress.content.data.values import BadData, Problem
from briefpress.content.rules.data import DATA_FORMAT, DATA_SIZE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MAX_ROWS = 100_000
_SEPARATORS = (",", ";", "\t", "|")
_PARTING_COMMA = re.compile(r"(?<!\d),|,(?!\d)")
_SAMPLE = 50  # rows that tell the separator
_LINE_ENDS = re.compile(r"\r\n?")
_BEGINNING, _HEAD = 200, 4_000  # letters
_SPREADSHEET = "urn:schemas-microsoft-com:office:spreadsheet"
# How files begin that are no tables, some of which are called .xls.
_OTHERS = {
    "<?xml": "XML",
    "<!doctype": "HTML",
    "<html": "HTML",
    "<table": "HTML",
    "<head": "HTML",
    "mime-version:": "a web page that was saved as one file",
    "%pdf-": "a PDF",
    "{\\rtf": "a document of a word processor (RTF)",
}
_TAB_ENDINGS = (".tsv", ".tab")


def read_delimited(text: str, name: str, last: int) -> tuple[str, list[tuple[int, list[str]]]]:
    """Return the separator of a CSV or TSV file, and its rows, each with the line on which it begins.

    What comes after the line `last` is not read, and lines without any value are left out. Raises `BadData`.
    """
    _check_text(text, name)
    lines = [*io.StringIO(text, newline="")]
    first = 1
    separator = "\t" if name.lower().endswith(_TAB_ENDINGS) else None
    if lines and lines[0].strip().lower().startswith("sep=") and len(lines[0].strip()) == 5:
        separator, lines, first = lines[0].strip()[-1], lines[1:], 2  # as Excel writes it
    separator = separator or _separator(lines)
    rows: list[tuple[int, list[str]]] = []
    for line, row in _rows(lines, separator, name, first):
        if line > last:
            break
        if len(rows) == MAX_ROWS:
            message = f'"{name}" has more than {MAX_ROWS:,} rows'
            mend = "keep only what the brief shows, or name the lines: range: A1:D50"
            raise BadData(Problem(DATA_SIZE, message, mend, line))
        if any(row):
            rows.append((line, row))
    return separator, rows


def _check_text(text: str, name: str) -> None:
    """Raise `BadData` where a text is that of another format."""
    begins = text[:_BEGINNING].lstrip().lower()
    what = next((each for start, each in _OTHERS.items() if begins.startswith(start)), None)
    if what == "XML" and _SPREADSHEET in text[:_HEAD]:
        what = "XML of Excel 2003"
    if what is None and "\0" in text:
        what = "no text"
    if what is not None:
        message = f'"{name}" is {what}, though it should be {_called(name)}'
        raise BadData(Problem(DATA_FORMAT, message, DATA_FORMAT.mend))


def _called(name: str) -> str:
    return "a workbook" if is_named_workbook(name) else "CSV or TSV"


def is_named_workbook(name: str) -> bool:
    """Say whether a file is called a workbook."""
    return name.lower().endswith((".xls", ".xlsx", ".xlsm", ".ods"))


def _rows(
    lines: Sequence[str], separator: str, name: str, first: int
) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows, without white space around their values, each with its line."""
    reader = csv.reader(lines, delimiter=separator, strict=True)
    begun = first
    try:
        for row in reader:
            yield begun, [_LINE_ENDS.sub("\n", value).strip() for value in row]
            begun = first + reader.line_num
    except csv.Error as error:
        message = f'"{name}" is not whole from here on: {error}'
        mend = 'double a quotation mark within a value that is in quotation marks: "a ""b"" c"'
        raise BadData(Problem(DATA_FORMAT, message, mend, begun)) from None


def _separator(lines: Sequence[str]) -> str:
    """Return the separator that parts the first rows into most columns, the same number in each if any does.

    Of two that part them alike, commas that all stand within numbers are those of decimals: "PM2,5;12,1".
    """

    def rating(separator: str) -> tuple[bool, int, bool]:
        reader = csv.reader(lines, delimiter=separator)
        try:
            widths = [len(row) for row in islice(reader, _SAMPLE) if any(row)]
        except csv.Error:
            return False, 0, False
        common = max(set(widths), key=widths.count, default=1)
        is_sign = separator == "," and not any(map(_PARTING_COMMA.search, lines[:_SAMPLE]))
        return common > 1 and set(widths) == {common}, common, not is_sign

    return max(_SEPARATORS, key=rating)
