"""Passages as one row of letters, so that a place in them is a number."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from briefpress.html import Kind, Passage, Stretch, letters
from briefpress.scripts import may_lack_spaces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

E = TypeVar("E")

# Scripts without spaces between words: each sign is compared by itself.
_NO_SPACES = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = f"[{_NO_SPACES}]|[^\\s{_NO_SPACES}]+"


def _words(text: str) -> list[str]:
    """Return the words of a text: as nearly always, what stands between spaces."""
    return re.findall(_WORD, text) if may_lack_spaces(text) else text.split()


class Word(NamedTuple):
    """What two scripts are compared by: a word or a picture, and how many letters it has."""

    key: str
    length: int


class Piece(NamedTuple):
    """Letters of one passage of a script: from where to where."""

    passage: int
    start: int
    end: int


class Script(Generic[E]):
    """What is said, as letters: those of passage `n` are from `starts[n]` to `starts[n + 1]`.

    `keys` are what passages are compared by: their letters, and what is said of their pictures.
    """

    def __init__(self, passages: Iterable[Passage[E]]) -> None:
        self.passages: list[Passage[E]] = []
        self.keys: list[str] = []
        self.stretches: list[Stretch[E]] = []
        self._stretch_starts: list[int] = []
        letters_of_passages: list[str] = []
        length = 0
        for passage in passages:
            parts = [each.letters for each in passage.stretches]
            if said := "".join(parts):
                self.passages.append(passage)
                letters_of_passages.append(said)
                self.keys.append(
                    "".join((said, *(each.alternate or "" for each in passage.stretches)))
                )
                for stretch, part in zip(passage.stretches, parts, strict=True):
                    if part:
                        self.stretches.append(stretch)
                        self._stretch_starts.append(length)
                        length += len(part)
        self.starts = [0, *accumulate(map(len, letters_of_passages))]
        self._stretch_starts.append(length)
        self.text = "".join(letters_of_passages)

    def words(self, number: int) -> Iterator[Word]:
        """Yield the words of a passage; labels are apart from what they label."""
        for key, run in groupby(self.passages[number].stretches, key=_apart):
            if isinstance(key, str):
                yield from (Word(f"{each.letters}{each.alternate}", 1) for each in run)
            else:
                found = _words("".join(each.text for each in run))
                yield from (Word(w, len(w)) for w in map(letters, found) if w)

    def passage_at(self, place: int) -> int:
        """Return the number of the passage that a letter is in."""
        return bisect_right(self.starts, place) - 1

    def whole(self, number: int) -> Piece:
        """Return all letters of a passage."""
        return Piece(number, *self.starts[number : number + 2])

    def is_whole(self, piece: Piece) -> bool:
        """Say whether a piece is all of its passage."""
        return piece == self.whole(piece.passage)

    def between(self, start: int, end: int) -> Iterator[tuple[Stretch[E], int, int]]:
        """Yield the stretches of some letters, each with its first letter and the one after its last."""
        number = bisect_right(self._stretch_starts, start) - 1
        while start < end:
            upto = min(end, self._stretch_starts[number + 1])
            yield self.stretches[number], start, upto
            start, number = upto, number + 1

    def said(self, start: int, end: int) -> str:
        """Return what some letters say, with the spaces between words, and pictures by their names."""
        parts = []
        for number in range(self.passage_at(start), self.passage_at(end - 1) + 1):
            offset = self.starts[number]
            for stretch in self.passages[number].stretches:
                length = len(stretch.letters)
                first, last = max(start - offset, 0), min(end - offset, length)
                if first < last:
                    parts.append(_cut(stretch, first, last, length))
                offset += length
            parts.append(" ")
        return " ".join("".join(parts).split())


def _apart(stretch: Stretch[E]) -> str | bool:
    """Return what is the same for neighbours whose words may run over from one to the next."""
    if stretch.alternate is not None:
        return stretch.alternate
    return stretch.place.within(Kind.LABEL) is not None


def _cut(stretch: Stretch[E], first: int, last: int, length: int) -> str:
    """Return the text of some letters of a stretch."""
    if stretch.alternate is not None:
        return stretch.alternate
    if (first, last) == (0, length):
        return stretch.text
    ends = list(accumulate(len(letters(char)) for char in stretch.text))
    begin = bisect_right(ends, first)
    return stretch.text[begin : bisect_right(ends, last - 1) + 1]
