"""The text boxes of a Word file, which pandoc leaves out: their text stands behind the paragraph that they hang on."""

from __future__ import annotations

from typing import Any
from xml.dom.minidom import Element, parseString

_CONTENT, _PARAGRAPH = "w:txbxContent", "w:p"
# Word writes a box twice: for itself, and for older programs.
_FOR_OTHERS = "mc:Fallback"


def with_text_boxes(document: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return the document of a Word file whose boxes are part of its text, and how each of them begins."""
    if _CONTENT.encode() not in document:
        return document, ()
    text = parseString(document)  # noqa: S318 - it declares no entities
    for other in [*text.getElementsByTagName(_FOR_OTHERS)]:
        if other.parentNode and _has_choice(other):
            other.parentNode.removeChild(other)
    last: dict[Any, Any] = {}
    moved = [said for box in [*text.getElementsByTagName(_CONTENT)] if (said := _move(box, last))]
    return text.toxml("utf-8"), tuple(moved)


def _has_choice(other: Element) -> bool:
    """Say whether what is for older programs has the same box beside it."""
    beside = other.parentNode
    return isinstance(beside, Element) and any(
        each.getElementsByTagName(_CONTENT) for each in beside.getElementsByTagName("mc:Choice")
    )


def _move(box: Any, last: dict[Any, Any]) -> str:
    """Move what is in a box behind the paragraph that it hangs on; return its words, "" if it has none.

    `last` has what stands last behind each paragraph by now.
    """
    texts = (node for each in box.getElementsByTagName("w:t") for node in each.childNodes)
    words = "".join(node.data for node in texts if node.nodeType == node.TEXT_NODE)
    anchor = box.parentNode
    while anchor is not None and anchor.nodeName != _PARAGRAPH:
        anchor = anchor.parentNode
    if not words.strip() or anchor is None:
        return ""
    for child in [*box.childNodes]:
        anchor.parentNode.insertBefore(child, last.get(anchor, anchor).nextSibling)
        last[anchor] = child
    return words
