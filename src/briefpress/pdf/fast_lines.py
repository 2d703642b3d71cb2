"""Lines of text that are laid out again: with the same results, for the length of a `with` block.

WeasyPrint 70 lays the items of a flex container out twice or three times, and the text of columns for each
height that it tries. Here, a line that was laid out for the same width is copied, and put where it belongs.
"""

from __future__ import annotations

from contextlib import contextmanager
from copy import copy
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from briefpress.pdf.patches import replaced

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_LINES = 2_000  # that are kept at a time
_get_next_linebox = inline.get_next_linebox


@contextmanager
def fast_lines() -> Iterator[None]:
    """Let WeasyPrint copy the lines of one document that it has laid out before."""
    with replaced(inline, "get_next_linebox", _Lines().next_line):
        yield


class _Kept(NamedTuple):
    """A line, where the next one begins, and where the line was laid out."""

    line: Any
    resume_at: Any
    x: float
    y: float


class _Content(NamedTuple):
    """All that is in a box, with a number of its own; whether that is text alone, which needs nothing but its width."""

    number: int
    parts: list[tuple[Any, Any, str]]
    is_plain: bool


class _Lines:
    """The lines that were laid out last."""

    def __init__(self) -> None:
        self._kept: dict[object, _Kept] = {}
        self._contents: dict[int, _Content] = {}
        self._numbers = count()

    def next_line(
        self,
        context: Any,
        box: Any,
        y: float,
        bottom_space: float,
        skip_stack: Any,
        place: Any,
        *others: Any,
    ) -> tuple[Any, Any]:
        """Return the next line of a box, and where the one after it begins."""
        *_, first_letter_style, first_line_style = others
        arguments = (context, box, y, bottom_space, skip_stack, place, *others)
        is_alone = not (context.excluded_shapes or first_letter_style or first_line_style)
        if not is_alone or not (content := self._content_of(box)).is_plain:
            return tuple(_get_next_linebox(*arguments))
        key = (
            content.number,
            _begin(skip_stack),
            place.width,
            place.style["direction"],
            box.text_indent,
        )
        x = place.content_box_x()
        if (kept := self._kept.get(key)) is not None:
            line = _copied(kept.line)
            line.translate(x - kept.x, y - kept.y)
            line.position_y = y
            return line, kept.resume_at
        line, resume_at = _get_next_linebox(*arguments)
        if line is not None:
            if len(self._kept) >= _MOST_LINES:
                self._kept.clear()
            self._kept[key] = _Kept(_copied(line), resume_at, x, y)
        return line, resume_at

    def _content_of(self, box: Any) -> _Content:
        """Return what a box holds now: page numbers in it may have changed since it was laid out."""
        parts = [(each, each.style, getattr(each, "text", "")) for each in box.descendants()]
        known = self._contents.get(id(box))
        if known is None or known.parts != parts:
            is_plain = all(map(_is_plain, box.descendants()))
            known = self._contents[id(box)] = _Content(next(self._numbers), parts, is_plain)
        return known


def _is_plain(box: Any) -> bool:
    is_text = type(box) in (boxes.LineBox, boxes.TextBox, boxes.InlineBox)
    return is_text and not box.is_leader and bool(box.is_in_normal_flow())


def _begin(skip_stack: Any) -> tuple[int, ...]:
    """Return where in its box a line begins, as what may be a key."""
    begin: list[int] = []
    while skip_stack is not None:
        ((index, skip_stack),) = skip_stack.items()
        begin.append(index)
    return tuple(begin)


def _copied(box: Any) -> Any:
    """Return a copy of a box and of all in it."""
    made = box.copy()
    if isinstance(made, boxes.ParentBox):
        made.children = [_copied(child) for child in made.children]
    elif hasattr(made, "pango_layout"):
        made.pango_layout = copy(made.pango_layout)  # its text may be changed later
    return made
