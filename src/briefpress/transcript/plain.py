"""The words of a part of the tree as they are heard, in one string."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from briefpress.structure import Element, Text
from briefpress.transcript.roles import ALT_REPLACES, INLINE, MANNERS

if TYPE_CHECKING:
    from briefpress.structure import Run

# Soft hyphens, joiners and marks of direction: nobody hears them.
_SILENT = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")
_SPACE = re.compile(r"[\s\x00-\x1f\x7f]+")
_NOT_IN_NAMES = frozenset({"Artifact", "Note", "FENote"})
_NAMED = frozenset({"Link", "Reference", "Lbl", "Caption", "Table"})
HEADING_ROLE = re.compile(r"H([1-9]\d{0,3})?")
_LONGEST = 100_000
_GAP = 0.2  # of the size of the font
# Where lines end in a broken word or address, or in writing that knows no spaces.
_HOLDS_TOGETHER = re.compile(
    "^[-\u00ad\u2010]|^/[a-z0-9]|^[\u2e80-\u9fff\uf900-\uffef].?$|[\u2e80-\u9fff\uf900-\uffef]$"
)


def spoken_text(text: str) -> str:
    """Return a text without what is silent, with single spaces between words; spaces at its ends stay."""
    return _SPACE.sub(" ", _SILENT.sub("", text))


def spaced_text(text: Text) -> str:
    """Return a text with a space where its runs are apart, though no space is drawn there."""
    runs = text.runs
    if len(runs) < 2 or "".join(run.text for run in runs) != text.text:
        return text.text
    parts = [runs[0].text]
    for last, run in pairwise(runs):
        parts += [" ", run.text] if _runs_apart(last, run) else [run.text]
    return "".join(parts)


def are_apart(one: Text, other: Text) -> bool:
    """Say whether there is a gap or the end of a line or page between two texts."""
    if not one.runs or not other.runs:
        return False
    return _runs_apart(one.runs[-1], other.runs[0], turned=one.page != other.page)


def _runs_apart(last: Run, first: Run, *, turned: bool = False) -> bool:
    lower, upper = max(last.box[1], first.box[1]), min(last.box[3], first.box[3])
    if turned or upper <= lower:
        return not _HOLDS_TOGETHER.search(last.text[-1:] + first.text[:1])
    gap = max(first.box[0] - last.box[2], last.box[0] - first.box[2])
    return gap > _GAP * max(first.size, last.size)


def replacement_text(element: Element) -> str | None:
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


def accessible_name(element: Element, most: int = _LONGEST) -> str:
    """Return the words of an element in one line, at most so many characters.

    Its notes are not among them, nor others of its kind in it, such as a heading within a heading.
    """
    parts: list[str] = []
    length = 0
    silent = _NOT_IN_NAMES | {_kind(element.role) or "Table"}
    last: Text | None = None
    pending: list[Element | Text | str] = _parts(element)
    while pending and length <= 2 * most:
        node = pending.pop()
        if isinstance(node, Element):
            pending += [] if {node.role, _kind(node.role)} & silent else _parts(node)
        else:
            if isinstance(node, Text):
                parts += [" "] if last and are_apart(last, node) else []
                last = node
            parts.append(spaced_text(node) if isinstance(node, Text) else node)
            length += len(parts[-1])
    return shorten(spoken_text("".join(parts)).strip(), most)


def _kind(role: str) -> str:
    return "H" if HEADING_ROLE.fullmatch(role) else role if role in _NAMED else ""


def _parts(element: Element) -> list[Element | Text | str]:
    """Return what is heard of an element, last first, apart from its surroundings unless in a line."""
    instead = replacement_text(element)
    inner: list[Element | Text | str] = [
        child for child in reversed(element.children) if isinstance(child, Element | Text)
    ]
    inner = inner if instead is None else [instead]
    return inner if MANNERS.get(element.role) is INLINE else [" ", *inner, " "]


def shorten(text: str, most: int) -> str:
    """Return a text that is longer than `most` characters without its middle."""
    if len(text) <= most:
        return text
    start = most * 2 // 3
    return f"{text[:start].rstrip()}…{text[start - most + 1 :].lstrip()}"
