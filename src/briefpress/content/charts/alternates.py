"""What an alternative text could say of a chart: proposed in messages, and never set by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefpress.content.charts.values import ChartData, Series

_KINDS = {
    "bar": "Bar chart", "grouped": "Bar chart", "stacked": "Stacked bar chart", "line": "Line chart",
    "area": "Stacked area chart", "dot": "Dot plot", "pie": "Pie chart",
}  # fmt: skip
_MOST_SERIES = 4
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
