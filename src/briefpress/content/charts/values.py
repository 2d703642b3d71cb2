"""What a chart shows: the values of a data file by the places on its axis and by series."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefpress.content.charts.tables import NOTHING, ValueTable
from briefpress.content.data.values import BadData, DataTable, Problem, Value
from briefpress.content.rules.charts import CHART_VALUE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefpress.content.model.charts import Chart

_MOST_PROBLEMS = 20
_LARGEST = 10**100  # beyond it, what draws charts has no numbers
_NOTHING = frozenset({"", "-", "–", "—", "..", "…", "n/a", "na", "n.a.", "null"})
_YEAR = re.compile(r"[12]\d{3}")
_AFTER_DIGITS = re.compile(r".*\d", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Series:
    """The values of one series, one for each label of the chart; None where there is none."""

    name: str
    values: tuple[Value | None, ...]

    @property
    def numbers(self) -> list[float | None]:
        """The values as numbers."""
        return [None if each is None else float(each.number or 0) for each in self.values]


@dataclass(frozen=True, slots=True)
class ChartData:
    """The values of a chart: `labels` stand along its axis, which is called `axis`."""

    axis: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]

    @property
    def numbers(self) -> list[float]:
        """All values that there are."""
        return [n for each in self.series for n in each.numbers if n is not None]

    @property
    def is_in_years(self) -> bool:
        """Whether the axis has years, each later than the one before."""
        years = [int(each) for each in self.labels if _YEAR.fullmatch(each)]
        return len(years) == len(self.labels) > 1 and years == sorted(set(years))

    @property
    def unit(self) -> str:
        """What follows every number, such as " %"; nothing where not all have the same."""
        texts = {v.text for each in self.series for v in each.values if v is not None}
        units = {_AFTER_DIGITS.sub("", text) for text in texts}
        return units.pop() if len(units) == 1 else ""

    @property
    def table(self) -> ValueTable:
        """The table that says the same as the chart, with the numbers as the data file shows them."""
        values = zip(*(each.values for each in self.series), strict=True)
        rows = (
            (label, *(NOTHING if value is None else value.text for value in row))
            for label, row in zip(self.labels, values, strict=True)
        )
        return ValueTable((self.axis, *(each.name for each in self.series)), tuple(rows))


def chart_data(chart: Chart, table: DataTable) -> ChartData:
    """Return what a chart shows of a table; raises `BadData` where columns are missing, or values are no numbers."""
    axis = table.index(chart.x) if chart.x else 0
    if chart.series is not None:
        return _by_series(chart, table, axis)
    names = [chart.y] if isinstance(chart.y, str) else chart.y
    if names:
        columns = [table.index(name) for name in names]
    else:
        columns = [index for index in range(len(table.columns)) if index != axis]
    series = [Series(table.columns[index], _values(table, index)) for index in columns]
    _check(table, axis, columns)
    labels = tuple(row[axis].text for row in table.rows)
    _refuse_repeated(table, [(label,) for label in labels])
    return ChartData(table.columns[axis], labels, tuple(series))


def _by_series(chart: Chart, table: DataTable, axis: int) -> ChartData:
    """Return the values of a table that has one value in a row, with the name of its series beside it."""
    assert chart.series is not None
    by = table.index(chart.series)
    named = chart.y if isinstance(chart.y, str) else next(iter(chart.y or ()), None)
    others = [index for index in range(len(table.columns)) if index not in (axis, by)]
    column = table.index(named) if named else others[-1] if others else by
    _check(table, axis, [column])
    places = [(row[axis].text, row[by].text) for row in table.rows]
    _refuse_repeated(table, places)
    values = dict(zip(places, _values(table, column), strict=True))
    labels = tuple(dict.fromkeys(label for label, _ in places))
    names = dict.fromkeys(name for _, name in places)
    series = (Series(name, tuple(values.get((label, name)) for label in labels)) for name in names)
    return ChartData(table.columns[axis], labels, tuple(series))


def _values(table: DataTable, column: int) -> tuple[Value | None, ...]:
    cells = (row[column] for row in table.rows)
    return tuple(None if cell.number is None else _with_minus(cell) for cell in cells)


def _with_minus(value: Value) -> Value:
    """Return a value with a real minus sign before it, which is as wide as a digit, and is read out."""
    is_written = value.text.startswith("-")
    return replace(value, text=f"\u2212{value.text[1:]}") if is_written else value


def _check(table: DataTable, axis: int, columns: Sequence[int]) -> None:
    """Raise `BadData` where a value is neither a number nor left open, or a row has no label."""
    words = [column for column in columns if _is_of_words(table, column)]
    problems = [_no_numbers(table, [column]) for column in words]
    for row, place in zip(table.rows, table.places, strict=True):
        if not row[axis].text:
            message = f'{place} of "{table.name}" has nothing in "{table.columns[axis]}"'
            problems.append(_problem(message, "say what the value stands for", place))
        for column in columns:
            cell, name = row[column], table.columns[column]
            if column not in words and _is_wrong(cell):
                message = f'"{cell.text}" in "{name}" of "{table.name}" is no number'
                mend = "write the number alone, or leave the cell empty where there is none"
                problems.append(_problem(message, mend, place))
            elif cell.number is not None and abs(cell.number) > _LARGEST:
                message = f'the number in "{name}" of "{table.name}" is too large to be drawn'
                problems.append(
                    _problem(message, "give it in a larger unit, such as millions", place)
                )
    if not problems and not any(r[c].number is not None for r in table.rows for c in columns):
        problems.append(_no_numbers(table, columns))
    if problems:
        raise BadData(*problems[:_MOST_PROBLEMS])


def _is_wrong(cell: Value) -> bool:
    return cell.number is None and cell.text.casefold() not in _NOTHING


def _is_of_words(table: DataTable, column: int) -> bool:
    """Say whether a column has words or dates in several rows, and a number in none."""
    cells = [row[column] for row in table.rows]
    return sum(map(_is_wrong, cells)) > 1 and all(cell.number is None for cell in cells)


def _no_numbers(table: DataTable, columns: Sequence[int]) -> Problem:
    named = ", ".join(table.columns[column] for column in columns)
    message = f'there are no numbers in "{named}" of "{table.name}"'
    return Problem(CHART_VALUE, message, "name the columns with numbers: y: …")


def _refuse_repeated(table: DataTable, keys: Sequence[tuple[str, ...]]) -> None:
    """Raise `BadData` where two rows have a value for the same place in the chart."""
    first: dict[tuple[str, ...], str] = {}
    for key, place in zip(keys, table.places, strict=True):
        if key in first:
            message = (
                f'"{table.name}" has two values for {", ".join(key)}: {first[key]} and {place}'
            )
            mend = (
                "keep one of them; where they are of different series, name their column: series: …"
            )
            raise BadData(_problem(message, mend, place))
        first[key] = place


def _problem(message: str, mend: str, place: str) -> Problem:
    line = int(place.removeprefix("line ")) if place.startswith("line ") else None
    return Problem(CHART_VALUE, message, mend, line)
