"""The objects of a PDF: damage is noted as a problem and reads as None."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from pypdf import apply_configuration
from pypdf.errors import LimitReachedError
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    IndirectObject,
    NameObject,
    NullObject,
    StreamObject,
    TextStringObject,
)

from briefpress.structure.damage import STREAM, TABLE
from briefpress.structure.problems import Allowance, Problems
from briefpress.structure.reader import PYPDF_ERRORS, open_reader
from briefpress.structure.syntax import text_string

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.structure.elements import Rect
    from briefpress.structure.reader import Reader

# Enough for a document of some thousand pages, and little enough to be read in seconds.
CONTENT_BYTES = 20_000_000
OBJECTS = 200_000
OBJECT_BYTES = 8_000_000  # of objects, without the data of streams
ENTRIES = 1_500_000  # of arrays, counted as often as they are read
TEXT_BYTES = 10_000_000  # of strings, likewise
DAMAGED_BYTES = 2_000_000  # of damaged streams, which are decoded byte by byte
TEXT_STREAM_BYTES = 2_000_000  # of a stream that is encoded as ASCII
_OVERHEAD = 30  # bytes that an object, an array or a dictionary counts for besides its own


@contextmanager
def open_objects(pdf: bytes) -> Iterator[Objects]:
    """Open a PDF; raises `UnreadablePdf`."""
    problems = Problems()
    with open_reader(pdf, problems) as found:
        yield Objects(found, problems)


_ASCII_FILTERS = frozenset(("/ASCII85Decode", "/A85", "/ASCIIHexDecode", "/AHx"))


def _is_about_damage(error: LimitReachedError) -> bool:
    """Say whether pypdf gave up a damaged stream, rather than reached a limit of size."""
    return str(error).startswith("Recovery")


class Objects:
    """The objects of one PDF, each resolved once, within limits."""

    def __init__(self, reader: Reader, problems: Problems) -> None:
        self.reader, self.problems = reader, problems
        self.catalog: object = reader.root_object
        self._count = Allowance(problems, OBJECTS, "objects")
        self._size = Allowance(problems, OBJECT_BYTES, "bytes of objects")
        self._entries = Allowance(problems, ENTRIES, "entries of arrays")
        self._texts = Allowance(problems, TEXT_BYTES, "bytes of texts")
        self._streams = Allowance(problems, CONTENT_BYTES, "bytes of streams")
        self._damaged = Allowance(problems, DAMAGED_BYTES, "bytes of damaged streams")
        self._decoded: dict[int, bytes] = {}
        self._containers: set[int | None] = set()

    def get(self, holder: object, *path: str) -> object:
        """Return the value at a path of keys; None if anything on the path is missing."""
        for key in path:
            if not isinstance(holder, dict):
                return None
            holder = self.resolve(dict.get(holder, key))
        return holder

    def resolve(self, value: object) -> object:
        """Return the value behind references; null as None, and booleans as Python's."""
        for _ in range(4):
            if not isinstance(value, IndirectObject):
                break
            value = self._fetch(value)
        if isinstance(value, BooleanObject):
            return value.value
        return None if isinstance(value, NullObject | IndirectObject) else value

    def _fetch(self, reference: IndirectObject) -> object:
        """Read one object; of an object stream, all objects are read at once."""
        reader, idnum = self.reader, reference.idnum
        key = (reference.generation, idnum)
        if key in reader.resolved_objects:
            return reader.resolved_objects[key]
        if self._size.is_spent or not self._count.take():
            return None
        container = None if reference.generation else reader.xref_objStm.get(idnum, (None, 0))[0]
        if container is None and not reader.holds(reference):
            self._report_missing(idnum)
        elif container is None or self._may_read_stream(container):
            if idnum in self.problems.lost:
                self.problems.add(TABLE)
            try:
                found = reader.get_object(reference)
            except PYPDF_ERRORS:
                self.problems.add(f"object {idnum} cannot be read")
            else:
                if container is None:
                    self._count_bytes(reference, found)
                return found
        return reader.resolved_objects.get(key)

    def _report_missing(self, number: int) -> None:
        """Report an object that is referred to and not there: it is null, if the file lists none (7.3.10)."""
        if number in self.problems.lost:
            self.problems.add(f"object {number} is referred to and listed, but not there")
        else:
            self.problems.note("an object that is referred to is not there")

    def _may_read_stream(self, container: int) -> bool:
        """Say whether an object stream was not read before, and is within the limits."""
        if container in self._containers:
            return False
        self._containers.add(container)
        stream = self._fetch(IndirectObject(container, 0, self.reader))
        count = integer(self.get(stream, "/N")) or 0
        try:
            data = self._unpack(stream) if isinstance(stream, StreamObject) else b""
        except PYPDF_ERRORS:
            return True  # the error is noted when it is read
        return self._size.take(len(data) + _OVERHEAD * max(count, _containers(data, 0, len(data))))

    def _count_bytes(self, reference: IndirectObject, found: object) -> None:
        """Count the bytes that an object took, without the data of a stream."""
        begin = self.reader.xref.get(reference.generation, {}).get(reference.idnum, 0)
        end = self.reader.stream.tell()
        if isinstance(found, StreamObject):
            end -= len(found._data)  # noqa: SLF001 - its encoded data
        size = max(end - begin, 0)
        self._size.take(size + _OVERHEAD * (1 + _containers(self.reader.file, begin, begin + size)))

    def items(self, value: object) -> list[object]:
        """Return the resolved items of an array, or a single value as a list of one."""
        value = self.resolve(value)
        if isinstance(value, ArrayObject):
            return [self.resolve(item) for item in value] if self.take_entries(len(value)) else []
        return [] if value is None else [value]

    def take_entries(self, entries: int) -> bool:
        """Say whether so many more entries of arrays may be read."""
        return self._entries.take(entries)

    def text(self, value: object) -> str | None:
        """Return a text string as text; None for anything else."""
        found = None if self._texts.is_spent else string(value)
        return found if found is None or self._texts.take(len(found)) else None

    def data(self, stream: object) -> bytes:
        """Return the decoded data of a stream; nothing if it is no stream, damaged, or too much."""
        if not isinstance(stream, StreamObject):
            return b""
        if id(stream) not in self._decoded:
            self._decoded[id(stream)] = self._decode(stream)
        return self._decoded[id(stream)]

    def _decode(self, stream: StreamObject) -> bytes:
        if self._streams.is_spent:
            return b""
        if self._is_large_ascii(stream):
            self.problems.limit("a stream is left out: it is encoded as ASCII, and large")
            return b""
        try:
            data = self._unpack(stream)
        except LimitReachedError as error:
            if _is_about_damage(error):
                return b""
            self._streams.take(CONTENT_BYTES // 2)  # the work was done all the same
            self.problems.limit(f"a stream is left out: more than {CONTENT_BYTES:,} bytes")
            return b""
        except PYPDF_ERRORS:
            self.problems.add(STREAM)
            return b""
        return data if self._streams.take(len(data)) else b""

    def _unpack(self, stream: StreamObject) -> bytes:
        """Decode a stream; a damaged one counts by its size, as it takes a thousand times as long."""
        size, repairs = len(stream._data), self.problems.repairs  # noqa: SLF001 - its encoded data
        with apply_configuration(zlib_maximum_recovery_input_length=self._damaged.left):
            try:
                data = bytes(stream.get_data())
            except LimitReachedError as error:
                if _is_about_damage(error):
                    self._damaged.take(size)
                raise
        if self.problems.repairs > repairs:
            self._damaged.take(size)
        return data

    def _is_large_ascii(self, stream: StreamObject) -> bool:
        """Say whether a stream is decoded from ASCII in Python, which takes a hundred times its size."""
        names = self.items(self.get(stream, "/Filter"))
        size = len(stream._data) if names and names[0] in _ASCII_FILTERS else 0  # noqa: SLF001 - its encoded data
        return size > TEXT_STREAM_BYTES or any(name in _ASCII_FILTERS for name in names[1:])

    def rect(self, value: object) -> Rect | None:
        """Return a rectangle in points, lower left corner first (7.9.5); None for anything else."""
        sides = [float(side) for side in self.items(value) if isinstance(side, int | float)]
        if len(sides) != 4 or not all(-1e7 < side < 1e7 for side in sides):
            return None
        (x0, x1), (y0, y1) = sorted(sides[::2]), sorted(sides[1::2])
        return (x0, y0, x1, y1)


def _containers(data: bytes, start: int, end: int) -> int:
    """Return the number of arrays and dictionaries in a part of a file."""
    return data.count(b"[", start, end) + data.count(b"<<", start, end)


def string(value: object) -> str | None:
    """Return a text string as text; None for anything else."""
    if isinstance(value, TextStringObject | ByteStringObject):
        return text_string(value.original_bytes)
    return None


def name_of(value: object) -> str | None:
    """Return a name without its slash; None for anything else."""
    return str(value[1:]) if isinstance(value, NameObject) else None


def integer(value: object) -> int | None:
    """Return a whole number; None for anything else."""
    return int(value) if isinstance(value, int) else None


def number(value: object) -> float | None:
    """Return a number; None for anything else, and for one that is too large."""
    if isinstance(value, int | float) and -1e9 < value < 1e9:
        return float(value)
    return None


def object_number(value: object) -> int:
    """Return the number of an object; for one without a number, its id in Python."""
    reference = getattr(value, "indirect_reference", None)
    return reference.idnum if isinstance(reference, IndirectObject) else id(value)
