"""The words of texts and elements as a screen reader says them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from briefpress.content import words_of_mathml
from briefpress.structure import Element, Text
from briefpress.transcript.roles import ALT_REPLACES, is_inline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefpress.structure import Run

# Soft hyphens, spaces without width and direction marks; joiners are a part of how a word is spelt.
_SILENT = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")
_SPACE = re.compile(r"[\s\x00-\x1f\x7f]+")
_NOT_IN_NAME = frozenset({"Artifact", "Note", "FENote"})
_NAMED_ROLES = frozenset({"Link", "Reference", "Lbl", "Caption", "Table"})
HEADING_ROLE = re.compile(r"H([1-9]\d{0,3})?")
_LONGEST = 100_000
_GAP = 0.2  # of the font size: a wider gap parts words
# The characters around a line end within a word, an address, or a script without spaces.
_NO_SPACE_AT_LINE_END = re.compile(
    "^[-\u00ad\u2010]|^/[a-z0-9]|^[\u2e80-\u9fff\uf900-\uffef].?$|[\u2e80-\u9fff\uf900-\uffef]$"
)


def spoken_text(text: str) -> str:
    """Return a text without silent characters, with each run of white space as one space."""
    return _SPACE.sub(" ", _SILENT.sub("", text))


def spaced_text(text: Text) -> str:
    """Return the words of a text, with spaces at gaps between its runs."""
    runs = text.runs
    if len(runs) < 2 or "".join(run.text for run in runs) != text.text:
        return text.text
    parts = [runs[0].text]
    for last, run in pairwise(runs):
        is_apart = _runs_apart(last, run, at_line_end=not text.has_line_spaces)
        parts += [" ", run.text] if is_apart else [run.text]
    return "".join(parts)


def joined_text(texts: Iterable[Text]) -> str:
    """Return the words of texts that follow each other, with spaces at gaps between them."""
    parts: list[str] = []
    last: Text | None = None
    for text in texts:
        parts += [" "] if last and are_apart(last, text) else []
        parts.append(spaced_text(text))
        last = text
    return "".join(parts)


def are_apart(one: Text, other: Text) -> bool:
    """Say whether there is a gap, or the end of a line or page, between two texts."""
    if not one.runs or not other.runs:
        return False
    return _runs_apart(
        one.runs[-1],
        other.runs[0],
        new_page=one.page != other.page,
        at_line_end=not one.has_line_spaces,
    )


def _runs_apart(last: Run, first: Run, *, new_page: bool = False, at_line_end: bool = True) -> bool:
    """Say whether there is a gap between runs, or, with `at_line_end`, the end of a line or page."""
    lower, upper = max(last.box[1], first.box[1]), min(last.box[3], first.box[3])
    is_whole = bool(_NO_SPACE_AT_LINE_END.search(last.text[-1:] + first.text[:1]))
    if new_page or upper <= lower:
        return at_line_end and not is_whole
    ahead, back = first.box[0] - last.box[2], last.box[0] - first.box[2]
    if back > 0 and is_whole:  # the next line, where letters are taller than lines
        return False
    return max(ahead, back) > _GAP * max(first.size, last.size)


def replacement_text(element: Element) -> str | None:
    """Return what replaces an element's content: expansion, ActualText, alternate description or MathML.

    None if the content is read.
    """
    if element.role in ("Figure", "Formula"):
        texts = (element.alt, element.actual_text, words_of_mathml(element.mathml or ""))
        return next((text for text in texts if text and text.strip()), None)
    if element.expansion and element.expansion.strip():
        text = element.text  # spaces at its ends part it from the words around it
        before, after = text[: text[:1].isspace()], text[-1:] if text[-1:].isspace() else ""
        return f"{before}{element.expansion}{after}"
    if element.actual_text or (element.actual_text == "" and is_inline(element.role)):
        return element.actual_text  # on blocks, some producers write an empty one by mistake
    if element.role in ALT_REPLACES and element.alt and element.alt.strip():
        return element.alt
    return None


def accessible_name(element: Element, most: int = _LONGEST) -> str:
    """Return the words of an element in one line, shortened to at most so many characters.

    Notes in it are left out, and elements of the same kind, such as a heading within a heading.
    """
    parts: list[str] = []
    length = 0
    skipped = _NOT_IN_NAME | {_kind(element.role) or "Table"}
    last: Text | None = None
    pending: list[Element | Text | str] = _content(element)
    while pending and length <= 2 * most:
        node = pending.pop()
        if isinstance(node, Element):
            pending += [] if {node.role, _kind(node.role)} & skipped else _content(node)
        else:
            if isinstance(node, Text):
                parts += [" "] if last and are_apart(last, node) else []
                last = node
            parts.append(spaced_text(node) if isinstance(node, Text) else node)
            length += len(parts[-1])
    return shorten(spoken_text("".join(parts)).strip(), most)


def _kind(role: str) -> str:
    return "H" if HEADING_ROLE.fullmatch(role) else role if role in _NAMED_ROLES else ""


def _content(element: Element) -> list[Element | Text | str]:
    """Return the content of an element or its replacement, last first, with spaces around a block."""
    replacement = replacement_text(element)
    inner: list[Element | Text | str] = [
        child for child in reversed(element.children) if isinstance(child, Element | Text)
    ]
    inner = inner if replacement is None else [replacement]
    return inner if is_inline(element.role) else [" ", *inner, " "]


def shorten(text: str, most: int) -> str:
    """Return a text of at most `most` characters: the middle of a longer one is left out."""
    if len(text) <= most:
        return text
    start = most * 2 // 3
    return f"{text[:start].rstrip()}…{text[start - most + 1 :].lstrip()}"
