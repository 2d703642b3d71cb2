"""A line above what goes on from the page before: "Table 2 (continued)", for eyes only.

A template ends a box or table with `<p class="continued" aria-hidden="true" data-text="…">`, which a style
sheet takes out of the flow (`position: absolute`). Each part of the box but the first gets a margin above it,
and once all pages are laid out, a copy of the line in that. The box has `box-decoration-break: clone`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from weasyprint import Document

_CLASS = "continued"
_ROOM = 1.6  # times the size of its text: how high the margin is


def is_continuation(element: Element) -> bool:
    """Return whether an element is a line that says what goes on."""
    return element.get("class") == _CLASS and element.get("aria-hidden") == "true"


class Continuations:
    """The lines of a document that say what goes on."""

    def __init__(self, root: Element) -> None:
        self._lines = {
            parent: child for parent in root.iter() for child in parent if is_continuation(child)
        }

    def margin_of(self, box: Any) -> float | None:
        """Return the margin above a part of a box, in CSS pixels; None where there is no line for it."""
        line = self._lines.get(box.element)
        sizes = (child.style["font_size"] for child in box.children if child.element is line)
        return None if line is None else _ROOM * next(sizes, 0.0)

    def show(self, document: Document) -> None:
        """Set the lines above all parts of a box or table but its first, if they are wide enough."""
        if not self._lines:
            return
        parts: dict[Element, list[Any]] = {element: [] for element in self._lines}
        for page in document.pages:
            for box in _blocks(page._page_box):  # noqa: SLF001 - there is no other way to the boxes
                if box.element in parts and "::" not in box.element_tag:
                    parts[box.element].append(box)
        for element, found in parts.items():
            line = _take_out(found, self._lines[element])
            for part in found[1:]:
                if line is not None and line.margin_width() <= part.border_width():
                    _set_above(part, line.deepcopy())


def _blocks(box: Any) -> Iterator[Any]:
    """Yield the boxes in a page that may be parts of a box or table."""
    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.BlockBox) and not isinstance(child, AbsolutePlaceholder):
            yield child
            yield from _blocks(child)


def _take_out(parts: list[Any], line: Element) -> Any:
    """Return the box of a line, and take it out of the part that it was laid out in."""
    for part in parts:
        for child in part.children:
            if child.element is line:
                part.children = [other for other in part.children if other is not child]
                return child._box if isinstance(child, AbsolutePlaceholder) else child  # noqa: SLF001
    return None


def _set_above(part: Any, line: Any) -> None:
    room = _ROOM * line.style["font_size"]
    start = part.border_box_x()
    if part.style["direction"] == "rtl":
        start += part.border_width() - line.margin_width()
    line.translate(start - line.position_x, part.border_box_y() - room - line.position_y)
    part.children = [*part.children, line]
