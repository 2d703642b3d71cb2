"""Slices of a whole, each with its name and value beside it."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

from briefpress.drawing.colours import WHITE, series_colours, text_colour
from briefpress.drawing.layers import Frame, Label, Layer, Spec, labels_layer, pixels
from briefpress.drawing.look import Look, spread

if TYPE_CHECKING:
    from briefpress.content import ChartData


def pie_chart(data: ChartData, look: Look) -> Spec:
    """Return the values of the first series as slices, which begin at the top and go on clockwise."""
    values = [max(n or 0, 0) for n in data.series[0].numbers]
    total = sum(values) or 1
    colours = series_colours(look.hues, len(values))
    size = 0.4 * look.width
    frame = Frame(look.width, size, top=look.size, bottom=look.size)
    radius, middle = size / 2, (look.width / 2, size / 2)
    begin, layers, halves = 0.0, [], []
    for value, colour in zip(values, colours, strict=True):
        end = begin + value / total * 2 * pi
        layers.append(_slice(frame, middle, radius, (begin, end), colour))
        halves.append((begin + end) / 2)
        begin = end
    return frame.spec(look, [*layers, _names(data, frame, look, radius, halves, colours)])


def _names(
    data: ChartData,
    frame: Frame,
    look: Look,
    radius: float,
    halves: list[float],
    colours: list[str],
) -> Layer:
    """Return the name and value of each slice, beside it; those of one side stand below each other."""
    labels = []
    for is_right in (True, False):
        side = [index for index, angle in enumerate(halves) if (angle < pi) == is_right]
        widest = (look.width - 2 * radius) / 2 - 1.5 * look.size
        texts = [look.lines_of(" ".join(data.table.rows[index][:2]), widest, 500) for index in side]
        step = 1.2 * look.size * max(map(len, texts), default=1) + 0.2 * look.size
        places = [frame.height / 2 - cos(halves[index]) * (radius + look.size) for index in side]
        spots = spread(places, step, 0, frame.height)
        for index, y, lines in zip(side, spots, texts, strict=True):
            away = max(radius * abs(sin(halves[index])), radius * 0.3) + 1.2 * look.size
            x = frame.width / 2 + (away if is_right else -away)
            colour = text_colour(colours[index])
            labels.append(Label(x, y, lines, colour, "left" if is_right else "right", 500))
    return labels_layer(frame, look, labels)


def _slice(
    frame: Frame,
    middle: tuple[float, float],
    radius: float,
    angles: tuple[float, float],
    colour: str,
) -> Layer:
    mark = {"type": "arc", "outerRadius": round(radius, 1), "color": colour, "stroke": WHITE}
    (x, y), (begin, end) = middle, angles
    return {
        "data": {"values": [{"x": x, "y": y}]},
        "mark": {**mark, "strokeWidth": 2, "theta": round(begin, 5), "theta2": round(end, 5)},
        "encoding": {"x": pixels("x", frame.width), "y": pixels("y", frame.height)},
    }
