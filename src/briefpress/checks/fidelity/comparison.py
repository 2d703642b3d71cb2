"""A PDF laid beside its source, once for all rules: what stands for what."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree.ElementTree import Element as HtmlElement

from briefpress.checks.fidelity.differences import differences
from briefpress.checks.fidelity.script import Script
from briefpress.checks.fidelity.words import heard
from briefpress.checks.reading import shorten
from briefpress.html import Kind, Place, Stretch
from briefpress.structure import Element

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.fidelity.script import Piece
    from briefpress.checks.subject import Subject

_NAMES = {
    "p": "paragraph", "caption": "caption", "figcaption": "caption", "dt": "term", "dd": "definition",
    "li": "list item", "blockquote": "quotation",
}  # fmt: skip
_BEGINNING = 60  # letters of a text that a message quotes


class Pair(NamedTuple):
    """Words of the source, and the same words in the PDF."""

    source: Stretch[HtmlElement]
    heard: Stretch[Element]


class Comparison:
    """What a source says and what a PDF says, aligned."""

    def __init__(self, subject: Subject) -> None:
        assert subject.html
        self.html = subject.html
        self.source: Script[HtmlElement] = Script(self.html.passages)
        self.heard: Script[Element] = Script(heard(subject))
        self.differences = differences(self.source, self.heard)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The words of the source with their counterparts, in order."""
        return tuple(self._pairs())

    def _pairs(self) -> Iterator[Pair]:
        for here, there, length in self.differences.common:
            ours = list(self.source.between(here, here + length))
            theirs = list(self.heard.between(there, there + length))
            i = j = 0
            while i < len(ours):
                yield Pair(ours[i][0], theirs[j][0])
                left, right = ours[i][2] - here, theirs[j][2] - there
                i, j = i + (left <= right), j + (right <= left)

    @cached_property
    def pages(self) -> dict[Stretch[HtmlElement], int | None]:
        """The page of the PDF on which words of the source begin."""
        found: dict[Stretch[HtmlElement], int | None] = {}
        for pair in self.pairs:
            found.setdefault(pair.source, pair.heard.page)
        return found

    def first_page(self, stretch: Stretch[HtmlElement]) -> int | None:
        """Return the page of the PDF on which the passage begins that holds a stretch."""
        passages = (each.stretches for each in self.source.passages)
        first = next(
            found for each in passages if stretch in each for found in each if found.letters
        )
        return self.pages.get(first)

    def text_of(self, element: HtmlElement) -> str:
        """Return the beginning of what is said in an element of the source that has a meaning."""
        said = ""
        for passage in self.source.passages:
            for each in passage.stretches:
                path = () if each.is_generated else each.place.path
                if any(part.element is element for part in path):
                    said += each.alternate or each.text
            said += " "
            if len(said.strip()) > _BEGINNING:
                break
        return said.strip()

    def named(self, piece: Piece) -> str:
        """Return what a piece of the source is part of, with the beginning of that passage."""
        whole = self.source.said(*self.source.whole(piece.passage)[1:])
        stretch = next(self.source.between(piece.start, piece.end))[0]
        return f'the {noun(stretch)} "{shorten(whole)}"'


def compared(subject: Subject) -> Comparison:
    """Return the comparison of a subject, made once."""
    return subject.once(Comparison)


def noun(stretch: Stretch[Any]) -> str:
    """Return what words are part of, for a message."""
    place: Place[Any] = stretch.place
    if stretch.is_generated:
        return "label" if place.within(Kind.LABEL) else "generated text"
    for part in reversed(place.path):
        if part.kind is Kind.HEADING:
            return "heading"
        if part.kind is Kind.NOTE:
            return "note"
        if part.kind is Kind.CELL:
            return "table heading" if part.detail else "table cell"
        if part.kind in (Kind.ITEM, Kind.LIST, Kind.TABLE):
            break
    return _NAMES.get(place.block, "text")
