"""A parser of Markdown that reads a text once, though it is checked, and set in several editions."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from markdown_it.utils import EnvType

# What may point to something outside of the text, and so is not the same everywhere.
_POINTS = re.compile(r"[\[@$]")
_LONGEST = 2_000  # characters: the tokens of longer texts are not kept
_KEPT = 128  # texts, such as one brief has


class ReadOnceParser(MarkdownIt):
    """A parser whose core rules up to `keep_before` depend on the text alone, where that points to nothing.

    Of a text that it has read lately it takes the tokens that it had there, which spares two thirds of the time.
    """

    def keep_before(self, rule: Callable[[StateCore], None]) -> None:
        """Name the first of the core rules that do not depend on the text alone."""
        rules = self.core.ruler.getRules("")
        first = rules.index(rule)
        self._later = rules[first:]

        @lru_cache(_KEPT)
        def read(text: str, *, inline_mode: bool) -> tuple[Token, ...]:
            state = StateCore(text, self, {})
            state.inlineMode = inline_mode
            _apply(rules[:first], state)
            return tuple(state.tokens)

        self._read = read

    def parse(self, src: str, env: EnvType | None = None) -> list[Token]:
        """Return the tokens of a text of blocks."""
        return self._tokens(src, env) if _is_kept(src) else super().parse(src, env)

    def parseInline(self, src: str, env: EnvType | None = None) -> list[Token]:  # noqa: N802 - its name there
        """Return the tokens of a text of one paragraph."""
        if not _is_kept(src):
            return super().parseInline(src, env)
        return self._tokens(src, env, inline_mode=True)

    def _tokens(self, text: str, env: EnvType | None, *, inline_mode: bool = False) -> list[Token]:
        state = StateCore(text, self, {} if env is None else env)
        state.inlineMode = inline_mode
        state.tokens = [_copy(each) for each in self._read(text, inline_mode=inline_mode)]
        _apply(self._later, state)
        return state.tokens


def _is_kept(text: str) -> bool:
    return len(text) <= _LONGEST and not _POINTS.search(text)


def _apply(rules: Iterable[Callable[[StateCore], None]], state: StateCore) -> None:
    for rule in rules:
        rule(state)


def _copy(token: Token) -> Token:
    """Return a token that may be changed."""
    children = token.children
    return Token(
        token.type,
        token.tag,
        token.nesting,
        dict(token.attrs),
        token.map,
        token.level,
        None if children is None else [_copy(each) for each in children],
        token.content,
        token.markup,
        token.info,
        dict(token.meta),
        token.block,
        token.hidden,
    )
