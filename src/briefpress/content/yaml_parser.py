"""YAML text to plain data, with the place of every key and value.

Every scalar stays the text that was typed: `no`, `1.10` and `2025-04` are strings. Content is
untrusted: tags, aliases, deep nesting and a second document are refused, and nothing is constructed
but dictionaries, lists and strings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

from briefpress.content.rules.yaml import (
    DUPLICATE_KEY,
    NOT_A_BRIEF,
    YAML_ALIAS,
    YAML_ANCHOR,
    YAML_CONTROL,
    YAML_DOCUMENTS,
    YAML_KEY,
    YAML_SIZE,
    YAML_TAG,
)
from briefpress.content.yaml_errors import syntax_finding
from briefpress.content.yaml_source import Source, Span, index_after, position
from briefpress.findings import Finding, Location, Rule, Unusable
from briefpress.system import CALLED_AS

if TYPE_CHECKING:
    from briefpress.content.yaml_source import Data, Path

MAX_DEPTH = 40
MAX_NODES = 50_000

_Parser = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NOTHING = frozenset({"null", "Null", "NULL", "~"})  # as YAML writes that there is no value
# What YAML 1.2 (5.1) does not call printable.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def parse_yaml(text: str, file: str) -> Source:
    """Parse YAML text; `file` is the name that findings use.

    Raises `Unusable` if the text is not YAML, is empty or too large, or holds no fields.
    """
    builder = _Builder(text, file)
    try:
        for event in yaml.parse(text, Loader=_Parser):
            builder.handle(event)
    except yaml.MarkedYAMLError as error:
        raise Unusable(*builder.findings, syntax_finding(error, file, text)) from None
    except yaml.reader.ReaderError as error:
        builder.report_control(text.find(chr(error.character)))
        raise Unusable(*builder.findings) from None
    return builder.source()


def _start(event: yaml.Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _end(event: yaml.Event) -> int:
    return event.end_mark.index if event.end_mark else 0


def _span(event: yaml.ScalarEvent) -> Span:
    return Span(_start(event), _end(event), event.style)


@dataclass(slots=True)
class _Frame:
    """A mapping or list that is being read; `key` is that of the value that comes next."""

    node: dict[str, Data] | list[Data]
    path: Path
    start: int
    key: str | None = None


@dataclass(slots=True)
class _Builder:
    """Makes data of parser events without recursion, and collects findings on the way."""

    text: str
    file: str
    findings: list[Finding] = field(default_factory=list)
    keys: dict[Path, Span] = field(default_factory=dict)
    values: dict[Path, Span] = field(default_factory=dict)
    stack: list[_Frame] = field(default_factory=list)
    roots: list[Data] = field(default_factory=list)
    nodes: int = 0

    def report(self, rule: Rule, index: int, message: str, mend: str | None = None) -> None:
        where = position(self.file, self.text, index)
        self.findings.append(rule.finding(message, where, mend=mend))

    def report_control(self, index: int) -> None:
        self.report(YAML_CONTROL, index, "the text contains a control character")

    def handle(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent):
            message = f"an alias (*{event.anchor}) is in the place of a text"
            self.report(YAML_ALIAS, _start(event), message)
            raise Unusable(*self.findings)
        if isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)):
            self._check_size(event)
            self._check_tag_and_anchor(event)
        if isinstance(event, yaml.ScalarEvent):
            self._add_scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            is_mapping = isinstance(event, yaml.MappingStartEvent)
            node: dict[str, Data] | list[Data] = {} if is_mapping else []
            self.stack.append(_Frame(node, self._add(node, event), _start(event)))
        elif isinstance(event, yaml.CollectionEndEvent):
            frame = self.stack.pop()
            self.values[frame.path] = Span(frame.start, _end(event))

    def _check_size(self, event: yaml.Event) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES or len(self.stack) >= MAX_DEPTH:
            message = "the file is nested too deep or holds too many values"
            mend = f"a brief has at most {MAX_DEPTH} levels and {MAX_NODES:,} values"
            self.report(YAML_SIZE, _start(event), message, mend)
            raise Unusable(*self.findings)

    def _check_tag_and_anchor(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.tag is not None:
            message = f"the tag {event.tag} is not allowed in a brief"
            self.report(YAML_TAG, _start(event), message)
        if event.anchor is not None:
            message = f"YAML takes &{event.anchor} for a name, and would not print it"
            self.report(YAML_ANCHOR, _start(event), message)

    def _add_scalar(self, event: yaml.ScalarEvent) -> None:
        frame, span = self.stack[-1] if self.stack else None, _span(event)
        if control := _CONTROL.search(event.value):
            self.report_control(index_after(self.text, span, event.value[: control.start()]))
        if frame and isinstance(frame.node, dict) and frame.key is None:
            self._add_key(frame, event)
        elif not event.style and event.value in _NOTHING:
            self._add_nothing(frame, event)
        else:
            self.values[self._add(event.value, event)] = span

    def _add_nothing(self, frame: _Frame | None, event: yaml.ScalarEvent) -> None:
        """Leave out the field that has no value; in a list, whose entries have places, add an empty text."""
        if frame and frame.key is not None:
            frame.key = None
        else:
            self.values[self._add("", event)] = _span(event)

    def _add_key(self, frame: _Frame, event: yaml.ScalarEvent) -> None:
        key, path = event.value, (*frame.path, event.value)
        if key in frame.node:
            first = position(self.file, self.text, self.keys[path].start).line
            message = f'"{key}" is given twice; the first time in line {first}'
            self.report(DUPLICATE_KEY, _start(event), message)
        else:
            self.keys[path] = Span(_start(event), _end(event))
        frame.key = key

    def _add(self, value: Data, event: yaml.Event) -> Path:
        """Add a value to the list or mapping that is being read, and return its path."""
        if not self.stack:
            return self._add_root(value, event)
        frame = self.stack[-1]
        if isinstance(frame.node, list):
            frame.node.append(value)
            return (*frame.path, len(frame.node) - 1)
        if frame.key is None:
            message = "a list or a group of fields is used as a key"
            self.report(YAML_KEY, _start(event), message)
            raise Unusable(*self.findings)
        path = (*frame.path, frame.key)
        # The first of two equal keys counts; the second is still read, to report what is wrong in it.
        if frame.key in frame.node:
            path = (*frame.path, f"{frame.key} (again)")
        else:
            frame.node[frame.key] = value
        frame.key = None
        return path

    def _add_root(self, value: Data, event: yaml.Event) -> Path:
        self.roots.append(value)
        if len(self.roots) > 1:
            self.report(YAML_DOCUMENTS, _start(event), "a second document begins here")
            raise Unusable(*self.findings)
        return ()

    def source(self) -> Source:
        data = self.roots[0] if self.roots else ""
        if not isinstance(data, dict) or not data:
            where = Location(self.file, 1, 1)
            message, mend = _explain_root(data)
            raise Unusable(*self.findings, NOT_A_BRIEF.finding(message, where, mend=mend))
        return Source(self.file, self.text, data, self.keys, self.values, tuple(self.findings))


def _explain_root(data: Data) -> tuple[str, str]:
    """Return the message and the mend for a file that holds no fields."""
    if not data:
        return "the file is empty", f"start one with: {CALLED_AS} new NAME"
    kind = "a list" if isinstance(data, list) else "plain text"
    return f"the file holds {kind} instead of the fields of a brief", "begin with: title: …"
