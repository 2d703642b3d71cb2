"""The words of a part of the tree as they are heard, in one string."""

from __future__ import annotations

import re

from briefpress.structure.facts import Element, Text
from briefpress.transcript.roles import ALT_REPLACES, INLINE, MANNERS

# Soft hyphens, joiners and marks of direction: nobody hears them.
_SILENT = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")
_SPACE = re.compile(r"[\s\x00-\x1f\x7f]+")
_NOT_IN_NAMES = frozenset({"Artifact", "Note", "FENote"})
_NAMED = frozenset({"Link", "Reference", "Lbl", "Caption", "Table"})
HEADING = re.compile(r"H([1-9]\d{0,3})?")
_LONGEST = 100_000


def audible(text: str) -> str:
    """Return a text without what is silent, with single spaces between words; spaces at its ends stay."""
    return _SPACE.sub(" ", _SILENT.sub("", text))


def replacement(element: Element) -> str | None:
    """Return what is heard instead of an element's content: expansion, ActualText or description."""
    if element.role in ("Figure", "Formula"):
        said = (text for text in (element.alt, element.actual_text) if text and text.strip())
        return next(said, None)
    if element.expansion and element.expansion.strip():
        text = element.text  # it may hold the space before the next word
        return f"{text[: text[:1].isspace()]}{element.expansion}{text[-1:] if text[-1:].isspace() else ''}"
    if element.actual_text or (element.actual_text == "" and MANNERS.get(element.role) is INLINE):
        return element.actual_text  # some producers write an empty one on blocks full of text
    if element.role in ALT_REPLACES and element.alt and element.alt.strip():
        return element.alt
    return None


def heard(element: Element, most: int = _LONGEST) -> str:
    """Return the words of an element in one line, at most so many characters.

    Its notes are not among them, nor others of its kind in it, such as a heading within a heading.
    """
    parts: list[str] = []
    length = 0
    silent = _NOT_IN_NAMES | {_kind(element.role) or "Table"}
    pending: list[Element | Text | str] = _parts(element)
    while pending and length <= 2 * most:
        node = pending.pop()
        if isinstance(node, Element):
            pending += [] if {node.role, _kind(node.role)} & silent else _parts(node)
        else:
            parts.append(node.text if isinstance(node, Text) else node)
            length += len(parts[-1])
    return shortened(audible("".join(parts)).strip(), most)


def _kind(role: str) -> str:
    return "H" if HEADING.fullmatch(role) else role if role in _NAMED else ""


def _parts(element: Element) -> list[Element | Text | str]:
    """Return what is heard of an element, last first, apart from its surroundings unless in a line."""
    instead = replacement(element)
    inner: list[Element | Text | str] = [
        child for child in reversed(element.children) if isinstance(child, Element | Text)
    ]
    inner = inner if instead is None else [instead]
    return inner if MANNERS.get(element.role) is INLINE else [" ", *inner, " "]


def shortened(text: str, most: int) -> str:
    """Return a text that is longer than `most` characters without its middle."""
    if len(text) <= most:
        return text
    start = most * 2 // 3
    return f"{text[:start].rstrip()}…{text[start - most + 1 :].lstrip()}"
