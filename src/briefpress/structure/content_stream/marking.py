"""The marked-content operators (ISO 32000-2 14.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.structure.content_stream.canvas import Mark, Replacement
from briefpress.structure.content_stream.resources import NO_PROPERTIES, inline_properties
from briefpress.structure.content_stream.runs import MarkedContent
from briefpress.structure.content_stream.text import place_text
from briefpress.structure.syntax import Name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefpress.structure.content_stream.canvas import Canvas
    from briefpress.structure.content_stream.resources import Properties


def _begin(canvas: Canvas, operands: Sequence[object]) -> None:
    """Open a marked-content sequence."""
    outer = canvas.marks[-1]
    properties = _properties(canvas, operands)
    tag = operands[0] if operands else None
    replacement = outer.replacement
    if properties.actual_text is not None and replacement is None:
        replacement = Replacement(properties.actual_text)
    is_hidden = outer.is_hidden or (tag == "OC" and properties.is_hidden)
    content = _content(canvas, tag, properties)
    is_reversed = outer.is_reversed or tag == "ReversedChars"
    lang = properties.lang or outer.lang
    canvas.marks.append(Mark(content, replacement, lang, is_hidden, is_reversed))


def _properties(canvas: Canvas, operands: Sequence[object]) -> Properties:
    given = operands[1] if len(operands) > 1 else None
    if isinstance(given, dict):
        return inline_properties(given)
    if isinstance(given, Name):
        return canvas.form.resources.properties(given)
    return NO_PROPERTIES


def _content(canvas: Canvas, tag: object, properties: Properties) -> MarkedContent:
    """Return what takes the text of a sequence: itself if it has an MCID or is an artifact."""
    if properties.mcid is not None:
        content = MarkedContent()
        if not canvas.is_repeated and canvas.limits.parts.take():
            key = (canvas.form.stream, properties.mcid)
            content = canvas.page.marked.setdefault(key, content)
        return content
    if tag == "Artifact":
        content = MarkedContent()
        if canvas.limits.parts.take():
            canvas.page.artifacts.append((properties, content))
        return content
    return canvas.marks[-1].content


def _end(canvas: Canvas, _: Sequence[object]) -> None:
    """Close a marked-content sequence."""
    if len(canvas.marks) == 1:
        canvas.limits.problems.add(f"marked content closes twice in {canvas.form.place}")
        return
    mark = canvas.marks[-1]
    replacement = mark.replacement
    if replacement is None or canvas.marks[-2].replacement is replacement:
        canvas.marks.pop()
        return
    if not replacement.is_used:
        place_text(canvas, "", 0.0)  # nothing was drawn, and the ActualText counts all the same
    canvas.marks.pop()
    if canvas.limits.parts.take():
        mark.content.replaced.append((replacement.text, "".join(replacement.drawn)))


HANDLERS = {b"BDC": _begin, b"BMC": _begin, b"EMC": _end}
