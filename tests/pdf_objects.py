"""PDF objects and whole PDFs, written by hand."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

FLATE = "/Filter/FlateDecode"


def stream(data: bytes, entries: str = "") -> bytes:
    """Return a stream object."""
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries.encode(), len(data), data)


def flate_stream(data: bytes, entries: str = "") -> bytes:
    """Return a stream object that is compressed."""
    return stream(zlib.compress(data, 1), entries + FLATE)


def assemble(objects: Mapping[int, bytes], trailer: str = "", root: int = 1) -> bytes:
    """Return a PDF of these objects with a cross-reference table."""
    out, offsets = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), dict[int, int]()
    for number in sorted(objects):
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    start, size = len(out), max(objects) + 1
    out += b"xref\n0 %d\n" % size
    free = b"0000000000 65535 f \n"
    out += b"".join(
        b"%010d 00000 n \n" % offsets[number] if number in offsets else free
        for number in range(size)
    )
    out += b"trailer\n<</Size %d/Root %d 0 R%s>>\n" % (size, root, trailer.encode())
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % start


def assemble_compressed(objects: Mapping[int, bytes], trailer: str = "", root: int = 1) -> bytes:
    """Return a PDF of these objects, packed into one object stream if they can be (7.5.7, 7.5.8)."""
    packed = [number for number in sorted(objects) if not objects[number].endswith(b"endstream")]
    object_stream, xref_stream = max(objects) + 1, max(objects) + 2
    index, bodies = [], bytearray()
    for number in packed:
        index.append(b"%d %d" % (number, len(bodies)))
        bodies += objects[number] + b"\n"
    head = b" ".join(index) + b"\n"
    out, rows = bytearray(b"%PDF-1.7\n"), {0: (0, 0, 255)}
    rows |= {number: (2, object_stream, min(n, 65_535)) for n, number in enumerate(packed)}
    entries = f"/Type/ObjStm/N {len(packed)}/First {len(head)}"
    streams = {number: objects[number] for number in sorted(objects.keys() - set(packed))}
    for number, body in {**streams, object_stream: flate_stream(head + bodies, entries)}.items():
        rows[number] = (1, len(out), 0)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    rows[xref_stream] = (1, len(out), 0)
    start = len(out)
    table = bytearray()
    for number in range(xref_stream + 1):
        kind, position, more = rows.get(number, (0, 0, 0))
        table += bytes((kind,)) + position.to_bytes(4) + more.to_bytes(2)
    entries = f"/Type/XRef/W[1 4 2]/Size {xref_stream + 1}/Root {root} 0 R{trailer}"
    out += b"%d 0 obj\n%s\nendobj\n" % (xref_stream, flate_stream(bytes(table), entries))
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % start
