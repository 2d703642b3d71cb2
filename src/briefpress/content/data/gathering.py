"""The data files that a content file names: read, and filled into its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefpress.content.data.filling import fill
from briefpress.content.data.reading import read_data, read_data_file
from briefpress.content.data.values import BadData
from briefpress.content.model.fields import Model
from briefpress.content.model.tables import Table
from briefpress.findings import Location

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from briefpress.content.model.brief import Brief
    from briefpress.content.yaml_source import Path as KeyPath, Source
    from briefpress.findings import Finding

_FIELDS = (
    ("table", "file"),
    ("chart", "file"),
    ("chart", "spec"),
    ("map", "file"),
    ("map", "values"),
)


def data_file_names(source: Source) -> dict[str, KeyPath]:
    """Return the data files that a content file names, each with the path of the field that does first."""
    found: dict[str, KeyPath] = {}
    for path in source.values:
        name = source.get(path) if path[-2:] in _FIELDS else None
        if isinstance(name, str) and name.strip():
            found.setdefault(name, path)
    return found


def read_data_files(source: Source, folder: Path) -> tuple[dict[str, bytes], list[Finding]]:
    """Return the data files that a content file names, by their names, and the errors of those that fail."""
    found: dict[str, bytes] = {}
    findings: list[Finding] = []
    for name, path in data_file_names(source).items():
        try:
            found[name] = read_data_file(name, folder)
        except BadData as error:
            findings += data_findings(error, source, path, folder / name)
    return found, findings


def fill_tables(
    brief: Brief, files: Mapping[str, bytes], source: Source, folder: Path
) -> tuple[Brief, list[Finding]]:
    """Return a brief whose tables are filled from their data files, and what is wrong with the files."""
    findings: list[Finding] = []
    told: set[str] = set()

    def filled(value: Any, path: KeyPath) -> Any:
        if isinstance(value, Table) and value.file and value.file in files:
            try:
                held, name = files[value.file], value.file
                data = read_data(held, name, value.sheet, value.range, brief.language)
                return fill(value, data)
            except BadData as error:
                new = data_findings(error, source, (*path, "file"), folder / value.file)
                findings.extend(each for each in new if str(each) not in told)
                told.update(map(str, new))
                return value
        if isinstance(value, Model):
            parts = {name: getattr(value, name) for name in type(value).model_fields}
            changed = {name: filled(part, (*path, name)) for name, part in parts.items()}
            differs = {n: part for n, part in changed.items() if part is not parts[n]}
            return value.model_copy(update=differs) if differs else value
        if isinstance(value, tuple):
            items = tuple(filled(each, (*path, index)) for index, each in enumerate(value))
            return items if any(a is not b for a, b in zip(items, value, strict=True)) else value
        return value

    return filled(brief, ()), findings


def data_findings(error: BadData, source: Source, path: KeyPath, file: Path) -> list[Finding]:
    """Return the findings on a data file: at its lines, or where the content file names it."""
    return [
        each.rule.finding(
            each.message,
            Location(str(file), each.line) if each.line else source.locate(path),
            mend=each.mend,
        )
        for each in error.problems
    ]
