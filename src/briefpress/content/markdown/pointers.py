"""The inline rule for pointers, `[#id]`: a link to a figure, a table or another part, by its number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.content.markdown.tokens import element, text_token

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

_POINTER = re.compile(r"\[#([A-Za-z0-9][\w.:-]*)\](?![(\[{])")
# Nothing, or the end of a sentence; a short word with a full stop is an abbreviation: "cf.", "см."
_SENTENCE_START = re.compile(r"(?:^|\w{4,}[.!?][*_\"'’”»)]*\s+)[*_\"'“«(]*$")


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where a pointer leads, and how it is written in the midst of a sentence; "" without a number."""

    anchor: str
    words: str
    is_numbered: bool = False


def pointer(state: StateInline, silent: bool) -> bool:
    """Read `[#id]`: a link whose words are the name and number of what it leads to."""
    match = _POINTER.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push("pointer", "", 0)
        token.meta = {"id": match[1], "written": match[0]}
        if found := state.env["apparatus"].pointers.get(match[1]):
            words = found.words
            if _SENTENCE_START.search(state.src[: state.pos]):
                words = words[:1].upper() + words[1:]
            link = {"href": f"#{found.anchor}"}
            # A name and its number stay on one line.
            link |= {"class": "pointer"} if found.is_numbered else {}
            token.children = element("a", link, text_token(words))
    state.pos = match.end()
    return True


def resolve_pointers(state: StateCore) -> None:
    """Let links with words of their own, `[words](#id)`, lead to the anchor of what they name."""
    pointers = state.env["apparatus"].pointers
    for token in state.tokens:
        for child in token.children or ():
            target = str(child.attrs.get("href", ""))
            if child.type == "link_open" and target.startswith("#"):
                child.meta["pointer"] = target[1:]
                found = pointers.get(target[1:])
                child.attrs = {"href": f"#{found.anchor}"} if found else {}
