"""The signs of Markdown within a text, which stay as they are when it is translated."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# In this order: what comes first holds the signs that come later.
_CODE = re.compile(
    r"""
    \\[!-/:-@\[-`{-~]              # a sign that is meant as such
    | (?P<ticks>`+)[^`]+(?P=ticks)   # code
    | <https?://[^>\s]*>            # an address
    | https?://[^\s<>\[\]()]*[^\s<>\[\]().,;:!?'"”’»]
    | \[\^[^\]\s]+\]                # the call of a note
    | \[\#[A-Za-z0-9][\w.:-]*\]     # a pointer
    | (?<![\w@])-?@[A-Za-z0-9][\w:.-]*\w # a citation
    | \]\((?:[^()\s]|\([^()\s]*\))*\) # the address of a link
    | \]\{[^{}]*\}                  # the language of a phrase
    | \[ | \]
    | \*+ | (?<!\w)_+(?=\w) | (?<=[\w.!?])_+(?!\w)
    | [~^](?=[^\s~^]+[~^]) | (?<=[^\s~^])[~^]
    """,
    re.VERBOSE,
)


class Piece(NamedTuple):
    """A piece of a text: words, or a sign that stays as it is."""

    text: str
    is_code: bool


def pieces(text: str) -> Iterator[Piece]:
    """Yield the pieces of a text in their order; together they are the text."""
    end = 0
    for found in _CODE.finditer(text):
        if found.start() > end:
            yield Piece(text[end : found.start()], is_code=False)
        yield Piece(found[0], is_code=True)
        end = found.end()
    if end < len(text):
        yield Piece(text[end:], is_code=False)


def codes(text: str) -> list[str]:
    """Return the signs of Markdown in a text."""
    return [each.text for each in pieces(text) if each.is_code]
