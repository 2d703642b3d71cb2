"""What a cell of an Excel file shows: its value as its number format sets it, which the file has beside it.

xlfmt sets numbers by their formats.
"""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Any

from briefpress.content.data.dates import date_in_language
from briefpress.content.data.number_signs import number_in_language
from briefpress.content.data.values import Value
from briefpress.content.data.written_numbers import parse_number

# A date as the system of the reader writes it: nobody can know how, so that it is written as ISO 8601 has it.
_SYSTEM_DATES = ("mm-dd-yy", "[$-F800]", "[$-x-sysdate]")
_ISO_DATE = "yyyy-mm-dd"
# A point of a date format, beside what is quoted, and the point before parts of seconds: xlfmt drops it.
_POINT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|\.(?!0)', re.DOTALL)
_HASHES = re.compile("#{3,}")
NO_DATE = (
    "shows only #, as no spreadsheet knows dates before 1900 or negative times: write it as text"
)


def is_hashes(shown: Value, value: object) -> bool:
    """Say whether a cell shows only # in place of its value."""
    return bool(_HASHES.fullmatch(shown.text)) and not isinstance(value, str)


def shown_value(value: Any, number_format: str, *, language: str, is_1904: bool) -> Value:
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
    return Value(number_in_language(text, language), number)
