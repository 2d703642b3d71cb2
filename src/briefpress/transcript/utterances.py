"""What is said, utterance by utterance, and the same as a page of text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefpress.structure import Element

# A line may be nested five hundred deep; its margin need not be.
_DEEPEST = 30
_NAMES_WHAT_FOLLOWS = re.compile(r"(?:^|, )(?:row|column|in) ")
_OPENS = ("(", "[", "“", "‘", "«")


@dataclass(frozen=True, slots=True)
class Utterance:
    """Something that a listener hears: an announcement, then words; either may be empty.

    Utterances of one `line` are heard without a break; one that is `inline` is announced in the middle
    of text, which keeps the spaces at its ends. `level` counts the lists, tables, notes and boxes
    around it, `page` counts from 0. `lang` is a BCP 47 tag.
    """

    text: str
    said: str = ""
    element: Element | None = None
    page: int | None = None
    level: int = 0
    lang: str | None = None
    line: int = 0
    inline: bool = False


def as_text(utterances: Iterable[Utterance], pages: bool = False) -> str:
    """Return what is heard, a line for each stretch without a break; with `pages`, where pages begin.

    What is announced within a line stands in square brackets.
    """
    lines: list[str] = []
    page: int | None = None
    for _, group in groupby(utterances, key=lambda utterance: utterance.line):
        heard = list(group)
        if pages and heard[0].page is not None and heard[0].page != page:
            page = heard[0].page
            lines.append(f"page {page + 1}")
        lines.append(margin(heard[0].level) + _line(heard))
    return "".join(f"{line}\n" for line in lines)


def margin(level: int) -> str:
    """Return the white space before a line of a level."""
    return "  " * min(level, _DEEPEST)


def _line(heard: Sequence[Utterance]) -> str:
    if len(heard) == 1:
        return _spoken(heard[0])
    parts: list[str] = []
    last = " "
    for utterance in heard:
        part = f"[{_spoken(utterance)}]" if utterance.inline else utterance.text
        if utterance.said and not utterance.inline:
            part = utterance.said + _pause(utterance.said) + part
        elif utterance.inline or last == "]":
            apart = not last.isspace() and last not in _OPENS
            part = f" {part}" if apart and (utterance.inline or part[:1].isalnum()) else part
        parts.append(part)
        last = part[-1:] or last
    return " ".join("".join(parts).split())


def _spoken(utterance: Utterance) -> str:
    text = utterance.text.strip()
    if not utterance.said or not text:
        return utterance.said or text
    return utterance.said + _pause(utterance.said) + text


def _pause(said: str) -> str:
    return ": " if _NAMES_WHAT_FOLLOWS.search(said) else ", "
