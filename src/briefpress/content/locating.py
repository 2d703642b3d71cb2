"""Where in a content file the words stand that were found at fault in a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.content.loading import Manuscript
    from briefpress.findings import Location

_ENOUGH = (30, 12)  # letters and digits in a row by which a text is found in a longer one
_LEAST = 8  # letters and digits that are in a longer text by no chance


def locate_text(manuscript: Manuscript, text: str) -> Location | None:
    """Return where a text stands in the content file, or in what it shares; None for words of a theme.

    Where several texts hold it, it is the first that is nothing else, or else the first that does.
    """
    sought = _letters(text)
    passages = [(passage, _letters(passage.text)) for passage in manuscript.passages]
    for passage, found in passages:
        if sought and found == sought:
            return manuscript.source.locate(passage.path)
    for part in _parts(sought):
        for passage, found in passages:
            if (at := found.find(part)) >= 0:
                before = passage.text[: _index(passage.text, at)]
                return manuscript.source.locate(passage.path, before)
    return None


def _parts(sought: str) -> Iterator[str]:
    """Yield parts of a text, as the address of a link or the key of a note may cut it anywhere."""
    for length in _ENOUGH:
        for start in range(0, len(sought) - _LEAST + 1, length):
            yield sought[start : start + length]


def _letters(text: str) -> str:
    """Return what Markdown and white space leave as it is."""
    return "".join(char for char in text if char.isalnum())


def _index(text: str, count: int) -> int:
    """Return the place of the letter or digit that comes after so many others."""
    places = (index for index, char in enumerate(text) if char.isalnum())
    return next(place for number, place in enumerate(places) if number == count)
