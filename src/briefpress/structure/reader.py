"""Opens a PDF with pypdf, within limits, and collects what pypdf logs about it."""

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
from pypdf.generic import IndirectObject, NullObject

from briefpress.structure.damage import in_words, is_harmless, object_without_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf.generic import PdfObject

    from briefpress.structure.problems import Problems

STREAM_BYTES = 20_000_000  # of one decoded stream
INDEX_BYTES = 8_000_000  # of a cross-reference stream, or of the object stream with the catalog
REPAIRED_BYTES = 4_000_000  # of a file without a valid cross-reference table, apart from streams
WARNINGS = 5_000  # of pypdf, after which a file is given up

# What pypdf raises on damaged files: its own errors, and Python's that it does not catch.
PYPDF_ERRORS = (
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


class GivenUpError(LimitReachedError):
    """The file is so damaged that to read it would take too long; the message says how."""


class UnreadablePdf(Exception):  # noqa: N818 - an outcome that the caller reports, not a bug
    """The bytes cannot be opened as a PDF; the message says why."""


_SPACE = rb"[\0\t\n\f\r ]"
_HEADER = rb"([0-9]{1,10})" + _SPACE + rb"++([0-9]{1,5})" + _SPACE + rb"++obj"
_HEADER_HERE = re.compile(_SPACE + rb"*+" + _HEADER)
_HEADER_ANYWHERE = re.compile(rb"(?<![0-9])" + _HEADER)
_STREAM = re.compile(rb"(?<!end)stream\r?\n(?:[^e]++|e(?!ndstream))*+")


@contextmanager
def open_reader(pdf: bytes, problems: Problems) -> Iterator[Reader]:
    """Open a PDF, and add what pypdf logs to the problems; raises `UnreadablePdf`."""
    limits = apply_configuration(
        disable_legacy_handling=True,  # it would load pypdf's own XMP parser
        zlib_maximum_output_length=STREAM_BYTES,
        lzw_maximum_output_length=STREAM_BYTES,
        run_length_maximum_output_length=STREAM_BYTES,
        array_based_stream_maximum_output_length=STREAM_BYTES,
        stream_decoding_work_maximum_length=4 * STREAM_BYTES,
        flate_maximum_row_length=STREAM_BYTES,
    )
    with limits, _log_of_pypdf(problems), _open(pdf) as reader:
        yield reader


def _open(pdf: bytes) -> Reader:
    try:
        with apply_configuration(
            zlib_maximum_output_length=INDEX_BYTES,
            zlib_maximum_recovery_input_length=0,  # recovery goes byte by byte
        ):
            reader = Reader(pdf)
            if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
                raise UnreadablePdf("the file is encrypted, and opens only with a password")
            _ = reader.root_object
    except DependencyError as error:
        reason = (
            "the file is encrypted in a way that is not read here: qpdf --decrypt IN.pdf OUT.pdf"
        )
        raise UnreadablePdf(reason) from error
    except GivenUpError as error:
        raise UnreadablePdf(f"damaged beyond repair: {error}") from error
    except PYPDF_ERRORS as error:
        raise UnreadablePdf("not a PDF, or damaged beyond repair") from error
    return reader


class Reader(PdfReader):
    """A reader that finds misplaced objects by searching the file once.

    pypdf itself searches the whole file for each object.
    """

    def __init__(self, file: bytes) -> None:
        self.file = file
        super().__init__(BytesIO(file))

    def get_object(self, indirect_reference: int | IndirectObject) -> PdfObject | None:
        """Return an object; null if the file does not hold it."""
        reference = indirect_reference
        if isinstance(reference, int):
            reference = IndirectObject(reference, 0, self)
        key = (reference.generation, reference.idnum)
        in_stream = not reference.generation and reference.idnum in self.xref_objStm
        if key in self.resolved_objects or in_stream or self._correct_offset(reference):
            return super().get_object(reference)
        return NullObject()

    def holds(self, reference: IndirectObject) -> bool:
        """Say whether the file lists an object, and holds it at that place or another."""
        number, generation = reference.idnum, reference.generation
        if not generation and number in self.xref_objStm:
            return True
        return number in self.xref.get(generation, {}) and self._correct_offset(reference)

    @property
    def xref_index(self) -> int:
        """The number at which the table begins: always 0, or pypdf reads the header of each object to be sure."""
        return 0

    @xref_index.setter
    def xref_index(self, number: int) -> None:
        pass

    @property
    def start(self) -> int:
        """The offset of the last cross-reference section in bytes."""
        return self._startxref

    def misplaced(self) -> list[int]:
        """Return the numbers of the objects that are not at the offset that the file states."""
        return [
            number
            for generation, offsets in self.xref.items()
            for number, offset in offsets.items()
            if (header := _HEADER_HERE.match(self.file, offset)) is None
            or (int(header[1]), int(header[2])) != (number, generation)
        ]

    def _correct_offset(self, reference: IndirectObject) -> bool:
        """Correct the offset of an object if it is wrong; return False if there is no such object."""
        number, generation = reference.idnum, reference.generation
        offsets = self.xref.setdefault(generation, {})
        header = _HEADER_HERE.match(self.file, offsets[number]) if number in offsets else None
        if header is None or (int(header[1]), int(header[2])) != (number, generation):
            if (number, generation) not in self._headers:
                return False
            offsets[number] = self._headers[number, generation]
        return True

    @cached_property
    def _headers(self) -> dict[tuple[int, int], int]:
        """The offset of each object header in the file; the first of several."""
        found: dict[tuple[int, int], int] = {}
        for header in _HEADER_ANYWHERE.finditer(self.file):
            found.setdefault((int(header[1]), int(header[2])), header.start(1))
        return found

    def _rebuild_xref_table(self, stream: IO[Any]) -> None:
        if len(_STREAM.sub(b"", self.file)) > REPAIRED_BYTES:
            raise GivenUpError("it has no valid cross-reference table, and is too large")
        super()._rebuild_xref_table(stream)


class _Collector(logging.Handler):
    """Adds every log record of this thread to the problems.

    In a badly damaged file, pypdf may read the same parts over and over, and log each time: after
    `WARNINGS` records, an error from here ends that.
    """

    def __init__(self, problems: Problems) -> None:
        super().__init__()
        self._problems, self._thread, self._left = problems, threading.get_ident(), WARNINGS

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread:
            self._take(record.getMessage())
            self._problems.repairs += record.name == "pypdf.filters"
            self._left -= 1
            if self._left < 0:
                raise GivenUpError("too much of the file is damaged")

    def _take(self, message: str) -> None:
        lost = object_without_place(message)
        if lost is not None:
            self._problems.lost.add(lost)
        elif is_harmless(message):
            self._problems.note("a stream is not closed as it has to be")
        else:
            self._problems.add(in_words(message))


_LOG = logging.getLogger("pypdf")
_LOG_LOCK = threading.RLock()


@contextmanager
def _log_of_pypdf(problems: Problems) -> Iterator[None]:
    """Collect what pypdf logs, and keep it off the console; one thread at a time, as the log is shared."""
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
