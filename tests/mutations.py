"""Sound PDFs made unsound, at random and yet repeatably: by bytes, by tokens, by objects, by updates."""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject, NameObject, StreamObject

from briefpress.structure.reader import PYPDF_ERRORS
from hostile import CASES
from pdf_objects import assemble, assemble_compressed, flate_stream, stream

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from random import Random

_NUMBERS = [
    b"-1", b"0", b"1", b"3", b"255", b"256", b"65536", b"-2147483649", b"4294967296", b"99999999999999999999",
    b"1000000000", b"0.00000001", b"-.5", b"1e9", b"nan", b"inf", b"--3", b"1.2.3", b"null", b"true", b"(9)",
]  # fmt: skip
_OPERATORS = [
    b"q ", b"Q ", b"BT ", b"ET ", b"EMC ", b"/P BMC ", b"/P<</MCID 0>>BDC ", b"/Artifact BMC ", b"[", b"]", b"(",
    b"<<", b">>", b"BI ID ", b"EI ", b"1e9 0 0 1e9 0 0 cm ", b"0 0 0 0 0 0 cm ", b"-1 Tz ", b"0 Tf ", b"% ", b"W n ",
    b"0 0 99999 99999 re f ", b"/Pattern cs /P1 scn ", b"(\\", b"<zz>", b"9 9 9 9 9 9 9 9 9 ", b"' ", b'" ',
    b"3 Tr ", b"\x00\xff", b"/Span<</ActualText(x)/Lang(q)>>BDC ", b"99999 TL ", b"1 0 0 1 0 0 Tm ",
]  # fmt: skip
_TOKEN = re.compile(rb"\d+ \d+ R|/[^\s/<>\[\]()]+|[-+]?\d*\.?\d+|<<|>>|\[|\]")
_NAME = re.compile(rb"/[^\s/<>\[\]()]+")
_DATA = re.compile(rb"\nstream\n(.*)\nendstream\Z", re.DOTALL)
_FILTERS = (b"FlateDecode", b"LZWDecode", b"ASCII85Decode", b"RunLengthDecode", b"DCTDecode", b"JPXDecode",
            b"JBIG2Decode", b"CCITTFaxDecode", b"Crypt", b"None")  # fmt: skip


@dataclass(frozen=True)
class Seed:
    """A sound PDF, as it is and in objects of which no stream is compressed; `root` is its catalog."""

    name: str
    data: bytes
    objects: Mapping[int, bytes]
    root: int


def seed(name: str, data: bytes) -> Seed | None:
    """Take a PDF apart; None where that cannot be done."""
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
    """Return an object as it is written, with its stream unpacked where that is plain."""
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


def mutant(random: Random, seeds: Sequence[Seed], most: int = 20_000) -> tuple[str, bytes]:
    """Return a hostile file and how it was made; `most` is the size of constructions."""
    if random.random() < 0.2:
        return _hostile(random, most)
    origin = random.choice(seeds)
    if not origin.objects or random.random() < 0.25:
        change = random.choice(_BY_BYTES)
        other = random.choice(seeds).data
        return f"{origin.name} {change.__name__}", change(random, origin.data, other)
    objects = dict(origin.objects)
    done = []
    for _ in range(random.choice((1, 1, 1, 2, 3, 8))):
        alter = random.choice(_BY_OBJECTS)
        alter(random, objects)
        done.append(alter.__name__)
    data = _put_together(random, objects, origin)
    if random.random() < 0.1:
        data = flipped(random, data, b"")
        done.append("flipped")
    return f"{origin.name} {' '.join(done)}", data


def _hostile(random: Random, most: int) -> tuple[str, bytes]:
    """Return a construction at some size, and now and then with damage."""
    case = random.choice(CASES)
    size = max(1, round(min(case.size, most) ** random.random()))
    data = case.make(size)
    if random.random() < 0.5:
        return f"{case.name} of {size}", data
    change = random.choice(_BY_BYTES)
    return f"{case.name} of {size} {change.__name__}", change(random, data, data)


def _put_together(random: Random, objects: Mapping[int, bytes], origin: Seed) -> bytes:
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
    return updated(random, assemble(origin.objects, root=origin.root), changed, origin.root)


def _compressed(body: bytes) -> bytes:
    found = _DATA.search(body)
    if found is None or b"/Filter" in body[: found.start()]:
        return body
    head = re.sub(rb"/Length \d+", b"", body[: found.start()])
    return flate_stream(found[1], head[2:-2].decode("latin-1"))


def updated(random: Random, data: bytes, changed: Mapping[int, bytes], root: int) -> bytes:
    """Add an update to a file (7.5.6), which may say something wrong of what was before."""
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


# By bytes: of the file as it is


def flipped(random: Random, data: bytes, _: bytes) -> bytes:
    out = bytearray(data)
    for _each in range(random.choice((1, 3, 10, 100)) if out else 0):
        out[random.randrange(len(out))] = random.randrange(256)
    return bytes(out)


def truncated(random: Random, data: bytes, _: bytes) -> bytes:
    return data[: random.randrange(len(data) + 1)]


def beheaded(random: Random, data: bytes, _: bytes) -> bytes:
    return data[random.randrange(len(data) + 1) :]


def spliced(random: Random, data: bytes, other: bytes) -> bytes:
    return truncated(random, data, b"") + beheaded(random, other, b"")


def cut_out(random: Random, data: bytes, _: bytes) -> bytes:
    start = random.randrange(len(data) + 1)
    return data[:start] + data[start + random.choice((1, 10, 1000)) :]


def repeated(random: Random, data: bytes, _: bytes) -> bytes:
    start = random.randrange(len(data) + 1)
    part = data[start : start + random.choice((10, 300, 5000))]
    return data[:start] + part * random.choice((2, 3, 50)) + data[start:]


def retyped(random: Random, data: bytes, _: bytes) -> bytes:
    """Change line ends, as a transfer as text does."""
    return data.replace(*random.choice(((b"\n", b"\r\n"), (b"\r\n", b"\n"), (b"\n", b"\r"))))


def tokens_of_file(random: Random, data: bytes, _: bytes) -> bytes:
    return _with_other_tokens(random, data, [data])


_BY_BYTES: tuple[Callable[[Random, bytes, bytes], bytes], ...] = (
    flipped, truncated, beheaded, spliced, cut_out, repeated, retyped, tokens_of_file,
)  # fmt: skip


# By objects


def tokens(random: Random, objects: dict[int, bytes]) -> None:
    number = random.choice(list(objects))
    objects[number] = _with_other_tokens(random, objects[number], list(objects.values()), objects)


def _with_other_tokens(
    random: Random, body: bytes, others: Sequence[bytes], objects: Mapping[int, bytes] | None = None
) -> bytes:
    found = list(_TOKEN.finditer(body))
    for token in sorted(
        random.sample(found, min(len(found), random.choice((1, 1, 2, 5)))),
        key=re.Match.start,
        reverse=True,
    ):
        new = _other_token(random, token[0], random.choice(others), objects)
        body = body[: token.start()] + new + body[token.end() :]
    return body


def _other_token(
    random: Random, token: bytes, other: bytes, objects: Mapping[int, bytes] | None
) -> bytes:
    if token.endswith(b"R") and random.random() < 0.8:
        return b"%d 0 R" % random.choice(list(objects or {1: b"", 99: b""}))
    if token.startswith(b"/") and random.random() < 0.8:
        return _any_name(random, other)
    if token[:1] in b"<>[]" and random.random() < 0.7:
        return random.choice((b"", token * 2, token * 999))
    return random.choice(
        (b" " + random.choice(_NUMBERS) + b" ", b"[" * 40 + b"]" * 40, b"<<>>", b"()")
    )


def _any_name(random: Random, body: bytes) -> bytes:
    names: list[bytes] = _NAME.findall(body)
    return random.choice(names or [b"/K"])


def swapped(random: Random, objects: dict[int, bytes]) -> None:
    one, other = random.choice(list(objects)), random.choice(list(objects))
    objects[one], objects[other] = objects[other], objects[one]


def lost(random: Random, objects: dict[int, bytes]) -> None:
    if len(objects) > 1:
        del objects[random.choice(list(objects))]


def emptied(random: Random, objects: dict[int, bytes]) -> None:
    objects[random.choice(list(objects))] = random.choice(
        (b"null", b"<<>>", b"[]", b"0", b"(a)", b"/N", b"")
    )


def entry_lost(random: Random, objects: dict[int, bytes]) -> None:
    number = random.choice(list(objects))
    if names := list(_NAME.finditer(objects[number])):
        name = random.choice(names)
        body = objects[number]
        objects[number] = body[: name.start()] + b"/Lost" + body[name.end() :]


def entry_added(random: Random, objects: dict[int, bytes]) -> None:
    """Give a dictionary an entry of another, or one that leads to any object."""
    number = random.choice(list(objects))
    name = _any_name(random, objects[random.choice(list(objects))])
    objects[number] = _with_entry(objects[number], name, b"%d 0 R" % random.choice(list(objects)))


def _with_entry(body: bytes, name: bytes, value: bytes) -> bytes:
    return b"<<" + name + b" " + value + body[2:] if body.startswith(b"<<") else body


def kids_redirected(random: Random, objects: dict[int, bytes]) -> None:
    """Let structure elements, pages, bookmarks and trees have any objects below them."""
    holders = [
        n for n, body in objects.items() if re.search(rb"/(K|Kids|First|Next|P|Parent)\b", body)
    ]
    for number in random.sample(holders, min(len(holders), random.choice((1, 2, 20)))):
        aims = b" ".join(
            b"%d 0 R" % random.choice(holders) for _ in range(random.choice((1, 1, 3, 99)))
        )
        if random.random() < 0.7:
            pattern, new = rb"/(K|Kids)\s*(\[[^\]]*\]|\d+ \d+ R|\d+)", rb"/\1[" + aims + b"]"
            objects[number] = re.sub(pattern, new, objects[number], count=1)
        else:
            key = random.choice((b"/K", b"/Kids", b"/Nums", b"/Names"))
            objects[number] = _with_entry(objects[number], key, b"[" + aims + b"]")


def roles_redirected(random: Random, objects: dict[int, bytes]) -> None:
    tags = list(
        {m[1] for body in objects.values() for m in re.finditer(rb"/S\s*(/[A-Za-z0-9]+)", body)}
    )
    if not tags:
        return
    pairs = b"".join(
        random.choice(tags) + random.choice(tags) for _ in range(random.choice((1, 5, 50)))
    )
    for number, body in objects.items():
        if b"/StructTreeRoot" in body and b"/Catalog" not in body:
            objects[number] = _with_entry(
                body.replace(b"/RoleMap", b"/Old"), b"/RoleMap", b"<<" + pairs + b">>"
            )


def attributes(random: Random, objects: dict[int, bytes]) -> None:
    cells = [n for n, body in objects.items() if re.search(rb"/S\s*/T[HDR]", body)]
    for number in random.sample(cells, min(len(cells), random.choice((1, 5, 50)))):
        key = random.choice((b"/ColSpan", b"/RowSpan", b"/Headers", b"/Scope", b"/BBox"))
        value = random.choice((*_NUMBERS, b"[(a)(b)]", b"/Row", b"/Both", b"[[[]]]"))
        held = b"<</O/Table" + key + b" " + value + b">>"
        objects[number] = _with_entry(objects[number].replace(b"/A", b"/Old"), b"/A", held)


def nested(random: Random, objects: dict[int, bytes]) -> None:
    depth = random.choice((5, 100, 1_000, 50_000))
    opening, closing = random.choice(((b"[", b"]"), (b"<</K", b">>"), (b"<</S/P/K[", b"]>>")))
    objects[random.choice(list(objects))] = opening * depth + b" 0 " + closing * depth


def stream_changed(random: Random, objects: dict[int, bytes]) -> None:
    """Change what is in a stream: bytes, operators, length."""
    streams = [(n, found) for n, body in objects.items() if (found := _DATA.search(body))]
    if not streams:
        return
    number, found = random.choice(streams)
    data = found[1]
    kind = random.randrange(6)
    if kind == 0:
        data = flipped(random, data, b"")
    elif kind == 1:
        data = truncated(random, data, b"")
    elif kind == 2:
        data = data * random.choice((2, 10, 100))
    elif kind == 3:
        data = spliced(random, data, random.choice(streams)[1][1])
    else:
        for _ in range(random.choice((1, 5, 50))):
            place = random.randrange(len(data) + 1)
            data = data[:place] + random.choice(_OPERATORS) + data[place:]
    data = data[:2_000_000]
    head = objects[number][: found.start()]
    length = b"/Length %d" % len(data)
    if random.random() < 0.05:
        length = b"/Length " + random.choice(_NUMBERS)
    objects[number] = re.sub(rb"/Length \d+", length, head) + b"\nstream\n" + data + b"\nendstream"


def filter_changed(random: Random, objects: dict[int, bytes]) -> None:
    streams = [n for n, body in objects.items() if body.endswith(b"endstream")]
    if streams:
        number = random.choice(streams)
        name = random.choice(_FILTERS)
        parameters = b"<</Predictor %d/Columns %d/Colors 9/BitsPerComponent 16>>" % (
            random.choice((2, 12, 15, 99)), random.choice((0, 1, 99999, 10**12)))  # fmt: skip
        body = objects[number].replace(b"/Filter", b"/Old")
        objects[number] = _with_entry(
            _with_entry(body, b"/Filter", b"/" + name), b"/DecodeParms", parameters
        )


def draws_itself(random: Random, objects: dict[int, bytes]) -> None:
    """Let resources name any streams as forms, and content draw them."""
    streams = [n for n, body in objects.items() if body.endswith(b"endstream")]
    named = (
        b"".join(b"/Fm%d %d 0 R" % (n, random.choice(streams)) for n in range(4))
        if streams
        else b""
    )
    for number in random.sample(streams, min(3, len(streams))):
        body = objects[number]
        said = (
            b"/Type/XObject/Subtype/Form/BBox[0 0 500 500]/Resources<</XObject<<" + named + b">>>>"
        )
        head, _, data = body.partition(b"\nstream\n")
        data = b"".join(b"/Fm%d Do " % n for n in range(4)) + data.removesuffix(b"\nendstream")
        entries = re.sub(rb"/Length \d+|/(Filter|Subtype|Type|Resources)\b", b"", head[2:-2])
        objects[number] = stream(
            data, said.decode("latin-1") + "/Rest<<" + entries.decode("latin-1") + ">>"
        )


_BY_OBJECTS: tuple[Callable[[Random, dict[int, bytes]], None], ...] = (
    tokens, tokens, tokens, swapped, lost, emptied, entry_lost, entry_added, kids_redirected, kids_redirected,
    roles_redirected, attributes, nested, stream_changed, stream_changed, filter_changed, draws_itself,
)  # fmt: skip
