"""Rows of a chart: names at the left, the plot beside them; mirrored where a brief is read from the right."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefpress.drawing.colours import WHITE
from briefpress.drawing.layers import Frame, Label, Layer, Spec, pixels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefpress.drawing.look import Look

_WIDEST_NAMES = 0.4  # of the chart
_SWAPPED = {"left": "right", "right": "left"}


def named_rows(
    rows: Sequence[tuple[str, bool]], look: Look
) -> tuple[list[Label], Frame, list[float]]:
    """Return the names at the left of rows, the plot beside them, and the middle of each row.

    Each row is its name, and whether it is a heading, which may run across the whole chart.
    """
    widest = _WIDEST_NAMES * look.width
    lines = [
        look.lines_of(name, look.width if is_heading else widest, 600 if is_heading else 400)
        for name, is_heading in rows
    ]
    plain = [line for text, row in zip(lines, rows, strict=True) if not row[1] for line in text]
    left = min(look.widest(plain), widest) + 0.8 * look.size
    places, y = [], 0.0
    for text, (_, is_heading) in zip(lines, rows, strict=True):
        y += 0.5 * look.size if is_heading and y else 0
        height = look.size * (1.2 * len(text) + 0.8)
        places.append(y + height / 2)
        y += height
    labels = [
        Label(-left, place, text, look.ink, "left", 600 if is_heading else 400)
        for place, text, (_, is_heading) in zip(places, lines, rows, strict=True)
    ]
    return labels, Frame(look.width - left, y, left), places


def bars(frame: Frame, found: Sequence[tuple[float, float, float, str]], size: float) -> Layer:
    """Return bars, each from one place to another, in its row, of its colour; white lines part those that touch."""
    values = [
        {"x": round(x, 1), "x2": round(x2, 1), "y": round(y, 1), "colour": colour}
        for x, x2, y, colour in found
        if x != x2
    ]
    mark = {"type": "bar", "orient": "horizontal", "size": round(size, 1), "stroke": WHITE}
    return {
        "data": {"values": values},
        "mark": {**mark, "strokeWidth": 1.5},
        "encoding": {
            "x": pixels("x", frame.width),
            "x2": {"field": "x2"},
            "y": pixels("y", frame.height),
            "color": {"field": "colour", "type": "nominal", "scale": None},
        },
    }


def chart_of_rows(frame: Frame, look: Look, layers: list[Layer]) -> Spec:
    """Return a chart of rows, which begins at the right in a brief that is read from there."""
    if not look.is_rtl:
        return frame.spec(look, layers)
    for value in (value for layer in layers for value in layer["data"]["values"]):
        for key in {"x", "x2"} & value.keys():
            value[key] = round(frame.width - value[key], 1)
        value.update({"align": _SWAPPED.get(value["align"], "center")} if "align" in value else {})
    return replace(frame, left=frame.right, right=frame.left).spec(look, layers)
