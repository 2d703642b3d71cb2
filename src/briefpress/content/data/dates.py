"""The names of months and days in a date of a workbook, which its library writes in English."""

from __future__ import annotations

import re
from functools import cache

_NAME = re.compile(r"[A-Z][a-z]+")
_A_DAY = re.compile(r"\d")
_YEAR = re.compile(r"\d{4}")


def date_in_language(date: str, language: str) -> str:
    """Return a date that is written as in English ("5 March 2024") with the names of another language.

    A month without a day beside it stands alone, which some languages write in another case (CLDR).
    """
    if not _NAME.search(date):
        return date
    context = "format" if _A_DAY.search(_YEAR.sub("", date)) else "stand-alone"
    names = _names(language, context)
    return _NAME.sub(lambda found: names.get(found[0], found[0]), date)


@cache
def _names(language: str, context: str) -> dict[str, str]:
    """Return the names of months and days by those of English; none where the language is not known."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - only where a workbook is read

    try:
        known = Locale.parse(language.replace("-", "_"), sep="_")
    except (UnknownLocaleError, ValueError):
        return {}
    english = Locale("en")
    names: dict[str, str] = {}
    for width in (
        "wide",
        "abbreviated",
    ):  # May is the same in both: the shorter one has no full stop
        for theirs, ours in ((english.months, known.months), (english.days, known.days)):
            for number, name in theirs["format"][width].items():
                names.setdefault(name, ours[context][width][number])
    return names
