"""What a screen reader says of a PDF, its lists and its tree, as plain data for JSON; pages count from 1."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from briefpress.structure import Element, Text
from briefpress.transcript.element_lists import headings, links, tables
from briefpress.transcript.transcription import transcribe

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefpress.structure import PdfStructure
    from briefpress.transcript.utterances import Utterance

_LISTS: dict[str, Callable[[PdfStructure], Sequence[Any]]] = {
    "headings": headings,
    "links": links,
    "tables": tables,
}


def reading_as_data(pdf: PdfStructure, what: str) -> list[dict[str, Any]]:
    """Return the transcript of a PDF, its headings, links or tables, or its structure tree."""
    if what == "transcript":
        return [_utterance(each) for each in transcribe(pdf)]
    if what == "tree":
        return [_element(each) for each in pdf.roots]
    return [_with_page(asdict(item)) for item in _LISTS[what](pdf)]


def _utterance(utterance: Utterance) -> dict[str, Any]:
    return _with_page({
        "announcement": utterance.announcement,
        "text": utterance.text,
        "language": utterance.lang,
        "level": utterance.level,
        "line": utterance.line + 1,
        "page": utterance.page,
    })  # fmt: skip


def _element(root: Element) -> dict[str, Any]:
    """Return an element with those below it; a loop, since a tree may be deeper than Python's stack."""
    top = _properties(root)
    pending = [(root, top)]
    while pending:
        element, data = pending.pop()
        for child in element.children:
            if isinstance(child, Element):
                below = _properties(child)
                data.setdefault("children", []).append(below)
                pending.append((child, below))
            elif isinstance(child, Text):
                data.setdefault("children", []).append({"text": child.text})
    return top


def _properties(element: Element) -> dict[str, Any]:
    return _with_page({
        "role": element.role,
        "tag": element.tag if element.tag != element.role else None,
        "id": element.id,
        "title": element.title,
        "language": element.lang,
        "alt": element.alt,
        "actual_text": element.actual_text,
        "expansion": element.expansion,
        "page": element.page,
    })  # fmt: skip


def _with_page(values: dict[str, Any]) -> dict[str, Any]:
    """Return values without those that are not there, and with the page as people count it."""
    if values.get("page") is not None:
        values["page"] += 1
    return {name: value for name, value in values.items() if value not in (None, "", ())}
