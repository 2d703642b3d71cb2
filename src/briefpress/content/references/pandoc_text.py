"""Pandoc's text to tokens of Markdown and to plain words, and words to pandoc's text.

Pandoc writes inline text as JSON: `{"t": "Emph", "c": [{"t": "Str", "c": "Nile"}]}` (pandoc-types,
Text.Pandoc.Definition).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

from briefpress.content.markdown.links import SAFE_TARGET
from briefpress.content.markdown.parser import text_direction
from briefpress.content.markdown.tokens import element, text_token

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from markdown_it.token import Token

Inline: TypeAlias = "dict[str, Any]"

_SPACES = ("Space", "SoftBreak", "LineBreak")
_ELEMENTS = {"Emph": "em", "Strong": "strong", "Superscript": "sup", "Subscript": "sub"}
_QUOTES = {"SingleQuote": "‘’", "DoubleQuote": "“”"}
# The content of these is their second part; the first has their attributes.
_WITH_ATTRIBUTES = ("Span", "Link", "Quoted", "Cite", "Image")


def words_to_inlines(text: str) -> list[Inline]:
    """Return plain words as pandoc's text."""
    found: list[Inline] = []
    for part in re.split(r"([ \t\r\n]+)", text):
        if part.strip():
            found.append({"t": "Str", "c": part})
        elif part:
            found.append({"t": "Space"})
    return found


def plain_text(value: Any) -> str:
    """Return the words of pandoc's metadata or text, in one line."""
    if isinstance(value, list):
        return "".join(map(plain_text, value))
    if not isinstance(value, dict):
        return ""
    kind, content = value.get("t"), _content(value)
    if kind in _SPACES:
        return " "
    if kind in _WITH_ATTRIBUTES:
        return plain_text(content[1])
    if kind in ("Code", "Math", "RawInline"):
        return str(content[1])
    return str(content) if kind in ("Str", "MetaString") else plain_text(content)


def _content(value: Inline) -> Any:
    return value.get("c")


def inlines_to_tokens(
    inlines: Iterable[Inline], find_work: Callable[[str], str | None]
) -> list[Token]:
    """Return pandoc's text as tokens, without its notes.

    `find_work` returns the address of a work in the list, by pandoc's own; None if it is not listed.
    """
    return _joined([token for each in inlines for token in _tokens(each, find_work)])


def _tokens(inline: Inline, find_work: Callable[[str], str | None]) -> Iterator[Token]:
    kind, content = inline["t"], _content(inline)
    if kind in _SPACES:
        yield text_token(" ")
    elif kind == "Str":
        yield text_token(content)
    elif kind in _ELEMENTS:
        yield from element(_ELEMENTS[kind], {}, *inlines_to_tokens(content, find_work))
    elif kind == "SmallCaps":
        yield from element("span", {"class": "small-caps"}, *inlines_to_tokens(content, find_work))
    elif kind in ("Underline", "Strikeout"):
        yield from inlines_to_tokens(content, find_work)
    elif kind in ("Code", "Math"):
        yield text_token(str(content[1]))
    elif kind == "Quoted":
        opening, closing = tuple(_QUOTES[content[0]["t"]])
        yield from (
            text_token(opening),
            *inlines_to_tokens(content[1], find_work),
            text_token(closing),
        )
    elif kind in _WITH_ATTRIBUTES:
        yield from _with_attributes(kind, content, find_work)


def _with_attributes(
    kind: str, content: list[Any], find_work: Callable[[str], str | None]
) -> Iterator[Token]:
    """Yield the tokens of a link, of a phrase in another language, or of what neither is."""
    attributes: dict[str, str] = {}
    name = "span"
    if kind == "Link":
        name, address = "a", str(content[2][0])
        if (place := find_work(address)) is not None:
            attributes = {"href": place, "role": "doc-biblioref"}
        elif SAFE_TARGET.match(address):
            attributes = {"href": address}
        # A link holds no other: the outer one is kept.
        find_work = _find_none
        inner = inlines_to_tokens(_without_links(content[1]), find_work)
    else:
        inner = inlines_to_tokens(content[1], find_work)
        language = dict(content[0][2]).get("lang") if kind == "Span" else None
        if language:
            attributes = {"lang": language}
            attributes |= {"dir": "rtl"} if text_direction(language) == "rtl" else {}
    yield from element(name, attributes, *inner) if attributes else inner


def _find_none(_address: str) -> None:
    return None


def _without_links(inlines: Iterable[Inline]) -> list[Inline]:
    """Return text with the content of each link in its place."""
    found: list[Inline] = []
    for each in inlines:
        content = _content(each)
        if each["t"] == "Link":
            found += _without_links(content[1])
        elif each["t"] in _WITH_ATTRIBUTES:
            found.append({**each, "c": [content[0], _without_links(content[1]), *content[2:]]})
        elif isinstance(content, list) and content and isinstance(content[0], dict):
            found.append({**each, "c": _without_links(content)})
        else:
            found.append(each)
    return found


def _joined(tokens: list[Token]) -> list[Token]:
    """Return tokens with neighbouring texts as one."""
    joined: list[Token] = []
    for token in tokens:
        if token.type == "text" and joined and joined[-1].type == "text":
            both = joined[-1].content + token.content
            joined[-1] = text_token(both.replace("  ", " "))
        else:
            joined.append(token)
    return joined
