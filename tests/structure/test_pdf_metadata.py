"""Attached files and XMP metadata of a PDF."""

from __future__ import annotations

import zlib

import pytest

from briefpress.structure import (
    Attachment,
    PdfStructure,
    inspect,
)
from handmade_pdfs import PLAIN, has_problem, make
from pdf_objects import stream


def test_each_attachment_is_listed_once() -> None:
    names = b"/AF[20 0 R]/Names<</EmbeddedFiles<</Names[(a)20 0 R(b)21 0 R]>>>>>>"
    data = stream(b"title: x", "/Type/EmbeddedFile/Subtype/text#2Fyaml")
    changes = {
        1: PLAIN[1][:-2] + names,
        20: b"<</F(old)/UF(brief.yaml)/Desc(The source)/AFRelationship/Source/EF<</F 22 0 R>>>>",
        21: b"<</F(b.bin)/EF<</F 23 0 R>>>>",
        22: data,
        23: stream(b"", "/Params<</Size 7>>"),
    }

    assert inspect(make(changes)).attachments == (
        Attachment("brief.yaml", "Source", 8, "The source", "text/yaml", True),
        Attachment("b.bin", None, 7, None, None, False),
    )


XMP = """<?xpacket begin="\ufeff"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
 xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:cc="http://creativecommons.org/ns#">
<rdf:Description rdf:about="" dc:format="application/pdf"><dc:creator><rdf:Seq><rdf:li>A</rdf:li>
<rdf:li>B</rdf:li></rdf:Seq></dc:creator><cc:license rdf:resource="https://example.org/by"/>
</rdf:Description><rdf:Description rdf:about=""><dc:language>en</dc:language></rdf:Description>
<rdf:Description rdf:about=""><dc:relation><rdf:Bag><rdf:li rdf:resource="r"/></rdf:Bag>
</dc:relation></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>  """


def with_xmp(xmp: bytes) -> PdfStructure:
    changes = {1: PLAIN[1][:-2] + b"/Metadata 20 0 R>>", 20: stream(zlib.compress(xmp), FLATE)}
    return inspect(make(changes))


FLATE = "/Filter/FlateDecode"


def test_xmp_values() -> None:
    found = with_xmp(XMP.encode())
    dublin = "{http://purl.org/dc/elements/1.1/}"

    assert found.xmp == XMP.encode()
    assert found.xmp_values == {
        f"{dublin}format": ("application/pdf",),
        f"{dublin}creator": ("A", "B"),
        f"{dublin}language": ("en",),
        f"{dublin}relation": ("r",),
        "{http://creativecommons.org/ns#}license": ("https://example.org/by",),
    }


@pytest.mark.parametrize(
    "xmp",
    [b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>', b"<x>", b'<?xml encoding="x-none"?><x/>'],
)
def test_unsafe_or_broken_xmp_has_no_values(xmp: bytes) -> None:
    found = with_xmp(xmp)

    assert found.xmp_values == {}
    assert has_problem(found, "XMP")
