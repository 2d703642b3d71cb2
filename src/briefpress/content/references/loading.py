"""The bibliography that a brief names, with all that is wrong with it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress.content.images import read_file
from briefpress.content.picture import BadImage
from briefpress.content.references.styles import (
    BadStyle,
    built_in_style,
    built_in_styles,
    parse_style,
    read_style,
)
from briefpress.content.references.works import Bibliography, Work
from briefpress.content.rules.references import (
    BIBLIOGRAPHY_FILE,
    CITATION_STYLE,
    REFERENCES_BOTH,
)
from briefpress.system import PandocFailed, find_pandoc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.content.references.styles import CitationStyle
    from briefpress.content.yaml_source import Source
    from briefpress.findings import Finding

WORKS_FILE = "references.json"  # how a PDF carries along what it cites
DEFAULT_STYLE = "harvard-cite-them-right"
_FIELD = ("bibliography",)
_STYLE = ("citation_style",)
_TRUE = frozenset({"true", "yes", "on", "1", "y", "t"})  # as pydantic reads them


@dataclass(slots=True)
class NamedBibliography:
    """What the fields of a brief lead to: the bibliography, the files that were read, the findings.

    `bibliography` is None where the brief names none, or where one is at fault.
    """

    bibliography: Bibliography | None = None
    files: dict[str, bytes] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    works: list[Work] = field(default_factory=list)


def read_bibliography(source: Source, folder: Path) -> NamedBibliography:
    """Read the bibliographies that a source names, and the citation style."""
    found = NamedBibliography()
    names = list(_names(source))
    if not names:
        return found
    if source.get(("references",)):
        message = "the brief has a bibliography, and references that are typed by hand"
        where = source.locate_key(("references",))
        found.findings.append(REFERENCES_BOTH.finding(message, where))
    try:
        find_pandoc()
        for path, name in names:
            _read(found, source, path, name, folder)
    except PandocFailed as error:
        where = source.locate(names[0][0])
        found.findings.append(error.rule.finding(str(error), where, mend=error.mend))
    asked = str(source.get(_STYLE) or DEFAULT_STYLE)
    try:
        style = read_style(asked, folder)
    except BadStyle as error:
        where = source.locate(_STYLE)
        found.findings.append(CITATION_STYLE.finding(str(error), where, mend=error.mend))
        return found
    if not style.is_built_in:
        found.files[style.name] = style.data
    if not found.findings:
        found.bibliography = _bibliography(source, found.works, style)
    return found


def embedded_bibliography(
    source: Source, works: bytes | None, style: bytes | None
) -> NamedBibliography:
    """Return the bibliography of a source that comes with its works as CSL-JSON, and with its own style.

    None is found where either is not sound. Raises `PandocFailed`.
    """
    from briefpress.content.references.reading import BadBibliography, read_works  # noqa: PLC0415 - most have none

    found = NamedBibliography()
    asked = str(source.get(_STYLE) or DEFAULT_STYLE)
    with suppress(BadBibliography, BadStyle):
        if works is not None and (style is not None or asked in built_in_styles()):
            found.works = read_works(works, WORKS_FILE)
            csl = built_in_style(asked) if style is None else parse_style(asked, style)
            found.bibliography = _bibliography(source, found.works, csl)
    return found


def _bibliography(source: Source, works: list[Work], style: CitationStyle) -> Bibliography:
    by_key = {work.key: work for work in reversed(works)}
    in_order = {work.key: by_key[work.key] for work in works}
    lists_all = str(source.get(("cite_all",))).lower() in _TRUE
    return Bibliography(in_order, style, lists_all)


def _names(source: Source) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the path and the value of each bibliography that a source names."""
    named = source.get(_FIELD)
    if isinstance(named, str) and named.strip():
        yield _FIELD, named
    for index, name in enumerate(named if isinstance(named, list) else ()):
        if isinstance(name, str) and name.strip():
            yield (*_FIELD, index), name


def _read(
    found: NamedBibliography, source: Source, path: tuple[str | int, ...], name: str, folder: Path
) -> None:
    from briefpress.content.references.reading import BadBibliography, read_works  # noqa: PLC0415 - most have none

    try:
        data = read_file(name, folder, "bibliography", "export only the sources of this brief")
        found.files[name] = data
        found.works += read_works(data, str(folder / name))
    except BadImage as error:
        where = source.locate(path)
        found.findings.append(BIBLIOGRAPHY_FILE.finding(str(error), where, mend=error.mend))
    except BadBibliography as error:
        found.findings += error.findings
