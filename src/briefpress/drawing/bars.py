"""Bars with their values at their ends, one to a label or several; bars of parts; dots in rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from briefpress.drawing.colours import ink_on, mixed, series_colours
from briefpress.drawing.keys import Entry, key_above, points
from briefpress.drawing.layers import (
    SHAPES,
    Align,
    Frame,
    Label,
    Layer,
    Scale,
    Spec,
    labels_layer,
    rule_layer,
    scale_below,
)
from briefpress.drawing.rows import bars, chart_of_rows, named_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefpress.content import ChartData
    from briefpress.drawing.look import Look

_BAR = 1.25  # how high a bar is, in ems


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: its name, its value as a number and as it is written, and its colour; a heading has no colour."""

    name: str
    number: float = 0
    text: str = ""
    colour: str = ""


def bar_chart(data: ChartData, look: Look) -> Spec:
    """Return one bar for each label, or a group of bars below it where there are several series."""
    is_grouped = len(data.series) > 1
    colours = series_colours(look.hues, len(data.series))
    rows = []
    for index, label in enumerate(data.labels):
        rows += [_Row(label)] if is_grouped else []
        for series, colour in zip(data.series, colours, strict=True):
            value, number = series.values[index], series.numbers[index]
            name = series.name if is_grouped else label
            rows.append(_Row(name, number or 0, value.text if value else "–", colour))
    return _bar_rows(data, rows, look)


def _bar_rows(data: ChartData, rows: Sequence[_Row], look: Look) -> Spec:
    """Return rows of bars that begin at zero, with room for their values at both ends."""
    names, frame, places = named_rows([(row.name, not row.colour) for row in rows], look)
    scale = Scale(min(0, *data.numbers), max(0, *data.numbers) or 1, ())
    room = look.widest([row.text for row in rows], 500) + 0.5 * look.size
    before = room if scale.low < 0 else 0
    span = frame.width - before - room
    zero = before + scale.place(0, span)
    found, values = [], []
    for row, y in zip(rows, places, strict=True):
        if row.colour:
            end = before + scale.place(row.number, span)
            found.append((zero, end, y, row.colour))
            values.append(_value_at(end, y, row, look))
    layers = [
        bars(frame, found, _BAR * look.size),
        *_lines_at_zero(frame, look, zero, zip(rows, places, strict=True)),
        labels_layer(frame, look, [*names, *values]),
    ]
    return chart_of_rows(frame, look, layers)


def _lines_at_zero(
    frame: Frame, look: Look, zero: float, rows: Iterable[tuple[_Row, float]]
) -> Iterator[Layer]:
    """Yield a line at which the bars begin, for each group of them."""
    for is_bar, group in groupby(rows, lambda row: bool(row[0].colour)):
        middles = [y for _, y in group]
        if is_bar:
            ends = (middles[0] - look.size, middles[-1] + look.size)
            yield rule_layer(frame, (zero, ends[0]), (zero, ends[1]), look.rule, 1)


def _value_at(end: float, y: float, row: _Row, look: Look) -> Label:
    gap = 0.4 * look.size
    side: Align = "right" if row.number < 0 else "left"
    return Label(end - gap if row.number < 0 else end + gap, y, [row.text], look.ink, side, 500)


def stacked_chart(data: ChartData, look: Look) -> Spec:
    """Return a bar for each label, in which the values of the series follow each other."""
    names, frame, places = named_rows([(label, False) for label in data.labels], look)
    colours = series_colours(look.hues, len(data.series))
    totals = [
        sum(n or 0 for n in row) for row in zip(*(s.numbers for s in data.series), strict=True)
    ]
    scale = Scale(0, max(totals) or 1, ())
    found, values, entries = [], [], []
    for index, y in enumerate(places):
        begin = 0.0
        for series, colour in zip(data.series, colours, strict=True):
            end = begin + (series.numbers[index] or 0)
            x, x2 = scale.place(begin, frame.width), scale.place(end, frame.width)
            found.append((x, x2, y, colour))
            value = series.values[index]
            if value and look.width_of(value.text, 500) + 0.4 * look.size < x2 - x:
                ink = ink_on(colour, look.ink)
                values.append(Label((x + x2) / 2, y, [value.text], ink, "center", 500))
            if index == 0:
                entries.append(Entry(series.name, colour, "square", (x + x2) / 2))
            begin = end
    key, height = key_above(entries, frame, look)
    labels = labels_layer(frame, look, [*names, *values])
    layers = [bars(frame, found, 1.5 * look.size), labels, *key]
    return chart_of_rows(replace(frame, top=height), look, layers)


def dot_chart(data: ChartData, look: Look) -> Spec:
    """Return a row for each label with a dot for each series, of a shape of its own."""
    names, frame, places = named_rows([(label, False) for label in data.labels], look)
    is_single = len(data.series) == 1
    room = look.widest([row[1] for row in data.table.rows], 500) + look.size if is_single else 0
    scale = Scale.of(data.numbers, with_zero=False)
    span = frame.width - max(room, look.size)
    layers = []
    for index, y in enumerate(places):
        found = [scale.place(n, span) for s in data.series if (n := s.numbers[index]) is not None]
        end = max(found, default=0) if is_single else frame.width
        layers.append(rule_layer(frame, (0, y), (end, y), mixed(look.rule, 0.4), 0.75))
        if len(found) > 1:
            layers.append(rule_layer(frame, (min(found), y), (max(found), y), look.rule, 2))
    entries, values = [], []
    for number, series in enumerate(data.series):
        colour, shape = series_colours(look.hues, number + 1)[-1], SHAPES[number % len(SHAPES)]
        dots = [
            (scale.place(n, span), y)
            for n, y in zip(series.numbers, places, strict=True)
            if n is not None
        ]
        layers.append(points(frame, dots, shape, colour, look.size))
        entries.append(Entry(series.name, colour, shape, dots[0][0]))
        if is_single:
            texts = [value.text for value in series.values if value]
            values = [
                Label(x + 0.8 * look.size, y, [text], look.ink, "left", 500)
                for (x, y), text in zip(dots, texts, strict=True)
            ]
    key, height = key_above(entries, frame, look)
    layers += [*scale_below(frame, look, scale, span, data.unit), *key] if not is_single else []
    layers.append(labels_layer(frame, look, [*names, *values]))
    bottom = 0 if is_single else 1.8 * look.size
    return chart_of_rows(replace(frame, top=height, bottom=bottom), look, layers)
