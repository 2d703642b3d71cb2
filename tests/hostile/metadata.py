"""XMP and Info dictionaries, and a catalog that refers to itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hostile.builder import Case, make_pdf, make_pdf_with_xmp

if TYPE_CHECKING:
    pass


_XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    b' xmlns:dc="http://purl.org/dc/elements/1.1/">%s</rdf:RDF></x:xmpmeta>'
)


def xmp_entities(size: int) -> bytes:
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(size))
    return make_pdf_with_xmp(f'<!DOCTYPE x [<!ENTITY e0 "ha">{entities}]><x>&e{size};</x>'.encode())


def xmp_deep(size: int) -> bytes:
    return make_pdf_with_xmp(_XMP % (b"<rdf:Description><dc:title>" + b"<a>" * size + b"</a>" * size
                       + b"</dc:title></rdf:Description>"))  # fmt: skip


def xmp_wide(size: int) -> bytes:
    return make_pdf_with_xmp(
        _XMP % (b"<rdf:Description><dc:title>a</dc:title></rdf:Description>" * size)
    )


def xmp_nested(size: int) -> bytes:
    inner = b"<rdf:RDF><rdf:Description><dc:title>a</dc:title>" * size
    return make_pdf_with_xmp(_XMP % (inner + b"</rdf:Description></rdf:RDF>" * size))


def info_many(size: int) -> bytes:
    entries = "".join(f"/K{n} 21 0 R" for n in range(size))
    text = b"(" + b"a" * 1_000_000 + b")"
    return make_pdf({20: f"<<{entries}>>".encode(), 21: text}, trailer="/Info 20 0 R")


def catalog_of_itself(_size: int) -> bytes:
    return make_pdf({2: b"<</Type/Pages/Kids 1 0 R/Count 1 0 R/MediaBox 1 0 R>>"},
                Lang="1 0 R", MarkInfo="1 0 R", Names="1 0 R", Outlines="1 0 R", Metadata="1 0 R",
                PageLabels="1 0 R", Dests="1 0 R", AF="1 0 R", ViewerPreferences="1 0 R")  # fmt: skip


CASES = (
    Case("xmp-entities", xmp_entities, 30, "document type"),
    Case("xmp-deep", xmp_deep, 400_000),
    Case("xmp-wide", xmp_wide, 50_000),
    Case("xmp-nested", xmp_nested, 10_000),
    Case("xmp-bomb", lambda size: make_pdf_with_xmp(b"<x>" + b" " * size + b"</x>"), 15_000_000, "XMP"),
    Case("info-many", info_many, 20_000, "texts are left out"),
    Case("catalog-of-itself", catalog_of_itself, 1),
)  # fmt: skip
