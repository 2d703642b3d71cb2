"""The objects of a PDF, each resolved once; damage becomes a problem and reads as None."""

from __future__ import annotations

import logging
import re
import threading
from contextlib import contextmanager
from functools import cached_property
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any

from pypdf import PasswordType, PdfReader, apply_configuration
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    StreamObject,
    TextStringObject,
)

from briefpress.structure.syntax import text_string

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.structure.facts import Rect

# What a document of some thousand pages needs, and what can be read in seconds.
CONTENT_BYTES = 20_000_000
INDEX_BYTES = 8_000_000  # of a cross-reference stream, or of the object stream with the catalog
OBJECTS = 200_000
OBJECT_BYTES = 8_000_000  # of objects, without the data of streams
ENTRIES = 1_500_000  # of arrays, each counted as often as it is looked at
TEXT_BYTES = 10_000_000  # of strings, likewise
PAGES = 10_000
PROBLEMS = 200
WARNINGS = 5_000

# What pypdf raises on damaged files: its own errors, and these of Python's that it lets through.
DAMAGE = (
    PyPdfError,
    DependencyError,
    AssertionError,
    AttributeError,
    KeyError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    IndexError,
    OverflowError,
    MemoryError,
)


class UnreadablePdf(Exception):  # noqa: N818 - an outcome that the caller reports, not a bug
    """The bytes cannot be opened as a PDF at all; the message says why."""


class Problems:
    """What was damaged, and what was left out for its size, each once, up to a number."""

    def __init__(self) -> None:
        self._found: dict[str, None] = {}
        self.limits: dict[str, None] = {}

    def add(self, problem: str) -> None:
        """Keep what is damaged."""
        if len(self._found) < PROBLEMS:
            self._found[problem] = None
        elif problem not in self._found:
            self._found[f"and more: only the first {PROBLEMS} problems are listed"] = None

    def limit(self, what: str) -> None:
        """Keep what was left out."""
        self.limits[what] = None

    def all(self) -> tuple[str, ...]:
        """Return what is damaged."""
        return tuple(self._found)


_HEADER = re.compile(
    rb"(?<![0-9])[\0\t\n\f\r ]*+([0-9]{1,10})[\0\t\n\f\r ]++([0-9]{1,5})[\0\t\n\f\r ]++obj"
)
_STREAM = re.compile(rb"(?<!end)stream\r?\n(?:[^e]++|e(?!ndstream))*+")
_EACH = 30  # bytes that an object, an array or a dictionary counts for besides its own


class Allowance:
    """How much of something is read in all; what goes beyond is left out, and told once."""

    def __init__(self, problems: Problems, most: int, what: str) -> None:
        self._problems, self._most, self._what, self._left = problems, most, what, most

    def take(self, count: int = 1) -> bool:
        """Say whether so much more may be read."""
        self._left -= count
        if self._left < 0:
            self._problems.limit(f"{self._what} are left out: more than {self._most:,} in all")
        return self._left >= 0

    @property
    def is_spent(self) -> bool:
        """Whether anything was left out."""
        return self._left < 0


class _Collector(logging.Handler):
    """Makes every record of this thread a problem.

    In a file that is mostly damage, pypdf may read the same parts again and again, and log each
    time; an error from here ends that.
    """

    def __init__(self, problems: Problems) -> None:
        super().__init__()
        self._problems, self._thread, self._left = problems, threading.get_ident(), WARNINGS

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread:
            self._problems.add(record.getMessage())
            self._left -= 1
            if self._left < 0:
                raise LimitReachedError("too much of the file is damaged")


_LOG = logging.getLogger("pypdf")
_LOG_LOCK = threading.RLock()


@contextmanager
def _log_of_pypdf(problems: Problems) -> Iterator[None]:
    """Collect what pypdf logs, and keep it from the console; one at a time, as the log is shared."""
    with _LOG_LOCK:
        collector, before = _Collector(problems), (_LOG.propagate, _LOG.level)
        _LOG.addHandler(collector)
        _LOG.propagate = False
        _LOG.setLevel(logging.WARNING)
        try:
            yield
        finally:
            _LOG.removeHandler(collector)
            _LOG.propagate = before[0]
            _LOG.setLevel(before[1])


@contextmanager
def opened(pdf: bytes) -> Iterator[Objects]:
    """Open a PDF; raise `UnreadablePdf` where that cannot be done at all."""
    problems = Problems()
    limits = apply_configuration(
        zlib_maximum_output_length=CONTENT_BYTES,
        lzw_maximum_output_length=CONTENT_BYTES,
        run_length_maximum_output_length=CONTENT_BYTES,
        array_based_stream_maximum_output_length=CONTENT_BYTES,
        stream_decoding_work_maximum_length=4 * CONTENT_BYTES,
        flate_maximum_row_length=CONTENT_BYTES,
    )
    with limits, _log_of_pypdf(problems), _reader(pdf) as reader:
        yield Objects(reader, problems, pdf)


class _Reader(PdfReader):
    """Does not read each object of a large file to find what its cross-reference table lacks."""

    def _rebuild_xref_table(self, stream: IO[Any]) -> None:
        data = stream.getvalue() if isinstance(stream, BytesIO) else b""
        if len(_STREAM.sub(b"", data)) > OBJECT_BYTES // 2:  # it is read twice then
            raise LimitReachedError("it has no right cross-reference table, and is too large")
        super()._rebuild_xref_table(stream)


def _reader(pdf: bytes) -> PdfReader:
    try:
        with apply_configuration(zlib_maximum_output_length=INDEX_BYTES):
            reader = _Reader(BytesIO(pdf))
            if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
                raise UnreadablePdf("the file is encrypted, and opens only with a password")
            _ = reader.root_object
    except DependencyError as error:
        raise UnreadablePdf(f"the file is encrypted in a way that needs more: {error}") from error
    except DAMAGE as error:
        raise UnreadablePdf(f"not a PDF, or damaged beyond repair: {error}") from error
    return reader


_INHERITED = frozenset(("/Resources", "/MediaBox", "/CropBox", "/Rotate"))


class Objects:
    """The objects of one PDF; see the module."""

    def __init__(self, reader: PdfReader, problems: Problems, file: bytes) -> None:
        self.reader, self.problems, self._file = reader, problems, file
        self.catalog: object = reader.root_object
        self._count = Allowance(problems, OBJECTS, "objects")
        self._size = Allowance(problems, OBJECT_BYTES, "bytes of objects")
        self._entries = Allowance(problems, ENTRIES, "entries of arrays")
        self._texts = Allowance(problems, TEXT_BYTES, "bytes of texts")
        self._streams = Allowance(problems, CONTENT_BYTES, "bytes of streams")
        self._decoded: dict[int, bytes] = {}
        self._containers: set[int | None] = set()

    def get(self, holder: object, *path: str) -> object:
        """Return what lies at the end of a path of keys; None if anything is missing."""
        for key in path:
            if not isinstance(holder, dict):
                return None
            holder = self.resolve(dict.get(holder, key))
        return holder

    def resolve(self, value: object) -> object:
        """Follow references; null is None, and booleans are Python's."""
        for _ in range(4):
            if not isinstance(value, IndirectObject):
                break
            value = self._fetch(value)
        if isinstance(value, BooleanObject):
            return value.value
        return None if isinstance(value, NullObject | IndirectObject) else value

    def _fetch(self, reference: IndirectObject) -> object:
        """Read one object; an object stream is read once, as all that it holds is then known."""
        reader, idnum = self.reader, reference.idnum
        key = (reference.generation, idnum)
        if key in reader.resolved_objects:
            return reader.resolved_objects[key]
        if self._size.is_spent or not self._count.take():
            return None
        container = None if reference.generation else reader.xref_objStm.get(idnum, (None, 0))[0]
        if container is None and not self._is_placed(reference):
            self.problems.add(f"object {idnum} is referred to, but not there")
        elif container is None or self._opens(container):
            try:
                found = reader.get_object(reference)
            except DAMAGE as error:
                self.problems.add(f"object {idnum} cannot be read: {error!r}"[:300])
            else:
                if container is None:
                    self._measure(reference, found)
                return found
        return reader.resolved_objects.get(key)

    def _opens(self, container: int) -> bool:
        """Say whether an object stream is still to be read, and not too much."""
        if container in self._containers:
            return False
        self._containers.add(container)
        stream = self._fetch(IndirectObject(container, 0, self.reader))
        count = integer(self.get(stream, "/N")) or 0
        try:
            data = stream.get_data() if isinstance(stream, StreamObject) else b""
        except DAMAGE:
            return True  # and is told when it is read
        return self._size.take(len(data) + _EACH * max(count, _containers(data, 0, len(data))))

    def _is_placed(self, reference: IndirectObject) -> bool:
        """Say whether the file holds an object where it says, or, if not there, anywhere else.

        The reader would search all of the file for each that is misplaced.
        """
        number, generation = reference.idnum, reference.generation
        places = self.reader.xref.get(generation, {})
        if number not in places:
            return False
        header = _HEADER.match(self._file, places[number])
        if header is None or (int(header[1]), int(header[2])) != (number, generation):
            if (number, generation) not in self._headers:
                return False
            places[number] = self._headers[number, generation]
        return True

    @cached_property
    def _headers(self) -> dict[tuple[int, int], int]:
        """Where each object begins, as the file itself tells; the first, where there are several."""
        found: dict[tuple[int, int], int] = {}
        for header in _HEADER.finditer(self._file):
            found.setdefault((int(header[1]), int(header[2])), header.start(1))
        return found

    def _measure(self, reference: IndirectObject, found: object) -> None:
        """Count the bytes that an object took, without the data of a stream."""
        begin = self.reader.xref.get(reference.generation, {}).get(reference.idnum, 0)
        end = self.reader.stream.tell()
        if isinstance(found, StreamObject):
            end -= len(found._data)  # noqa: SLF001 - as it is in the file
        size = max(end - begin, 0)
        self._size.take(size + _EACH * (1 + _containers(self._file, begin, begin + size)))

    def items(self, value: object) -> list[object]:
        """Return the resolved items of an array, or a single value as a list of one."""
        value = self.resolve(value)
        if isinstance(value, ArrayObject):
            return [self.resolve(item) for item in value] if self.take(len(value)) else []
        return [] if value is None else [value]

    def take(self, entries: int) -> bool:
        """Say whether so many more entries of arrays may be looked at."""
        return self._entries.take(entries)

    def text(self, value: object) -> str | None:
        """Return a text string as text."""
        found = None if self._texts.is_spent else string(value)
        return found if found is None or self._texts.take(len(found)) else None

    def data(self, stream: object) -> bytes:
        """Decode a stream, once; nothing if it is none, damaged, or too much in all."""
        if not isinstance(stream, StreamObject):
            return b""
        if id(stream) not in self._decoded:
            self._decoded[id(stream)] = self._decode(stream)
        return self._decoded[id(stream)]

    def _decode(self, stream: StreamObject) -> bytes:
        if self._streams.is_spent:
            return b""
        try:
            data = stream.get_data()
        except LimitReachedError:
            self._streams.take(CONTENT_BYTES // 2)  # the work was done all the same
            self.problems.limit(f"a stream is left out: more than {CONTENT_BYTES:,} bytes")
            return b""
        except DAMAGE as error:
            self.problems.add(f"a stream cannot be decoded: {error!r}"[:300])
            return b""
        return data if self._streams.take(len(data)) else b""

    def rect(self, value: object) -> Rect | None:
        """Return a rectangle in points, its lower left corner first (7.9.5)."""
        sides = [float(side) for side in self.items(value) if isinstance(side, int | float)]
        if len(sides) != 4 or not all(-1e7 < side < 1e7 for side in sides):
            return None
        (x0, x1), (y0, y1) = sorted(sides[::2]), sorted(sides[1::2])
        return (x0, y0, x1, y1)

    def pages(self) -> list[DictionaryObject]:
        """Return the pages, each with what it inherits from the page tree (7.7.3.4)."""
        found: list[DictionaryObject] = []
        pending: list[tuple[object, dict[NameObject, Any]]] = [
            (dict.get(self.catalog, "/Pages") if isinstance(self.catalog, dict) else None, {})
        ]
        seen, room = set[int](), Allowance(self.problems, PAGES, "pages")
        while pending:
            item, outer = pending.pop()
            node = self.resolve(item)
            if not isinstance(node, DictionaryObject):
                self.problems.add("the page tree holds something that is no page")
            elif "/Kids" not in node:
                if not room.take():
                    break
                page = DictionaryObject({**outer, **node})
                page.indirect_reference = item if isinstance(item, IndirectObject) else None
                found.append(page)
            elif id(node) in seen:
                self.problems.add("a part of the page tree stands twice in it, or in itself")
            else:
                seen.add(id(node))
                inner = outer | {
                    NameObject(key): node.raw_get(key) for key in _INHERITED & node.keys()
                }
                kids = self.get(node, "/Kids")
                if isinstance(kids, ArrayObject) and self.take(len(kids)):
                    pending += [(kid, inner) for kid in reversed(kids)]
        return found

    def name_tree(self, root: object) -> Iterator[tuple[str, object]]:
        """Yield the names and unresolved values of a name tree (7.9.6)."""
        for key, value in self._leaves(root, "/Names"):
            yield self.text(self.resolve(key)) or "", value

    def number_tree(self, root: object) -> Iterator[tuple[int, object]]:
        """Yield the numbers and unresolved values of a number tree (7.9.7)."""
        for key, value in self._leaves(root, "/Nums"):
            if isinstance(key, int):
                yield int(key), value

    def _leaves(self, root: object, entry: str) -> Iterator[tuple[object, object]]:
        pending, seen = [root], set[int]()
        while pending:
            node = pending.pop()
            if node is None:
                continue
            if id(node) in seen:
                kind = "name" if entry == "/Names" else "number"
                self.problems.add(f"a {kind} tree holds itself")
                continue
            seen.add(id(node))
            pending += reversed(self.items(self.get(node, "/Kids")))
            pairs = self.get(node, entry)
            if isinstance(pairs, ArrayObject) and self.take(len(pairs)):
                yield from zip(pairs[::2], pairs[1::2], strict=False)


def _containers(data: bytes, start: int, end: int) -> int:
    """Count the arrays and dictionaries of a part of a file."""
    return data.count(b"[", start, end) + data.count(b"<<", start, end)


def string(value: object) -> str | None:
    """Return a text string as text."""
    if isinstance(value, TextStringObject | ByteStringObject):
        return text_string(value.original_bytes)
    return None


def name_of(value: object) -> str | None:
    """Return a name without its slash."""
    return str(value[1:]) if isinstance(value, NameObject) else None


def integer(value: object) -> int | None:
    """Return a whole number."""
    return int(value) if isinstance(value, int) else None


def number(value: object) -> float | None:
    """Return a number that can be reckoned with."""
    if isinstance(value, int | float) and -1e9 < value < 1e9:
        return float(value)
    return None


def object_number(value: object) -> int:
    """Return the number of an object, for a name; an object without one has its identity."""
    reference = getattr(value, "indirect_reference", None)
    return reference.idnum if isinstance(reference, IndirectObject) else id(value)
