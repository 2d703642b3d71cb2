"""What a text and its translation both have to say: numbers, links, notes, citations and pointers."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from briefpress.translations.codes import pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# Digits of any script, with separators of thousands and decimals between them.
_NUMBER = re.compile(
    r"\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?!\d)(?:[.,\u066b]\d+)?|\d+(?:[.,\u066b\u066c\u2019']\d+)*"
)
# Months that languages write as numbers: 4月, 4월, tháng 4.
_MONTH = re.compile(r"\d{1,2}\s*(?:月|월)(?!\w*間)|(?i:tháng)\s+\d{1,2}")
_ADDRESS = re.compile(r"^(?:\]\(|<)?(https?://.*?|#.*?|[^()\s]+?)[)>]?$")


def differences(source: str, translation: str) -> list[str]:
    """Return in words what one of two texts has and the other has not."""
    found = []
    for what, (mine, theirs) in {
        "number": (numbers(source), numbers(translation)),
        "link or call": (_references(source), _references(translation)),
    }.items():
        if lacking := mine - theirs:
            said = _listed(lacking, _written(source))
            found.append(f"the {what} {said} of the source is not in the translation")
        if added := theirs - mine:
            found.append(
                f"the {what} {_listed(added, _written(translation))} is in the translation alone"
            )
    return found


def numbers(text: str) -> Counter[str]:
    """Return the numbers of a text by their digits: 1,204 and 1 204 and ١٢٠٤ are the same."""
    return Counter(map(_digits, _numbers(text)))


def _numbers(text: str) -> list[str]:
    words = "".join(each.text if not each.is_code else " " for each in pieces(text))
    return _NUMBER.findall(_MONTH.sub(" ", words))


def _written(text: str) -> dict[str, str]:
    """Return the numbers of a text as they are written, by their digits."""
    return {_digits(number): number for number in _numbers(text)}


def _digits(number: str) -> str:
    return "".join(str(unicodedata.digit(char)) for char in number if char.isdigit())


def _references(text: str) -> Counter[str]:
    """Return the addresses, calls of notes, citations and pointers of a text."""
    found: Counter[str] = Counter()
    for piece in pieces(text):
        code = piece.text
        if piece.is_code and re.match(r"\]\(|<?https?:|\[[\^#]|-?@", code):
            address = _ADDRESS.match(code) if code.startswith(("](", "<")) else None
            found[address[1] if address else code] += 1
    return found


def _listed(counted: Iterable[str], written: Mapping[str, str]) -> str:
    return ", ".join(written.get(each, each) for each in sorted(counted))
