"""Mutations of the objects of a PDF."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from byte_mutations import change_bytes, cut_end, splice
from mutation_tokens import NUMBERS, random_name, replace_tokens
from pdf_objects import stream

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

_OPERATORS = [
    b"q ", b"Q ", b"BT ", b"ET ", b"EMC ", b"/P BMC ", b"/P<</MCID 0>>BDC ", b"/Artifact BMC ", b"[", b"]", b"(",
    b"<<", b">>", b"BI ID ", b"EI ", b"1e9 0 0 1e9 0 0 cm ", b"0 0 0 0 0 0 cm ", b"-1 Tz ", b"0 Tf ", b"% ", b"W n ",
    b"0 0 99999 99999 re f ", b"/Pattern cs /P1 scn ", b"(\\", b"<zz>", b"9 9 9 9 9 9 9 9 9 ", b"' ", b'" ',
    b"3 Tr ", b"\x00\xff", b"/Span<</ActualText(x)/Lang(q)>>BDC ", b"99999 TL ", b"1 0 0 1 0 0 Tm ",
]  # fmt: skip
_NAME = re.compile(rb"/[^\s/<>\[\]()]+")
STREAM_DATA = re.compile(rb"\nstream\n(.*)\nendstream\Z", re.DOTALL)
_FILTERS = (b"FlateDecode", b"LZWDecode", b"ASCII85Decode", b"RunLengthDecode", b"DCTDecode", b"JPXDecode",
            b"JBIG2Decode", b"CCITTFaxDecode", b"Crypt", b"None")  # fmt: skip


def change_tokens(random: Random, objects: dict[int, bytes]) -> None:
    number = random.choice(list(objects))
    objects[number] = replace_tokens(random, objects[number], list(objects.values()), objects)


def swap_objects(random: Random, objects: dict[int, bytes]) -> None:
    one, other = random.choice(list(objects)), random.choice(list(objects))
    objects[one], objects[other] = objects[other], objects[one]


def remove_object(random: Random, objects: dict[int, bytes]) -> None:
    if len(objects) > 1:
        del objects[random.choice(list(objects))]


def empty_object(random: Random, objects: dict[int, bytes]) -> None:
    objects[random.choice(list(objects))] = random.choice(
        (b"null", b"<<>>", b"[]", b"0", b"(a)", b"/N", b"")
    )


def rename_entry(random: Random, objects: dict[int, bytes]) -> None:
    number = random.choice(list(objects))
    if names := list(_NAME.finditer(objects[number])):
        name = random.choice(names)
        body = objects[number]
        objects[number] = body[: name.start()] + b"/Lost" + body[name.end() :]


def add_entry(random: Random, objects: dict[int, bytes]) -> None:
    """Add an entry whose key occurs in another object and whose value refers to a random object."""
    number = random.choice(list(objects))
    name = random_name(random, objects[random.choice(list(objects))])
    objects[number] = _with_entry(objects[number], name, b"%d 0 R" % random.choice(list(objects)))


def _with_entry(body: bytes, name: bytes, value: bytes) -> bytes:
    return b"<<" + name + b" " + value + body[2:] if body.startswith(b"<<") else body


def redirect_kids(random: Random, objects: dict[int, bytes]) -> None:
    """Replace the kids of structure elements, pages, bookmarks and trees by random references."""
    holders = [
        n for n, body in objects.items() if re.search(rb"/(K|Kids|First|Next|P|Parent)\b", body)
    ]
    for number in random.sample(holders, min(len(holders), random.choice((1, 2, 20)))):
        kids = b" ".join(
            b"%d 0 R" % random.choice(holders) for _ in range(random.choice((1, 1, 3, 99)))
        )
        if random.random() < 0.7:
            pattern, new = rb"/(K|Kids)\s*(\[[^\]]*\]|\d+ \d+ R|\d+)", rb"/\1[" + kids + b"]"
            objects[number] = re.sub(pattern, new, objects[number], count=1)
        else:
            key = random.choice((b"/K", b"/Kids", b"/Nums", b"/Names"))
            objects[number] = _with_entry(objects[number], key, b"[" + kids + b"]")


def redirect_roles(random: Random, objects: dict[int, bytes]) -> None:
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


def change_attributes(random: Random, objects: dict[int, bytes]) -> None:
    cells = [n for n, body in objects.items() if re.search(rb"/S\s*/T[HDR]", body)]
    for number in random.sample(cells, min(len(cells), random.choice((1, 5, 50)))):
        key = random.choice((b"/ColSpan", b"/RowSpan", b"/Headers", b"/Scope", b"/BBox"))
        value = random.choice((*NUMBERS, b"[(a)(b)]", b"/Row", b"/Both", b"[[[]]]"))
        dictionary = b"<</O/Table" + key + b" " + value + b">>"
        objects[number] = _with_entry(objects[number].replace(b"/A", b"/Old"), b"/A", dictionary)


def nest_objects(random: Random, objects: dict[int, bytes]) -> None:
    depth = random.choice((5, 100, 1_000, 50_000))
    opening, closing = random.choice(((b"[", b"]"), (b"<</K", b">>"), (b"<</S/P/K[", b"]>>")))
    objects[random.choice(list(objects))] = opening * depth + b" 0 " + closing * depth


def change_stream(random: Random, objects: dict[int, bytes]) -> None:
    """Change the bytes, the operators or the length of a stream."""
    streams = [(n, found) for n, body in objects.items() if (found := STREAM_DATA.search(body))]
    if not streams:
        return
    number, found = random.choice(streams)
    data = found[1]
    kind = random.randrange(6)
    if kind == 0:
        data = change_bytes(random, data, b"")
    elif kind == 1:
        data = cut_end(random, data, b"")
    elif kind == 2:
        data = data * random.choice((2, 10, 100))
    elif kind == 3:
        data = splice(random, data, random.choice(streams)[1][1])
    else:
        for _ in range(random.choice((1, 5, 50))):
            place = random.randrange(len(data) + 1)
            data = data[:place] + random.choice(_OPERATORS) + data[place:]
    data = data[:2_000_000]
    head = objects[number][: found.start()]
    length = b"/Length %d" % len(data)
    if random.random() < 0.05:
        length = b"/Length " + random.choice(NUMBERS)
    objects[number] = re.sub(rb"/Length \d+", length, head) + b"\nstream\n" + data + b"\nendstream"


def change_filter(random: Random, objects: dict[int, bytes]) -> None:
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


def draw_itself(random: Random, objects: dict[int, bytes]) -> None:
    """Turn streams into forms that draw each other."""
    streams = [n for n, body in objects.items() if body.endswith(b"endstream")]
    named = (
        b"".join(b"/Fm%d %d 0 R" % (n, random.choice(streams)) for n in range(4))
        if streams
        else b""
    )
    for number in random.sample(streams, min(3, len(streams))):
        body = objects[number]
        entries = (
            b"/Type/XObject/Subtype/Form/BBox[0 0 500 500]/Resources<</XObject<<" + named + b">>>>"
        )
        head, _, data = body.partition(b"\nstream\n")
        data = b"".join(b"/Fm%d Do " % n for n in range(4)) + data.removesuffix(b"\nendstream")
        rest = re.sub(rb"/Length \d+|/(Filter|Subtype|Type|Resources)\b", b"", head[2:-2])
        objects[number] = stream(
            data, entries.decode("latin-1") + "/Rest<<" + rest.decode("latin-1") + ">>"
        )


OBJECT_MUTATIONS: tuple[Callable[[Random, dict[int, bytes]], None], ...] = (
    change_tokens, change_tokens, change_tokens, swap_objects, remove_object, empty_object, rename_entry, add_entry,
    redirect_kids, redirect_kids, redirect_roles, change_attributes, nest_objects, change_stream, change_stream,
    change_filter, draw_itself,
)  # fmt: skip
