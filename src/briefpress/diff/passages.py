"""What is compared: the passages of a PDF, in reading order.

A passage is a sentence, a heading, a list item, a figure, a table or a form field.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from briefpress.diff.changes import Region
from briefpress.structure import union

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefpress.structure import Element, Rect

_SPACES_AND_HYPHENS = re.compile("[\\s\u2010\u2011-]+")

# Stands for a hyphen at the end of a line, which may or may not belong to the word.
LINE_END_HYPHEN = "\u2010"

# The kinds of passages that others ask for by name, as they are called in messages.
HEADING, FIGURE, FORMULA, TABLE, FIELD = "heading", "figure", "formula", "table", "form field"
CONTENTS_ENTRY = "entry in the contents"

# The names of inline attributes, as they are called in messages.
LINK, LANGUAGE, EXPANSION = "target of a link", "language", "expansion"


class InlineAttribute(NamedTuple):
    """A property of some words within a passage: `LINK`, `LANGUAGE` or `EXPANSION`.

    A link within the document has a `page`, counted from 0.
    """

    name: str
    text: str
    value: str
    page: int | None = None


@dataclass(frozen=True, eq=False)
class Passage:
    """A sentence, heading, figure, table or form field.

    `heading` is the heading above it, `paragraph` the number of its paragraph; `page` counts from
    0. `lang` is its language if it is not that of the document, `text_styles` are the fonts, sizes
    and colours of its letters, `note_calls` is the number of references to notes in it. Figures have
    `drawn_text`, the text within the drawing; tables have `cells`.
    """

    kind: str
    text: str
    heading: Passage | None = None
    level: int = 0
    paragraph: int = 0
    page: int | None = None
    lang: str | None = None
    attributes: tuple[InlineAttribute, ...] = ()
    note_calls: int = 0
    regions: tuple[Region, ...] = ()
    text_styles: frozenset[tuple[object, ...]] = frozenset()
    drawn_text: str = ""
    element: Element | None = field(default=None, repr=False)
    cells: tuple[str, ...] = ()

    @cached_property
    def key(self) -> tuple[str, ...]:
        """Equal for passages that are the same, apart from line breaks and hyphens.

        The key of text leaves its kind out: a sentence may become a heading or a note.
        """
        if self.kind in (FIGURE, FORMULA, TABLE, FIELD):
            return self.kind, self.text, self.drawn_text, *self.cells
        return (_SPACES_AND_HYPHENS.sub("", self.text) or self.text,)

    @property
    def plain_text(self) -> str:
        """The text with ordinary hyphens; of a figure its description, of a table its caption."""
        return with_plain_hyphens(self.text)

    @cached_property
    def section(self) -> tuple[str, ...]:
        """The headings above it, the outermost first."""
        names: list[str] = []
        heading = self.heading
        while heading:  # not recursive: headings may be nested deeper than the call stack
            names.append(heading.plain_text)
            heading = heading.heading
        return tuple(reversed(names))

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.kind == HEADING


def with_plain_hyphens(text: str) -> str:
    """Return a text with ordinary hyphens at the ends of lines."""
    return text.replace(LINE_END_HYPHEN, "-")


def equal_text(one: str, other: str) -> bool:
    """Return whether two texts are equal apart from hyphens at the ends of lines."""
    if one == other:
        return True
    i = j = 0
    while i < len(one) or j < len(other):
        left, right = one[i : i + 1], other[j : j + 1]
        if left and with_plain_hyphens(left) == with_plain_hyphens(right):
            i, j = i + 1, j + 1
        elif LINE_END_HYPHEN in (left, right):
            i, j = i + (left == LINE_END_HYPHEN), j + (left != LINE_END_HYPHEN)
        else:
            return False
    return True


def merged_regions(passages: Iterable[Passage]) -> tuple[Region, ...]:
    """Return one region on each page, around all passages."""
    boxes: dict[int, Rect] = {}
    for passage in passages:
        for region in passage.regions:
            boxes[region.page] = union(boxes.get(region.page, region.box), region.box)
    return tuple(Region(page, box) for page, box in sorted(boxes.items()))
