"""What changed between two PDFs, as plain, immutable values. Pages count from 1."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefpress.structure import Rect


class How(StrEnum):
    """What happened to something."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Place:
    """A box on a page, in points from its lower left corner: left, bottom, right, top."""

    page: int
    box: Rect


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of a text that changed: `how` is None where both wordings have it."""

    text: str
    how: How | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One change, in the words of an editor.

    `what` changed (a sentence, a table cell, the target of a link), from `old` to `new`; `where` says
    which one is meant, or whence and whither it moved. `section` are the headings above it, the
    outermost first, as the newer PDF calls them; `is_new` says whether that PDF has the section. `count`
    is how many sentences there are, where several follow each other.
    """

    how: How
    what: str
    old: str = ""
    new: str = ""
    where: str = ""
    section: tuple[str, ...] = ()
    words: tuple[Words, ...] = ()
    old_page: int | None = None
    new_page: int | None = None
    old_places: tuple[Place, ...] = ()
    new_places: tuple[Place, ...] = ()
    is_new: bool = True
    count: int = 1


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed: of the `document` as a whole, in its `text` in reading order, on its `pages`.

    `text` tells of sentences, headings, lists, tables, figures, links, notes and languages; `pages` of
    headings that are on another page, though nothing moved within the text; `looks` of what looks
    different though it reads the same, where pictures of the pages were compared.
    """

    document: tuple[Change, ...] = ()
    text: tuple[Change, ...] = ()
    pages: tuple[Change, ...] = ()
    looks: tuple[Change, ...] = ()

    @property
    def all(self) -> tuple[Change, ...]:
        """Every change, in the order in which they are told."""
        return (*self.document, *self.text, *self.pages, *self.looks)

    def __bool__(self) -> bool:
        return bool(self.all)
