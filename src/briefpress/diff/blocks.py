"""Paragraphs while they are read: runs of text that become passages, sentence by sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from briefpress.diff.passages import ENTRY, EXPANSION, HEADING, LANGUAGE, LINK, Passage, Trait
from briefpress.diff.sentences import sentences
from briefpress.diff.values import Place
from briefpress.structure import union
from briefpress.transcript import spoken_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.structure import Rect, Run

_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that is in one run, and where its characters stand."""

    text: str
    page: int | None
    box: Rect | None = None
    run: Run | None = None
    lang: str | None = None
    link: tuple[str, int | None] | None = None
    expansion: str | None = None
    calls: int = 0


class Block:
    """Collects the pieces of a paragraph, and cuts it into sentences."""

    def __init__(self, kind: str, lang: str | None, level: int = 0) -> None:
        self.kind = kind
        self.lang = lang
        self.level = level
        self._pieces: list[Piece] = []
        self._starts: list[int] = []
        self._length = 0
        self._blank = True  # whether the text so far ends with a space

    def add(self, piece: Piece) -> None:
        """Put a piece at the end; white space of two pieces becomes one space."""
        text = spoken_text(piece.text)
        text = text.lstrip() if self._blank else text
        if not (text or piece.calls):
            return
        self._starts.append(self._length)
        self._pieces.append(replace(piece, text=text))
        self._length += len(text)
        self._blank = text[-1:].isspace() if text else self._blank

    def passages(self, number: int, above: Passage | None, base: str | None) -> Iterator[Passage]:
        """Yield its sentences, or all of it where it is no prose; `base` is the document's language."""
        text = "".join(piece.text for piece in self._pieces)
        whole = self.kind in (HEADING, "code", ENTRY)
        spoken = any(map(str.isalnum, text))
        for start, end in [(0, len(text))] if whole and text.strip() else sentences(text):
            if spoken and not any(map(str.isalnum, text[start:end])):
                continue  # an arrow back to the text, say
            pieces = list(self._within(start, end))
            yield Passage(
                kind=self.kind,
                text=text[start:end].strip(),
                above=above,
                level=self.level,
                block=number,
                page=next((piece.page for piece, *_ in pieces if piece.page is not None), None),
                lang=self.lang if self.lang != base else None,
                traits=tuple(dict.fromkeys(_traits(pieces, self.lang))),
                notes=sum(piece.calls for piece, *_ in pieces),
                places=tuple(_lines(pieces)),
                look=frozenset(_look(piece.run) for piece, *_ in pieces if piece.run),
            )

    def _within(self, start: int, end: int) -> Iterator[tuple[Piece, int, int]]:
        """Yield the pieces of a stretch, and which of their characters are in it."""
        at = max(bisect_right(self._starts, start) - 1, 0)
        while at < len(self._pieces) and self._starts[at] < end:
            piece, first = self._pieces[at], self._starts[at]
            if first + len(piece.text) > start or piece.calls:
                yield piece, max(start - first, 0), min(end - first, len(piece.text))
            at += 1
        # A call for a note stands after the full stop.
        while at < len(self._pieces) and self._pieces[at].calls and self._starts[at] == end:
            yield self._pieces[at], 0, 0
            at += 1


def _traits(pieces: Iterable[tuple[Piece, int, int]], lang: str | None) -> Iterator[Trait]:
    """Yield what is said of parts of a passage: where they lead, what they stand for, their language."""
    found = [(piece, piece.text[start:end]) for piece, start, end in pieces]
    if not any(piece.link or piece.expansion or piece.lang != lang for piece, _ in found):
        return
    for (link, _), group in groupby(found, key=lambda each: (each[0].link, id(each[0].link))):
        text = "".join(words for _, words in group).strip()
        if link and text:
            yield Trait(LINK, text, *link)
    for tongue, group in groupby(found, key=lambda each: each[0].lang):
        text = "".join(words for _, words in group).strip()
        if tongue and tongue != lang and any(map(str.isalpha, text)):
            yield Trait(LANGUAGE, text, tongue)
    for expansion, group in groupby(found, key=lambda each: each[0].expansion):
        text = "".join(words for _, words in group).strip()
        if expansion and text:
            yield Trait(EXPANSION, text, " ".join(spoken_text(expansion).split()))


def _look(run: Run) -> tuple[object, ...]:
    colour = run.colour and tuple(round(255 * part) for part in run.colour)
    return run.font, round(run.size, 1), colour


def _lines(pieces: Iterable[tuple[Piece, int, int]]) -> Iterator[Place]:
    """Yield a box for every line, or part of a line, in which a passage stands."""
    last: Place | None = None
    for piece, start, end in pieces:
        if piece.box is None or piece.page is None or not piece.text[start:end].strip():
            continue
        box = _part(piece, start, end)
        if last and last.page == piece.page + 1 and _is_same_line(last.box, box):
            last = Place(last.page, union(last.box, box))
            continue
        if last:
            yield last
        last = Place(piece.page + 1, box)
    if last:
        yield last


def _part(piece: Piece, start: int, end: int) -> Rect:
    """Return where some characters of a piece are, as far as their number tells."""
    assert piece.box
    left, bottom, right, top = piece.box
    if piece.run is None or _FROM_RIGHT.search(piece.text):
        return piece.box
    each = (right - left) / max(len(piece.text), 1)
    return left + start * each, bottom, left + end * each, top


def _is_same_line(one: Rect, other: Rect) -> bool:
    shared = min(one[3], other[3]) - max(one[1], other[1])
    gap = max(other[0] - one[2], one[0] - other[2])
    lower = min(one[3] - one[1], other[3] - other[1])
    return shared > lower / 2 and gap < 3 * lower
