"""The tables of the charts of a brief whose data files are not at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.content.charts.tables import ValueTable
from briefpress.content.data.shown import ShownTable, shown_key
from briefpress.content.data.values import BadData, Problem
from briefpress.content.model.charts import Drawn
from briefpress.content.model.fields import Model
from briefpress.content.rules.data import DATA_FILE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from briefpress.content.model.brief import Brief
    from briefpress.content.yaml_source import Path as KeyPath


def tables_of_charts(brief: Brief, shown: Mapping[str, ShownTable]) -> dict[Drawn, ValueTable]:
    """Return the tables that say the same as the charts of a brief; raises `BadData` where one is missing."""
    found: dict[Drawn, ValueTable] = {}
    for path, part in _charts(brief, ()):
        table = shown.get(shown_key(path))
        if table is None:
            message = f"nothing is known of what a {path[-1]} shows"
            raise BadData(Problem(DATA_FILE, message, DATA_FILE.mend))
        found[part] = ValueTable(table.columns, table.rows)
    return found


def _charts(value: object, path: KeyPath) -> Iterator[tuple[KeyPath, Drawn]]:
    """Yield the charts and maps in a part of a brief, each with its path."""
    if isinstance(value, Drawn):
        yield path, value
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            yield from _charts(getattr(value, name), (*path, name))
    elif isinstance(value, tuple):
        for index, each in enumerate(value):
            yield from _charts(each, (*path, index))
