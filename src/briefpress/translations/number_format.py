"""Numbers of tables and indicators as the language of a translation writes them: 15,3 or 15.3."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.content import decimal_sign_of, number_in_language, number_tail
from briefpress.translations.rules import TRANSLATION_NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.content import Source
    from briefpress.findings import Finding
    from briefpress.translations.pairing import Pair

_BETWEEN_DIGITS = re.compile(r"(?<=\d)\D(?=\d)")


def localised(text: str, own: str, other: str) -> str:
    """Return a number of the language `own` as `other` writes it; any other text as it is."""
    sign = decimal_sign_of(own)
    if number_tail(text, sign) is None:
        return text
    english = _BETWEEN_DIGITS.sub(lambda found: "." if found[0] == sign else ",", text)
    return number_in_language(english, other)


def foreign_numbers(pairs: Iterable[Pair], translation: Source) -> Iterator[Finding]:
    """Yield one warning for all numbers that stand in a translation as the language of its source writes them."""
    found = [
        (each.translation, as_meant)
        for each in pairs
        if each.source and each.translation and each.is_same and not each.source.has_words
        if (as_meant := localised(each.source.text, *each.languages)) != each.source.text
    ]
    for unit, as_meant in found[:1]:
        others = f", and so are {len(found) - 1} more" if len(found) > 1 else ""
        message = f'"{unit.text}" is written as in the language of the source{others}'
        mend = f"write them as this language does: {as_meant}"
        yield TRANSLATION_NUMBERS.finding(message, translation.locate(unit.path), mend=mend)
