"""What a page calls, in its order: notes, and citations of works."""

from __future__ import annotations

from dataclasses import dataclass


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
    """A citation on a page, and the key of the note that it is in, if it is in one."""

    citation: Citation
    note: str | None = None


@dataclass(frozen=True, slots=True)
class NoteCall:
    """The call of a note on a page."""

    key: str


def citation_note(number: int) -> str:
    """Return the key of the note that a citation has in a style with notes; no other key is like it."""
    return f"@{number + 1}"
