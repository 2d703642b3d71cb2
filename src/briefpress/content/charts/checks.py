"""The charts of a content file: the files that they name are read, and what is wrong with them is found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from briefpress.content.charts.alternates import (
    AlternateWords,
    proposed_alternate,
    proposed_for_map,
    proposed_for_spec,
)
from briefpress.content.charts.areas import map_data
from briefpress.content.charts.values import ChartData, chart_data
from briefpress.content.charts.vega_lite import read_spec, spec_table
from briefpress.content.data.reading import read_data_file, read_data_for
from briefpress.content.data.shown import ShownTable, shown_key
from briefpress.content.data.values import BadData
from briefpress.content.language_tags import closest_language
from briefpress.content.model.charts import Chart, Map
from briefpress.content.rules.charts import CHART_ALT, CHART_CROWDED, CHART_PIE
from briefpress.content.sound_parts import parts_with_data
from briefpress.findings import Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from briefpress.content.charts.tables import ValueTable
    from briefpress.content.model.charts import Drawn
    from briefpress.content.yaml_source import Path as KeyPath, Source
    from briefpress.findings import Finding

_MODELS = (Chart, Map)
_MOST_SERIES = 6
_MOST_SLICES = 4  # of a pie chart: as many are told apart by their names and sizes


def read_charts(
    source: Source, folder: Path, files: Mapping[str, bytes]
) -> tuple[dict[str, bytes], dict[str, ShownTable], list[Finding]]:
    """Return the files that charts need besides those that the content file names.

    With them come what they show of the files, and what is wrong with the files. `files` are those that the
    content file names, as far as they can be read.
    """
    language = source.get(("language",))
    reading = _Reading(source, folder, files, language if isinstance(language, str) else "en")
    findings = [
        finding
        for path, model in parts_with_data(source, _MODELS)
        for finding in reading.findings(path, model)
    ]
    return reading.others, reading.shown, findings


@dataclass(slots=True)
class _Reading:
    source: Source
    folder: Path
    files: Mapping[str, bytes]
    language: str
    shown: dict[str, ShownTable] = field(default_factory=dict)
    others: dict[str, bytes] = field(default_factory=dict)

    def findings(self, path: KeyPath, model: Drawn) -> Iterator[Finding]:
        """Yield what is wrong with a chart; its alternative text is proposed from its data."""
        data: ChartData | None = None
        proposed = ""
        named = "values" if isinstance(model, Map) else "spec"
        try:
            if isinstance(model, Map):
                proposed = self.check_map(model, path)
            elif not isinstance(model, Chart):
                pass
            elif model.spec and model.spec in self.files:
                spec = read_spec(self.files[model.spec], model.spec, self.read)
                self._keep(path, spec_table(spec))
                proposed = proposed_for_spec(spec, self.words)
            elif model.file and model.file in self.files:
                named = "file"
                held = self.files[model.file]
                table = read_data_for(model, held, model.file, self.language)
                data = chart_data(model, table)
                self._keep(path, data.table)
                proposed = proposed_alternate(str(model.type), data, self.words)
        except BadData as error:
            for each in error.problems:
                file = str(self.folder / str(getattr(model, named)))
                where = (
                    Location(file, each.line) if each.line else self.source.locate((*path, named))
                )
                yield each.rule.finding(each.message, where, mend=each.mend)
        if model.alt is None:
            yield self._without_alternate(path, proposed)
        if data is not None:
            yield from self._drawn_badly(path, model, data)

    @property
    def words(self) -> AlternateWords:
        """The words of the alternative texts that are proposed."""
        return AlternateWords.of(self.language)

    def _keep(self, path: KeyPath, table: ValueTable) -> None:
        self.shown[shown_key(path)] = ShownTable(columns=table.columns, rows=table.rows)

    def check_map(self, model: Map, path: KeyPath) -> str:
        """Return a proposal for an alternative text; raises `BadData` where areas and values do not fit."""
        if {model.file, model.values} <= self.files.keys():
            values = self.files[model.values]
            table = read_data_for(model, values, model.values, self.language)
            data = map_data(model, self.files[model.file], table)
            self._keep(path, data.table)
            return proposed_for_map(data, self.words)
        return ""

    def read(self, name: str) -> bytes:
        """Return a data file that a Vega-Lite file names, and keep it; raises `BadData`."""
        if name not in self.others:
            self.others[name] = read_data_file(name, self.folder)
        return self.others[name]

    def _without_alternate(self, path: KeyPath, proposed: str) -> Finding:
        mend = CHART_ALT.mend
        if proposed:
            text = proposed.replace("\\", "/").replace('"', "'")
            is_english = (
                self.words.language == "en" and closest_language(self.language, ["en"]) is None
            )
            said = ", in English" if is_english else ""
            mend = f'say what it tells; the data would give{said}: alt: "{text}"'
        message = f"the {path[-1]} has no alternative text"
        return CHART_ALT.finding(message, self.source.locate_key(path), mend=mend)

    def _drawn_badly(self, path: KeyPath, model: Any, data: ChartData) -> Iterator[Finding]:
        is_small = len(data.series) == 1 and len(data.labels) <= _MOST_SLICES
        if model.type == "pie" and not (is_small and all(each >= 0 for each in data.numbers)):
            where = self.source.locate((*path, "type"))
            yield CHART_PIE.finding("a pie chart can hardly be read", where)
        if len(data.series) > _MOST_SERIES and model.type not in ("bar", "grouped"):
            message = f"the chart has {len(data.series)} series"
            yield CHART_CROWDED.finding(message, self.source.locate_key(path))
