"""The operators that set the graphics state and colours (ISO 32000-2 8.4, 8.6.8)."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from briefpress.structure.content_stream import colours
from briefpress.structure.content_stream.canvas import (
    Canvas,
    GraphicsState,
    Mark,
    PageContent,
    floats,
    last_float,
    matrix_of,
)
from briefpress.structure.content_stream.geometry import multiply
from briefpress.structure.syntax import Name

if TYPE_CHECKING:
    from collections.abc import Sequence

_SAVED_STATES = 1_000  # at the same time


def _save(canvas: Canvas, _: Sequence[object]) -> None:
    if len(canvas.saved) < _SAVED_STATES:
        canvas.saved.append(copy(canvas.state))


def _restore(canvas: Canvas, _: Sequence[object]) -> None:
    if canvas.saved:
        canvas.state = canvas.saved.pop()


def _transform(canvas: Canvas, operands: Sequence[object]) -> None:
    if matrix := matrix_of(operands):
        canvas.state.ctm = multiply(matrix, canvas.state.ctm)


def _set_parameters(canvas: Canvas, operands: Sequence[object]) -> None:
    """Apply a graphics state parameter dictionary (8.4.5)."""
    if operands and isinstance(operands[-1], Name):
        given = canvas.form.resources.parameters(operands[-1])
        state = canvas.state
        state.font = given.font or state.font
        state.size = state.size if given.size is None else given.size
        state.alpha = state.alpha if given.alpha is None else min(max(given.alpha, 0.0), 1.0)
        canvas.page.paint.is_transparent |= given.is_transparent


def _set_line_width(canvas: Canvas, operands: Sequence[object]) -> None:
    canvas.state.width = last_float(operands)


def _set_device_fill(canvas: Canvas, operands: Sequence[object]) -> None:
    canvas.state.space = colours.by_count
    canvas.state.fill = colours.by_count(_device_colour(canvas, operands))


def _set_device_stroke(canvas: Canvas, operands: Sequence[object]) -> None:
    canvas.state.stroke = colours.by_count(_device_colour(canvas, operands))


def _device_colour(canvas: Canvas, operands: Sequence[object]) -> list[float]:
    values = floats(operands)
    if space := colours.DEVICE_BY_COUNT.get(len(values)):
        canvas.page.paint.add_colour(space, values)
    return values


def _set_stroke_space(canvas: Canvas, operands: Sequence[object]) -> None:
    canvas.state.stroke = None
    if operands and isinstance(operands[-1], Name):
        canvas.page.paint.add_colour(canvas.form.resources.family(operands[-1]))


def _set_stroke_colour(canvas: Canvas, operands: Sequence[object]) -> None:
    canvas.state.stroke = None  # of strokes, only device colours are known
    if operands and isinstance(operands[-1], Name):
        _draw_pattern(canvas, operands[-1])


def _set_fill_space(canvas: Canvas, operands: Sequence[object]) -> None:
    if operands and isinstance(operands[-1], Name):
        state, resources = canvas.state, canvas.form.resources
        state.space = resources.space(operands[-1])
        state.fill = (0.0, 0.0, 0.0)
        state.family = resources.family(operands[-1])
        canvas.page.paint.add_colour(state.family)


def _set_fill_colour(canvas: Canvas, operands: Sequence[object]) -> None:
    last, values = operands[-1] if operands else None, floats(operands)
    if isinstance(last, Name):  # a pattern
        canvas.state.fill = None
        canvas.page.paint.add_colour(canvas.form.resources.shading(last))
        _draw_pattern(canvas, last)
    else:
        canvas.state.fill = canvas.state.space(values)
        canvas.page.paint.add_colour(canvas.state.family, values)


def _draw_pattern(canvas: Canvas, name: Name) -> None:
    """Draw the cell of a tiling pattern, once for each page, apart from what the page draws."""
    cell = canvas.form.resources.pattern(name)
    if cell is None or cell.stream in canvas.page.patterns:
        return
    page = canvas.page
    content = PageContent(patterns=page.patterns, fonts=page.fonts)
    page.patterns[cell.stream] = content
    above = (*canvas.above, canvas.form.stream)
    marks, state = [Mark(content.unmarked)], GraphicsState()
    canvas.interpret(Canvas(canvas.limits, canvas.interpret, cell, content, marks, state, above))


HANDLERS = {
    b"q": _save,
    b"Q": _restore,
    b"cm": _transform,
    b"gs": _set_parameters,
    b"w": _set_line_width,
    **dict.fromkeys((b"g", b"rg", b"k"), _set_device_fill),
    **dict.fromkeys((b"G", b"RG", b"K"), _set_device_stroke),
    b"CS": _set_stroke_space,
    **dict.fromkeys((b"SC", b"SCN"), _set_stroke_colour),
    b"cs": _set_fill_space,
    **dict.fromkeys((b"sc", b"scn"), _set_fill_colour),
}
