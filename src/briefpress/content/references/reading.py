"""The files of a bibliography to its works; pandoc reads them all."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING

from briefpress.content.references.bibtex_errors import BibtexError, bibtex_errors
from briefpress.content.references.bibtex_titles import with_capitals
from briefpress.content.references.works import Work
from briefpress.content.rules.references import BIBLIOGRAPHY_FORMAT, BIBLIOGRAPHY_SYNTAX
from briefpress.content.yaml_parser import parse_yaml
from briefpress.content.yaml_source import position
from briefpress.findings import Finding, Location, Unusable
from briefpress.system import PANDOC_FAILED, PANDOC_MISSING, PandocFailed, run_pandoc

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.findings import Rule

# Pandoc's names of the formats, by the endings of files.
_FORMATS = {
    ".bib": "biblatex", ".bibtex": "bibtex", ".json": "csljson", ".ris": "ris",
    ".yaml": "markdown", ".yml": "markdown",
}  # fmt: skip
# Where an entry begins, by the format; the group is its key. All of YAML and JSON are read before.
_ENTRIES = {
    "biblatex": re.compile(r"^[ \t]*@\s*\w+\s*[{(]\s*([^\s,{}()]+)", re.MULTILINE),
    "ris": re.compile(r"^ID\s+-\s*(\S+)", re.MULTILINE),
    "csljson": re.compile(r'"id"\s*:\s*"?([^"\s,}]+)'),
    "markdown": re.compile(r"""^[ \t-]*id\s*:\s*["']?([^"'\s]+)""", re.MULTILINE),
}
_ENTRIES["bibtex"] = _ENTRIES["biblatex"]
_NO_ENTRIES = frozenset({"string", "comment", "preamble"})
_INDEX = re.compile(r"\$(?:\.\w+)?\[(\d+)\]")  # pandoc's word for an entry of JSON


class BadBibliography(Exception):  # noqa: N818 - an outcome that the caller reports, not a bug
    """A bibliography cannot be read: the findings say why, and where."""

    def __init__(self, rule: Rule, message: str, where: Location, mend: str | None = None) -> None:
        super().__init__(message)
        self.findings: tuple[Finding, ...] = (rule.finding(message, where, mend=mend),)


def read_works(data: bytes, file: str) -> list[Work]:
    """Return the works in a bibliography, in its order; `file` is the path that findings name.

    Raises `BadBibliography`, and `PandocFailed` where pandoc is not there or does not finish.
    """
    kind = _FORMATS.get(PurePath(file).suffix.lower())
    if kind is None:
        message = f'"{PurePath(file).name}" is in no format that can be read'
        raise BadBibliography(BIBLIOGRAPHY_FORMAT, message, Location(file))
    text = _decoded(data, file)
    given = _PREPARED.get(kind, _as_it_is)(text, file)
    try:
        read = convert(("--from", kind, "--to", "csljson"), given.encode())
    except PandocFailed as error:
        raise _syntax_errors(error, text, kind, file) from None
    places = dict(_places(text, kind, file))
    items = ((str(item["id"]), item) for item in json.loads(read))
    return [Work(key, item, places.get(key, Location(file))) for key, item in items]


@lru_cache(maxsize=32)
def convert(arguments: tuple[str, ...], data: bytes) -> bytes:
    """Return what pandoc makes of a file; it is asked once for all briefs that this process builds."""
    return run_pandoc(arguments, data)


def _decoded(data: bytes, file: str) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        where = Location(file, data.count(b"\n", 0, error.start) + 1)
        message, mend = "the bibliography is not UTF-8", "export it anew with the encoding UTF-8"
        raise BadBibliography(BIBLIOGRAPHY_SYNTAX, message, where, mend) from None


def _as_it_is(text: str, _file: str) -> str:
    return text


def _with_capitals(text: str, _file: str) -> str:
    return with_capitals(text)


def _checked_json(text: str, file: str) -> str:
    """Return CSL-JSON as a list of entries."""
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        where = Location(file, error.lineno, error.colno)
        raise BadBibliography(
            BIBLIOGRAPHY_SYNTAX, f"this is not JSON: {error.msg}", where
        ) from None
    except RecursionError:
        message = "the JSON is nested too deeply"
        raise BadBibliography(BIBLIOGRAPHY_SYNTAX, message, Location(file, 1)) from None
    if isinstance(found, dict):
        found = found.get("items", found.get("references"))
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        message = "this JSON is no list of entries, as CSL-JSON is"
        raise BadBibliography(BIBLIOGRAPHY_SYNTAX, message, Location(file, 1))
    return json.dumps(found)


def _checked_yaml(text: str, file: str) -> str:
    """Return CSL-YAML as the head of a page of Markdown, which is what pandoc reads it from."""
    lines = text.strip().splitlines()
    body = "\n".join(line for line in lines if line.rstrip() not in ("---", "..."))
    try:
        # What ends the head of a page would make the rest Markdown: so it is taken out above.
        found = parse_yaml(body, file).data
    except Unusable as reason:
        first = reason.findings[0]
        raise BadBibliography(
            BIBLIOGRAPHY_SYNTAX, first.message, first.location, first.mend
        ) from None
    entries = found.get("references") if isinstance(found, dict) else None
    if not isinstance(entries, list):
        message = "this YAML has no list of entries under references:, as CSL-YAML has"
        raise BadBibliography(BIBLIOGRAPHY_SYNTAX, message, Location(file, 1))
    return f"---\n{body}\n---\n"


# By format: what makes of a file what pandoc is given.
_PREPARED = {
    "csljson": _checked_json,
    "markdown": _checked_yaml,
    "biblatex": _with_capitals,
    "bibtex": _with_capitals,
}


def _syntax_errors(
    error: PandocFailed, text: str, kind: str, file: str
) -> BadBibliography | PandocFailed:
    """Return the errors of a file: of BibTeX all, of what programs write the first."""
    first = _syntax_error(error, text, kind, file)
    if error.line is None or kind not in ("biblatex", "bibtex"):
        return first

    def ask(rest: str) -> BibtexError | None:
        try:
            convert(("--from", kind, "--to", "csljson"), rest.encode())
        except PandocFailed as found:
            message = str(found).replace("pandoc stopped: ", "")
            return BibtexError(message, found.line, found.column) if found.line else None
        return None

    found = bibtex_errors(text, ask)
    if isinstance(first, BadBibliography) and found:
        first.findings = tuple(
            BIBLIOGRAPHY_SYNTAX.finding(each.message, Location(file, each.line, each.column))
            for each in found
        )
    return first


def _syntax_error(
    error: PandocFailed, text: str, kind: str, file: str
) -> BadBibliography | PandocFailed:
    """Return pandoc's error with its line, where it is one of the file."""
    if error.rule is PANDOC_MISSING:
        return error
    message = str(error).replace("pandoc stopped: ", "")
    where = Location(file, error.line, error.column)
    if error.line is None and message == str(error):  # it took too much
        mend = "export only the sources of this brief"
        return BadBibliography(PANDOC_FAILED, message, where, mend)
    if index := _INDEX.search(message):
        message = f"this entry cannot be read: {message.partition(': ')[2]}"
        places = [place for _, place in _places(text, kind, file)]
        where = places[int(index[1])] if int(index[1]) < len(places) else Location(file, 1)
    return BadBibliography(BIBLIOGRAPHY_SYNTAX, message, where)


def _places(text: str, kind: str, file: str) -> Iterator[tuple[str, Location]]:
    """Yield the key and the place of each entry."""
    for match in _ENTRIES[kind].finditer(text):
        if match[0].strip(" \t@").split("{")[0].strip().lower() not in _NO_ENTRIES:
            yield match[1], position(file, text, match.start(1))
