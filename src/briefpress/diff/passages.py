"""What is compared of a PDF: its passages, in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from briefpress.diff.values import Place
from briefpress.structure import union

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefpress.structure import Element, Rect

# What is not compared when passages are matched: where lines end, words may be broken or not.
_SPACES_AND_HYPHENS = re.compile("[\\s\u2010\u2011-]+")

# The marks that a hyphen at the end of a line gets: it may be part of its word or not.
LINE_END = "\u2010"

ENTRY = "entry in the contents"
LINK, LANGUAGE, EXPANSION = "target of a link", "language", "expansion"
HEADING, FIGURE, FORMULA, TABLE, FIELD = "heading", "figure", "formula", "table", "form field"


class Trait(NamedTuple):
    """Something that is said of words within a passage: an aspect of them, and its value.

    A link within the document leads to a `page`, counted from 0.
    """

    aspect: str
    text: str
    value: str
    page: int | None = None


@dataclass(frozen=True, eq=False)
class Passage:
    """A sentence, heading, figure or table; `block` is the number of the paragraph that it is in.

    `lang` is its language where that is not the document's, `look` how its letters look (font, size,
    colour), `inside` the text that is drawn in a figure, `notes` how many notes it calls for.
    """

    kind: str
    text: str
    above: Passage | None = None
    level: int = 0
    block: int = 0
    page: int | None = None
    lang: str | None = None
    traits: tuple[Trait, ...] = ()
    notes: int = 0
    places: tuple[Place, ...] = ()
    look: frozenset[tuple[object, ...]] = frozenset()
    inside: str = ""
    element: Element | None = field(default=None, repr=False)
    cells: tuple[str, ...] = ()

    @cached_property
    def key(self) -> tuple[str, ...]:
        """What is equal where nothing changed; sentences, headings and notes may become each other."""
        if self.kind in (FIGURE, FORMULA, TABLE, FIELD):
            return self.kind, self.text, self.inside, *self.cells
        return (_SPACES_AND_HYPHENS.sub("", self.text) or self.text,)

    @property
    def said(self) -> str:
        """The text as it reads, and what a figure or table is known by."""
        return plain(self.text)

    @cached_property
    def path(self) -> tuple[str, ...]:
        """The headings above it, the outermost first."""
        names: list[str] = []
        above = self.above
        while above:  # headings may be nested too deep for calls within calls
            names.append(above.said)
            above = above.above
        return tuple(reversed(names))

    @property
    def is_heading(self) -> bool:
        """Whether it heads what follows."""
        return self.kind == HEADING


def plain(text: str) -> str:
    """Return a text with the hyphens at the ends of its lines as others are."""
    return text.replace(LINE_END, "-")


def same(one: str, other: str) -> bool:
    """Say whether two texts are the same but for hyphens at the ends of lines."""
    if one == other:
        return True
    here = there = 0
    while here < len(one) or there < len(other):
        left, right = one[here : here + 1], other[there : there + 1]
        if left and plain(left) == plain(right):
            here, there = here + 1, there + 1
        elif LINE_END in (left, right):
            here, there = here + (left == LINE_END), there + (left != LINE_END)
        else:
            return False
    return True


def together(passages: Iterable[Passage]) -> tuple[Place, ...]:
    """Return one box on each page around passages that belong together."""
    found: dict[int, Rect] = {}
    for passage in passages:
        for place in passage.places:
            found[place.page] = union(found.get(place.page, place.box), place.box)
    return tuple(Place(page, box) for page, box in sorted(found.items()))
