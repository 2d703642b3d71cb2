"""Capitals in titles of BibTeX, which a reader of BibTeX makes small where they stand without braces.

That is meant for English titles With Capitals in Every Word, which styles set as a sentence. Names lose theirs
as well: "rain in kenya". Those that can be told are put into braces here, as one does by hand.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TITLE = re.compile(r"\b(?:book|main|issue)?(?:sub)?title\s*=\s*[{\"]", re.IGNORECASE)
# A command with its letters, a brace, a word, in which letters may have accents such as {\'a}, or any other sign.
_PIECE = re.compile(
    r"\\(?:[A-Za-z]+|.)|[{}]|[^\W\d_](?:[\w'’-]|\{\\[^{}]*\}|\\[^\w\s{}]\w)*|.", re.DOTALL
)
_LONG = 4  # letters of a word that has a capital in titles of English
_BEGINS = frozenset(".:?!")  # signs after which a sentence begins


def with_capitals(text: str) -> str:
    """Return BibTeX with braces round the capitals that its titles are to keep; its lines stay what they are."""
    written, end = [], 0
    for found in _TITLE.finditer(text):
        if found.end() < end:
            continue
        written.append(text[end : found.end()])
        end = _end(text, found.end())
        written.append(_guarded(text[found.end() : end]))
    return "".join((*written, text[end:]))


def _end(text: str, begin: int) -> int:
    """Return where a value ends that begins after a brace or a quotation mark."""
    closing, depth = ("}" if text[begin - 1] == "{" else '"'), 0
    for piece in _PIECE.finditer(text, begin):
        if piece[0] == closing and depth == 0:
            return piece.start()
        depth += {"{": 1, "}": -1}.get(piece[0], 0)
    return len(text)


def _guarded(title: str) -> str:
    names = [(start, end) for start, end in _free_words(title) if title[start].isupper()]
    longs = [title[start] for start, end in _free_words(title) if end - start >= _LONG][1:]
    if sum(map(str.isupper, longs)) * 2 > len(
        longs
    ):  # each word has a capital: only known names are names
        free = {each for start, end in _free_words(title) for each in range(start, end)}
        known = (found.span() for found in _names().finditer(title))
        names = [(start, end) for start, end in known if {start, end - 1} <= free]
    else:
        names = [span for span in names if not _begins_sentence(title, span[0])]
    for start, end in reversed(names):
        title = f"{title[:start]}{{{title[start:end]}}}{title[end:]}"
    return title


def _free_words(title: str) -> Iterator[tuple[int, int]]:
    """Yield where the words stand that are in no braces."""
    depth = 0
    for piece in _PIECE.finditer(title):
        depth += {"{": 1, "}": -1}.get(piece[0], 0)
        if depth == 0 and piece[0][0].isalpha():
            yield piece.span()


def _begins_sentence(title: str, start: int) -> bool:
    before = title[:start].rstrip(" \n\t\"'“‘({")
    return not before or before[-1] in _BEGINS


@cache
def _names() -> re.Pattern[str]:
    """Return what finds the English names of countries, regions, languages and months: Kenya, and Kenyan."""
    from babel import Locale  # noqa: PLC0415 - only where BibTeX is read

    english = Locale("en")
    names = {
        *english.territories.values(),
        *english.languages.values(),
        *english.months["format"]["wide"].values(),
    }
    names |= {f"{each}n" for each in names if each.endswith("a")}
    longest_first = sorted((each for each in names if each[0].isupper()), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")
