"""The rule that puts abbreviations into an `abbr` element with what they stand for, once a section."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.content.markdown.tokens import element, text_token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

    from briefpress.content.markdown.apparatus import Apparatus


def expand_abbreviations(state: StateCore) -> None:
    """Replace each abbreviation, where a section uses it first, by an `abbr` element with its expansion."""
    apparatus: Apparatus = state.env["apparatus"]
    expansions = apparatus.abbreviations
    if not expansions:
        return
    pattern = abbreviation(*sorted(expansions, key=len, reverse=True))
    for token in state.tokens:
        replaced: list[Token] = []
        before = ""
        for child in token.children or ():
            if child.type == "text":
                replaced += _abbreviate(child, pattern, apparatus, before)
            else:
                replaced.append(child)
            before += child.content or " "
        if replaced:
            token.children = replaced


def abbreviation(*keys: str) -> re.Pattern[str]:
    """Return the pattern of any of these abbreviations as a word; the first that fits is taken."""
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, keys))})(?!\w)")


def _abbreviate(
    text: Token, pattern: re.Pattern[str], apparatus: Apparatus, before: str
) -> Iterator[Token]:
    for part in pattern.split(text.content):
        expansion = apparatus.abbreviations.get(part)
        is_new = expansion is not None and part not in apparatus.expanded
        if expansion is not None and is_new:
            apparatus.expanded.add(part)
        if expansion is not None and is_new and not _is_spelt_out(before, expansion):
            yield from element("abbr", {"title": expansion}, text_token(part))
        elif part:
            yield text_token(part)
        before += part


def _is_spelt_out(before: str, expansion: str) -> bool:
    """Say whether the text before is "… gross domestic product (": listeners would hear it twice."""
    words = " ".join(before.casefold().split())
    return words.endswith(f"{' '.join(expansion.casefold().split())} (")
