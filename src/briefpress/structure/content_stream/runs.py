"""Joins the strings that a content stream shows to runs of text."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING

from briefpress.structure.elements import Run, union

if TYPE_CHECKING:
    from briefpress.structure.elements import Colour, Graphic, Rect
    from briefpress.structure.problems import Allowance

# Shares of the font size: a string that starts this near to the end of a run continues it.
GAP = 0.15
_BACKWARDS = -0.5
_ACROSS = 0.1
_SAME_LINE = 0.8  # signs above and below letters are further from the line

_LONG = 500  # characters: a longer run is not continued

# Of a run: its size, font, colour, opacity, visibility and language.
Style = tuple[float, str, "Colour | None", float, bool, "str | None"]
Point = tuple[float, float]


@dataclass(slots=True)
class _OpenRun:
    """A run that may go on: its text so far, and where and in which direction it ends."""

    texts: list[str]
    length: int
    box: Rect
    style: Style
    end: Point
    direction: Point


class MarkedContent:
    """What is drawn in one marked-content sequence, in order.

    `replaced` holds each ActualText with the text that is drawn in its place.
    """

    __slots__ = ("_open", "_runs", "graphics", "replaced")

    def __init__(self) -> None:
        self._runs: list[Run] = []
        self.graphics: list[Graphic] = []
        self.replaced: list[tuple[str, str]] = []
        self._open: _OpenRun | None = None

    @property
    def runs(self) -> list[Run]:
        """The runs of text."""
        self._close()
        return self._runs

    @property
    def text(self) -> str:
        """All text, in the order in which it is drawn."""
        return "".join(run.text for run in self.runs)

    def _close(self) -> None:
        if last := self._open:
            self._runs.append(Run("".join(last.texts), last.box, *last.style))
            self._open = None

    def extend(self, box: Rect, style: Style, start: Point, end: Point) -> bool:
        """Let the last run take up more of its line, for what its ActualText replaces; False if it cannot.

        Another font may go on: a space and a digit of one word may be of two.
        """
        last = self._open
        if last is None or (*last.style[:1], *last.style[2:]) != (*style[:1], *style[2:]):
            return False
        x, y = start[0] - last.end[0], start[1] - last.end[1]
        across = x * last.direction[1] - y * last.direction[0]
        if abs(across) > _SAME_LINE * style[0]:
            return False
        last.box, last.end = union(last.box, box), end
        return True

    def add(
        self, text: str, box: Rect, style: Style, start: Point, end: Point, allowance: Allowance
    ) -> None:
        """Add text that is drawn from one point of the page to another, if a run may be added."""
        last = self._open
        x, y = end[0] - start[0], end[1] - start[1]
        length = hypot(x, y)
        if last is not None and last.style == style and _continues(last, style[0], start):
            last.texts.append(text)
            last.length += len(text)
            last.box = union(last.box, box)
            last.end = end
            if length:
                last.direction = (x / length, y / length)
        elif allowance.take():
            self._close()
            direction = (x / length, y / length) if length else (1.0, 0.0)
            self._open = _OpenRun([text], len(text), box, style, end, direction)


def _continues(last: _OpenRun, size: float, start: Point) -> bool:
    if last.length > _LONG:
        return False
    x, y = start[0] - last.end[0], start[1] - last.end[1]
    along = x * last.direction[0] + y * last.direction[1]
    across = x * last.direction[1] - y * last.direction[0]
    return _BACKWARDS * size < along < GAP * size and abs(across) < _ACROSS * size
