"""Lines and areas: how values change along an axis, such as years."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from briefpress.drawing.colours import WHITE, series_colours, text_colour
from briefpress.drawing.layers import (
    DASHES,
    SHAPES,
    Frame,
    Label,
    Layer,
    Scale,
    Spec,
    labels_layer,
    pixels,
    rule_layer,
    value_axis,
    written,
)
from briefpress.drawing.look import Look, spread

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefpress.content import ChartData, Series

_MOST_POINTS = 16  # of a line that are marked, so that their shapes can be told


def line_chart(data: ChartData, look: Look) -> Spec:
    """Return lines, each with a dash and a shape of its own, and its name at its end."""
    scale = Scale.of(data.numbers, with_zero=False)
    frame = _frame(data, look, scale)
    places = places_along(data, frame.width)
    colours = series_colours(look.hues, len(data.series))
    layers = [*value_axis(frame, look, scale, data.unit), *_labels_below(data, frame, look, places)]
    for number, (series, colour) in enumerate(zip(data.series, colours, strict=True)):
        layers += _line(series, frame, scale, places, (number, colour), look)
    ends = [_end(series, frame, scale) for series in data.series]
    return frame.spec(look, [*layers, names_at_the_end(data, frame, look, ends, colours)])


def area_chart(data: ChartData, look: Look) -> Spec:
    """Return areas that stand on each other, each with its name at its end."""
    tops = stacked(data)
    scale = Scale.of([value for top in tops for value in top], with_zero=True)
    frame = _frame(data, look, scale)
    places = places_along(data, frame.width)
    colours = series_colours(look.hues, len(data.series))
    bottoms = [[0.0] * len(data.labels), *tops[:-1]]
    layers = value_axis(frame, look, scale, data.unit)
    for bottom, top, colour in zip(bottoms, tops, colours, strict=True):
        layers.append(_area(frame, scale, places, (bottom, top), colour))
    layers += _labels_below(data, frame, look, places)
    ends = [
        frame.height - scale.place((bottom[-1] + top[-1]) / 2, frame.height)
        for bottom, top in zip(bottoms, tops, strict=True)
    ]
    return frame.spec(look, [*layers, names_at_the_end(data, frame, look, ends, colours)])


def stacked(data: ChartData) -> list[list[float]]:
    """Return the upper ends of the values of each series, where one stands on the other."""
    tops, heights = [], [0.0] * len(data.labels)
    for series in data.series:
        pairs = zip(heights, series.numbers, strict=True)
        heights = [height + (value or 0) for height, value in pairs]
        tops.append(heights)
    return tops


def _frame(data: ChartData, look: Look, scale: Scale) -> Frame:
    """Return the plot of a chart with numbers at its left, and the names of its series at its right."""
    ticks = [written(tick, look, data.unit) for tick in scale.ticks]
    left = max(look.widest(ticks) + 0.7 * look.size, look.width_of(data.labels[0]) / 2)
    names = _name_width(data, look) + look.size if len(data.series) > 1 else 0
    right = max(names, look.width_of(data.labels[-1]) / 2)
    width = look.width - left - right
    return Frame(width, 0.5 * look.width, left, right, look.size, 2.2 * look.size)


def _name_width(data: ChartData, look: Look) -> float:
    lines = [line for each in data.series for line in name_lines(each.name, look)]
    return look.widest(lines, 500)


def name_lines(name: str, look: Look) -> list[str]:
    """Return the name of a series in the lines that it takes beside a plot."""
    return look.lines_of(name, look.width / 4, 500)


def places_along(data: ChartData, width: float) -> list[float]:
    """Return where each label of the axis stands: years by their distance, all else in even steps."""
    count = len(data.labels)
    if not data.is_in_years:
        return [width / 2] if count == 1 else [width * n / (count - 1) for n in range(count)]
    years = [int(label) for label in data.labels]
    return [(year - years[0]) / (years[-1] - years[0]) * width for year in years]


def _labels_below(
    data: ChartData, frame: Frame, look: Look, places: Sequence[float]
) -> Iterator[Layer]:
    """Yield the labels along the axis, as many as have room, each with its tick."""
    y = frame.height
    chosen = labels_with_room(data.labels, places, look)
    for index in chosen:
        yield rule_layer(frame, (places[index], y), (places[index], y + 4), look.rule, 0.75)
    labels = [
        Label(places[index], y + 1.3 * look.size, [data.labels[index]], look.ink_soft, "center")
        for index in chosen
    ]
    yield labels_layer(frame, look, labels)


def labels_with_room(labels: Sequence[str], places: Sequence[float], look: Look) -> list[int]:
    """Return which labels are written, so that none runs into the next: all, or each second, fifth, tenth …

    Where their distances differ, it is each one that has room behind those before it.
    """
    widths = [look.width_of(label) for label in labels]

    def has_room(a: int, b: int) -> bool:
        return places[b] - places[a] >= (widths[a] + widths[b]) / 2 + 0.6 * look.size

    steps = [b - a for a, b in pairwise(places)]
    if steps and max(steps) > 1.5 * min(steps):
        chosen = [0]
        for index in range(1, len(labels)):
            if has_room(chosen[-1], index):
                chosen.append(index)
        return chosen
    for step in (1, 2, 5, 10, 20, 50, 100):
        chosen = [*range(0, len(labels), step)]
        if all(has_room(a, b) for a, b in pairwise(chosen)):
            return chosen
    return [0]


def _line(
    series: Series,
    frame: Frame,
    scale: Scale,
    places: Sequence[float],
    style: tuple[int, str],
    look: Look,
) -> list[Layer]:
    """Return a line and its points; where there is no value it is interrupted."""
    number, colour = style
    values = [
        {
            "x": round(x, 1),
            "y": None if n is None else round(frame.height - scale.place(n, frame.height), 1),
        }
        for x, n in zip(places, series.numbers, strict=True)
    ]
    encoding = {"x": pixels("x", frame.width), "y": pixels("y", frame.height)}
    line = {
        "data": {"values": values},
        "mark": {
            "type": "line",
            "color": colour,
            "strokeWidth": look.size / 6,
            "strokeDash": list(DASHES[number % len(DASHES)]),
            "invalid": "break-paths-show-path-domains",
            "clip": False,
        },
        "encoding": {**encoding, "order": {"field": "x"}},
    }
    points = {
        "data": {"values": [each for each in values if each["y"] is not None]},
        "mark": {
            "type": "point",
            "shape": SHAPES[number % len(SHAPES)],
            "size": (look.size * 0.58) ** 2,
            "fill": colour,
            "stroke": WHITE,
            "strokeWidth": 1,
            "opacity": 1,
            "clip": False,
        },
        "encoding": encoding,
    }
    return [line, points] if len(places) <= _MOST_POINTS else [line]


def _area(
    frame: Frame,
    scale: Scale,
    places: Sequence[float],
    edges: tuple[Sequence[float], Sequence[float]],
    colour: str,
) -> Layer:
    values = [
        {
            "x": round(x, 1),
            "y": round(frame.height - scale.place(low, frame.height), 1),
            "y2": round(frame.height - scale.place(high, frame.height), 1),
        }
        for x, low, high in zip(places, *edges, strict=True)
    ]
    return {
        "data": {"values": values},
        "mark": {
            "type": "area", "color": colour, "opacity": 1, "line": {"color": WHITE, "strokeWidth": 1.5},
        },
        "encoding": {
            "x": pixels("x", frame.width),
            "y": pixels("y", frame.height),
            "y2": {"field": "y2"},
        },
    }  # fmt: skip


def _end(series: Series, frame: Frame, scale: Scale) -> float:
    """Return how far down the last value of a series stands."""
    last = next(number for number in reversed(series.numbers) if number is not None)
    return frame.height - scale.place(last, frame.height)


def names_at_the_end(
    data: ChartData, frame: Frame, look: Look, ends: list[float], colours: Sequence[str]
) -> Layer:
    """Return the names of the series at the right of the plot, one below the other, where there are several."""
    if len(data.series) == 1:
        return labels_layer(frame, look, [])
    lines = [name_lines(each.name, look) for each in data.series]
    step = look.size * (1.2 * max(map(len, lines)) + 0.15)
    places = spread(ends, step, step / 2 - look.size, frame.height)
    x = frame.width + 0.8 * look.size
    labels = (
        Label(x, y, text, text_colour(colour), "left", 500)
        for y, text, colour in zip(places, lines, colours, strict=True)
    )
    return labels_layer(frame, look, labels)
