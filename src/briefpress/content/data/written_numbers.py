"""Which texts are numbers, and what numbers they are."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SPACES = "\u0020\u00a0\u2009\u202f"
_MINUS = "-\u2212\u2013"
# A sign, digits with whatever parts them, and a unit that is a sign: "−1 234,50 %", "$ 1,200", "<5".
_NUMBER = re.compile(
    rf"(?P<bound>[<>≤≥≈~])?\s?(?P<sign>[{_MINUS}+])?\s?[$€£¥₦₹]?\s?(?P<digits>\d[\d.,'’{_SPACES}]*\d|\d)"
    r"\s?[%‰°$€£¥₦₹]?"
)
_GROUPED = {
    ".": re.compile(rf"\d{{1,3}}(?:([,'’{_SPACES}])(?:\d{{2,3}}\1)*\d{{3}})?(?:\.\d+)?|\d+(?:\.\d+)?"),
    ",": re.compile(rf"\d{{1,3}}(?:([.'’{_SPACES}])(?:\d{{2,3}}\1)*\d{{3}})?(?:,\d+)?|\d+(?:,\d+)?"),
}  # fmt: skip
# What can only be a number with a decimal comma ("12,5", "1.234,50", "1 234,50"), or with a decimal point.
_TELLING = {
    ",": re.compile(rf"\d+,(?:\d{{1,2}}|\d{{4,}})|0,\d+|.*[.'’{_SPACES}]\d{{3}},\d+"),
    ".": re.compile(rf"\d+\.(?:\d{{1,2}}|\d{{4,}})|0\.\d+|.*[,'’{_SPACES}]\d{{2,3}}\.\d+"),
}


def decimal_sign(texts: Iterable[str], otherwise: str = ".") -> str:
    """Return the decimal sign of numbers, "." or ",": what most of those tell that can have no other.

    `otherwise` is the sign where none tells, as in "1,234".
    """
    told = {".": 0, ",": 0}
    for text in texts:
        if found := _NUMBER.fullmatch(text.strip()):
            for sign, telling in _TELLING.items():
                told[sign] += bool(telling.fullmatch(found["digits"]))
    return otherwise if told["."] == told[","] else max(told, key=lambda sign: told[sign])


def parse_number(text: str, sign: str = ".") -> Decimal | None:
    """Return the number that a text is, with this decimal sign; None if it is none.

    "12 %" is 12, as it is written. A bound such as "<5" is no number, though it is set like one.
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None or found["bound"] or not _GROUPED[sign].fullmatch(found["digits"]):
        return None
    whole, _, fraction = found["digits"].partition(sign)
    digits = re.sub(r"\D", "", whole)
    minus = "-" if found["sign"] and found["sign"] in _MINUS else ""
    return Decimal(f"{minus}{digits}.{fraction or 0}") if fraction else Decimal(minus + digits)


def number_tail(text: str, sign: str = ".") -> str | None:
    """Return what follows the whole part of a number, such as ".50 %"; None where a text is no number.

    Unlike `parse_number`, it takes a bound such as "<5" for a number.
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None or not _GROUPED[sign].fullmatch(found["digits"]):
        return None
    whole, _, _ = found["digits"].partition(sign)
    return text.strip()[found.start("digits") + len(whole) :]
