"""Maps of areas, in steps of one colour, with the names and values of those that have room for them."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from math import log, pi, radians, tan
from typing import TYPE_CHECKING, Any

from briefpress.drawing.colours import WHITE, class_colours, ink_on
from briefpress.drawing.keys import Entry, key_in_lines
from briefpress.drawing.layers import Frame, Layer, Scale, Spec, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefpress.content import Area, MapData
    from briefpress.drawing.look import Look

_SHARES = (0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.2, 0.8)  # of an area's height
_HIGHEST = 0.8  # of a map, in its widths
_NO_VALUE = "–"
_FEW = 12  # areas, for which three classes are enough
_FARTHEST = 80.0  # degrees of latitude that are drawn: Mercator's map has no end


def area_map(data: MapData, look: Look) -> Spec:
    """Return a map on which darker areas have greater values; those without a value are white."""
    limits, texts = _classes(data, look)
    colours = class_colours(look.hues[0], len(limits) + 1)
    fills = [_fill(each, limits, colours) for each in data.areas]
    width, height = _size(data, look)
    entries = [
        Entry(text, colour, "square", 0) for text, colour in zip(texts, colours, strict=True)
    ]
    if any(each.value is None for each in data.areas):
        entries.append(Entry(_NO_VALUE, WHITE, "square", 0))
    frame = Frame(width, height, right=look.width - width)
    key, top = key_in_lines(entries, frame, look)
    labels = [*_labels(data, look, fills, width)]
    layers = [_shapes(data, fills, look), *_texts(labels, look), *key]
    return Frame(width, height, right=look.width - width, top=top).spec(look, layers)


def _classes(data: MapData, look: Look) -> tuple[list[float], list[str]]:
    """Return where classes begin but the first, and what the key calls each."""
    numbers = [
        float(each.value.number)
        for each in data.areas
        if each.value and each.value.number is not None
    ]
    scale = Scale.of(numbers, with_zero=False, count=3 if len(data.areas) < _FEW else 5)
    inner: Sequence[Decimal | float] = data.classes or scale.ticks[1:-1] or scale.ticks[:1]
    shown = [written(Decimal(str(each)), look) for each in inner]
    texts = [
        f"< {shown[0]}",
        *(f"{a} – < {b}" for a, b in pairwise(shown)),
        f"≥ {shown[-1]}",
    ]
    return [float(each) for each in inner], texts


def _fill(area: Area, limits: Sequence[float], colours: Sequence[str]) -> str:
    if area.value is None or area.value.number is None:
        return WHITE
    return colours[sum(float(area.value.number) >= limit for limit in limits)]


def _mercator(latitude: float) -> float:
    """Return how far up a latitude stands on Mercator's map, in degrees of the equator."""
    latitude = min(max(latitude, -_FARTHEST), _FARTHEST)
    return log(tan(pi / 4 + radians(latitude) / 2)) * 180 / pi


def _bounds(area: Area) -> tuple[float, float, float, float]:
    """Return the edges of an area on Mercator's map: left, right, lower, upper."""
    points = [*area.points]
    across, up = [x for x, _ in points], [_mercator(y) for _, y in points]
    return min(across), max(across), min(up), max(up)


def _size(data: MapData, look: Look) -> tuple[float, float]:
    """Return how wide and high a map is: as wide as the text, if that does not make it too high."""
    lefts, rights, lows, highs = zip(*map(_bounds, data.areas), strict=True)
    shape = (max(highs) - min(lows)) / max(max(rights) - min(lefts), 1e-9)
    width = min(look.width, _HIGHEST * look.width / max(shape, 1e-9))
    return width, width * shape


def _shapes(data: MapData, fills: Sequence[str], look: Look) -> Layer:
    features = [
        {
            "type": "Feature",
            "properties": {"fill": fill},
            "geometry": {"type": "MultiPolygon", "coordinates": area.polygons},
        }
        for area, fill in zip(data.areas, fills, strict=True)
    ]
    return {
        "data": {"values": features},
        "projection": {"type": "mercator"},
        "mark": {
            "type": "geoshape",
            "stroke": look.ink_soft,
            "strokeWidth": 0.75,
            "strokeJoin": "round",
        },
        "encoding": {"color": {"field": "properties.fill", "type": "nominal", "scale": None}},
    }


def _labels(
    data: MapData, look: Look, fills: Sequence[str], width: float
) -> Iterator[dict[str, Any]]:
    """Yield the name and value of each area that has room for both, or its value alone."""
    edges = [*map(_bounds, data.areas)]
    scale = width / max(max(e[1] for e in edges) - min(e[0] for e in edges), 1e-9)
    for area, fill in zip(data.areas, fills, strict=True):
        x, y, room = _middle(area)
        value = area.value.text if area.value else _NO_VALUE
        for lines in ([area.name, value], [value]):
            high = len(lines) * 1.2 * look.size
            _, _, low, up = _bounds(area)
            if look.widest(lines, 500) < room * scale and high < (up - low) * scale:
                for number, line in enumerate(lines):
                    offset = (number - (len(lines) - 1) / 2) * 1.2 * look.size
                    weight = 500 if line is value else 400
                    yield {
                        "x": x,
                        "y": y,
                        "dy": offset,
                        "text": line,
                        "colour": ink_on(fill, look.ink),
                        "weight": weight,
                    }
                break


def _middle(area: Area) -> tuple[float, float, float]:
    """Return a place well within an area, and how wide it is there, in degrees."""
    rings = max(area.polygons, key=lambda polygon: _extent(polygon[0]))
    low, high = min(y for _, y in rings[0]), max(y for _, y in rings[0])
    best = (0.0, 0.0, 0.0)
    for share in _SHARES:
        y = low + share * (high - low)
        crossed = sorted(x for ring in rings for x in _crossings(ring, y))
        for left, right in zip(crossed[::2], crossed[1::2], strict=False):
            x = (left + right) / 2
            near = (_room(rings, x, y + part * (high - low)) for part in (-0.1, 0, 0.1))
            width = min(near) * (1 - abs(share - 0.5))
            if width > best[2]:
                best = (x, y, width)
    return best


def _room(rings: Sequence[Sequence[tuple[float, float]]], x: float, y: float) -> float:
    """Return how far a place is from the edges to its left and right, twice the nearer one; 0 outside."""
    crossed = sorted(cross for ring in rings for cross in _crossings(ring, y))
    inside = [(a, b) for a, b in zip(crossed[::2], crossed[1::2], strict=False) if a < x < b]
    return 2 * min(x - inside[0][0], inside[0][1] - x) if inside else 0


def _extent(ring: Sequence[tuple[float, float]]) -> float:
    across, up = zip(*ring, strict=True)
    return float((max(across) - min(across)) * (max(up) - min(up)))


def _crossings(ring: Sequence[tuple[float, float]], y: float) -> Iterator[float]:
    """Yield where the edge of a ring crosses a latitude."""
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y1 > y) != (y2 > y):
            yield x1 + (y - y1) / (y2 - y1) * (x2 - x1)


def _texts(labels: Sequence[dict[str, Any]], look: Look) -> list[Layer]:
    """Return the labels of areas; each line has a layer, for Vega-Lite moves all texts of one alike."""
    return [
        {
            "data": {"values": [{"x": each["x"], "y": each["y"], "text": each["text"]}]},
            "projection": {"type": "mercator"},
            "mark": {
                "type": "text", "dy": round(each["dy"] + look.size * 0.34, 1), "baseline": "alphabetic",
                "color": each["colour"], "fontWeight": each["weight"],
            },
            "encoding": {
                "longitude": {"field": "x", "type": "quantitative"},
                "latitude": {"field": "y", "type": "quantitative"},
                "text": {"field": "text"},
            },
        }
        for each in labels
    ]  # fmt: skip
