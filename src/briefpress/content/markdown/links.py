"""The rules for links: unsafe targets are removed, and print editions spell addresses out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.content.markdown.tokens import element, text_token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

    from briefpress.content.markdown.apparatus import Apparatus

SAFE_TARGET = re.compile(r"(https?://|mailto:|tel:)\S", re.IGNORECASE)
_SCHEME_OR_SLASH = re.compile(r"^(https?://|mailto:|tel:)(www\.)?|/$")


def remove_unsafe_targets(state: StateCore) -> None:
    """Take the target off every link that does not lead to a web, mail or telephone address.

    It is kept in the token's `meta`, where `problems` finds it.
    """
    for token in state.tokens:
        for child in token.children or ():
            if "pointer" in child.meta:
                continue  # within the brief
            target = str(child.attrs.get("href", ""))
            if child.type == "link_open" and not SAFE_TARGET.match(target):
                child.meta["target"] = child.attrs.pop("href")


def add_address_letters(state: StateCore) -> None:
    """Set the letter of its address after each link whose words do not spell it out."""
    apparatus: Apparatus = state.env["apparatus"]
    if apparatus.addresses is None:
        return
    for token in state.tokens:
        token.children = list(with_letters(token.children or (), apparatus)) or token.children


def with_letters(tokens: Iterable[Token], apparatus: Apparatus) -> Iterator[Token]:
    """Yield tokens with the letter of its address after each link that does not spell it out."""
    address, words = "", ""
    if apparatus.addresses is None:
        yield from tokens
        return
    for token in tokens:
        yield token
        if token.type == "link_open":
            address = "" if "pointer" in token.meta else str(token.attrs.get("href", ""))
            words = ""
        elif token.type == "link_close" and address:
            if not is_spelt_out(address, words):
                # In brackets: a screen reader would join a bare letter to the word before it.
                letter = text_token(f"[{apparatus.letter(address)}]")
                yield from element("sup", {"class": "address"}, letter)
            address = ""
        else:
            words += token.content


def is_spelt_out(address: str, words: str) -> bool:
    """Say whether the words of a link are its address, with or without the scheme."""
    return _SCHEME_OR_SLASH.sub("", words.strip()) == _SCHEME_OR_SLASH.sub("", address)
