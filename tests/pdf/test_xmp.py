"""What a PDF says of itself."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from html import unescape
from xml.etree import ElementTree as ET

import pytest
import tinyhtml5
from pypdf import PdfReader

from briefpress.content.profiles import PROFILES, UA1, UA2, Profile
from briefpress.pdf import xmp
from briefpress.pdf.xmp import Metadata
from conftest import ROOT, printed

HEAD = """<html lang="sw"><title> Water &amp;
  Power </title>
<meta name="author" content="Wanjiru Kamau"><meta name="Author" content=" Flann O'Brien "><meta name=author content="">
<meta name="description" content="Rain is late."><meta name="keywords" content="Kenya, rain">
<meta name="generator" content="Briefpress"><meta name="DCTERMS.publisher" content="The Desk">
<meta name="dcterms.identifier" content="https://doi.org/10.1234/water">
<meta name="dcterms.issued" content="2025-04"><meta name="dcterms.modified" content="2025-05">
<meta name="dcterms.rights" content="© The Desk 2025"><meta property="cc:attributionName" content="W. Kamau">
<meta name="prism.edition" content="large print">
<link rel="stylesheet license" href="https://creativecommons.org/licenses/by/4.0/">
<link rel="cc:attributionURL" href="https://example.org">"""
FULL = Metadata(
    title="Water & Power",
    authors=("Wanjiru Kamau", "Flann O'Brien"),
    language="sw",
    description="Rain is late.",
    keywords="Kenya, rain",
    generator="Briefpress",
    publisher="The Desk",
    identifier="https://doi.org/10.1234/water",
    created="2025-04",
    modified="2025-05",
    rights="© The Desk 2025",
    licence="https://creativecommons.org/licenses/by/4.0/",
    attribution_name="W. Kamau",
    attribution_url="https://example.org",
    edition="large print",
)
_TAG = re.compile("<[^>]*>")
NAMES = {
    "cc": "http://creativecommons.org/ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "prism": "http://prismstandard.org/namespaces/basic/3.0/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
}


def _description(packet: bytes) -> ET.Element:
    found = ET.fromstring(packet).find("rdf:RDF/rdf:Description", NAMES)  # noqa: S314 - our own
    assert found is not None
    return found


def test_everything_is_read_from_the_head_of_the_html() -> None:
    assert xmp.from_html(tinyhtml5.parse(HEAD, namespace_html_elements=False)) == FULL


def test_what_the_html_does_not_say_stays_empty() -> None:
    assert xmp.from_html(tinyhtml5.parse("", namespace_html_elements=False)) == Metadata()


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("dc:title/rdf:Alt/rdf:li[@xml:lang='x-default']", ["Water & Power"]),
        ("dc:creator/rdf:Seq/rdf:li", ["Wanjiru Kamau", "Flann O'Brien"]),
        ("dc:language/rdf:Bag/rdf:li", ["sw"]),
        ("dc:publisher/rdf:Bag/rdf:li", ["The Desk"]),
        ("dc:rights/rdf:Alt/rdf:li[@xml:lang='x-default']", ["© The Desk 2025"]),
        ("dc:identifier", ["https://doi.org/10.1234/water"]),
        ("xmpRights:Marked", ["True"]),
        ("xmpRights:WebStatement", ["https://creativecommons.org/licenses/by/4.0/"]),
        ("xmpRights:UsageTerms/rdf:Alt/rdf:li", ["© The Desk 2025"]),
        ("cc:attributionName", ["W. Kamau"]),
        ("prism:edition", ["large print"]),
    ],
)
def test_xmp_has_every_property_in_its_proper_form(path: str, values: list[str]) -> None:
    path = path.replace("@xml:lang", "@{http://www.w3.org/XML/1998/namespace}lang")
    found = _description(xmp.packet(FULL, "P", UA1.claims)).findall(path, NAMES)

    assert [element.text for element in found] == values


@pytest.mark.parametrize(
    ("name", "address"), [("license", FULL.licence), ("attributionURL", FULL.attribution_url)]
)
def test_licence_and_attribution_are_addresses(name: str, address: str) -> None:
    element = _description(xmp.packet(FULL, "P", UA1.claims)).find(f"cc:{name}", NAMES)

    assert element is not None
    assert element.attrib == {f"{{{NAMES['rdf']}}}resource": address}


def test_an_empty_document_claims_nothing_but_what_it_is() -> None:
    said = [
        element.tag.partition("}")[2] for element in _description(xmp.packet(Metadata(), "P", ()))
    ]

    assert said == ["Producer"]


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_the_standards_of_a_profile_are_named(profile: Profile) -> None:
    description = _description(xmp.packet(FULL, "P", profile.claims))
    said = {(e.tag.rpartition("/")[2], e.text) for e in description if "aiim.org" in e.tag}

    assert {(f"}}{name.partition(':')[2]}", value) for name, value in profile.claims} <= said


def test_pdf_a_3_is_told_of_every_property_that_xmp_does_not_know() -> None:
    description = _description(xmp.packet(FULL, "P", UA1.claims))
    uris, names = (
        {e.text for e in description.iter(f"{{http://www.aiim.org/pdfa/ns/{tag}")}
        for tag in ("schema#}namespaceURI", "property#}name")
    )
    used = [
        e.tag[1:].split("}")
        for e in description
        if e.tag[1:].startswith((NAMES["cc"], NAMES["pdfuaid"], NAMES["prism"]))
    ]

    assert used
    assert [(uri, name) for uri, name in used if uri not in uris or name not in names] == []
    assert b"pdfaExtension" not in xmp.packet(FULL, "P", UA2.claims)
    assert b"prism" not in xmp.packet(replace(FULL, edition=""), "P", UA1.claims)


def test_a_character_that_xml_cannot_hold_is_left_out() -> None:
    packet = xmp.packet(Metadata(title="a\x01\ufffe<&\U0001f600", authors=("\x00b",)), "P\x02", ())

    assert [li.text for li in _description(packet).iter(f"{{{NAMES['rdf']}}}li")] == ["a<&😀", "b"]


def test_other_software_reads_what_a_brief_says() -> None:
    reader = PdfReader(io.BytesIO(printed(ROOT / "tests/cases/everything/brief.yaml").pdf.data))
    said = reader.xmp_metadata
    assert said is not None
    other = {
        node.localName: node.getAttribute("rdf:resource") or unescape(_TAG.sub("", node.toxml()))
        for uri in (NAMES["cc"], NAMES["xmpRights"])
        for node in said.get_nodes_in_namespace("", uri)
    }
    rights = "© The Rain & Co 2025. Use it, unchanged."
    licence = "https://creativecommons.org/licenses/by-nc-nd/4.0/"

    assert said.dc_title == {"x-default": "Water & Power in Kenya"}
    assert said.dc_creator == ["Wanjiru Kamau", "Flann O'Brien", "The Water Desk"]
    assert said.dc_language == ["en-GB"]
    assert said.dc_publisher == ["Water & Sons"]
    assert said.dc_rights == {"x-default": rights}
    assert said.dc_identifier == "https://doi.org/10.1234/water"
    assert said.xmp_create_date == said.xmp_modify_date
    assert other == {
        "Marked": "True",
        "UsageTerms": rights,
        "WebStatement": licence,
        "license": licence,
        "attributionName": "Wanjiru Kamau, Flann O'Brien, The Water Desk",
        "attributionURL": "https://example.org/water",
    }
    assert reader.metadata is not None
    assert reader.metadata.title == "Water & Power in Kenya"
    assert reader.metadata.author == "Wanjiru Kamau, Flann O'Brien, The Water Desk"
    assert reader.metadata.subject == "Rain is late, and power lines are few."
