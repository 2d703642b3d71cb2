"""Streams that unpack to far more than they are, or are damaged."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from hostile.builder import PLAIN, Case, make_page, make_pdf, references
from pdf_objects import flate_stream, stream

if TYPE_CHECKING:
    from collections.abc import Callable


def stream_bomb(size: int) -> bytes:
    return make_page(b" " * size, font=b"null")


def stream_bombs_many(size: int) -> bytes:
    """Many streams that are just below the limit."""
    page = PLAIN[3].replace(b"4 0 R", f"[{references(20, size)}]".encode())
    return make_pdf(
        {3: page, **dict.fromkeys(range(20, 20 + size), flate_stream(bytes(18_000_000)))}
    )


def damaged_many(size: int) -> bytes:
    """Damaged streams, which are unpacked byte by byte."""
    page = PLAIN[3].replace(b"4 0 R", f"[{references(20, size)}]".encode())
    broken = stream(b"\xff" * 20_000, "/Filter/FlateDecode")
    return make_pdf({3: page, **dict.fromkeys(range(20, 20 + size), broken)})


def indexes_damaged(size: int) -> bytes:
    """A chain of damaged cross-reference streams."""
    entries = "/Type/XRef/Size 9/W[1 2 1]/Root 1 0 R/Filter/FlateDecode"
    out, before = b"%PDF-1.7\n", 0
    for number in range(1, 7):
        at = len(out)
        chain = f"{entries}/Prev {before}" if before else entries
        out += b"%d 0 obj\n%s\nendobj\n" % (number, stream(b"\xff" * size, chain))
        before = at
    return out + b"startxref\n%d\n%%%%EOF\n" % before


def filters(name: str, data: bytes = b"\x80" * 99_999) -> Callable[[int], bytes]:
    def make(size: int) -> bytes:
        chain = f"/Filter[{f'/{name}' * size}]"
        return make_pdf({4: stream(data, chain)})

    return make


def predictor(size: int) -> bytes:
    """A PNG predictor with rows of one byte."""
    entries = "/DecodeParms<</Predictor 15/Columns 1>>"
    return make_pdf({4: flate_stream(b"\x04\x01" * size, entries)})


def tiff_predictor(size: int) -> bytes:
    return make_pdf({4: flate_stream(bytes(size), "/DecodeParms<</Predictor 2/Columns 9>>")})


CASES = (
    Case("stream-bomb", stream_bomb, 1_000_000_000, "left out"),
    Case("stream-bombs-many", stream_bombs_many, 500, "streams are left out"),
    Case("damaged-many", damaged_many, 1_500, "damaged streams are left out"),
    Case("indexes-damaged", indexes_damaged, 4_900_000, "damaged beyond repair"),
    Case("filters-flate", filters("FlateDecode", zlib.compress(bytes(9_000_000))), 2, "left out"),
    Case("filters-lzw", filters("LZWDecode"), 16),
    Case("filters-run-length", filters("RunLengthDecode", b"\x81\x81" * 500_000), 16, "left out"),
    Case("filters-hex", filters("ASCIIHexDecode", b"34" * 4_000_000), 9, "encoded as ASCII"),
    Case("filters-85", filters("ASCII85Decode", b"z" * 4_000_000), 9, "encoded as ASCII"),
    Case("filters-odd", filters("None"), 99, "left out"),
    Case("predictor", predictor, 9_000_000),
    Case("tiff-predictor", tiff_predictor, 18_000_000),
)  # fmt: skip
