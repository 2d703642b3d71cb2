"""A plain PDF, and functions that change or add objects of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pdf_objects import assemble, flate_stream, stream

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

HUGE_NUMBER = "9" * 40


@dataclass(frozen=True)
class Case:
    """A hostile PDF; `make` takes how often it repeats something, which is `size` at its worst.

    `expected` is a part of the problem, limit or error that reading it reports; "" if it is no fault.
    """

    name: str
    make: Callable[[int], bytes]
    size: int
    expected: str = ""

    @property
    def worst(self) -> bytes:
        return self.make(self.size)


PLAIN: Mapping[int, bytes] = {
    1: b"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>/Lang(en)>>",
    2: b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 100]>>",
    3: b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources 7 0 R/StructParents 0>>",
    4: stream(b"/P <</MCID 0>> BDC BT /F1 12 Tf 20 50 Td (Hello) Tj ET EMC"),
    5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    6: b"<</Type/StructTreeRoot/K 8 0 R/ParentTree<</Nums[0[8 0 R]]>>>>",
    7: b"<</Font<</F1 5 0 R>>>>",
    8: b"<</Type/StructElem/S/P/Pg 3 0 R/K 0>>",
}


def make_pdf(
    changes: Mapping[int, bytes] | None = None, trailer: str = "", **entries: str
) -> bytes:
    """Return the plain PDF with other or more objects, and more entries of the catalog."""
    objects = {**PLAIN, **(changes or {})}
    more = "".join(f"/{key} {value}" for key, value in entries.items()).encode()
    return assemble({**objects, 1: objects[1][:-2] + more + b">>"}, trailer)


def make_page(content: bytes, resources: str = "", **more: bytes) -> bytes:
    """Return a PDF of a page with this content; `more` are objects 20, 21, …"""
    fonts = f"<</Font<</F1 5 0 R/F2 20 0 R>>{resources}>>".encode()
    return make_pdf({4: flate_stream(content), 7: fonts, **dict(enumerate(more.values(), 20))})


def make_tree(kids: str, elements: Iterable[bytes] = (), **entries: str) -> bytes:
    """Return a PDF whose structure tree root has these kids and entries; `elements` are 20, 21, …"""
    more = "".join(f"/{key} {value}" for key, value in entries.items())
    root = f"<</Type/StructTreeRoot/K {kids}{more}>>".encode()
    return make_pdf({6: root, **dict(enumerate(elements, 20))})


def make_pdf_with_xmp(packet: bytes) -> bytes:
    """Return the plain PDF with an XMP packet."""
    metadata = flate_stream(packet, "/Type/Metadata/Subtype/XML")
    return make_pdf({20: metadata}, Metadata="20 0 R")


def references(first: int, count: int) -> str:
    """Return references to objects with consecutive numbers."""
    return " ".join(f"{number} 0 R" for number in range(first, first + count))


def reference_arrays(first: int, count: int, longest: int = 90_000) -> dict[int, bytes]:
    """Return references in arrays that are not longer than a reader may take; numbered after them."""
    starts = range(first, first + count, longest)
    return {
        number: f"[{references(start, min(longest, first + count - start))}]".encode()
        for number, start in enumerate(starts, first + count)
    }
