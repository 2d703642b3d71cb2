"""Draws pages: reads their content streams operator by operator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.structure.content_stream import graphics_state, marking, painting, text
from briefpress.structure.content_stream.canvas import (
    Canvas,
    GraphicsState,
    Limits,
    Mark,
    PageContent,
)
from briefpress.structure.syntax import TOO_MANY_OPERANDS, operations

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefpress.structure.content_stream.resources import Form, Stream
    from briefpress.structure.problems import Problems

DRAWN_BYTES = 20_000_000
_FORM_BYTES = 500  # that drawing a form counts for besides its own
_FORM_DEPTH = 30
_BATCH = 1_000  # operators that are counted together


class Interpreter:
    """Draws the pages of one document, and notes what is damaged or left out.

    In all, content streams of `DRAWN_BYTES` are drawn, each counted as often as it is drawn.
    """

    def __init__(self, problems: Problems) -> None:
        self._limits, self._problems = Limits(problems), problems
        self._left = DRAWN_BYTES
        self._drawn: set[Stream] = set()

    def draw(self, page: Form) -> PageContent:
        """Return what the content stream of a page draws."""
        content = PageContent(page.box)
        state = GraphicsState(clip=page.box)
        marks = [Mark(content.unmarked)]
        self._interpret(Canvas(self._limits, self._interpret, page, content, marks, state))
        return content

    def _interpret(self, canvas: Canvas) -> None:
        """Interpret one content stream, unless it is too much."""
        form = canvas.form
        if form.stream in canvas.above or len(canvas.above) > _FORM_DEPTH:
            self._problems.add(f"{form.place} draws itself, or lies too deep in other forms")
        elif len(form.data) > self._left:
            self._problems.limit(f"{form.place} is left out: too much content to draw")
        else:
            self._left -= len(form.data) + _FORM_BYTES
            canvas.is_repeated = form.stream in self._drawn
            self._drawn.add(form.stream)
            self._run(canvas)

    def _run(self, canvas: Canvas) -> None:
        allowance, count = self._limits.operators, 0
        for operator, operands in operations(canvas.form.data):
            if handler := _HANDLERS.get(operator):
                handler(canvas, operands)
            count += 1
            if count == _BATCH:
                count = 0
                if not allowance.take(_BATCH):
                    break
        allowance.take(count)
        if len(canvas.marks) > 1:
            self._problems.add(f"marked content is not closed in {canvas.form.place}")


def _report_operands(canvas: Canvas, _: Sequence[object]) -> None:
    place = canvas.form.place
    canvas.limits.problems.add(f"{place} is left out in part: it holds no operators")


_HANDLERS: dict[bytes, Callable[[Canvas, Sequence[object]], None]] = {
    TOO_MANY_OPERANDS: _report_operands,
    **marking.HANDLERS,
    **graphics_state.HANDLERS,
    **text.HANDLERS,
    **painting.HANDLERS,
}
