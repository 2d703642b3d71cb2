"""The parts that a Vega-Lite chart of ours is made of, each in its place in pixels."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10
from typing import TYPE_CHECKING, Any, Literal

from briefpress.drawing.colours import class_colours, mixed, series_colours

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefpress.drawing.look import Look

Layer = dict[str, Any]
Spec = dict[str, Any]
Align = Literal["left", "center", "right"]
DASHES = ((1, 0), (6, 3), (2, 2), (9, 3, 2, 3), (12, 4), (5, 2, 1, 2, 1, 2))
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")


@dataclass(frozen=True, slots=True)
class Frame:
    """The plot of a chart in pixels, and the room round it for labels."""

    width: float
    height: float
    left: float = 0
    right: float = 0
    top: float = 0
    bottom: float = 0

    def spec(self, look: Look, layers: Iterable[Layer]) -> Spec:
        """Return the whole chart of its layers, the lowest first."""
        room = {"left": self.left, "right": self.right, "top": self.top, "bottom": self.bottom}
        return {
            "width": round(self.width),
            "height": round(self.height),
            "autosize": {"type": "none"},
            "padding": {side: round(size) for side, size in room.items()},
            "layer": [*layers],
            "config": config(look),
        }


def config(look: Look) -> dict[str, Any]:
    """Return how everything looks where a chart does not say otherwise, for those of Vega-Lite files as well."""
    grid = mixed(look.rule, 0.3)
    axis = {
        "domainColor": look.rule,
        "gridColor": grid,
        "gridWidth": 0.75,
        "labelColor": look.ink_soft,
        "labelFontSize": look.size,
        "labelLimit": look.width * 0.4,
        "tickColor": look.rule,
        "titleColor": look.ink_soft,
        "titleFontSize": look.size,
        "titleFontWeight": 400,
    }
    legend = {"labelColor": look.ink, "labelFontSize": look.size, "titleFontWeight": 600}
    return {
        "aria": False,
        "background": None,
        "font": look.first_family,
        "axis": axis,
        "header": {"labelColor": look.ink, "labelFontSize": look.size, "title": None},
        "legend": {**legend, "titleColor": look.ink, "titleFontSize": look.size},
        "text": {"color": look.ink, "fontSize": look.size},
        "title": {"anchor": "start", "color": look.ink, "fontSize": look.size, "fontWeight": 600},
        "view": {"stroke": None},
        "range": {
            "category": series_colours(look.hues, len(look.hues)),
            **dict.fromkeys(("ramp", "ordinal", "heatmap"), class_colours(look.hues[0], 5)),
        },
    }


def pixels(field: str, length: float) -> dict[str, Any]:
    """Return the encoding of a position that is given in pixels."""
    scale = {"domain": [0, length], "range": [0, length], "nice": False, "zero": False}
    return {"field": field, "type": "quantitative", "scale": scale, "axis": None}


@dataclass(frozen=True, slots=True)
class Label:
    """A text in its place; several lines stand below each other."""

    x: float
    y: float
    lines: Sequence[str]
    colour: str
    align: Align = "left"
    weight: int = 400


def labels_layer(frame: Frame, look: Look, labels: Iterable[Label]) -> Layer:
    """Return texts that are centred on their place from top to bottom."""
    values = []
    step = look.size * 1.2
    for each in labels:
        top = each.y - step * (len(each.lines) - 1) / 2
        values += [
            {
                "x": round(each.x, 1), "y": round(top + step * number + look.size * 0.34, 1), "text": line,
                "colour": each.colour, "align": each.align, "weight": each.weight,
            }
            for number, line in enumerate(each.lines)
        ]  # fmt: skip
    return {
        "data": {"values": values},
        "mark": {
            "type": "text",
            "baseline": "alphabetic",
            "clip": False,
            "align": {"expr": "datum.align"},
            "fontWeight": {"expr": "datum.weight"},
        },
        "encoding": {
            "x": pixels("x", frame.width),
            "y": pixels("y", frame.height),
            "text": {"field": "text"},
            "color": {"field": "colour", "scale": None},
        },
    }


@dataclass(frozen=True, slots=True)
class Scale:
    """The numbers of an axis: from where to where, and which of them are written beside it."""

    low: float
    high: float
    ticks: tuple[Decimal, ...]

    @classmethod
    def of(cls, numbers: Sequence[float], *, with_zero: bool, count: int = 5) -> Scale:
        """Return a scale with round numbers at its ends; values far from zero need not begin there."""
        low, high = min(numbers), max(numbers)
        if with_zero or low <= 2 * (high - low) or low < 0 < high:
            low, high = min(low, 0), max(high, 0)
        if low == high:
            low, high = (low - 1, high + 1) if low else (0, 1)
        step = _round_step((high - low) / count)
        first, last = floor(Decimal(low) / step), ceil(Decimal(high) / step)
        ticks = tuple(step * number for number in range(first, last + 1))
        return cls(float(ticks[0]), float(ticks[-1]), ticks)

    def place(self, number: float, length: float) -> float:
        """Return how far along an axis of a length a number stands."""
        return (number - self.low) / (self.high - self.low) * length


def _round_step(step: float) -> Decimal:
    """Return the round number at or above a step: 1, 2, 2.5 or 5 with noughts."""
    power = Decimal(10) ** floor(log10(step))
    choices = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
    return next(c * power for c in choices if float(c * power) >= step * 0.999)


def written(number: Decimal, look: Look, unit: str = "") -> str:
    """Return a number as the texts of the brief would have it."""
    decimal, thousands = look.marks
    whole, _, fraction = f"{number.normalize():,f}".partition(".")
    text = whole.replace(",", thousands) + (decimal + fraction if fraction else "")
    return text.replace("-", "−") + unit


def value_axis(frame: Frame, look: Look, scale: Scale, unit: str) -> list[Layer]:
    """Return the lines across the plot, with their numbers at its left, and the line at zero."""
    places = [(tick, frame.height - scale.place(float(tick), frame.height)) for tick in scale.ticks]
    grid = mixed(look.rule, 0.3)
    lines = [rule_layer(frame, (0, y), (frame.width, y), grid, 0.75) for tick, y in places if tick]
    zero = [
        rule_layer(frame, (0, y), (frame.width, y), look.rule, 1) for tick, y in places if not tick
    ]
    labels = (
        Label(-look.size * 0.6, y, [written(tick, look, unit)], look.ink_soft, "right")
        for tick, y in places
    )
    return [*lines, *zero, labels_layer(frame, look, labels)]


def rule_layer(
    frame: Frame,
    start: tuple[float, float],
    end: tuple[float, float],
    colour: str,
    width: float,
) -> Layer:
    """Return a straight line."""
    (x, y), (x2, y2) = start, end
    values = [{"x": round(x, 1), "y": round(y, 1), "x2": round(x2, 1), "y2": round(y2, 1)}]
    return {
        "data": {"values": values},
        "mark": {"type": "rule", "color": colour, "strokeWidth": width, "clip": False},
        "encoding": {
            "x": pixels("x", frame.width),
            "y": pixels("y", frame.height),
            "x2": {"field": "x2"},
            "y2": {"field": "y2"},
        },
    }


def scale_below(frame: Frame, look: Look, scale: Scale, width: float, unit: str) -> list[Layer]:
    """Return lines down the plot, with their numbers below it; the scale takes a part of its width."""
    places = [(tick, scale.place(float(tick), width)) for tick in scale.ticks]
    grid = mixed(look.rule, 0.3)
    lines = [rule_layer(frame, (x, 0), (x, frame.height), grid, 0.75) for _, x in places]
    y = frame.height + look.size
    labels = (
        Label(x, y, [written(tick, look, unit)], look.ink_soft, "center") for tick, x in places
    )
    return [*lines, labels_layer(frame, look, labels)]
