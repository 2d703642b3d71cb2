"""Areas of a sheet in the notation of spreadsheet programs: `A3:D20`, or `A3` for all from there on."""

from __future__ import annotations

import re
from dataclasses import dataclass

_AREA = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Za-z]{1,3})\$?([0-9]{1,7})?)?")
_ALL = 10**7


@dataclass(frozen=True, slots=True)
class Area:
    """Rows and columns of a sheet, each counted from 1; the last ones belong to it."""

    top: int = 1
    left: int = 1
    bottom: int = _ALL
    right: int = _ALL

    @classmethod
    def parse(cls, text: str) -> Area | None:
        """Return the area that a text names, such as `A3:D20`, `A3:D` or `A3`; None if it names none."""
        found = _AREA.fullmatch(text.strip())
        if found is None:
            return None
        left, top, right, bottom = found.groups()
        area = cls(
            int(top),
            column_number(left),
            int(bottom) if bottom else _ALL,
            column_number(right) if right else _ALL,
        )
        is_area = 1 <= area.top <= area.bottom and area.left <= area.right
        return area if is_area else None


def column_number(letters: str) -> int:
    """Return the number of a column, from 1: that of "AA" is 27."""
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """Return the letters of a column, which are counted from 1: 27 is "AA"."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
