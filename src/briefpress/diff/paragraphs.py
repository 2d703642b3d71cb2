"""A paragraph while it is read: pieces of text are collected, then cut into sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from briefpress.diff.changes import Region
from briefpress.diff.passages import (
    CONTENTS_ENTRY,
    EXPANSION,
    HEADING,
    LANGUAGE,
    LINK,
    InlineAttribute,
    Passage,
)
from briefpress.diff.sentences import sentences
from briefpress.structure import union
from briefpress.transcript import spoken_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.diff.tree_context import LinkTarget
    from briefpress.structure import Rect, Run

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text with the same properties throughout, usually one run; `note_calls` counts those in it."""

    text: str
    page: int | None
    box: Rect | None = None
    run: Run | None = None
    lang: str | None = None
    link: LinkTarget | None = None
    expansion: str | None = None
    note_calls: int = 0


PieceSlice = tuple[Piece, int, int]  # a piece, and the start and end of a part of its text


class Paragraph:
    """Collects pieces of text, and cuts them into passages."""

    def __init__(self, kind: str, lang: str | None, level: int = 0) -> None:
        self.kind = kind
        self.lang = lang
        self.level = level
        self._pieces: list[Piece] = []
        self._starts: list[int] = []
        self._length = 0
        self._ends_with_space = True

    def add(self, piece: Piece) -> None:
        """Append a piece; white space where two pieces meet becomes one space."""
        text = spoken_text(piece.text)
        text = text.lstrip() if self._ends_with_space else text
        if not (text or piece.note_calls):
            return
        self._starts.append(self._length)
        self._pieces.append(replace(piece, text=text))
        self._length += len(text)
        self._ends_with_space = text[-1:].isspace() if text else self._ends_with_space

    def passages(
        self, number: int, heading: Passage | None, document_lang: str | None
    ) -> Iterator[Passage]:
        """Yield its sentences, or all of it as one passage if it is not prose.

        `number` is that of the paragraph, `heading` the one above it.
        """
        text = "".join(piece.text for piece in self._pieces)
        is_one_passage = self.kind in (HEADING, "code", CONTENTS_ENTRY)
        has_words = any(map(str.isalnum, text))
        for start, end in [(0, len(text))] if is_one_passage and text.strip() else sentences(text):
            if has_words and not any(map(str.isalnum, text[start:end])):
                continue  # such as an arrow that leads back to the text
            slices = list(self._slices(start, end))
            yield Passage(
                kind=self.kind,
                text=text[start:end].strip(),
                heading=heading,
                level=self.level,
                paragraph=number,
                page=next((piece.page for piece, *_ in slices if piece.page is not None), None),
                lang=self.lang if self.lang != document_lang else None,
                attributes=tuple(dict.fromkeys(_attributes(slices, self.lang))),
                note_calls=sum(piece.note_calls for piece, *_ in slices),
                regions=tuple(_line_regions(slices)),
                text_styles=frozenset(_text_style(piece.run) for piece, *_ in slices if piece.run),
            )

    def _slices(self, start: int, end: int) -> Iterator[PieceSlice]:
        """Yield the pieces between two offsets, each with the part of it that lies there."""
        index = max(bisect_right(self._starts, start) - 1, 0)
        while index < len(self._pieces) and self._starts[index] < end:
            piece, first = self._pieces[index], self._starts[index]
            if first + len(piece.text) > start or piece.note_calls:
                yield piece, max(start - first, 0), min(end - first, len(piece.text))
            index += 1
        # The number of a note stands after the full stop, and belongs to the sentence before it.
        while (
            index < len(self._pieces)
            and self._pieces[index].note_calls
            and self._starts[index] == end
        ):
            yield self._pieces[index], 0, 0
            index += 1


def _attributes(slices: Iterable[PieceSlice], lang: str | None) -> Iterator[InlineAttribute]:
    """Yield the links, languages and expansions of words within a passage in language `lang`."""
    found = [(piece, piece.text[start:end]) for piece, start, end in slices]
    if not any(piece.link or piece.expansion or piece.lang != lang for piece, _ in found):
        return
    for (link, _), group in groupby(found, key=lambda each: (each[0].link, id(each[0].link))):
        text = "".join(words for _, words in group).strip()
        if link and text:
            yield InlineAttribute(LINK, text, *link)
    for words_lang, group in groupby(found, key=lambda each: each[0].lang):
        text = "".join(words for _, words in group).strip()
        if words_lang and words_lang != lang and any(map(str.isalpha, text)):
            yield InlineAttribute(LANGUAGE, text, words_lang)
    for expansion, group in groupby(found, key=lambda each: each[0].expansion):
        text = "".join(words for _, words in group).strip()
        if expansion and text:
            yield InlineAttribute(EXPANSION, text, " ".join(spoken_text(expansion).split()))


def _text_style(run: Run) -> tuple[object, ...]:
    """Return the font, size and colour of a run, rounded."""
    colour = run.colour and tuple(round(255 * part) for part in run.colour)
    return run.font, round(run.size, 1), colour


def _line_regions(slices: Iterable[PieceSlice]) -> Iterator[Region]:
    """Yield a region for every line, or part of a line, that a passage stands in."""
    last: Region | None = None
    for piece, start, end in slices:
        if piece.box is None or piece.page is None or not piece.text[start:end].strip():
            continue
        box = _slice_box(piece, start, end)
        if last and last.page == piece.page + 1 and _is_same_line(last.box, box):
            last = Region(last.page, union(last.box, box))
            continue
        if last:
            yield last
        last = Region(piece.page + 1, box)
    if last:
        yield last


def _slice_box(piece: Piece, start: int, end: int) -> Rect:
    """Return about where a part of a piece is, as if all its characters had the same width."""
    assert piece.box
    left, bottom, right, top = piece.box
    if piece.run is None or _RIGHT_TO_LEFT.search(piece.text):
        return piece.box
    width = (right - left) / max(len(piece.text), 1)
    return left + start * width, bottom, left + end * width, top


def _is_same_line(one: Rect, other: Rect) -> bool:
    overlap = min(one[3], other[3]) - max(one[1], other[1])
    gap = max(other[0] - one[2], one[0] - other[2])
    height = min(one[3] - one[1], other[3] - other[1])
    return overlap > height / 2 and gap < 3 * height
