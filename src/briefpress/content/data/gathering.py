"""The data files that a content file names: read, and filled into its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefpress.content.data.filling import fill, shown_part
from briefpress.content.data.reading import read_data_file, read_data_for
from briefpress.content.data.shown import ShownTable, shown_key
from briefpress.content.data.values import BadData, Problem
from briefpress.content.model.fields import Model
from briefpress.content.model.tables import Table
from briefpress.content.rules.data import DATA_FILE
from briefpress.content.sound_parts import parts_with_data
from briefpress.findings import Location

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
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


def read_tables(
    source: Source, files: Mapping[str, bytes], folder: Path
) -> tuple[dict[KeyPath, Table], dict[str, ShownTable], list[Finding]]:
    """Return the tables of a content file that name a data file, filled from it, by where they stand.

    With them come what they show of the files, and what is wrong with the files. Tables are read whose
    own fields are sound, whatever is wrong elsewhere in the content file.
    """
    tables: dict[KeyPath, Table] = {}
    shown: dict[str, ShownTable] = {}
    findings: dict[str, Finding] = {}  # by their texts: several tables may show one file
    language = source.get(("language",))
    for path, table in parts_with_data(source, (Table,)):
        if table.file not in files:
            continue
        try:
            held = files[table.file]
            data = read_data_for(table, held, table.file, str(language or "en"))
            tables[path] = fill(table, data)
            shown[shown_key(path)] = ShownTable.of(shown_part(table, data))
        except BadData as error:
            found = data_findings(error, source, (*path, "file"), folder / table.file)
            findings = {str(each): each for each in found} | findings
    return tables, shown, [*findings.values()]


def with_tables(brief: Brief, tables: Mapping[KeyPath, Table]) -> Brief:
    """Return a brief in which other tables stand at some places."""
    made: Brief = _with_tables(brief, (), lambda table, path: tables.get(path, table))
    return made


def fill_shown(brief: Brief, shown: Mapping[str, ShownTable]) -> Brief:
    """Return a brief whose tables are filled with what it showed of their files; raises `BadData`."""

    def filled(table: Table, path: KeyPath) -> Table:
        assert table.file
        data = shown.get(shown_key(path))
        if data is None:
            message = f'nothing is known of what is shown of "{table.file}"'
            raise BadData(Problem(DATA_FILE, message, DATA_FILE.mend))
        return fill(table, data.as_data(table.file))

    made: Brief = _with_tables(brief, (), filled)
    return made


def _with_tables(value: Any, path: KeyPath, filled: Callable[[Table, KeyPath], Table]) -> Any:
    """Return a part of a brief in which the tables that name a file are others."""
    if isinstance(value, Table) and value.file:
        return filled(value, path)
    if isinstance(value, Model):
        parts = {name: getattr(value, name) for name in type(value).model_fields}
        changed = {name: _with_tables(part, (*path, name), filled) for name, part in parts.items()}
        differs = {n: part for n, part in changed.items() if part is not parts[n]}
        return value.model_copy(update=differs) if differs else value
    if isinstance(value, tuple):
        items = tuple(
            _with_tables(each, (*path, index), filled) for index, each in enumerate(value)
        )
        return items if any(a is not b for a, b in zip(items, value, strict=True)) else value
    return value


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
