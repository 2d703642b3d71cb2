"""The rule that puts every abbreviation that the brief explains into an `abbr` element."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.content.markdown.tokens import element, text_token

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token


def expand_abbreviations(state: StateCore) -> None:
    """Replace abbreviations in the texts of a document by `abbr` elements with their expansion."""
    expansions = state.env["apparatus"].abbreviations
    if not expansions:
        return
    pattern = abbreviation(*sorted(expansions, key=len, reverse=True))
    for token in state.tokens:
        replaced: list[Token] = []
        before = ""
        for child in token.children or ():
            if child.type == "text":
                replaced += _abbreviate(child, pattern, expansions, before)
            else:
                replaced.append(child)
            before += child.content or " "
        if replaced:
            token.children = replaced


def abbreviation(*keys: str) -> re.Pattern[str]:
    """Return the pattern of any of these abbreviations as a word; the first that fits is taken."""
    return re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, keys))})(?!\w)")


def _abbreviate(
    text: Token, pattern: re.Pattern[str], expansions: Mapping[str, str], before: str
) -> Iterator[Token]:
    for part in pattern.split(text.content):
        if part in expansions and not _is_spelt_out(before, expansions[part]):
            yield from element("abbr", {"title": expansions[part]}, text_token(part))
        elif part:
            yield text_token(part)
        before += part


def _is_spelt_out(before: str, expansion: str) -> bool:
    """Say whether the text before is "… gross domestic product (": listeners would hear it twice."""
    words = " ".join(before.casefold().split())
    return words.endswith(f"{' '.join(expansion.casefold().split())} (")
