"""Passages of words, each with the path of elements that it is in and what holds for it.

What has to be heard (HTML) and what is heard (the structure tree of a PDF) are told in these same
values, so that one can be laid beside the other. `E` is the element of the one or the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import Generic, TypeVar

E = TypeVar("E")

PICTURE = "\ufffc"  # stands for a picture among letters, as in Unicode
# White space and characters that are not seen: lines add and lose them, and nobody hears them.
_NOT_HEARD = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


class Kind(Enum):
    """What an element is to those who listen."""

    HEADING = "heading"
    LIST = "list"
    ITEM = "item"
    TABLE = "table"
    CELL = "cell"
    NOTE = "note"
    LINK = "link"
    ABBREVIATION = "abbreviation"
    LABEL = "label"


@dataclass(frozen=True, slots=True, eq=False)
class Part(Generic[E]):
    """An element with a meaning.

    `detail` is the level of a heading, the address of a link, what an abbreviation stands for, or
    "heading" for a cell that is one.
    """

    kind: Kind
    element: E
    detail: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Place(Generic[E]):
    """Where words stand.

    `block` names the block that holds them, `element` is that block; `path` has all elements with
    a meaning round them, from the outside.
    """

    block: str
    element: E | None = None
    path: tuple[Part[E], ...] = ()
    language: str = ""

    def within(self, kind: Kind) -> Part[E] | None:
        """Return the innermost element of a kind round these words."""
        return next((part for part in reversed(self.path) if part.kind is kind), None)


@dataclass(frozen=True, slots=True, eq=False)
class Stretch(Generic[E]):
    """Words of one place, or a picture with its alternate description ("" where it has none).

    `is_generated` says that styles set them.
    """

    text: str
    place: Place[E]
    alternate: str | None = None
    is_generated: bool = False
    page: int | None = None

    @property
    def is_heard(self) -> bool:
        """Whether this is more than white space."""
        return self.alternate is not None or bool(self.text.strip())

    @property
    def letters(self) -> str:
        """What is compared: the text without white space, or the sign that stands for a picture."""
        return PICTURE if self.alternate is not None else letters(self.text)


@dataclass(frozen=True, slots=True)
class Passage(Generic[E]):
    """A run of text between two block boundaries, and the name of the element that holds it."""

    element: str
    text: str
    stretches: tuple[Stretch[E], ...] = field(default=(), repr=False, compare=False)


def letters(text: str) -> str:
    """Take out of a text all that is not heard."""
    return "".join(_NOT_HEARD.sub("", text).split())


def fold(text: str) -> str:
    """Fold runs of white space into one space."""
    return " ".join(text.split())
