"""What a page calls, in its order: notes, and citations of works; and what pandoc makes of these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Cited:
    """A work in a citation, with what stands before and behind its key."""

    key: str
    prefix: str = ""
    suffix: str = ""
    hides_author: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """What is cited in one place; `is_narrative` where the author's name is a part of the sentence."""

    works: tuple[Cited, ...]
    is_narrative: bool = False


@dataclass(frozen=True, slots=True)
class CitationCall:
    """A citation on a page, and the key of the note that it is in, if it is in one.

    `is_all` says that there is nothing else in that note.
    """

    citation: Citation
    note: str | None = None
    is_all: bool = False


@dataclass(frozen=True, slots=True)
class NoteCall:
    """The call of a note on a page."""

    key: str


@dataclass(frozen=True, slots=True)
class SetCitation:
    """A citation as it is set: its words in the text, and those of its note, if the style has notes."""

    text: tuple[Token, ...]
    note: tuple[Token, ...] | None = None


@dataclass(frozen=True, slots=True)
class ListedWork:
    """A work as it is listed: its anchor, its label, such as [1], if the style has any, and its entry."""

    key: str
    anchor: str
    label: str
    entry: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class CitedWorks:
    """What pandoc made of the citations of a page, in the order of the calls, and the list."""

    citations: tuple[SetCitation, ...] = ()
    works: tuple[ListedWork, ...] = ()


def citation_note(number: int) -> str:
    """Return the key of the note that a citation has in a style with notes; no other key is like it."""
    return f"@{number + 1}"
