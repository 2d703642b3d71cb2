"""What a PDF says of itself: XMP, licence and identifiers, taken from the head of the HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from briefpress.content import PRISM_NAMESPACE

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAMESPACES = {
    "cc": "http://creativecommons.org/ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "prism": PRISM_NAMESPACE,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
}
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_HEADER = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
_FOOTER = '\n</x:xmpmeta>\n<?xpacket end="r"?>'

for _prefix, _uri in _NAMESPACES.items():
    register_namespace(_prefix, _uri)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document; an empty value is not written."""

    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    description: str = ""
    keywords: str = ""
    generator: str = ""
    publisher: str = ""
    identifier: str = ""
    created: str = ""
    modified: str = ""
    rights: str = ""
    licence: str = ""
    attribution_name: str = ""
    attribution_url: str = ""
    edition: str = ""


def from_html(root: Element) -> Metadata:
    """Read title, Dublin Core, licence and Creative Commons attribution from the head of a document.

    `root` is the html element, without namespaces. Names are those of DCMI's HTML encoding
    (`<meta name="dcterms.publisher">`), HTML's own, ccREL (`<link rel="license">`), and PRISM's of
    the edition (`<meta name="prism.edition">`).
    """
    named: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        named.setdefault(name, []).append((meta.get("content") or "").strip())
    links = {
        rel: link.get("href", "")
        for link in root.iter("link")
        for rel in (link.get("rel") or "").split()
    }

    def first(*names: str) -> str:
        return next((value for name in names for value in named.get(name, ()) if value), "")

    return Metadata(
        title=" ".join("".join(next(root.iter("title"), Element("title")).itertext()).split()),
        authors=tuple(author for author in named.get("author", ()) if author),
        language=root.get("lang", ""),
        description=first("description"),
        keywords=first("keywords"),
        generator=first("generator"),
        publisher=first("dcterms.publisher"),
        identifier=first("dcterms.identifier"),
        created=first("dcterms.created", "dcterms.issued", "dcterms.date"),
        modified=first("dcterms.modified"),
        rights=first("dcterms.rights"),
        licence=links.get("license", ""),
        attribution_name=first("cc:attributionname"),
        attribution_url=links.get("cc:attributionURL", ""),
        edition=first("prism.edition"),
    )


def xmp(
    metadata: Metadata,
    producer: str,
    claims: Iterable[tuple[str, str]],
    *,
    for_print: bool = False,
) -> bytes:
    """Return the XMP packet (ISO 16684-1) of a PDF that claims the given standards.

    A file `for_print` also tells which version of which document it is (ISO 15930-7).
    """
    rdf = Element(_name("rdf:RDF"))
    description = SubElement(rdf, _name("rdf:Description"), {_name("rdf:about"): ""})

    def plain(name: str, value: str) -> None:
        if value:
            SubElement(description, _name(name)).text = _NOT_XML.sub("", value)

    def container(name: str, kind: str, values: Iterable[str]) -> None:
        if values := [value for value in values if value]:
            items = SubElement(SubElement(description, _name(name)), _name(f"rdf:{kind}"))
            for value in values:
                language = {_LANG: "x-default"} if kind == "Alt" else {}
                SubElement(items, _name("rdf:li"), language).text = _NOT_XML.sub("", value)

    for name, value in (*claims, *(_version(metadata) if for_print else ())):
        plain(name, value)
    container("dc:title", "Alt", [metadata.title])
    container("dc:creator", "Seq", metadata.authors)
    container("dc:description", "Alt", [metadata.description])
    container("dc:publisher", "Bag", [metadata.publisher])
    container("dc:language", "Bag", [metadata.language])
    container("dc:rights", "Alt", [metadata.rights])
    plain("dc:identifier", metadata.identifier)
    plain("prism:edition", metadata.edition)
    plain("pdf:Keywords", metadata.keywords)
    plain("pdf:Producer", producer)
    plain("xmp:CreatorTool", metadata.generator)
    plain("xmp:CreateDate", metadata.created)
    plain("xmp:ModifyDate", metadata.modified)
    if metadata.licence:
        plain("xmpRights:Marked", "True")
        plain("xmpRights:WebStatement", metadata.licence)
        container("xmpRights:UsageTerms", "Alt", [metadata.rights])
        SubElement(description, _name("cc:license"), {_name("rdf:resource"): metadata.licence})
        plain("cc:attributionName", metadata.attribution_name)
        if metadata.attribution_url:
            SubElement(
                description,
                _name("cc:attributionURL"),
                {_name("rdf:resource"): metadata.attribution_url},
            )
    if dict(claims).get("pdfaid:part") == "3":
        _describe_schemas(description, _SCHEMAS if metadata.edition else _SCHEMAS[:-1])
    return f"{_HEADER}{tostring(rdf, encoding='unicode')}{_FOOTER}".encode()


def _version(metadata: Metadata) -> tuple[tuple[str, str], ...]:
    """Return what tells one version of a document from another: the same words have the same."""
    return (
        ("pdf:Trapped", "False"),
        ("xmpMM:DocumentID", uuid5(NAMESPACE_URL, str(metadata)).urn),
        ("xmpMM:RenditionClass", "default"),
        ("xmpMM:VersionID", "1"),
        ("xmp:MetadataDate", metadata.modified),
    )


# What PDF/A-3 wants to be told of properties that XMP itself does not know (ISO 19005-3, 6.6.2.3).
_SCHEMAS = (
    (
        "PDF/UA identification schema",
        "pdfuaid",
        (("part", "Integer", "internal", "Part of ISO 14289 that the file keeps"),),
    ),
    (
        "Creative Commons rights expression",
        "cc",
        (
            ("license", "URI", "external", "Licence of the work"),
            ("attributionName", "Text", "external", "Name to credit"),
            ("attributionURL", "URI", "external", "Address to credit"),
        ),
    ),
    (
        "PRISM basic metadata",
        "prism",
        (("edition", "Text", "external", "Edition of the work"),),
    ),
)


def _describe_schemas(
    description: Element, schemas: tuple[tuple[str, str, tuple[tuple[str, ...], ...]], ...]
) -> None:
    bag = SubElement(SubElement(description, _name("pdfaExtension:schemas")), _name("rdf:Bag"))
    for title, prefix, properties in schemas:
        schema = SubElement(bag, _name("rdf:li"), {_name("rdf:parseType"): "Resource"})
        SubElement(schema, _name("pdfaSchema:schema")).text = title
        SubElement(schema, _name("pdfaSchema:namespaceURI")).text = _NAMESPACES[prefix]
        SubElement(schema, _name("pdfaSchema:prefix")).text = prefix
        sequence = SubElement(SubElement(schema, _name("pdfaSchema:property")), _name("rdf:Seq"))
        for name, kind, category, words in properties:
            item = SubElement(sequence, _name("rdf:li"), {_name("rdf:parseType"): "Resource"})
            SubElement(item, _name("pdfaProperty:name")).text = name
            SubElement(item, _name("pdfaProperty:valueType")).text = kind
            SubElement(item, _name("pdfaProperty:category")).text = category
            SubElement(item, _name("pdfaProperty:description")).text = words


def _name(prefixed: str) -> str:
    prefix, local = prefixed.split(":")
    return f"{{{_NAMESPACES[prefix]}}}{local}"
