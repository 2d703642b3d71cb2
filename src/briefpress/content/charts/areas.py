"""The areas of a map, from GeoJSON (RFC 7946), each with its value from a data file."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

from briefpress.content.charts.tables import NOTHING, ValueTable
from briefpress.content.charts.values import chart_data
from briefpress.content.charts.vega_lite import decode, parse_json
from briefpress.content.data.values import BadData, Problem, suggestion
from briefpress.content.data.written_numbers import parse_number
from briefpress.content.model.charts import Chart
from briefpress.content.rules.charts import CHART_VALUE, MAP_AREAS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.content.data.values import DataTable, Value
    from briefpress.content.model.charts import Map

Point = tuple[float, float]
Ring = tuple[Point, ...]
MAX_POINTS = 100_000
_MOST_CLASSES = 20
_POLE = 90  # degrees of latitude


@dataclass(frozen=True, slots=True)
class Area:
    """An area: its name, its polygons of rings (the first is the outer one), and its value, if it has one."""

    name: str
    polygons: tuple[tuple[Ring, ...], ...] = field(repr=False)
    value: Value | None

    @property
    def points(self) -> Iterator[Point]:
        """All points of the outer rings: longitudes and latitudes in degrees."""
        return chain.from_iterable(rings[0] for rings in self.polygons)


@dataclass(frozen=True, slots=True)
class MapData:
    """The areas of a map, what their values are called, and where classes of values begin but the first."""

    heading: str
    label: str
    areas: tuple[Area, ...]
    classes: tuple[float, ...] | None

    @property
    def table(self) -> ValueTable:
        """The table that says the same as the map, sorted by the names of the areas as the file has them."""
        rows = tuple((each.name, each.value.text if each.value else NOTHING) for each in self.areas)
        return ValueTable((self.heading, self.label), rows)


def map_data(content: Map, geojson: bytes, table: DataTable) -> MapData:
    """Return the areas of a map with their values; raises `BadData` where they do not fit each other."""
    chart = Chart(type="bar", file=content.values, x=content.key, y=content.value)
    data = chart_data(chart, table)
    values = dict(zip(data.labels, data.series[0].values, strict=True))
    key = content.property or content.key
    areas = []
    found = set()
    for feature in _features(geojson, content.file):
        properties = feature.get("properties") or {}
        code = _code(feature, key)
        if code is None:
            known = [str(each) for each in properties]
            message = f'an area of "{content.file}" has no property "{key}"'
            raise BadData(Problem(MAP_AREAS, message, suggestion(key, known, "properties")))
        found.add(code)
        name = str(properties.get(content.name, code)) if content.name else code
        areas.append(Area(name, _polygons(feature, content.file), values.get(code)))
    if missing := [label for label in values if label not in found]:
        message = f'"{content.file}" has no area whose "{key}" is "{missing[0]}"'
        raise BadData(Problem(MAP_AREAS, message, suggestion(missing[0], found, "areas")))
    return MapData(content.name or data.axis, data.series[0].name, tuple(areas), _classes(content))


def _classes(content: Map) -> tuple[float, ...] | None:
    if content.classes is None:
        return None
    numbers = [parse_number(each) for each in content.classes]
    limits = tuple(float(each) for each in numbers if each is not None)
    if len(limits) < len(numbers) or any(b <= a for a, b in pairwise(limits)):
        message = "the classes of a map begin at numbers, each greater than the one before"
        raise BadData(Problem(CHART_VALUE, message, "write them like this: classes: [10, 20, 50]"))
    if len(limits) > _MOST_CLASSES:
        message = f"a map has {len(limits)} classes, whose colours nobody can tell from one another"
        raise BadData(Problem(CHART_VALUE, message, f"take {_MOST_CLASSES} at most"))
    return limits


def _code(feature: dict[str, Any], key: str) -> str | None:
    """Return by what an area is known: one of its properties, or its id."""
    code = (feature.get("properties") or {}).get(key, feature.get("id") if key == "id" else None)
    return None if code is None else str(code)


def _features(data: bytes, name: str) -> list[dict[str, Any]]:
    found = parse_json(decode(data, name), name)
    kind = found.get("type") if isinstance(found, dict) else None
    features = found.get("features") if kind == "FeatureCollection" else None
    if kind == "Topology":
        message = f'"{name}" is TopoJSON, not GeoJSON'
        raise BadData(Problem(MAP_AREAS, message, "save it as GeoJSON, such as with mapshaper"))
    if not isinstance(features, list) or not features:
        message = f'"{name}" is no GeoJSON with a list of features'
        raise BadData(Problem(MAP_AREAS, message, MAP_AREAS.mend))
    if not all(map(_is_feature, features)):
        raise BadData(Problem(MAP_AREAS, f'a feature of "{name}" is none', MAP_AREAS.mend))
    return features


def _is_feature(value: object) -> bool:
    parts = ("properties", "geometry")
    return isinstance(value, dict) and all(isinstance(value.get(p), dict | None) for p in parts)


def _polygons(feature: dict[str, Any], name: str) -> tuple[tuple[Ring, ...], ...]:
    """Return the polygons of an area, turned as d3 wants them: outer rings clockwise, holes the other way."""
    geometry = feature.get("geometry") or {}
    kind = geometry.get("type")
    if kind not in ("Polygon", "MultiPolygon"):
        message = f'"{name}" has a feature that is no area, but {kind or "empty"}'
        raise BadData(Problem(MAP_AREAS, message, "keep only polygons in it"))
    coordinates: Any = geometry.get("coordinates")
    try:
        parts = [coordinates] if kind == "Polygon" else coordinates
        polygons = tuple(
            tuple(_turned(_ring(ring), clockwise=not index) for index, ring in enumerate(part))
            for part in parts
        )
    except (TypeError, ValueError, LookupError, OverflowError):
        message = f'the coordinates of an area of "{name}" are no lists of numbers'
        raise BadData(Problem(MAP_AREAS, message, MAP_AREAS.mend)) from None
    points = [point for polygon in polygons for ring in polygon for point in ring]
    if not all(abs(x) <= 2 * _POLE and abs(y) <= _POLE for x, y in points):  # nor is NaN
        message = f'"{name}" is not in degrees of longitude and latitude'
        raise BadData(Problem(MAP_AREAS, message, "save it in the coordinates WGS 84 (EPSG:4326)"))
    if len(points) > MAX_POINTS or not all(polygons):
        message = f'an area of "{name}" has no points, or more than {MAX_POINTS:,}'
        raise BadData(Problem(MAP_AREAS, message, "simplify it, such as with mapshaper"))
    return polygons


def _ring(points: Any) -> Ring:
    ring = tuple((float(point[0]), float(point[1])) for point in points)
    if not ring:
        raise ValueError("a ring without points")
    return ring


def _turned(ring: Ring, *, clockwise: bool) -> Ring:
    turn = sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in pairwise((*ring, ring[0])))
    return ring if (turn > 0) == clockwise else ring[::-1]
