"""The notes of a brief, and the works that it cites, as templates list them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import bidirectional

from markupsafe import Markup

from briefpress.content import (
    Markdown,
    NoteCall,
    citation_note,
    markdown_to_html,
    text_direction,
    tokens_to_html,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.content import Apparatus, Brief

_DIRECTIONS = {"L": "ltr", "R": "rtl", "AL": "rtl"}  # of letters (UAX 9, table 4)


class ListedNote(NamedTuple):
    """A note: its key, its HTML, and whether the text calls it."""

    key: str
    text: Markup
    is_called: bool


class ListedWork(NamedTuple):
    """A work that is cited: the identifier of its entry, its marker as a string of CSS, and its HTML.

    The marker is "" where the style has none; it is such as `"[1] "`. `direction` is ltr or rtl where
    the entry is not written as the brief is, and else "".
    """

    anchor: str
    marker: str
    text: Markup
    direction: str


def numbered_notes(brief: Brief, apparatus: Apparatus) -> list[ListedNote]:
    """Return every note in the order of its number, with the citations that the style sets as notes.

    The text that calls them has to be set before. Those that stand at the foot of pages are left out.
    """
    texts = {} if apparatus.notes_at_foot else dict(_citation_notes(apparatus))
    # First all notes are set: one of them may call another.
    for key in _in_order(brief, apparatus):
        if apparatus.notes_at_foot and key in apparatus.calls:
            continue
        html = markdown_to_html(brief.notes[key], Markdown.INLINE, replace(apparatus, note=key))
        texts[key] = Markup(html)  # noqa: S704 - Markdown is escaped
    in_order = sorted(texts, key=lambda key: apparatus.notes[key])
    return [ListedNote(key, texts[key], key in apparatus.calls) for key in in_order]


def _in_order(brief: Brief, apparatus: Apparatus) -> Iterator[str]:
    """Yield the keys of notes: in the order of their calls, where citations are notes as well."""
    waiting = dict.fromkeys(brief.notes)
    if apparatus.numbers_by_call:
        for call in apparatus.page:  # it grows with each note that is set
            if isinstance(call, NoteCall) and call.key in waiting:
                del waiting[call.key]
                yield call.key
    yield from waiting


def _citation_notes(apparatus: Apparatus) -> Iterator[tuple[str, Markup]]:
    for number, citation in enumerate(apparatus.cited.citations if apparatus.cited else ()):
        if citation.note is not None and citation_note(number) in apparatus.notes:
            html = tokens_to_html(citation.note, apparatus)
            yield citation_note(number), Markup(html)  # noqa: S704 - tokens are escaped


def _direction(text: Markup, apparatus: Apparatus) -> str:
    """Return the direction of an entry by its first letter (UAX 9, P2); "" if the brief has the same."""
    kinds = map(bidirectional, text.striptags())
    found = next((_DIRECTIONS[kind] for kind in kinds if kind in _DIRECTIONS), "")
    return "" if found == text_direction(apparatus.language) else found


def _css_string(label: str) -> str:
    """Return a label with a space as a string of CSS (CSS Syntax 3, 4.3.5); "" if there is none."""
    escaped = re.sub(r"[^\w\s()\[\].,:-]", lambda sign: f"\\{ord(sign[0]):x} ", label)
    return f'"{escaped} "' if label else ""


def listed_works(apparatus: Apparatus) -> list[ListedWork]:
    """Return the works that are cited, in the order of the style; none before pandoc was asked."""
    works = apparatus.cited.works if apparatus.cited else ()
    texts = (Markup(tokens_to_html(work.entry, apparatus)) for work in works)  # noqa: S704
    return [
        ListedWork(work.anchor, _css_string(work.label), text, _direction(text, apparatus))
        for work, text in zip(works, texts, strict=True)
    ]
