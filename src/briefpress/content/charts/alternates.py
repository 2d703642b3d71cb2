"""What an alternative text could say of a chart: proposed in messages, and never set by itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from briefpress.content.charts.vega_lite import spec_table
from briefpress.content.data.written_numbers import parse_number
from briefpress.content.language_tags import closest_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from briefpress.content.charts.areas import MapData
    from briefpress.content.charts.values import ChartData, Series

# By the types of charts, and the marks of Vega-Lite: what alternate_words.yaml calls them.
_KINDS = {
    "bar": "bar", "grouped": "bar", "stacked": "stacked", "line": "line", "area": "stacked_area", "dot": "dot",
    "pie": "pie",
}  # fmt: skip
_MARKS = {
    "arc": "pie", "area": "area", "bar": "bar", "boxplot": "boxplot", "circle": "dot", "geoshape": "map",
    "line": "line", "point": "dot", "rect": "heat", "square": "dot", "tick": "strip", "trail": "line",
}  # fmt: skip
_MOST_SERIES = 4
_MOST_UNKNOWN = 3  # areas without a value that are named
_LITTLE = 0.1  # of the first value: less is no rise or fall


@dataclass(frozen=True, slots=True)
class AlternateWords:
    """The words of alternative texts in a language."""

    language: str
    _words: dict[str, Any]

    @classmethod
    def of(cls, language: str) -> AlternateWords:
        """Return the words in a language, or those of English where there are none."""
        known = _known()
        found = closest_language(language, known) or "en"
        return cls(found, {**known["en"], **known[found]})

    def kind(self, name: str) -> str:
        """Return what a kind of chart is called."""
        return str(self._words["kinds"][name])

    def say(self, name: str, /, **parts: object) -> str:
        """Return the words with a name, with the parts that are put into them."""
        return str(self._words[name]).format(**parts)

    def joined(self, parts: Sequence[str], sign: str = "comma") -> str:
        """Return parts with commas or semicolons between them."""
        return str(self._words[sign]).join(filter(None, parts))


@cache
def _known() -> dict[str, dict[str, Any]]:
    found = files("briefpress.content.charts").joinpath("alternate_words.yaml")
    known: dict[str, dict[str, Any]] = yaml.safe_load(found.read_text("utf-8"))
    return known


def proposed_alternate(kind: str, data: ChartData, words: AlternateWords) -> str:
    """Return an alternative text for a chart of a kind: what is greatest and least, or how it changed."""
    series, called = data.series[:_MOST_SERIES], words.kind(_KINDS[kind])
    if data.is_in_years or kind in ("line", "area"):
        first, last = data.labels[0], data.labels[-1]
        parts = words.joined([_change(each, words) for each in series], "semicolon")
        return words.say("over_time", kind=called, first=first, last=last, parts=parts)
    count = len(data.labels)
    if len(data.series) == 1:
        parts = _extremes(data, data.series[0], words)
        return words.say("of_values", kind=called, count=count, parts=parts)
    said = [
        words.say("series", name=each.name, parts=_extremes(data, each, words)) for each in series
    ]
    names, parts = words.joined([e.name for e in series]), words.joined(said, "semicolon")
    return words.say(
        "of_series", kind=called, names=names, count=count, axis=data.axis, parts=parts
    )


def proposed_for_map(data: MapData, words: AlternateWords) -> str:
    """Return an alternative text for a map: where the value is greatest and least, and not known."""
    known = [(area.value.text, area.name, area.value.number) for area in data.areas if area.value]
    found = [(text, name, number) for text, name, number in known if number is not None]
    unknown = [area.name for area in data.areas if not area.value or area.value.number is None]
    parts = [_most_and_least(found, words)] if found else []
    if 0 < len(unknown) <= _MOST_UNKNOWN:
        parts.append(words.say("unknown", names=words.joined(unknown)))
    elif unknown:
        parts.append(words.say("unknown_areas", count=len(unknown)))
    said = words.joined(parts, "semicolon")
    return words.say("of_areas", kind=words.kind("map"), count=len(data.areas), parts=said)


def proposed_for_spec(spec: dict[str, Any], words: AlternateWords) -> str:
    """Return an alternative text for a Vega-Lite chart: what it shows, and its extremes."""
    kind = next(filter(None, (_MARKS.get(mark) for mark in _marks(spec))), "chart")
    fields = {each["field"]: each for each in _channels(spec) if isinstance(each.get("field"), str)}
    table = spec_table(spec)
    shown = [name for name in fields if name in table.columns]
    numbers = [name for name in shown if fields[name].get("type") == "quantitative"]
    names = [name for name in shown if name not in numbers]
    said = words.kind(kind)
    if shown:
        said = words.say("of_columns", kind=said, names=words.joined(shown))
    if len(numbers) != 1 or len(names) != 1:
        return words.say("of_rows", said=said, count=len(table.rows))
    value, name = table.columns.index(numbers[0]), table.columns.index(names[0])
    rows = ((row[value], row[name], parse_number(row[value])) for row in table.rows)
    found = [(text, label, number) for text, label, number in rows if number is not None]
    if not found:
        return words.say("of_rows", said=said, count=len(table.rows))
    return words.say("of_extremes", said=said, parts=_most_and_least(found, words))


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


def _most_and_least(found: Sequence[tuple[str, str, Decimal]], words: AlternateWords) -> str:
    """Return which of some names has the most and the least, with how their numbers are written."""
    text, name, number = max(found, key=lambda each: each[2])
    least = min(found, key=lambda each: each[2])
    parts = [words.say("most", name=name, value=text)]
    if number != least[2]:
        parts.append(words.say("least", name=least[1], value=least[0]))
    return words.joined(parts)


def _change(series: Series, words: AlternateWords) -> str:
    """Return how the values of a series changed from the first to the last."""
    found = [value for value in series.values if value is not None]
    if not found:
        return ""
    first, last = found[0], found[-1]
    before, after = float(first.number or 0), float(last.number or 0)
    is_little = abs(after - before) <= _LITTLE * abs(before)
    how = "stays" if is_little else "rises" if after > before else "falls"
    return words.say(how, name=series.name, first=first.text, last=last.text)


def _extremes(data: ChartData, series: Series, words: AlternateWords) -> str:
    """Return the greatest and the least value of a series, each with what it stands for."""
    pairs = zip(series.values, data.labels, strict=True)
    found = [(v.text, label, v.number) for v, label in pairs if v and v.number is not None]
    return _most_and_least(found, words) if found else words.say("no_values")
