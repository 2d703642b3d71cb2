"""What a screen reader says, utterance by utterance, and the same as text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefpress.structure import Element

_DEEPEST_MARGIN = 30  # levels: a tree may have hundreds
_NAMES_WHAT_FOLLOWS = re.compile(r"(?:^|, )(?:row|column|in) ")
_OPENING_SIGNS = ("(", "[", "“", "‘", "«")


@dataclass(frozen=True, slots=True)
class Utterance:
    """An announcement and the words of the document after it; either may be empty.

    Utterances of one `line` are heard without a pause. An `is_inline` one is announced within a line
    of text; its text keeps the spaces at its ends. `level` counts the lists, tables, notes and
    boxes around it, `page` counts from 0, `lang` is a BCP 47 tag.
    """

    text: str
    announcement: str = ""
    element: Element | None = None
    page: int | None = None
    level: int = 0
    lang: str | None = None
    line: int = 0
    is_inline: bool = False


def as_text(utterances: Iterable[Utterance], pages: bool = False) -> str:
    """Return utterances as lines of text, with inline announcements in square brackets.

    With `pages`, a line tells where each page begins.
    """
    lines: list[str] = []
    page: int | None = None
    for _, group in groupby(utterances, key=lambda utterance: utterance.line):
        spoken = list(group)
        if pages and spoken[0].page is not None and spoken[0].page != page:
            page = spoken[0].page
            lines.append(f"page {page + 1}")
        lines.append(margin(spoken[0].level) + _line(spoken))
    return "".join(f"{line}\n" for line in lines)


def margin(level: int) -> str:
    """Return the white space before a line of a level."""
    return "  " * min(level, _DEEPEST_MARGIN)


def _line(utterances: Sequence[Utterance]) -> str:
    if len(utterances) == 1:
        return _spoken(utterances[0])
    parts: list[str] = []
    last = " "
    for each in utterances:
        part = f"[{_spoken(each)}]" if each.is_inline else each.text
        if each.announcement and not each.is_inline:
            part = each.announcement + _pause(each.announcement) + part
        elif each.is_inline or last == "]":
            is_apart = not last.isspace() and last not in _OPENING_SIGNS
            part = f" {part}" if is_apart and (each.is_inline or part[:1].isalnum()) else part
        parts.append(part)
        last = part[-1:] or last
    return " ".join("".join(parts).split())


def _spoken(utterance: Utterance) -> str:
    text = utterance.text.strip()
    if not utterance.announcement or not text:
        return utterance.announcement or text
    return utterance.announcement + _pause(utterance.announcement) + text


def _pause(announcement: str) -> str:
    return ": " if _NAMES_WHAT_FOLLOWS.search(announcement) else ", "
