"""How charts look: what a theme and an edition say of colours, fonts and sizes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from briefpress.scripts import columns

if TYPE_CHECKING:
    from pathlib import Path

# A word, with the space before it; of Chinese and Japanese, a letter with the punctuation that stays beside it.
_CJK = "\u3041-\u30fa\u30fd-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_STAYING = "、。，．・：；？！）」』】〉》〕ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々"
_WORD = rf"\s*(?:[（「『【〈《〔]*[{_CJK}][{_STAYING}]*|(?:(?![{_CJK}])\S)+)"
_STEPS = 50
_USUAL_WIDTH = 0.56  # of a letter, in ems, where its font is not at hand


LATIN_DIGITS = "0123456789"
_LATIN_LETTER = re.compile("[A-Za-z]")


def in_digits(text: str, digits: str) -> str:
    """Return a text of a chart in the digits of a language; one with Latin letters, such as PM2.5, as it is."""
    if digits == LATIN_DIGITS or _LATIN_LETTER.search(text):
        return text
    return text.translate(str.maketrans(LATIN_DIGITS, digits))


@dataclass(frozen=True, slots=True)
class Look:
    """Lengths are in CSS pixels, colours are #rrggbb.

    `size` is that of letters in charts, `text_size` that of running text, and `text_font` the file of its
    font; None if it is not at hand.
    `family` is the list of font families as in CSS, `fonts` are the files of the first by weight.
    `hues` are those of the series. `marks` are the signs for decimals and thousands, and `digits` those from 0 to 9.
    """

    width: float
    size: float
    text_size: float
    family: str
    ink: str
    ink_soft: str
    rule: str
    hues: tuple[str, ...]
    fonts: tuple[tuple[int, Path], ...] = field(default=(), repr=False)
    text_font: Path | None = field(default=None, repr=False)
    is_rtl: bool = False
    marks: tuple[str, str] = (".", ",")
    digits: str = LATIN_DIGITS

    @property
    def first_family(self) -> str:
        """The name of the font that is tried first."""
        return self.family.split(",")[0].strip().strip("\"'")

    def width_of(self, text: str, weight: int = 400) -> float:
        """Return about how wide a text is, in pixels."""
        text = in_digits(text, self.digits)
        narrow = "".join(letter for letter in text if columns(letter) == 1)
        if narrow != text:  # the others are in no font of a theme, and as wide as high in any
            return (len(text) - len(narrow)) * self.size + self.width_of(narrow, weight)
        by_weight = dict(self.fonts)
        nearest = min(by_weight, key=lambda each: abs(each - weight), default=None)
        if nearest is None:
            return len(text) * self.size * _USUAL_WIDTH
        return _width(by_weight[nearest], text) * self.size

    def lines_of(self, text: str, width: float, weight: int = 400) -> list[str]:
        """Return a text in lines that are no wider than a width, if its words allow that."""
        lines = [""]
        for word in re.findall(_WORD, text):
            longer = (lines[-1] + word).strip()
            if lines[-1] and self.width_of(longer, weight) > width:
                lines.append(word.strip())
            else:
                lines[-1] = longer
        return lines

    def widest(self, texts: list[str], weight: int = 400) -> float:
        """Return the width of the widest text."""
        return max((self.width_of(text, weight) for text in texts), default=0)


def spread(places: list[float], distance: float, low: float, high: float) -> list[float]:
    """Return places for labels near the given ones, `distance` apart, between `low` and `high` if all fit there."""
    order = sorted(range(len(places)), key=lambda each: places[each])
    found = [min(max(places[each], low), high) for each in order]
    for _ in range(_STEPS):  # each pair moves apart by equal parts
        for index, (a, b) in enumerate(pairwise(found)):
            missing = max((distance - (b - a)) / 2, 0)
            found[index], found[index + 1] = a - missing, b + missing
    for index, place in enumerate(found):
        above = found[index - 1] + distance if index else low
        found[index] = max(place, above)
    for index, place in enumerate(found):
        found[index] = min(place, high - (len(found) - 1 - index) * distance)
    result = [0.0] * len(places)
    for index, place in zip(order, found, strict=True):
        result[index] = place
    return result


@cache
def _width(font: Path, text: str) -> float:
    """Return the width of a text in ems."""
    from PIL import ImageFont  # noqa: PLC0415 - only where there are charts

    loaded = _loaded(font)
    assert isinstance(loaded, ImageFont.FreeTypeFont)
    return loaded.getlength(text) / _EM


def x_height(font: Path) -> float:
    """Return how tall an x is drawn in ems; 0 where the file is no font."""
    from PIL import ImageFont  # noqa: PLC0415 - only where there are equations

    try:
        loaded = _loaded(font)
    except OSError:
        return 0.0
    assert isinstance(loaded, ImageFont.FreeTypeFont)
    return -loaded.getbbox("x", anchor="ls")[1] / _EM


_EM = 100


@cache
def _loaded(font: Path) -> object:
    from PIL import ImageFont  # noqa: PLC0415 - only where there are charts

    return ImageFont.truetype(font, _EM, layout_engine=ImageFont.Layout.BASIC)
