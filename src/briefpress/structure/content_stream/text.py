"""The text operators (ISO 32000-2 9)."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

from briefpress.structure.content_stream.canvas import floats, last_float, matrix_of
from briefpress.structure.content_stream.fonts import UNKNOWN
from briefpress.structure.content_stream.geometry import (
    IDENTITY,
    cut,
    intersection,
    multiply,
    transform_box,
)
from briefpress.structure.content_stream.runs import GAP
from briefpress.structure.syntax import Name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefpress.structure.content_stream.canvas import Canvas
    from briefpress.structure.content_stream.geometry import Matrix
    from briefpress.structure.content_stream.runs import Style
    from briefpress.structure.elements import Rect

_INVISIBLE, _CLIPPING = 3, 7  # rendering modes with neither fill nor stroke (9.3.6)
_NUMBER = (int, float)
_NOWHERE: Style = (0.0, "", (0.0, 0.0, 0.0), 1.0, False, None)


# Text state (9.3)


def _set_font(canvas: Canvas, operands: Sequence[object]) -> None:
    name = next((each for each in operands if isinstance(each, Name)), None)
    canvas.state.font = canvas.form.resources.font(name) if name is not None else None
    canvas.state.size = last_float(operands, canvas.state.size)


def _set_spacing(canvas: Canvas, operands: Sequence[object]) -> None:
    canvas.state.spacing = last_float(operands)


def _set_word_spacing(canvas: Canvas, operands: Sequence[object]) -> None:
    canvas.state.word_spacing = last_float(operands)


def _set_stretch(canvas: Canvas, operands: Sequence[object]) -> None:
    canvas.state.stretch = last_float(operands, 100.0) / 100


def _set_leading(canvas: Canvas, operands: Sequence[object]) -> None:
    canvas.state.leading = last_float(operands)


def _set_rise(canvas: Canvas, operands: Sequence[object]) -> None:
    canvas.state.rise = last_float(operands)


def _set_mode(canvas: Canvas, operands: Sequence[object]) -> None:
    canvas.state.mode = int(min(max(last_float(operands), 0.0), 7.0))


# Text positions (9.4.2)


def _begin_text(canvas: Canvas, _: Sequence[object]) -> None:
    canvas.text_matrix = canvas.line_matrix = IDENTITY


def _move(canvas: Canvas, operands: Sequence[object]) -> None:
    match floats(operands):
        case [x, y]:
            canvas.line_matrix = multiply((1.0, 0.0, 0.0, 1.0, x, y), canvas.line_matrix)
            canvas.text_matrix = canvas.line_matrix


def _move_and_set_leading(canvas: Canvas, operands: Sequence[object]) -> None:
    match floats(operands):
        case [_, y]:
            canvas.state.leading = -y
    _move(canvas, operands)


def _set_matrix(canvas: Canvas, operands: Sequence[object]) -> None:
    if matrix := matrix_of(operands):
        canvas.text_matrix = canvas.line_matrix = matrix


def _next_line(canvas: Canvas, _: Sequence[object]) -> None:
    _move(canvas, (0.0, -canvas.state.leading))


# Showing text (9.4.3)


def _show_on_next_line(canvas: Canvas, operands: Sequence[object]) -> None:
    _next_line(canvas, ())
    _show(canvas, operands)


def _show_spaced_on_next_line(canvas: Canvas, operands: Sequence[object]) -> None:
    if len(operands) == 3:
        canvas.state.word_spacing = last_float(operands[:1])
        canvas.state.spacing = last_float(operands[1:2])
    _show_on_next_line(canvas, operands)


def _show(canvas: Canvas, operands: Sequence[object]) -> None:
    """Show a string, or the strings of an array; a wide gap in an array parts them."""
    shown = operands[-1] if operands else None
    state = canvas.state
    if state.font:
        fonts = canvas.page.fonts
        fonts[state.font] = fonts.get(state.font, False) or state.mode != _INVISIBLE
    if isinstance(shown, bytes):
        _show_string(canvas, shown, 0.0)
        return
    pending: list[bytes] = []
    shift, is_reversed = 0.0, canvas.marks[-1].is_reversed
    for part in shown if isinstance(shown, list) else ():
        if isinstance(part, bytes):
            pending.append(part)
        elif isinstance(part, _NUMBER):
            step = part / 1000
            # What only takes back a step to the left, such as that of a sign on its letter, is no gap.
            if pending and min(shift, 0.0) - step > GAP and not is_reversed:
                _show_string(canvas, b"".join(pending), shift)
                pending, shift = [], 0.0
            if pending:
                shift -= step
            else:
                _advance(canvas, -step * state.size * state.stretch)
    if pending:
        _show_string(canvas, b"".join(pending), shift)


def _show_string(canvas: Canvas, data: bytes, shift: float) -> None:
    """Show a string whose glyphs are moved by `shift`, a share of the size, in all."""
    state = canvas.state
    if state.font is None:
        text, width, count, spaces = UNKNOWN * len(data), 0.5 * len(data), len(data), 0
    else:
        text, width, count, spaces = state.font.decode(data)
    moved = (width + shift) * state.size + count * state.spacing + spaces * state.word_spacing
    place_text(canvas, text, moved * state.stretch)


def place_text(canvas: Canvas, text: str, width: float) -> None:
    """Add text at the text position, or its ActualText, and move the position by its width."""
    state, mark = canvas.state, canvas.marks[-1]
    characters = canvas.limits.characters
    if mark.replacement is not None:
        if characters.take(len(text)):
            mark.replacement.drawn.append(text)
        text = mark.replacement.use()
    if mark.is_reversed:
        text = text[::-1]
    if text and not characters.take(len(text)):
        text = ""
    matrix = multiply(canvas.text_matrix, state.ctm)
    a, b, c, d, e, f = matrix
    x, y = e + c * state.rise, f + d * state.rise
    is_vertical = bool(state.font and state.font.is_vertical)
    end = (
        (x - c * abs(width), y - d * abs(width)) if is_vertical else (x + a * width, y + b * width)
    )
    box = _text_box(canvas, matrix, width)
    if box is not None and (text or width):
        style = _style(canvas, box, hypot(c, d))
        seen = cut(box, canvas.state.clip, canvas.page.box)
        is_more = mark.replacement is not None and not text
        if not (is_more and mark.content.extend(seen, style, (x, y), end)):
            mark.content.add(text, seen, style, (x, y), end, canvas.limits.parts)
    elif text:
        mark.content.add(text, (0.0, 0.0, 0.0, 0.0), _NOWHERE, (x, y), end, canvas.limits.parts)
    _advance(canvas, width, is_vertical=is_vertical)


def _text_box(canvas: Canvas, matrix: Matrix, width: float) -> Rect | None:
    """Return the box on the page of text of some width, from its descent to its ascent."""
    font, size, rise = canvas.state.font, canvas.state.size, canvas.state.rise
    if font and font.is_vertical:
        return transform_box(matrix, -size / 2, -abs(width), size / 2, 0.0)
    ascent, descent = (font.ascent, font.descent) if font else (0.75, -0.25)
    return transform_box(matrix, 0.0, rise + descent * size, width, rise + ascent * size)


def _style(canvas: Canvas, box: Rect, scale: float) -> Style:
    state, mark = canvas.state, canvas.marks[-1]
    is_in_sight = intersection(box, state.clip) is not None
    return (
        round(abs(state.size) * scale, 2),
        state.font.name if state.font else "",
        state.stroke if state.mode == 1 else state.fill,
        round(state.alpha * canvas.opacity, 4),
        is_in_sight and not mark.is_hidden and state.mode not in (_INVISIBLE, _CLIPPING),
        mark.lang,
    )


def _advance(canvas: Canvas, width: float, *, is_vertical: bool = False) -> None:
    x, y = (0.0, -abs(width)) if is_vertical else (width, 0.0)
    a, b, c, d, e, f = canvas.text_matrix
    canvas.text_matrix = (a, b, c, d, a * x + c * y + e, b * x + d * y + f)


HANDLERS: dict[bytes, Callable[[Canvas, Sequence[object]], None]] = {
    b"Tf": _set_font, b"Tc": _set_spacing, b"Tw": _set_word_spacing, b"Tz": _set_stretch,
    b"TL": _set_leading, b"Ts": _set_rise, b"Tr": _set_mode,
    b"BT": _begin_text, b"Td": _move, b"TD": _move_and_set_leading, b"Tm": _set_matrix, b"T*": _next_line,
    b"Tj": _show, b"TJ": _show, b"'": _show_on_next_line, b'"': _show_spaced_on_next_line,
}  # fmt: skip
