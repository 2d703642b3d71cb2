"""How wide a text is where no font says so: in columns, of which a Chinese, Japanese or Korean letter takes two."""

from __future__ import annotations

from unicodedata import east_asian_width

_FIRST_WIDE = "\u1100"
_END = "…"
_LEEWAY = 5  # columns; so few are not worth a cut


def columns(text: str) -> int:
    """Return how many columns a text takes (Unicode UAX #11)."""
    wide = (letter for letter in text if letter >= _FIRST_WIDE)
    return len(text) + sum(east_asian_width(letter) in "WF" for letter in wide)


def cut(text: str, width: int) -> str:
    """Return a text in about so many columns; what is cut ends with a whole word, if there are spaces."""
    if columns(text) <= width + _LEEWAY:
        return text
    kept = text
    while columns(kept) > width - len(_END):
        kept = kept[:-1]
    words = kept.rsplit(" ", 1)[0]
    return (words if 2 * columns(words) > width else kept) + _END
