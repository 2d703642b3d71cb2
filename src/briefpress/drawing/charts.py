"""A chart of values, or a Vega-Lite chart, to SVG."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from briefpress.drawing.bars import bar_chart, dot_chart, stacked_chart
from briefpress.drawing.columns import column_chart
from briefpress.drawing.layers import config
from briefpress.drawing.lines import area_chart, line_chart
from briefpress.drawing.maps import area_map
from briefpress.drawing.pie import pie_chart
from briefpress.drawing.vega_lite import draw

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefpress.content import ChartData, MapData
    from briefpress.drawing.layers import Spec
    from briefpress.drawing.look import Look

_KINDS: dict[str, Callable[[ChartData, Look], Spec]] = {
    "bar": bar_chart,
    "grouped": bar_chart,
    "stacked": stacked_chart,
    "line": line_chart,
    "area": area_chart,
    "dot": dot_chart,
    "pie": pie_chart,
}
_MOST_COLUMNS = 40  # that stand side by side
_STEP = 1.3  # between two rows of a Vega-Lite chart at least, in heights of a letter


def draw_chart(kind: str, data: ChartData, look: Look, name: str) -> ET.Element:
    """Return a chart as an svg element whose identifiers begin with `name`; raises `CannotDrawError`."""
    in_columns = kind == "stacked" or (kind == "bar" and len(data.series) == 1)
    if in_columns and data.is_in_years and len(data.labels) <= _MOST_COLUMNS:
        return draw(column_chart(data, look), look, name)
    return draw(_KINDS[kind](data, look), look, name)


def draw_map(data: MapData, look: Look, name: str) -> ET.Element:
    """Return a map as an svg element whose identifiers begin with `name`; raises `CannotDrawError`."""
    return draw(area_map(data, look), look, name)


def draw_vega_lite(spec: Spec, look: Look, name: str) -> ET.Element:
    """Return a Vega-Lite chart as an svg element, as wide as the text where it can be; raises `CannotDrawError`.

    The theme sets what the chart itself leaves open.
    """
    spec = deepcopy(spec)
    own = spec.get("config")
    spec["config"] = _merged(config(look), own if isinstance(own, dict) else {})
    if {"mark", "layer"} & spec.keys() and not {"row", "column", "facet"} & _channels(spec):
        width, height = spec.get("width"), spec.get("height")
        if isinstance(width, int | float) and isinstance(height, int | float) and width > 0:
            spec["height"] = round(height * look.width / width, 1)
        elif isinstance(height, dict) and isinstance(height.get("step"), int | float):
            height["step"] = max(height["step"], round(_STEP * look.size, 1))
        spec["width"] = round(look.width, 1)
        spec["autosize"] = {"type": "fit", "contains": "padding"}
    return draw(spec, look, name)


def _channels(spec: Spec) -> set[str]:
    encoding = spec.get("encoding")
    return set(encoding) if isinstance(encoding, dict) else set()


def _merged(ours: Spec, theirs: Spec) -> Spec:
    """Return settings, with those of the chart over those of the theme."""
    both = {
        key: _merged(ours[key], value)
        for key, value in theirs.items()
        if isinstance(value, dict) and isinstance(ours.get(key), dict)
    }
    return {**ours, **theirs, **both}
