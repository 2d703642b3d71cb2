"""Objects appended to a PDF: what was there stays as it is, to the byte (ISO 32000-2, 7.5.6)."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, Any

from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from briefpress.publish.annex.pdf import entry, raw

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.publish.annex.pdf import Pdf

_IN_A_STREAM = 200  # objects
_NAME = re.compile(rb"[^!-~]|[#()<>\[\]{}/%]")
_STRING = re.compile(rb"[\\()\r]")


class Revision:
    """New and changed objects of a PDF, by their references, to be written behind `data`.

    They are packed in object streams where the file has its cross-references in a stream, and
    written as in older files otherwise. `start` is where the cross-references before these begin;
    None where there are none, and these are the whole file.
    """

    def __init__(self, pdf: Pdf, *, whole: bool = False) -> None:
        """Begin a revision of a PDF, or, if `whole`, a file of the same kind in its place."""
        reader = pdf.reader
        self._pdf, self._reader = pdf, reader
        self._packed = not pdf.data.startswith(b"xref", reader.start)
        self._trailer: dict[str, Any] = {}
        for key in ("/Root", "/Info"):
            if key in reader.trailer:
                self._trailer[key] = reader.trailer.raw_get(key)
        ids = pdf.items(entry(reader.trailer, "/ID"))
        self._first_id = raw(pdf.resolve(ids[0])) if ids else b""
        self._objects: dict[tuple[int, int], Any] = {}
        if whole:
            self.data, self._size = pdf.data[:8] + b"\n%\xe2\xe3\xcf\xd3\n", 1
        else:
            numbers = (number for places in reader.xref.values() for number in places)
            self.data, self._size = pdf.data, max((*numbers, *reader.xref_objStm, 0)) + 1
            self._trailer["/Prev"] = NumberObject(reader.start)

    def refer(self, key: str, reference: IndirectObject) -> None:
        """Let an entry of the trailer lead to another object."""
        self._trailer[key] = reference

    def reserve(self) -> IndirectObject:
        """Return a reference for an object that is still to come."""
        self._size += 1
        return IndirectObject(self._size - 1, 0, self._reader)

    def put(self, reference: IndirectObject, value: Any) -> None:
        """Let a reference mean this object from now on."""
        self._objects[reference.idnum, reference.generation] = value

    def value(self, reference: IndirectObject) -> Any:
        """Return what a reference was given to mean."""
        return self._objects[reference.idnum, reference.generation]

    def add(self, value: Any) -> IndirectObject:
        """Append a new object."""
        reference = self.reserve()
        self.put(reference, value)
        return reference

    def write(self, identity: bytes) -> bytes:
        """Return what has to follow `data`; `identity` (16 bytes) is that of this state of the file."""
        data = self.data
        ids = array([ByteStringObject(self._first_id or identity), ByteStringObject(identity)])
        trailer = {**self._trailer, "/ID": ids}
        out = bytearray() if data.endswith((b"\n", b"\r")) else bytearray(b"\n")
        packed = self._packed
        places: dict[tuple[int, int], tuple[int, int, int]] = {}
        loose: list[tuple[tuple[int, int], Any]] = []
        small: list[tuple[int, Any]] = []
        for key, value in sorted(self._objects.items(), key=lambda item: item[0]):
            if packed and not key[1] and not isinstance(value, StreamObject):
                small.append((key[0], value))
            else:
                loose.append((key, value))
        for number, batch in self._streams(small, places):
            loose.append(((number, 0), batch))
        for (number, generation), value in loose:
            places[number, generation] = (1, len(data) + len(out), generation)
            out += b"%d %d obj\n%s\nendobj\n" % (number, generation, self._serialised(value))
        start = len(data) + len(out)
        if packed:
            out += self._stream(places, trailer, start)
        else:
            out += self._table(places, trailer)
        return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % start

    def _serialised(self, value: Any) -> bytes:
        try:
            return serialise(value)
        except RecursionError:
            raise self._pdf.damaged("its objects lie too deep in one another") from None

    def _streams(
        self, small: list[tuple[int, Any]], places: dict[tuple[int, int], tuple[int, int, int]]
    ) -> Iterator[tuple[int, StreamObject]]:
        """Pack objects that are no streams into object streams (7.5.7)."""
        for begin in range(0, len(small), _IN_A_STREAM):
            batch = small[begin : begin + _IN_A_STREAM]
            home = self.reserve().idnum
            head, body = bytearray(), bytearray()
            for index, (number, value) in enumerate(batch):
                places[number, 0] = (2, home, index)
                head += b"%d %d " % (number, len(body))
                body += self._serialised(value) + b"\n"
            entries = {"/Type": NameObject("/ObjStm"), "/N": NumberObject(len(batch))}
            yield home, stream(bytes(head + body), {**entries, "/First": NumberObject(len(head))})

    def _stream(
        self,
        places: dict[tuple[int, int], tuple[int, int, int]],
        trailer: dict[str, Any],
        start: int,
    ) -> bytes:
        own = self.reserve().idnum
        places[own, 0] = (1, start, 0)
        rows, index = bytearray(), ArrayObject()
        for first, run in _runs(places):
            index += [NumberObject(first), NumberObject(len(run))]
            for kind, place, more in run:
                rows += bytes([kind]) + place.to_bytes(5, "big") + more.to_bytes(2, "big")
        widths = ArrayObject(map(NumberObject, (1, 5, 2)))
        entries = {**trailer, "/Type": NameObject("/XRef"), "/W": widths, "/Index": index}
        entries["/Size"] = NumberObject(self._size)
        return b"%d 0 obj\n%s\nendobj\n" % (own, serialise(stream(bytes(rows), entries)))

    def _table(
        self, places: dict[tuple[int, int], tuple[int, int, int]], trailer: dict[str, Any]
    ) -> bytes:
        rows = bytearray(b"xref\n")
        if "/Prev" not in trailer:
            rows += b"0 1\n0000000000 65535 f\r\n"
        for first, run in _runs(places):
            rows += b"%d %d\n" % (first, len(run))
            for _, place, generation in run:
                rows += b"%010d %05d n\r\n" % (place, generation)
        entries = dictionary({**trailer, "/Size": NumberObject(self._size)})
        return bytes(rows) + b"trailer\n%s\n" % serialise(entries)


def _runs(
    places: dict[tuple[int, int], tuple[int, int, int]],
) -> Iterator[tuple[int, list[tuple[int, int, int]]]]:
    """Yield the entries of objects whose numbers follow one another, with the first number."""
    run: list[tuple[int, int, int]] = []
    first = 0
    for (number, _), place in sorted(places.items()):
        if run and number != first + len(run):
            yield first, run
            run = []
        if not run:
            first = number
        run.append(place)
    if run:
        yield first, run


def dictionary(entries: dict[str, Any]) -> DictionaryObject:
    """Return a dictionary."""
    return DictionaryObject({NameObject(key): value for key, value in entries.items()})


def array(values: Iterable[Any]) -> ArrayObject:
    """Return an array."""
    return ArrayObject(values)


def stream(data: bytes, entries: dict[str, Any], *, compress: bool = True) -> StreamObject:
    """Return a stream of these bytes."""
    made = StreamObject()
    made.update(dictionary(entries))
    if compress:
        data = zlib.compress(data, 9)
        made[NameObject("/Filter")] = NameObject("/FlateDecode")
    made._data = data  # noqa: SLF001 - as it is written; set_data would compress nothing
    return made


def serialise(value: Any) -> bytes:
    """Write an object (7.3); raises `RecursionError` where too much lies in one another."""
    match value:
        case IndirectObject():
            return b"%d %d R" % (value.idnum, value.generation)
        case StreamObject():
            data: bytes = value._data  # noqa: SLF001 - as it is in the file
            entries = {**dict(dict.items(value)), NameObject("/Length"): NumberObject(len(data))}
            return _entries(entries) + b"\nstream\n" + data + b"\nendstream"
        case dict():
            return _entries(value)
        case list():
            return b"[" + b" ".join(serialise(item) for item in value) + b"]"
        case NameObject():
            escaped = _NAME.sub(lambda m: b"#%02X" % m[0][0], value[1:].encode("latin-1"))
            return b"/" + escaped
        case TextStringObject() | ByteStringObject():
            return _string(raw(value))
        case NullObject():
            return b"null"
        case BooleanObject():
            return b"true" if value.value else b"false"
        case NumberObject() | FloatObject():
            return repr(value).encode()
        case _:
            raise TypeError(f"no object of a PDF: {value!r}")


def _entries(value: dict[Any, Any]) -> bytes:
    pairs = (serialise(key) + b" " + serialise(item) for key, item in dict.items(value))
    return b"<<" + b" ".join(pairs) + b">>"


def _string(data: bytes) -> bytes:
    if data.isascii() and b"\0" not in data:
        return b"(" + _STRING.sub(lambda m: b"\\r" if m[0] == b"\r" else b"\\" + m[0], data) + b")"
    return b"<" + data.hex().encode() + b">"
