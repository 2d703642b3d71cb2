"""The signs by which a language writes its numbers, where a file holds the number and no text."""

from __future__ import annotations

import re
from functools import cache

_BETWEEN_DIGITS = re.compile(r"(?<=\d)[.,](?=\d)")


def number_in_language(number: str, language: str) -> str:
    """Return a number that is written as in English ("1,234.50") as another language writes it."""
    signs = _signs(language)
    return _BETWEEN_DIGITS.sub(lambda found: signs[found[0]], number)


def decimal_sign_of(language: str) -> str:
    """Return the decimal sign of a language beside the digits 0 to 9, "." or ","; the point where it is not known."""
    return "," if _signs(language)["."] == "," else "."


@cache
def _signs(language: str) -> dict[str, str]:
    """Return what a language has for the point and the comma of English; those where it is not known."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - only where numbers are read

    try:
        known = Locale.parse(language.replace("-", "_"), sep="_").number_symbols
    except (UnknownLocaleError, ValueError):
        return {".": ".", ",": ","}
    symbols = known.get("latn", known)
    group = str(symbols.get("group", ",")).replace("\u202f", "\u00a0")  # which more fonts hold
    return {".": str(symbols.get("decimal", ".")), ",": group}
