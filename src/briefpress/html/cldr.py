"""Dates, lists and names of languages as a language writes them, by the Unicode CLDR."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

_GAP = "\0"  # in place of the members of a list


@cache
def _locale(tag: str) -> Locale | None:
    """Return what the CLDR knows of a language; None if it does not know it."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - it takes 20 ms to load

    language = tag.partition("-")[0]
    # English without a country is that of the world: 30 April, "A, B and C".
    for name in ("en-001" if tag.lower() == "en" else tag, language):
        try:
            return Locale.parse(name, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


def written_date(date: str, language: str) -> str | None:
    """Return 2025, 2025-04 or 2025-04-30 as it is written; None in a language that CLDR does not know."""
    from babel.dates import format_date, format_skeleton  # noqa: PLC0415 - see above

    locale = _locale(language)
    year, *rest = date.split("-")
    if not rest:
        return year
    if locale is None:
        return None
    if len(rest) == 1:
        month = dt.date(int(year), int(rest[0]), 1)
        return str(format_skeleton("yMMMM", month, locale=locale))
    return str(format_date(dt.date.fromisoformat(date), "long", locale=locale))


def list_separators(count: int, language: str) -> list[str] | None:
    """Return what stands before, between and after so many members of a list: "", ", ", " and ", "".

    Returns None in a language that CLDR does not know.
    """
    from babel.lists import format_list  # noqa: PLC0415 - see above

    locale = _locale(language)
    return format_list([_GAP] * count, locale=locale).split(_GAP) if locale else None


def file_size(size: int, language: str) -> str:
    """Return how large a file of so many bytes is, in thousands or millions of them: 240 kB."""
    from babel.units import format_unit  # noqa: PLC0415 - see above

    thousands = max(1, round(size / 1000))
    number, unit = (
        (thousands, "kilobyte") if thousands < 1000 else (round(size / 1e6, 1), "megabyte")
    )
    locale = _locale(language) or _locale("en")
    return str(format_unit(number, f"digital-{unit}", "short", locale=locale))


def language_name(tag: str) -> str:
    """Return what a language is called in itself, such as français; the tag if CLDR does not know it."""
    locale = _locale(tag)
    return (locale.get_display_name() if locale else None) or tag
