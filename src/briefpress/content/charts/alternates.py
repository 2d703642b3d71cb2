"""What an alternative text could say of a chart: proposed in messages, and never set by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefpress.content.charts.vega_lite import spec_table
from briefpress.content.data.written_numbers import parse_number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from briefpress.content.charts.areas import MapData
    from briefpress.content.charts.values import ChartData, Series

_KINDS = {
    "bar": "Bar chart", "grouped": "Bar chart", "stacked": "Stacked bar chart", "line": "Line chart",
    "area": "Stacked area chart", "dot": "Dot plot", "pie": "Pie chart",
}  # fmt: skip
_MARKS = {
    "arc": "Pie chart", "area": "Area chart", "bar": "Bar chart", "boxplot": "Box plot", "circle": "Dot plot",
    "geoshape": "Map", "line": "Line chart", "point": "Dot plot", "rect": "Heat map", "square": "Dot plot",
    "tick": "Strip plot", "trail": "Line chart",
}  # fmt: skip
_MOST_SERIES = 4
_MOST_UNKNOWN = 3  # areas without a value that are named
_LITTLE = 0.1  # of the first value: less is no rise or fall


def proposed_alternate(kind: str, data: ChartData) -> str:
    """Return an alternative text in English for a chart of a kind: what is greatest and least, or how it changed."""
    series = data.series[:_MOST_SERIES]
    if data.is_in_years or kind in ("line", "area"):
        first, last = data.labels[0], data.labels[-1]
        parts = "; ".join(filter(None, (_change(each) for each in series)))
        return f"{_KINDS[kind]}, {first} to {last}: {parts}."
    if len(data.series) == 1:
        return f"{_KINDS[kind]} of {len(data.labels)} values: {_extremes(data, data.series[0])}."
    parts = "; ".join(f"{each.name}: {_extremes(data, each)}" for each in series)
    names = ", ".join(each.name for each in series)
    return f"{_KINDS[kind]} of {names} for {len(data.labels)} values of {data.axis}. {parts}."


def proposed_for_map(data: MapData) -> str:
    """Return an alternative text in English for a map: where the value is greatest and least, and not known."""
    known = [(area.value.text, area.name, area.value.number) for area in data.areas if area.value]
    found = [(text, name, number) for text, name, number in known if number is not None]
    unknown = [area.name for area in data.areas if not area.value or area.value.number is None]
    parts = [_most_and_least(found)] if found else []
    if 0 < len(unknown) <= _MOST_UNKNOWN:
        parts.append(f"nothing is known of {', '.join(unknown)}")
    elif unknown:
        parts.append(f"nothing is known of {len(unknown)} areas")
    return f"Map of {len(data.areas)} areas: {'; '.join(parts)}."


def proposed_for_spec(spec: dict[str, Any]) -> str:
    """Return an alternative text in English for a Vega-Lite chart: what it shows, and its extremes."""
    kind = next(filter(None, (_MARKS.get(mark) for mark in _marks(spec))), "Chart")
    fields = {each["field"]: each for each in _channels(spec) if isinstance(each.get("field"), str)}
    table = spec_table(spec)
    shown = [name for name in fields if name in table.columns]
    numbers = [name for name in shown if fields[name].get("type") == "quantitative"]
    names = [name for name in shown if name not in numbers]
    said = f"{kind} of {', '.join(shown)}" if shown else kind
    if len(numbers) != 1 or len(names) != 1:
        return f"{said}, {len(table.rows)} rows of data."
    value, name = table.columns.index(numbers[0]), table.columns.index(names[0])
    rows = ((row[value], row[name], parse_number(row[value])) for row in table.rows)
    found = [(text, label, number) for text, label, number in rows if number is not None]
    return f"{said}: {_most_and_least(found)}." if found else f"{said}."


def _marks(spec: dict[str, Any]) -> Iterator[str]:
    """Yield the kinds of marks of a chart and its layers."""
    mark = spec.get("mark")
    kind = mark.get("type") if isinstance(mark, dict) else mark
    if isinstance(kind, str):
        yield kind
    for each in spec["layer"] if isinstance(spec.get("layer"), list) else ():
        if isinstance(each, dict):
            yield from _marks(each)


def _channels(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the encodings of a chart and its layers."""
    encoding = spec.get("encoding")
    if isinstance(encoding, dict):
        yield from (each for each in encoding.values() if isinstance(each, dict))
    for each in spec["layer"] if isinstance(spec.get("layer"), list) else ():
        if isinstance(each, dict):
            yield from _channels(each)


def _most_and_least(found: list[tuple[str, str, Decimal]]) -> str:
    """Return which of some names has the most and the least, with how their numbers are written."""
    text, name, number = max(found, key=lambda each: each[2])
    least = min(found, key=lambda each: each[2])
    most = f"{name} has the most with {text}"
    return most if number == least[2] else f"{most}, {least[1]} the least with {least[0]}"


def _change(series: Series) -> str:
    """Return how the values of a series changed from the first to the last."""
    found = [value for value in series.values if value is not None]
    if not found:
        return ""
    first, last = found[0], found[-1]
    before, after = float(first.number or 0), float(last.number or 0)
    if abs(after - before) <= _LITTLE * abs(before):
        return f"{series.name} changes little, from {first.text} to {last.text}"
    verb = "rises" if after > before else "falls"
    return f"{series.name} {verb} from {first.text} to {last.text}"


def _extremes(data: ChartData, series: Series) -> str:
    """Return the greatest and the least value of a series, each with what it stands for."""
    found = [(v, label) for v, label in zip(series.values, data.labels, strict=True) if v]
    if not found:
        return "no values"
    greatest = max(found, key=lambda each: float(each[0].number or 0))
    least = min(found, key=lambda each: float(each[0].number or 0))
    most = f"{greatest[1]} has the most with {greatest[0].text}"
    return most if greatest == least else f"{most}, {least[1]} the least with {least[0].text}"
