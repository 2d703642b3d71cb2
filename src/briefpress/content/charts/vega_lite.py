"""A Vega-Lite file with its data: whole, naming no address, with the files beside it filled in."""

from __future__ import annotations

import json
import posixpath
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from briefpress.content.charts.tables import NOTHING, ValueTable
from briefpress.content.data.reading import read_data
from briefpress.content.data.values import BadData, Problem, suggestion
from briefpress.content.rules.charts import CHART_ADDRESS, CHART_SPEC

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_DEEPEST = 100  # levels of a file
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_JSON_ENDINGS = (".json", ".geojson", ".topojson")
_COLOURS = ("color", "fill", "stroke")


def read_spec(data: bytes, name: str, read: Callable[[str], bytes]) -> dict[str, Any]:
    """Return the chart of a Vega-Lite file, with all its data in it.

    `read` returns a file that it names as data, relative to its own folder; raises `BadData`.
    """
    text = decode(data, name)
    spec = parse_json(text, name)
    if (
        not isinstance(spec, dict)
        or not {"mark", "layer", "hconcat", "vconcat", "concat", "spec"} & spec.keys()
    ):
        message = f'"{name}" is no Vega-Lite chart: it has neither "mark" nor "layer"'
        raise BadData(Problem(CHART_SPEC, message, CHART_SPEC.mend))
    if "/vega/" in str(spec.get("$schema", "")):
        message = f'"{name}" is Vega, not Vega-Lite'
        raise BadData(Problem(CHART_SPEC, message, "save the chart as Vega-Lite"))
    problems = [*_addresses(spec, text, name)]
    if problems:
        raise BadData(*problems)
    _fill(spec, posixpath.dirname(name), read)
    _check_fields(spec, text, name)
    return spec


def decode(data: bytes, name: str) -> str:
    """Return the text of a JSON file; raises `BadData`."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        message = f'"{name}" is not UTF-8, so that its letters cannot be told'
        raise BadData(Problem(CHART_SPEC, message, "save it anew as UTF-8")) from None


def parse_json(text: str, name: str) -> Any:
    """Return what JSON holds; raises `BadData` with the line where it is not whole, or too deep."""
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        message = f'"{name}" is not whole JSON: {error.msg[:1].lower()}{error.msg[1:]}'
        raise BadData(Problem(CHART_SPEC, message, CHART_SPEC.mend, error.lineno)) from None
    except ValueError:  # Python takes no number of more than 4,300 digits
        message = f'"{name}" holds a number that is too long'
        raise BadData(Problem(CHART_SPEC, message, "round it")) from None
    except RecursionError:
        is_deep = True
    else:
        is_deep = _depth(found) > _DEEPEST
    if is_deep:
        message = f'"{name}" is nested more than {_DEEPEST} levels deep'
        raise BadData(Problem(CHART_SPEC, message, CHART_SPEC.mend))
    return found


def _depth(value: Any, level: int = 0) -> int:
    """Return how deep a value is nested, as far as that matters."""
    if level > _DEEPEST or not isinstance(value, dict | list):
        return level
    parts = value.values() if isinstance(value, dict) else value
    return max((_depth(part, level + 1) for part in parts), default=level)


def _parts(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every group of fields in a chart; the data themselves are none."""
    if isinstance(value, dict):
        yield value
        for key, part in value.items():
            if key not in ("values", "datasets"):
                yield from _parts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _parts(part)


def _addresses(spec: dict[str, Any], text: str, name: str) -> Iterator[Problem]:
    """Yield a problem for each address that a chart would fetch something from."""
    for part in _parts(spec):
        url = part.get("url")
        mark = part.get("mark")
        kind = mark.get("type") if isinstance(mark, dict) else mark
        if isinstance(url, str) and _ADDRESS.match(url.strip()):
            shown = url if len(url) < 80 else f"{url[:80]}…"
            message = f'"{name}" names an address, and nothing is fetched: {shown}'
            yield Problem(CHART_ADDRESS, message, CHART_ADDRESS.mend, _line_of(url, text))
        elif kind == "image":
            message = f'"{name}" shows pictures, which would be fetched'
            mend = "draw points instead, or show the picture as a figure"
            yield Problem(CHART_ADDRESS, message, mend, _line_of("image", text))


def _line_of(word: str, text: str) -> int | None:
    index = text.find(json.dumps(word)[1:-1])
    return text.count("\n", 0, index) + 1 if index >= 0 else None


def _fill(spec: dict[str, Any], folder: str, read: Callable[[str], bytes]) -> None:
    """Put data files into a chart, and let its legends have steps, which are printed everywhere alike."""
    for part in [*_parts(spec)]:
        url = part.get("url")
        if isinstance(url, str):
            del part["url"]
            try:
                file = posixpath.normpath(posixpath.join(folder, url))
                part["values"] = _values(url, read(file))
            except BadData as error:  # whose lines are those of another file
                raise BadData(*(replace(each, line=None) for each in error.problems)) from None
        for channel in (part.get(name) for name in _COLOURS):
            if isinstance(channel, dict) and channel.get("type") == "quantitative":
                legend = channel.setdefault("legend", {})
                if isinstance(legend, dict) and "scale" not in legend:
                    legend.setdefault("type", "symbol")


def _check_fields(spec: dict[str, Any], text: str, name: str) -> None:
    """Raise `BadData` where a chart shows a field that its data do not have: its place would be empty."""
    parts = [*_parts(spec)]
    columns = spec_table(spec).columns
    sets = sum("values" in part or "sequence" in part for part in parts)
    if sets != 1 or not columns or any(part.get("transform") for part in parts):
        return  # fields may be computed, or come from one of several data
    for part in parts:
        field = part.get("field")
        if isinstance(field, str) and field.partition(".")[0].replace("\\", "") not in columns:
            mend = suggestion(field, columns, "fields")
            message = f'"{name}" shows "{field}", which its data do not have'
            raise BadData(Problem(CHART_SPEC, message, mend, _line_of(field, text)))


def _values(name: str, data: bytes) -> Any:
    if name.lower().endswith(_JSON_ENDINGS):
        return parse_json(decode(data, name), name)
    table = read_data(data, name)
    return [
        {
            column: float(value.number) if value.number is not None else value.text or None
            for column, value in zip(table.columns, row, strict=True)
        }
        for row in table.rows
    ]


def spec_table(spec: dict[str, Any]) -> ValueTable:
    """Return the first data in a chart that are a table; an empty one if none are."""
    named = spec.get("datasets")
    sets = [*named.values()] if isinstance(named, dict) else []
    sets += [part.get("values") for part in _parts(spec)]
    for rows in sets:
        if isinstance(rows, list) and rows and all(isinstance(row, dict) for row in rows):
            columns = tuple(dict.fromkeys(str(key) for row in rows for key in row))
            cells = (tuple(_written(row.get(column)) for column in columns) for row in rows)
            return ValueTable(columns, tuple(cells))
    return ValueTable((), ())


def _written(value: Any) -> str:
    """Return a value of JSON as a table shows it."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).replace("-", "\u2212", 1) if isinstance(value, int | float) else str(value)
