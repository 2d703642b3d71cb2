"""New and changed objects of a PDF to bytes: an incremental update, or a new file (ISO 32000-2, 7.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    IndirectObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from briefpress.publish.annex.objects import array, dictionary, entry, raw, serialise, stream

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.publish.annex.pdf import Pdf

_OBJECTS_IN_A_STREAM = 200
_BINARY_COMMENT = b"\n%\xe2\xe3\xcf\xd3\n"  # says that the file is binary (7.5.2)

ObjectNumber = tuple[int, int]  # an object number, and a generation


class _XrefEntry(NamedTuple):
    """Where an object is (7.5.8.3): (1, offset, generation), or (2, number of an object stream, index in it)."""

    kind: int
    position: int
    detail: int


class ObjectWriter:
    """Collects objects by their references, and writes them.

    As an incremental update they follow `data`, the bytes of the file, which stay as they are
    (7.5.6); with `rewrite`, they are a new file with the same header. Objects are packed into object
    streams if the file has a cross-reference stream, and written one by one if it has a table.
    """

    def __init__(self, pdf: Pdf, *, rewrite: bool = False) -> None:
        reader = pdf.reader
        self._pdf, self._reader = pdf, reader
        self._uses_streams = not pdf.data.startswith(b"xref", reader.start)
        self._trailer: dict[str, Any] = {}
        for key in ("/Root", "/Info"):
            if key in reader.trailer:
                self._trailer[key] = reader.trailer.raw_get(key)
        ids = pdf.items(entry(reader.trailer, "/ID"))
        self._permanent_id = raw(pdf.resolve(ids[0])) if ids else b""
        self._objects: dict[ObjectNumber, Any] = {}
        if rewrite:
            self.data, self._size = pdf.data[:8] + _BINARY_COMMENT, 1
        else:
            numbers = (number for offsets in reader.xref.values() for number in offsets)
            self.data, self._size = pdf.data, max((*numbers, *reader.xref_objStm, 0)) + 1
            self._trailer["/Prev"] = NumberObject(reader.start)

    def set_trailer(self, key: str, reference: IndirectObject) -> None:
        """Set an entry of the trailer."""
        self._trailer[key] = reference

    def reserve(self) -> IndirectObject:
        """Return the reference of a new object, which is put later."""
        self._size += 1
        return IndirectObject(self._size - 1, 0, self._reader)

    def put(self, reference: IndirectObject, value: Any) -> None:
        """Set the object of a reference."""
        self._objects[reference.idnum, reference.generation] = value

    def get(self, reference: IndirectObject) -> Any:
        """Return the object that was put for a reference."""
        return self._objects[reference.idnum, reference.generation]

    def add(self, value: Any) -> IndirectObject:
        """Put a new object, and return its reference."""
        reference = self.reserve()
        self.put(reference, value)
        return reference

    def write(self, file_id: bytes) -> bytes:
        """Return the bytes that follow `data`; `file_id` (16 bytes) becomes the changing part of /ID."""
        data = self.data
        ids = array([ByteStringObject(self._permanent_id or file_id), ByteStringObject(file_id)])
        trailer = {**self._trailer, "/ID": ids}
        out = bytearray() if data.endswith((b"\n", b"\r")) else bytearray(b"\n")
        xref: dict[ObjectNumber, _XrefEntry] = {}
        single: list[tuple[ObjectNumber, Any]] = []
        packed: list[tuple[int, Any]] = []
        for key, value in sorted(self._objects.items(), key=lambda item: item[0]):
            if self._uses_streams and not key[1] and not isinstance(value, StreamObject):
                packed.append((key[0], value))
            else:
                single.append((key, value))
        single += (((number, 0), each) for number, each in self._object_streams(packed, xref))
        for (number, generation), value in single:
            xref[number, generation] = _XrefEntry(1, len(data) + len(out), generation)
            out += b"%d %d obj\n%s\nendobj\n" % (number, generation, self._serialise(value))
        start = len(data) + len(out)
        out += (
            self._xref_stream(xref, trailer, start)
            if self._uses_streams
            else self._xref_table(xref, trailer)
        )
        return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % start

    def _serialise(self, value: Any) -> bytes:
        try:
            return serialise(value)
        except RecursionError:
            raise self._pdf.damaged("its objects are nested too deep") from None

    def _object_streams(
        self, objects: list[tuple[int, Any]], xref: dict[ObjectNumber, _XrefEntry]
    ) -> Iterator[tuple[int, StreamObject]]:
        """Yield object streams that hold these objects, and enter the objects into `xref` (7.5.7)."""
        for begin in range(0, len(objects), _OBJECTS_IN_A_STREAM):
            batch = objects[begin : begin + _OBJECTS_IN_A_STREAM]
            stream_number = self.reserve().idnum
            offsets, body = bytearray(), bytearray()
            for index, (number, value) in enumerate(batch):
                xref[number, 0] = _XrefEntry(2, stream_number, index)
                offsets += b"%d %d " % (number, len(body))
                body += self._serialise(value) + b"\n"
            entries = {
                "/Type": NameObject("/ObjStm"),
                "/N": NumberObject(len(batch)),
                "/First": NumberObject(len(offsets)),
            }
            yield stream_number, stream(bytes(offsets + body), entries)

    def _xref_stream(
        self, xref: dict[ObjectNumber, _XrefEntry], trailer: dict[str, Any], start: int
    ) -> bytes:
        """Return a cross-reference stream, with the entries of the trailer (7.5.8)."""
        own_number = self.reserve().idnum
        xref[own_number, 0] = _XrefEntry(1, start, 0)
        rows, index = bytearray(), ArrayObject()
        for first, subsection in _subsections(xref):
            index += [NumberObject(first), NumberObject(len(subsection))]
            for kind, position, more in subsection:
                rows += bytes([kind]) + position.to_bytes(5, "big") + more.to_bytes(2, "big")
        widths = ArrayObject(map(NumberObject, (1, 5, 2)))
        entries = {**trailer, "/Type": NameObject("/XRef"), "/W": widths, "/Index": index}
        entries["/Size"] = NumberObject(self._size)
        return b"%d 0 obj\n%s\nendobj\n" % (own_number, serialise(stream(bytes(rows), entries)))

    def _xref_table(self, xref: dict[ObjectNumber, _XrefEntry], trailer: dict[str, Any]) -> bytes:
        """Return a cross-reference table and the trailer (7.5.4, 7.5.5)."""
        rows = bytearray(b"xref\n")
        if "/Prev" not in trailer:
            rows += b"0 1\n0000000000 65535 f\r\n"
        for first, subsection in _subsections(xref):
            rows += b"%d %d\n" % (first, len(subsection))
            for _, position, generation in subsection:
                rows += b"%010d %05d n\r\n" % (position, generation)
        entries = dictionary({**trailer, "/Size": NumberObject(self._size)})
        return bytes(rows) + b"trailer\n%s\n" % serialise(entries)


def _subsections(
    xref: dict[ObjectNumber, _XrefEntry],
) -> Iterator[tuple[int, list[_XrefEntry]]]:
    """Yield the entries of objects with consecutive numbers, after the first number."""
    subsection: list[_XrefEntry] = []
    first = 0
    for (number, _), entry_ in sorted(xref.items()):
        if subsection and number != first + len(subsection):
            yield first, subsection
            subsection = []
        if not subsection:
            first = number
        subsection.append(entry_)
    if subsection:
        yield first, subsection
