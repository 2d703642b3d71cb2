"""The data of a YAML file, and where each key and value of it is written."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from briefpress.findings import Finding, Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Path: TypeAlias = tuple[str | int, ...]
KeyPath: TypeAlias = Path  # its name outside of this package, where paths are those of files
Data: TypeAlias = "dict[str, Data] | list[Data] | str"

_SPACE_ESCAPES = "\t\n tnvfrNLP_"  # characters that stand for white space after a backslash


def position(file: str, text: str, index: int) -> Location:
    """Return the line and column, both from 1, of a character of a file."""
    start = text.rfind("\n", 0, index) + 1
    return Location(file, text.count("\n", 0, index) + 1, index - start + 1)


@dataclass(frozen=True, slots=True)
class Span:
    """Where a value is written: character offsets in the file, and how it is quoted.

    `style` is the quotation mark, | or >, and None for plain text.
    """

    start: int
    end: int
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """The data of a YAML file, and where each part of it is written.

    `shared` is the file whose values complete the data, and `brand` the one that completes both.
    """

    file: str
    text: str
    data: Data
    keys: Mapping[Path, Span] = field(repr=False)
    values: Mapping[Path, Span] = field(repr=False)
    findings: tuple[Finding, ...] = ()
    shared: Source | None = field(default=None, repr=False)
    brand: Source | None = field(default=None, repr=False)

    def over_brand(self, brand: Source, own: Data) -> Source:
        """Return this source with other data, completed by the values of a brand."""
        findings = (*brand.findings, *self.findings)
        return replace(self, data=_merge(brand.data, own), findings=findings, brand=brand)

    def over(self, shared: Source) -> Source:
        """Return this source, completed by the values of a shared one."""
        data = _merge(shared.data, self.data)
        findings = (*shared.findings, *self.findings)
        return replace(self, data=data, findings=findings, shared=shared)

    def get(self, path: Path) -> Data | None:
        """Return the value at a path; None if there is none."""
        value: Data = self.data
        for step in path:
            if isinstance(value, dict) and step in value:
                value = value[str(step)]
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return None
        return value

    def locate_key(self, path: Path) -> Location:
        """Return where the key of a path is written; the nearest key above it if it is not."""
        while path and path not in self.keys:
            for other in self._others:
                if path in other.keys:
                    return other.locate_key(path)
            path = path[:-1]
        return self._position(self.keys[path].start) if path else self.locate(())

    def locate(self, path: Path, before: str = "") -> Location:
        """Return where the value of a path is written; the nearest value above it if it is not.

        With `before`, the beginning of the value, returns where the text after it is written.
        """
        while path not in self.values and path:
            for other in self._others:
                if path in other.values:
                    return other.locate(path, before)
            path, before = path[:-1], ""
        span = self.values.get(path)
        return self._position(index_after(self.text, span, before) if span else 0)

    @property
    def _others(self) -> Iterator[Source]:
        yield from filter(None, (self.shared, self.brand))

    def _position(self, index: int) -> Location:
        return position(self.file, self.text, index)


def index_after(written: str, span: Span, before: str) -> int:
    """Return the index in the file of the text that follows `before` in a value.

    YAML folds white space and resolves escapes, so the other characters are counted.
    """
    offset = sum(not char.isspace() for char in before)
    index, end = span.start, span.end
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
    """Return the length of a character as it is written, and whether it is white space."""
    if style == "'" and written.startswith("''", index):
        return 2, False
    if style != '"' or written[index] != "\\":
        return 1, written[index].isspace()
    kind = written[index + 1]
    length = {"x": 4, "u": 6, "U": 10}.get(kind, 2)
    if length == 2:
        return length, kind in _SPACE_ESCAPES
    return length, chr(int(written[index + 2 : index + length], 16)).isspace()


def _merge(shared: Data, own: Data) -> Data:
    """Return shared values replaced by own ones; groups of fields are merged key by key."""
    if isinstance(shared, dict) and isinstance(own, dict):
        both = {key: _merge(shared[key], own[key]) for key in own if key in shared}
        return {**shared, **own, **both}
    return own
