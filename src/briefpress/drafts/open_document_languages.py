"""The phrases of an ODT file in another language, which pandoc does not read: signs round them, which it does.

A sign is a character for private use (Unicode, plane 15), which no font of symbols has.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.dom.minidom import Element, parseString

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_END = "\U000f0000"
_BEGIN = 0xF0001  # and the number of the language
_SIGN = re.compile("([\U000f0000-\U000ffffd])")
_MOST = 1_000  # languages


def mark_phrases(content: bytes, usual: str) -> tuple[bytes, tuple[str, ...]]:
    """Return the content of an ODT file with signs round phrases in other languages than `usual`, and these."""
    text = parseString(content)  # noqa: S318 - it declares no entities
    by_style = {
        style.getAttribute("style:name"): tag
        for style in text.getElementsByTagName("style:style")
        for properties in style.getElementsByTagName("style:text-properties")
        if (tag := _tag(properties)) and tag.partition("-")[0] != usual.partition("-")[0]
    }
    tags = tuple(dict.fromkeys(by_style.values()))[:_MOST]
    for span in text.getElementsByTagName("text:span") if tags else ():
        found = by_style.get(span.getAttribute("text:style-name"))
        if found in tags:
            sign = chr(_BEGIN + tags.index(found))
            span.insertBefore(text.createTextNode(sign), span.firstChild)
            span.appendChild(text.createTextNode(_END))
    return (text.toxml("utf-8"), tags) if tags else (content, ())


def _tag(properties: Element) -> str:
    """Return the tag of the language of some text; "" where none is said."""
    language, country = (properties.getAttribute(f"fo:{each}") for each in ("language", "country"))
    if language in ("", "none", "zxx"):
        return ""
    return language if country in ("", "none") else f"{language}-{country}"


def with_phrases(value: Any, tags: Sequence[str]) -> Any:
    """Return a part of pandoc's document in which a span with its language stands for the signs round a phrase."""
    if isinstance(value, dict):
        return {key: with_phrases(each, tags) for key, each in value.items()}
    if not isinstance(value, list):
        return value
    parts = [with_phrases(each, tags) for each in value]
    return _gathered(parts, tags) if any(map(_has_sign, parts)) else parts


def _has_sign(inline: Any) -> bool:
    return isinstance(inline, dict) and inline.get("t") == "Str" and bool(_SIGN.search(inline["c"]))


def _gathered(inlines: Sequence[Any], tags: Sequence[str]) -> list[Any]:
    """Return inline elements with spans in place of signs; phrases of one language that follow each other are one."""
    found: list[Any] = []
    tag = ""
    for each in _split(inlines):
        sign = each if isinstance(each, str) else ""
        if sign:
            tag = "" if sign == _END else tags[ord(sign) - _BEGIN]
        elif not tag:
            found.append(each)
        elif _is_in(found, tag):
            found[-1]["c"][1].append(each)
        elif len(found) > 1 and found[-1]["t"] == "Space" and _is_in(found[:-1], tag):
            space = found.pop()
            found[-1]["c"][1] += [space, each]
        else:
            found.append({"t": "Span", "c": [["", [], [["lang", tag]]], [each]]})
    return found


def _is_in(found: Sequence[Any], tag: str) -> bool:
    """Say whether the last of some elements is a phrase in a language."""
    return bool(found) and found[-1]["t"] == "Span" and found[-1]["c"][0][2] == [["lang", tag]]


def _split(inlines: Sequence[Any]) -> Iterator[Any]:
    """Yield inline elements, and signs by themselves."""
    for each in inlines:
        if not _has_sign(each):
            yield each
            continue
        for part in filter(None, _SIGN.split(each["c"])):
            yield part if _SIGN.fullmatch(part) else {"t": "Str", "c": part}
