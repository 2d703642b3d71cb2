"""The operators that paint paths, shadings, images and forms (ISO 32000-2 8.5, 8.8 to 8.10)."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from briefpress.structure.content_stream.canvas import Canvas, floats
from briefpress.structure.content_stream.geometry import (
    clipped,
    intersection,
    multiply,
    transform_box,
)
from briefpress.structure.elements import Graphic, union
from briefpress.structure.syntax import PATH, Name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefpress.structure.content_stream.resources import Form
    from briefpress.structure.elements import Rect

_INLINE_IMAGE_SIZE = (("W", "Width"), ("H", "Height"))


# Paths


def _add_path(canvas: Canvas, operands: Sequence[object]) -> None:
    points = operands[0] if operands else ()
    if isinstance(points, list) and len(points) > 1:
        xs, ys = points[::2], points[1::2]
        _extend_path(canvas, min(xs), min(ys), max(xs), max(ys))


def _add_rectangle(canvas: Canvas, operands: Sequence[object]) -> None:
    match floats(operands):
        case [x, y, width, height]:
            _extend_path(canvas, x, y, x + width, y + height)


def _extend_path(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    if box := transform_box(canvas.state.ctm, x0, y0, x1, y1):
        canvas.path = box if canvas.path is None else union(canvas.path, box)


def _clip(canvas: Canvas, _: Sequence[object]) -> None:
    canvas.is_clip_pending = True


def _end_path(canvas: Canvas, _: Sequence[object]) -> None:
    if canvas.is_clip_pending and canvas.path is not None:
        canvas.state.clip = clipped(canvas.path, canvas.state.clip)
    canvas.path, canvas.is_clip_pending = None, False


def _fill(canvas: Canvas, operands: Sequence[object]) -> None:
    """Paint a path; a filled one may be a line, such as a border."""
    if canvas.path is not None and (seen := intersection(canvas.path, canvas.state.clip)):
        x0, y0, x1, y1 = seen
        if width := min(x1 - x0, y1 - y0):
            canvas.page.paint.add_line(width)
    _paint(canvas, operands)


def _stroke(canvas: Canvas, operands: Sequence[object]) -> None:
    a, b, c, d, *_ = canvas.state.ctm
    canvas.page.paint.add_line(canvas.state.width * abs(a * d - b * c) ** 0.5)
    _paint(canvas, operands)


def _paint(canvas: Canvas, operands: Sequence[object]) -> None:
    if canvas.path is not None:
        _add_graphic(canvas, "drawing", canvas.path)
    _end_path(canvas, operands)


# Shadings and images


def _shade(canvas: Canvas, operands: Sequence[object]) -> None:
    if operands and isinstance(operands[-1], Name):
        canvas.page.paint.add_colour(canvas.form.resources.shading(operands[-1]))
    _add_graphic(canvas, "shading", canvas.state.clip or (0.0, 0.0, 0.0, 0.0))


def _paint_inline_image(canvas: Canvas, operands: Sequence[object]) -> None:
    entries = operands[0] if operands else None
    sides = []
    if isinstance(entries, dict):
        sides = [entries.get(short, entries.get(long)) for short, long in _INLINE_IMAGE_SIZE]
    match sides:
        case [int(width), int(height)]:
            _add_image(canvas, (width, height))
        case _:
            _add_image(canvas, None)


def _add_image(canvas: Canvas, pixels: tuple[int, int] | None) -> None:
    if box := transform_box(canvas.state.ctm, 0.0, 0.0, 1.0, 1.0):
        _add_graphic(canvas, "image", box, pixels)


def _add_graphic(
    canvas: Canvas, kind: str, box: Rect, pixels: tuple[int, int] | None = None
) -> None:
    mark, seen = canvas.marks[-1], intersection(box, canvas.state.clip)
    if seen and not mark.is_hidden and canvas.limits.parts.take():
        colour = canvas.state.fill if kind == "drawing" else None
        mark.content.graphics.append(Graphic(kind, seen, pixels, colour))


# External objects


def _paint_object(canvas: Canvas, operands: Sequence[object]) -> None:
    if not (operands and isinstance(operands[-1], Name)):
        return
    name, resources = operands[-1], canvas.form.resources
    if form := resources.form(name):
        _paint_form(canvas, form)
        return
    space, is_masked = resources.image_colours(name)
    canvas.page.paint.add_colour(space)
    canvas.page.paint.is_transparent |= is_masked
    _add_image(canvas, resources.image_size(name))


def _paint_form(canvas: Canvas, form: Form) -> None:
    """Interpret the content stream of a form XObject in the present graphics state (8.10)."""
    state = copy(canvas.state)
    state.ctm = multiply(form.matrix, state.ctm)
    if form.box and (box := transform_box(state.ctm, *form.box)):
        state.clip = clipped(box, state.clip)
    opacity = canvas.opacity
    if form.is_group:
        opacity, state.alpha = opacity * state.alpha, 1.0
    mark = canvas.marks[-1]
    if form.is_hidden and not mark.is_hidden:
        mark = copy(mark)
        mark.is_hidden = True
    above = (*canvas.above, canvas.form.stream)
    inner = Canvas(
        canvas.limits, canvas.interpret, form, canvas.page, [mark], state, above, opacity
    )
    canvas.interpret(inner)


HANDLERS: dict[bytes, Callable[[Canvas, Sequence[object]], None]] = {
    PATH: _add_path,
    b"re": _add_rectangle,
    **dict.fromkeys((b"W", b"W*"), _clip),
    b"n": _end_path,
    **dict.fromkeys((b"f", b"F", b"f*"), _fill),
    **dict.fromkeys((b"B", b"B*", b"b", b"b*", b"S", b"s"), _stroke),
    b"sh": _shade,
    b"BI": _paint_inline_image,
    b"Do": _paint_object,
}
