"""What changed between two PDFs, as plain, immutable values. Pages count from 1."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefpress.structure import Rect


class ChangeKind(StrEnum):
    """How something changed."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Region:
    """A box on a page, in points from its lower left corner: left, bottom, right, top."""

    page: int
    box: Rect


@dataclass(frozen=True, slots=True)
class TextSpan:
    """A part of a text: removed, added, or unchanged if `kind` is None."""

    text: str
    kind: ChangeKind | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One change, in an editor's words.

    `kind` is how it changed, `what` is what changed (`sentence`, `table cell`, `target of a link`),
    from `old` to `new`, with the text cut into `spans`. `where` names the thing that changed, or
    where it moved from and to. `section` are the headings above it, the outermost first, as the
    newer PDF words them; `in_new` is False if only the older PDF has the place. `count` is the
    number of sentences, if several that follow each other are one change.
    """

    kind: ChangeKind
    what: str
    old: str = ""
    new: str = ""
    where: str = ""
    section: tuple[str, ...] = ()
    spans: tuple[TextSpan, ...] = ()
    old_page: int | None = None
    new_page: int | None = None
    old_regions: tuple[Region, ...] = ()
    new_regions: tuple[Region, ...] = ()
    in_new: bool = True
    count: int = 1


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes between two PDFs.

    `document`: metadata, licence, attachments, running heads. `text`: sentences, headings, lists,
    tables, figures, links, notes and languages, in reading order. `pages`: headings that are on
    another page although nothing moved within the text. `visual`: what looks different but reads
    the same, if pictures of the pages were compared.
    """

    document: tuple[Change, ...] = ()
    text: tuple[Change, ...] = ()
    pages: tuple[Change, ...] = ()
    visual: tuple[Change, ...] = ()

    @property
    def all(self) -> tuple[Change, ...]:
        """All changes, in the order in which they are listed."""
        return (*self.document, *self.text, *self.pages, *self.visual)

    def __bool__(self) -> bool:
        return bool(self.all)
