"""Helpers to build markdown-it tokens, so that its renderer escapes and writes them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.token import Token

if TYPE_CHECKING:
    from collections.abc import Mapping

_SPACE = re.compile(r"[ \t\r\n]+")  # no-break spaces are kept


def element(name: str, attributes: Mapping[str, str], *content: Token) -> list[Token]:
    """Return the tokens of an HTML element."""
    attrs: dict[str, str | int | float] = dict(attributes)
    return [Token(f"{name}_open", name, 1, attrs=attrs), *content, Token(f"{name}_close", name, -1)]


def text_token(text: str) -> Token:
    """Return a token of plain text."""
    return Token("text", "", 0, content=text)


def html_token(html: str) -> Token:
    """Return a token of HTML that is escaped already."""
    return Token("html_inline", "", 0, content=html)


def collapse_spaces(text: str) -> str:
    """Return a text in one line, with single spaces between words."""
    return _SPACE.sub(" ", text).strip(" ")
