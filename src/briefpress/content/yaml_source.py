"""YAML text to plain data, with the place of every key and value.

Every scalar stays the text that was typed, so that `no`, `1.10` and `2025-04` mean what they say.
Content is untrusted: tags, aliases, deep nesting and a second document are refused, and nothing is
constructed but dictionaries, lists and strings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
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
_MISFIT = (
    "this line does not fit the lines above it",
    "indent it exactly as the other keys of its group, and put text with special signs in quotes",
)
_SIGN = "a text begins with a sign that has a meaning of its own in YAML", "put the text in quotes"
_BACKSLASH = (
    "a backslash stands in a text in double quotes",
    "use single quotes, or write the backslash twice",
)
_SYNTAX = (
    ("continued", "text goes on behind a closing quotation mark or bracket",
     "put the whole text below a line that ends with |, or close the quotation mark that is open further up"),
    ("lone key", *_MISFIT),
    ("mapping values are not allowed", "a colon followed by a space stands in unquoted text",
     'put the whole text in quotes: title: "Review 2025: Kenya"'),
    ("escape", *_BACKSLASH),
    ("hex", *_BACKSLASH),
    ("quoted scalar", "a quotation mark is opened and never closed",
     "close the text with the quotation mark that opens it"),
    ("flow", "a bracket or brace is not closed, or a comma is missing",
     "close every [ with ] and every { with }, with commas between"),
    ("block mapping", *_MISFIT),
    ("document start", *_MISFIT),
    ("block collection", "this line does not fit the list above it",
     "indent every dash of a list alike, with spaces"),
    ("could not find expected ':'", "a key without a colon, or text without its key",
     "write the key, a colon and a space before the text"),
    ("block scalar", "text stands behind | or > on the same line",
     "begin the text on the next line, or put it in quotes if the sign belongs to it"),
    *((said, *_SIGN) for said in (
        "cannot start any token", "scanning an alias", "scanning an anchor", "a tag", "tag handle", "directive",
        "node content", "sequence entries are not allowed", "mapping keys are not allowed",
    )),
)  # fmt: skip
_LONE_KEY = re.compile(r"[\s-]*\S+\s*")

_CONTROL = re.compile(r"[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACE_ESCAPES = "\t\n tnvfrNLP_"


@dataclass(frozen=True, slots=True)
class Span:
    """Where a value stands in the text: character offsets, and how it is quoted."""

    start: int
    end: int
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The data of a YAML file, and where each part of it was written.

    `shared` is the file whose values stand wherever this one has none of its own.
    """

    file: str
    text: str
    data: Data
    keys: Mapping[Path, Span] = field(repr=False)
    values: Mapping[Path, Span] = field(repr=False)
    findings: tuple[Finding, ...] = ()
    shared: Source | None = field(default=None, repr=False)

    def over(self, shared: Source) -> Source:
        """Return this source, completed by what another one shares with it."""
        data = merge(shared.data, self.data)
        findings = (*shared.findings, *self.findings)
        return replace(self, data=data, findings=findings, shared=shared)

    def locate_key(self, path: Path) -> Location:
        """Return where the key of `path` stands, or what is nearest to it."""
        while path and path not in self.keys:
            if self.shared and path in self.shared.keys:
                return self.shared.locate_key(path)
            path = path[:-1]
        return self.at(self.keys[path].start) if path else self.locate(())

    def locate(self, path: Path, before: str = "") -> Location:
        """Return where the value of `path`, or what follows `before` in it, stands in the file."""
        while path not in self.values and path:
            if self.shared and path in self.shared.values:
                return self.shared.locate(path, before)
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
        written, index, end = self.text, span.start, span.end
        if span.style in ("|", ">"):
            index = written.find("\n", index, end) + 1 or index
        elif span.style:
            index, end = index + 1, end - 1
        while index < end:
            length, is_space = _character(written, index, span.style)
            if not is_space:
                if not offset:
                    return index
                offset -= 1
            index += length
        return max(end - 1, span.start) if before.strip() else span.start  # nothing follows


def _character(written: str, index: int, style: str | None) -> tuple[int, bool]:
    """Return how a character of a value is written: its length, and whether it is white space."""
    if style == "'" and written.startswith("''", index):
        return 2, False
    if style != '"' or written[index] != "\\":
        return 1, written[index].isspace()
    kind = written[index + 1]
    length = {"x": 4, "u": 6, "U": 10}.get(kind, 2)
    if length == 2:
        return length, kind in _SPACE_ESCAPES
    return length, chr(int(written[index + 2 : index + length], 16)).isspace()


def parse_yaml(text: str, file: str) -> Source:
    """Parse YAML text; `file` is the name that findings use.

    Raises `Unusable` where the text is no YAML, is empty, or is built to exhaust the machine.
    """
    builder = _Builder(text, file)
    try:
        for event in yaml.parse(text, Loader=_Parser):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        raise Unusable(*builder.findings, _syntax_finding(error, builder)) from None
    except yaml.reader.ReaderError as error:
        where = builder.place(text.find(chr(error.character)))
        raise Unusable(*builder.findings, _control_finding(where)) from None
    return builder.finish()


def _error(rule: str, where: Location, message: str, mend: str) -> Finding:
    return Finding(rule, Severity.ERROR, message, where, mend)


def _control_finding(where: Location) -> Finding:
    return _error("yaml-control", where, "a control character stands in the text", "delete it")


def _syntax_finding(error: yaml.MarkedYAMLError, builder: _Builder) -> Finding:
    """Say in an editor's words what the parser stumbled over, and where that begins."""
    mark, said = error.problem_mark, f"{error.context or ''} {error.problem or ''}"
    assert mark
    text = builder.text
    begin = text.rfind("\n", 0, mark.index) + 1
    line, before = text[begin:].partition("\n")[0], text[begin : mark.index]
    if "\t" in line[: len(line) - len(line.lstrip())] or "\\t" in said:
        where = builder.place(begin + max(line.find("\t"), 0))
        return _error(
            "yaml-tab", where, "a tab is used for indentation", "use spaces, two for each level"
        )
    if "mapping values" in said and _LONE_KEY.fullmatch(before):
        said = "lone key"
    elif re.search("block (mapping|collection)", said) and before.strip():
        said = "continued"
    elif "scanning" in said and error.context_mark and "escape" not in said:
        mark = error.context_mark
    for needle, message, mend in _SYNTAX:
        if needle in said:
            return _error("yaml-syntax", builder.place(mark.index), message, mend)
    message, mend = f"this is not YAML: {said.strip()}", "compare it with the lines around it"
    return _error("yaml-syntax", builder.place(mark.index), message, mend)


def _start(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _end(event: yaml.Event) -> int:
    return event.end_mark.index if event.end_mark else 0


def _span(event: yaml.ScalarEvent) -> Span:
    return Span(_start(event), _end(event), event.style)


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
            self.stack.append(_Frame(node, self._put(node, event), _start(event)))
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
        if event.tag is not None:
            self.report(
                "yaml-tag",
                event,
                f"the tag {event.tag} is not allowed in a brief",
                "delete the word that begins with an exclamation mark, or put the text in quotes",
            )
        if event.anchor is not None:
            self.report(
                "yaml-anchor",
                event,
                f"YAML takes &{event.anchor} for a name, and would not print it",
                "put the text in quotes, or delete the word",
            )

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        frame = self.stack[-1] if self.stack else None
        if control := _CONTROL.search(event.value):
            written = Source(self.file, self.text, "", {}, {(): _span(event)})
            where = written.locate((), event.value[: control.start()])
            self.findings.append(_control_finding(where))
        if frame and isinstance(frame.node, dict) and frame.key is None:
            self._key(frame, event)
        else:
            self.values[self._put(event.value, event)] = _span(event)

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

    def _put(self, value: Data, event: yaml.Event) -> Path:
        """Add a value to what is being read, and return its path."""
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
            return ()
        frame = self.stack[-1]
        if isinstance(frame.node, list):
            frame.node.append(value)
            return (*frame.path, len(frame.node) - 1)
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
        return path

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


def merge(shared: Data, own: Data) -> Data:
    """Return shared values under one's own; groups of fields are merged, all else is replaced."""
    if isinstance(shared, dict) and isinstance(own, dict):
        both = {key: merge(shared[key], own[key]) for key in own if key in shared}
        return {**shared, **own, **both}
    return own


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
