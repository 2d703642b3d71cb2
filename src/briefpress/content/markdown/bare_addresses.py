"""Addresses that stand in a text without brackets: what other scripts need beyond the rules of GFM.

GFM finds an address after a space, and takes all up to the next space for a part of it. In Chinese, Japanese, Korean
or Thai no space need stand on either side: 参见https://example.org/a。 is an address between a word and a full stop.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.content.markdown.tokens import text_token

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

# Directly after a letter or sign that is not of ASCII, or after a sign such as the colon of "Web:https://…".
_AFTER_SIGN = r"(?<=[^\x00-\x7f\s]|[\"':;,|])"
_HOST = r"[\w-]+(?:\.[\w-]+)+"
# How an address begins in the text so far, and what follows it there, by the sign at which that is looked for.
_ADDRESSES = {
    ":": (rf"{_AFTER_SIGN}https?$", rf"://{_HOST}[^\s<>*`\"]*"),
    "w": (rf"{_AFTER_SIGN}$", rf"www\.{_HOST}[^\s<>*`\"]*"),
    "@": (rf"{_AFTER_SIGN}(?:mailto:)?[A-Za-z0-9.+_-]+$", r"@(?:[A-Za-z0-9_-]+\.)+[A-Za-z]+"),
}
_PATTERNS = {sign: tuple(map(re.compile, both)) for sign, both in _ADDRESSES.items()}

# Up to a comma, stop or closing bracket of Arabic, Urdu, Hindi, Chinese or Japanese; （…） may be part of a name.
_TO_SIGN = re.compile("(?:（[^（）]*）|[^،؛؟۔।॥。、，；：！？）」』】》〉“”’])*")
_TO_PATH = re.compile(r"(?:https?://|www\.)[^/]*/")
# Thai, Lao, Burmese, Khmer, kana, Han and Hangul set no space beside a foreign word: after a letter of the address
# a word of the text begins, as in …/aを; after a slash or the like it is a name, as in …/wiki/東京.
_WORD = re.compile(
    r"(?<=[A-Za-z0-9/])[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
_LAST_SIGNS = ".,:;?!'_~"


def bare_address(state: StateInline, silent: bool) -> bool:
    """Read an address that follows a letter or sign without a space."""
    sign = state.src[state.pos]
    if silent or state.linkLevel > 0 or sign not in _PATTERNS:
        return False
    before, after = _PATTERNS[sign]
    begun = before.search(state.pending)
    rest = after.match(state.src, state.pos, state.posMax)
    if not begun or not rest:
        return False
    text = (begun[0] + rest[0])[: _length(begun[0] + rest[0])]
    state.pending = state.pending[: begun.start()]
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": state.md.normalizeLink(_scheme(text) + text)}
    state.push("text", "", 0).content = text
    closing = state.push("link_close", "a", -1)
    opening.markup = closing.markup = "autolink"
    opening.info = closing.info = "auto"
    state.pos += len(text) - len(begun[0])
    return True


def end_bare_addresses(state: StateCore) -> None:
    """End each bare address before the words and signs of other scripts, which GFM takes for a part of it."""
    for token in state.tokens:
        if token.type == "inline" and token.children:
            token.children = list(_with_ends(token.children, token.content, state))


def _with_ends(tokens: list[Token], text: str, state: StateCore) -> Iterator[Token]:
    """Yield the tokens of a text, with what stands behind the end of a bare address as text."""
    opening, rest = None, ""
    for token in tokens:
        if opening is not None and f"<{token.content}>" not in text:
            end = _length(token.content)
            if end < len(token.content):
                token.content, rest = token.content[:end], token.content[end:]
                opening.attrs["href"] = state.md.normalizeLink(
                    _scheme(token.content) + token.content
                )
        opening = token if token.type == "link_open" and token.markup == "autolink" else None
        yield token
        if token.type == "link_close" and rest:
            yield text_token(rest)
            rest = ""


def _scheme(address: str) -> str:
    """Return what an address lacks in front of it."""
    if address.startswith("www."):
        return "http://"
    return "" if ":" in address else "mailto:"


def _length(text: str) -> int:
    """Return how much of a text that holds no space is the address with which it begins."""
    found = _TO_SIGN.match(text)
    end = found.end() if found else 0
    path = _TO_PATH.match(text)
    for word in _WORD.finditer(text, 0, end):
        if text[word.start() - 1] != "/" or (path and path.end() == word.start()):
            end = word.start()
            break
    return len(text[: _to_open_bracket(text[:end])].rstrip(_LAST_SIGNS))


def _to_open_bracket(text: str) -> int:
    """Return where a bracket closes that was not opened in a text; its length if none does."""
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return place
    return len(text)
