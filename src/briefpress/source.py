"""YAML text to plain data, with the place of every key and value.

Every scalar stays the text that was typed, so that `no`, `1.10` and `2025-04` mean what they say.
Content is untrusted: tags, aliases, deep nesting and a second document are refused, and nothing is
constructed but dictionaries, lists and strings.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import yaml

from briefpress.findings import Finding, Location, Severity, Unusable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Path: TypeAlias = tuple[str | int, ...]
Data: TypeAlias = "dict[str, Data] | list[Data] | str"

MAX_DEPTH = 40
MAX_NODES = 50_000

_Parser = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

# What PyYAML and libyaml say, and what an editor can do about it. The first match counts.
_SYNTAX = (
    ("mapping values are not allowed", "a colon followed by a space stands in unquoted text",
     'put the whole text in quotes: title: "Review 2025: Kenya"'),
    ("unknown escape", "a backslash stands in a text in double quotes",
     "use single quotes, or write the backslash twice"),
    ("quoted scalar", "a quotation mark is opened and never closed",
     "close the text with the quotation mark that opens it"),
    ("flow", "a bracket or brace is not closed, or a comma is missing",
     "close every [ with ] and every { with }, with commas between"),
    ("block mapping", "this line does not fit the lines above it",
     "indent it exactly as the other keys of the same group, and put text with special signs in quotes"),
    ("block collection", "this line does not fit the list above it",
     "indent every dash of a list alike, with spaces"),
    ("could not find expected ':'", "a key without a colon, or text without its key",
     "write the key, a colon and a space before the text"),
    ("block scalar", "the text below | or > is not indented evenly",
     "indent every line of the text by the same number of spaces"),
    ("undefined alias", "a star at the beginning of a text has a meaning of its own in YAML",
     "put the text in quotes"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Span:
    """Where a value stands in the text: character offsets, and how it is quoted."""

    start: int
    end: int
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The data of a YAML file, and where each part of it was written."""

    file: str
    text: str
    data: Data
    keys: Mapping[Path, Span] = field(repr=False)
    values: Mapping[Path, Span] = field(repr=False)
    findings: tuple[Finding, ...] = ()

    def locate_key(self, path: Path) -> Location:
        """Return where the key of `path` stands, or what is nearest to it."""
        while path and path not in self.keys:
            path = path[:-1]
        return self.at(self.keys[path].start) if path else self.locate(())

    def locate(self, path: Path, before: str = "") -> Location:
        """Return where the value of `path`, or what follows `before` in it, stands in the file."""
        while path not in self.values and path:
            path, before = path[:-1], ""
        span = self.values.get(path)
        return self.at(self._align(span, before) if span else 0)

    def at(self, index: int) -> Location:
        """Return the place of a character of the text, in lines and columns from 1."""
        start = self.text.rfind("\n", 0, index) + 1
        return Location(self.file, self.text.count("\n", 0, index) + 1, index - start + 1)

    def _align(self, span: Span, before: str) -> int:
        """Find where the text after `before` stands in a folded, quoted or indented text.

        YAML folds white space and resolves escapes, so the other characters are counted.
        """
        offset = sum(not char.isspace() for char in before)
        written, index = self.text, span.start
        if span.style in ("|", ">"):
            index = written.find("\n", index) + 1
        elif span.style:
            index += 1
        value = 0
        while index < span.end:
            while index < span.end and written[index].isspace():
                index += 1
            if value >= offset:
                break
            if span.style == '"' and written[index] == "\\":
                index += {"x": 3, "u": 5, "U": 9}.get(written[index + 1], 1)
            elif span.style == "'" and written.startswith("''", index):
                index += 1
            index, value = index + 1, value + 1
        return min(index, max(span.end - 1, span.start))


def parse(text: str, file: str) -> Source:
    """Parse YAML text; `file` is the name that findings use.

    Raises `Unusable` where the text is no YAML, is empty, or is built to exhaust the machine.
    """
    builder = _Builder(text, file)
    try:
        for event in yaml.parse(text, Loader=_Parser):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        raise Unusable(*builder.findings, _syntax_finding(error, text, file)) from None
    except yaml.reader.ReaderError as error:
        where = builder.place(text.find(chr(error.character)) if error.character else 0)
        raise Unusable(
            _error("yaml-syntax", where, "a control character stands in the text", "delete it")
        ) from None
    return builder.finish()


def _error(rule: str, where: Location, message: str, mend: str) -> Finding:
    return Finding(rule, Severity.ERROR, message, where, mend)


def _syntax_finding(error: yaml.MarkedYAMLError, text: str, file: str) -> Finding:
    mark = error.problem_mark or error.context_mark
    where = Location(file, mark.line + 1, mark.column + 1) if mark else Location(file, 1, 1)
    line = (
        text.split("\n")[where.line - 1]
        if where.line and where.line <= text.count("\n") + 1
        else ""
    )
    if "\t" in line[: len(line) - len(line.lstrip())] or "\\t" in str(error.problem):
        column = line.find("\t") + 1 or where.column
        return _error(
            "yaml-tab",
            Location(file, where.line, column),
            "a tab is used for indentation",
            "use spaces, two for each level",
        )
    said = f"{error.context or ''} {error.problem or ''}"
    if "cannot start any token" in said:
        return _error(
            "yaml-syntax",
            where,
            "a text begins with a sign that has a meaning of its own in YAML",
            "put the text in quotes",
        )
    for needle, message, mend in _SYNTAX:
        if needle in said:
            return _error("yaml-syntax", where, message, mend)
    return _error(
        "yaml-syntax",
        where,
        f"this is not YAML: {said.strip()}",
        "compare it with the lines around it",
    )


def _start(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _end(event: yaml.Event) -> int:
    return event.end_mark.index if event.end_mark else 0


@dataclass(slots=True)
class _Frame:
    """A mapping or list that is being read."""

    node: dict[str, Data] | list[Data]
    path: Path
    start: int
    key: str | None = None


@dataclass(slots=True)
class _Builder:
    """Turns parser events into data without recursion, collecting every finding on the way."""

    text: str
    file: str
    findings: list[Finding] = field(default_factory=list)
    keys: dict[Path, Span] = field(default_factory=dict)
    values: dict[Path, Span] = field(default_factory=dict)
    stack: list[_Frame] = field(default_factory=list)
    roots: list[Data] = field(default_factory=list)
    nodes: int = 0

    def place(self, index: int) -> Location:
        return Source(self.file, self.text, "", {}, {}).at(index)

    def report(self, rule: str, event: yaml.Event, message: str, mend: str) -> None:
        self.findings.append(_error(rule, self.place(_start(event)), message, mend))

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent):
            self.report(
                "yaml-alias",
                event,
                f"an alias (*{event.anchor}) stands where text should",
                "write the text out, or put it in quotes if it begins with a star",
            )
            raise Unusable(*self.findings)
        if isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)):
            self._count(event)
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            node: dict[str, Data] | list[Data] = (
                {} if isinstance(event, yaml.MappingStartEvent) else []
            )
            if path := self._put(node, event):
                self.stack.append(_Frame(node, path[0], _start(event)))
        elif isinstance(event, yaml.CollectionEndEvent):
            frame = self.stack.pop()
            self.values[frame.path] = Span(frame.start, _end(event))

    def _count(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES or len(self.stack) >= MAX_DEPTH:
            self.report(
                "yaml-size",
                event,
                "the file is nested too deep or holds too many values",
                f"a brief has at most {MAX_DEPTH} levels and {MAX_NODES:,} values",
            )
            raise Unusable(*self.findings)
        if event.tag not in (None, "!"):
            self.report(
                "yaml-tag",
                event,
                f"the tag {event.tag} is not allowed in a brief",
                "delete the word that begins with an exclamation mark",
            )

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        frame = self.stack[-1] if self.stack else None
        if frame and isinstance(frame.node, dict) and frame.key is None:
            self._key(frame, event)
        elif path := self._put(event.value, event):
            self.values[path[0]] = Span(_start(event), _end(event), event.style)

    def _key(self, frame: _Frame, event: yaml.ScalarEvent) -> None:
        key, path = event.value, (*frame.path, event.value)
        if key in frame.node:
            first = self.place(self.keys[path].start).line
            self.report(
                "duplicate-key",
                event,
                f'"{key}" is given twice; the first time in line {first}',
                "keep one of them, or rename one",
            )
        else:
            self.keys[path] = Span(_start(event), _end(event))
        frame.key = key

    def _put(self, value: Data, event: yaml.Event) -> tuple[Path] | None:
        """Add a value to what is being read, and return its path, wrapped, if it has a place."""
        if not self.stack:
            self.roots.append(value)
            if len(self.roots) > 1:
                self.report(
                    "yaml-documents",
                    event,
                    "a second document begins here",
                    "keep one brief in a file, and delete the line ---",
                )
                raise Unusable(*self.findings)
            return ((),)
        frame = self.stack[-1]
        if isinstance(frame.node, list):
            frame.node.append(value)
            return ((*frame.path, len(frame.node) - 1),)
        if frame.key is None:
            self.report(
                "yaml-key",
                event,
                "a list or a group of fields is used as a key",
                "use a word as the key",
            )
            raise Unusable(*self.findings)
        path = (*frame.path, frame.key)
        # The first of two equal keys counts; the second is read, so that its faults are found too.
        if frame.key in frame.node:
            path = (*frame.path, f"{frame.key} (again)")
        else:
            frame.node[frame.key] = value
        frame.key = None
        return (path,)

    def finish(self) -> Source:
        data = self.roots[0] if self.roots else ""
        if not isinstance(data, dict) or not data:
            where = Location(self.file, 1, 1)
            raise Unusable(*self.findings, _error("not-a-brief", where, *_explain_root(data)))
        return Source(self.file, self.text, data, self.keys, self.values, tuple(self.findings))


def _explain_root(data: Data) -> tuple[str, str]:
    if not data:
        return "the file is empty", "start one with: briefpress new NAME"
    kind = "a list" if isinstance(data, list) else "plain text"
    return f"the file holds {kind} instead of the fields of a brief", "begin with: title: …"


def strings(data: Data, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield every text value with its path, in the order of the file."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from strings(value, (*path, key))
    else:
        for index, value in enumerate(data):
            yield from strings(value, (*path, index))
