"""Random, repeatable mutations of valid PDFs: of bytes, of objects, and as incremental updates."""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject, NameObject, StreamObject

from briefpress.structure.reader import PYPDF_ERRORS
from byte_mutations import BYTE_MUTATIONS, change_bytes
from hostile import CASES
from object_mutations import OBJECT_MUTATIONS, STREAM_DATA
from pdf_objects import assemble, assemble_compressed, flate_stream

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random


@dataclass(frozen=True)
class Seed:
    """A valid PDF: its bytes, its objects with uncompressed streams, and the object number of its catalog."""

    name: str
    data: bytes
    objects: Mapping[int, bytes]
    root: int


def seed(name: str, data: bytes) -> Seed | None:
    """Return a PDF with its objects; None if they cannot be read."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            return Seed(name, data, {}, 1)
        numbers = {*reader.xref.get(0, {}), *reader.xref_objStm}
        objects = {
            number: body
            for number in sorted(numbers)
            if number and (body := _written(reader.get_object(number)))
        }
        root = cast("IndirectObject", reader.trailer.raw_get("/Root")).idnum
    except PYPDF_ERRORS:
        return None
    return Seed(name, data, objects, root)


def _written(found: Any) -> bytes | None:
    """Return the bytes of an object, with its stream uncompressed if Flate is its only filter."""
    out = io.BytesIO()
    if not isinstance(found, StreamObject):
        if found is None or not hasattr(found, "write_to_stream"):
            return None
        found.write_to_stream(out)
        return out.getvalue()
    kind = found.get("/Type")
    if kind in ("/ObjStm", "/XRef"):
        return None
    entries = DictionaryObject(found)
    data = bytes(found._data)  # noqa: SLF001 - as it is in the file
    if found.get("/Filter") in ("/FlateDecode", ["/FlateDecode"]) and kind != "/XObject":
        try:
            data = zlib.decompress(data)
            for key in ("/Filter", "/DecodeParms"):
                entries.pop(NameObject(key), None)
        except zlib.error:
            pass
    entries.pop(NameObject("/Length"), None)
    entries.write_to_stream(out)
    head = out.getvalue().strip()
    return b"%s/Length %d>>\nstream\n%s\nendstream" % (head[:-2], len(data), data)


def mutant(random: Random, seeds: Sequence[Seed], largest: int = 20_000) -> tuple[str, bytes]:
    """Return the name and the bytes of a mutated file; `largest` limits the size of hostile constructions."""
    if random.random() < 0.2:
        return _hostile(random, largest)
    origin = random.choice(seeds)
    if not origin.objects or random.random() < 0.25:
        change = random.choice(BYTE_MUTATIONS)
        other = random.choice(seeds).data
        return f"{origin.name} {change.__name__}", change(random, origin.data, other)
    objects = dict(origin.objects)
    done = []
    for _ in range(random.choice((1, 1, 1, 2, 3, 8))):
        alter = random.choice(OBJECT_MUTATIONS)
        alter(random, objects)
        done.append(alter.__name__)
    data = _reassemble(random, objects, origin)
    if random.random() < 0.1:
        data = change_bytes(random, data, b"")
        done.append("change_bytes")
    return f"{origin.name} {' '.join(done)}", data


def _hostile(random: Random, largest: int) -> tuple[str, bytes]:
    """Return a hostile construction of a random size, sometimes with changed bytes."""
    case = random.choice(CASES)
    size = max(1, round(min(case.size, largest) ** random.random()))
    data = case.make(size)
    if random.random() < 0.5:
        return f"{case.name} of {size}", data
    change = random.choice(BYTE_MUTATIONS)
    return f"{case.name} of {size} {change.__name__}", change(random, data, data)


def _reassemble(random: Random, objects: Mapping[int, bytes], origin: Seed) -> bytes:
    packing = random.random()
    packs = _compressed if packing < 0.5 else bytes
    written = {number: packs(body) for number, body in objects.items()}
    if packing < 0.3:
        return assemble_compressed(written, root=origin.root)
    if packing < 0.9:
        return assemble(written, root=origin.root)
    changed = {
        number: body for number, body in written.items() if origin.objects.get(number) != body
    }
    return append_update(random, assemble(origin.objects, root=origin.root), changed, origin.root)


def _compressed(body: bytes) -> bytes:
    found = STREAM_DATA.search(body)
    if found is None or b"/Filter" in body[: found.start()]:
        return body
    head = re.sub(rb"/Length \d+", b"", body[: found.start()])
    return flate_stream(found[1], head[2:-2].decode("latin-1"))


def append_update(random: Random, data: bytes, changed: Mapping[int, bytes], root: int) -> bytes:
    """Append an incremental update (7.5.6), whose /Prev may be wrong."""
    before = data.rindex(b"xref\n0 ")
    prev = random.choice((before, before, len(data), 0, -1, len(data) + 9))
    out = bytearray(data)
    offsets = {}
    for number, body in changed.items():
        offsets[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n"
    for number, offset in offsets.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, offset)
    size = max((*changed, root)) + 1
    out += b"trailer\n<</Size %d/Root %d 0 R/Prev %d>>\n" % (size, root, prev)
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % start
