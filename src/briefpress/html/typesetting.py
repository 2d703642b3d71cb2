"""What typesetters decide by hand: the width and size of titles, and what stands between a number and its unit."""

from __future__ import annotations

from itertools import count
from math import inf

_BOLD, _REGULAR = 0.51, 0.48  # of the size: how wide a letter of the headings is, about
_SCALES = (1.0, 0.9, 0.8, 0.7, 0.62)  # the smallest is larger than the headings of sections
# Languages that set a space before %, by CLDR 46; the others set none.
_SPACE_BEFORE_PERCENT = frozenset({
    "be", "bg", "bs", "ca", "cs", "da", "de", "es", "et", "eu", "fi", "fr", "gl", "hr", "hy", "is", "kk", "ky", "lb",
    "lt", "lv", "mk", "nb", "nn", "no", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "uk", "uz",
})  # fmt: skip
NARROW = "\N{NARROW NO-BREAK SPACE}"
NO_BREAK = "\N{NO-BREAK SPACE}"


def balance(title: str, letters: float, *, is_bold: bool = True) -> float | None:
    """Return how wide a title is set so that its lines are of about one length, in its own size (em).

    `letters` are those of a line. None where the title stands on one line, or needs all the width there is.
    """
    words = title.split()
    longest = max(map(len, words), default=0)
    lines = _lines(words, letters)
    if lines == 1 or longest > letters:
        return None
    width = next(width for width in count(longest) if _lines(words, width) <= lines)
    return round((width + 1) * (_BOLD if is_bold else _REGULAR), 1) if width + 1 < letters else None


def title_scale(title: str, letters: float, lines: float) -> float:
    """Return the part of its full size that a title is set in, so that it takes the height of so many lines at most.

    `letters` are those of a line in the full size. A title that is too long for all sizes has the smallest.
    """
    words = title.split()
    fitting = (scale for scale in _SCALES if _lines(words, letters / scale) * scale <= lines)
    return next(fitting, _SCALES[-1])


def _lines(words: list[str], letters: float) -> int:
    """Return how many lines words take, where a line holds so many letters."""
    lines, used = 0, inf
    for word in words:
        used += 1 + len(word)
        if used > letters:
            lines, used = lines + 1, len(word)
    return lines


def space_before(unit: str, language: str) -> str:
    """Return what stands between a number and its unit: a space that does not break, or nothing."""
    name = language.split("-")[0].lower()
    if unit[:1] in "°′″":
        return "" if unit in ("°", "′", "″") else NARROW
    if unit[:1] in "%‰":
        return (NARROW if name == "fr" else NO_BREAK) if name in _SPACE_BEFORE_PERCENT else ""
    return NO_BREAK
