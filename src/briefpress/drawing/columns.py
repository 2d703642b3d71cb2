"""Columns side by side along an axis of years; those of several series stand on each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.drawing.colours import WHITE, series_colours
from briefpress.drawing.layers import (
    Frame,
    Label,
    Layer,
    Scale,
    Spec,
    labels_layer,
    pixels,
    value_axis,
    written,
)
from briefpress.drawing.lines import labels_with_room, name_lines, names_at_the_end, stacked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefpress.content import ChartData
    from briefpress.drawing.look import Look

_COLUMN = 0.68  # how much of its place a column fills


def column_chart(data: ChartData, look: Look) -> Spec:
    """Return a column for each label: with its value where there is room for all, else with lines across."""
    tops = stacked(data) if len(data.series) > 1 else [[n or 0 for n in data.series[0].numbers]]
    scale = Scale.of([0, *(value for top in tops for value in top)], with_zero=True)
    is_single = len(data.series) == 1
    texts = [row[1] for row in data.table.rows]
    step = look.width / len(data.labels)
    has_values = is_single and look.widest(texts, 500) + 0.3 * look.size < step
    frame = _frame(data, look, scale, has_values=has_values)
    step = frame.width / len(data.labels)
    middles = [step * (index + 0.5) for index in range(len(data.labels))]
    colours = series_colours(look.hues, len(data.series))
    layers = [] if has_values else value_axis(frame, look, scale, data.unit)
    bottoms = [[0.0] * len(data.labels), *tops[:-1]]
    heights = []
    for bottom, top, colour in zip(bottoms, tops, colours, strict=True):
        ends = [
            [frame.height - scale.place(n, frame.height) for n in edge] for edge in (bottom, top)
        ]
        layers.append(_columns(frame, middles, ends, colour, _COLUMN * step))
        heights.append(ends)
    layers.append(_labels(data, frame, look, middles))
    if has_values:
        layers.append(_values(texts, middles, heights[0][1], data, frame, look))
    last = [(low[-1] + high[-1]) / 2 for low, high in heights]
    return frame.spec(look, [*layers, names_at_the_end(data, frame, look, last, colours)])


def _frame(data: ChartData, look: Look, scale: Scale, *, has_values: bool) -> Frame:
    ticks = [written(tick, look, data.unit) for tick in scale.ticks]
    left = 0 if has_values else look.widest(ticks) + 0.7 * look.size
    lines = [line for each in data.series for line in name_lines(each.name, look)]
    right = look.widest(lines, 500) + look.size if len(data.series) > 1 else 0
    height = 0.45 * look.width
    return Frame(look.width - left - right, height, left, right, 1.4 * look.size, 2 * look.size)


def _columns(
    frame: Frame,
    middles: Sequence[float],
    ends: Sequence[Sequence[float]],
    colour: str,
    width: float,
) -> Layer:
    values = [
        {"x": round(x, 1), "y": round(low, 1), "y2": round(high, 1)}
        for x, low, high in zip(middles, *ends, strict=True)
        if low != high
    ]
    mark = {"type": "bar", "orient": "vertical", "size": round(width, 1), "color": colour}
    return {
        "data": {"values": values},
        "mark": {**mark, "stroke": WHITE, "strokeWidth": 1.5},
        "encoding": {
            "x": pixels("x", frame.width),
            "y": pixels("y", frame.height),
            "y2": {"field": "y2"},
        },
    }


def _labels(data: ChartData, frame: Frame, look: Look, middles: Sequence[float]) -> Layer:
    y = frame.height + 1.1 * look.size
    chosen = labels_with_room(data.labels, middles, look)
    labels = [
        Label(middles[index], y, [data.labels[index]], look.ink_soft, "center") for index in chosen
    ]
    return labels_layer(frame, look, labels)


def _values(
    texts: Sequence[str],
    middles: Sequence[float],
    tops: Sequence[float],
    data: ChartData,
    frame: Frame,
    look: Look,
) -> Layer:
    """Return the values above their columns, or below those of negative values."""
    numbers = data.series[0].numbers
    labels = [
        Label(x, y + (0.8 if (n or 0) < 0 else -0.8) * look.size, [text], look.ink, "center", 500)
        for x, y, n, text in zip(middles, tops, numbers, texts, strict=True)
    ]
    return labels_layer(frame, look, labels)
