"""The metadata of a PDF: read from the head of the HTML, written as XMP."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, tostring

from briefpress.content import PRISM_NAMESPACE

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAMESPACES = {
    "cc": "http://creativecommons.org/ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
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
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0, 2.2
_HEADER = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
_FOOTER = '\n</x:xmpmeta>\n<?xpacket end="r"?>'


@dataclass(frozen=True, slots=True)
class Metadata:
    """The metadata of a document; empty values are not written."""

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
    source: tuple[str, ...] = ()
    translations: tuple[str, ...] = ()


def from_html(root: Element) -> Metadata:
    """Return the metadata in the head of a document; `root` is its html element, without namespaces.

    They are named as in HTML, in DCMI's encoding for HTML (`<meta name="dcterms.publisher">`), in ccREL
    (`<link rel="license">`), and in PRISM (`<meta name="prism.edition">`).
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
        source=tuple(named.get("dcterms.isversionof", ())),
        translations=tuple(named.get("dcterms.hasversion", ())),
    )


def packet(
    metadata: Metadata,
    producer: str,
    claims: Iterable[tuple[str, str]],
    *,
    for_print: bool = False,
) -> bytes:
    """Return the XMP packet (ISO 16684-1) of a PDF that claims the given standards.

    With `for_print` it also names the document and its version (ISO 15930-7).
    """
    properties = _Properties()
    for name, value in (*claims, *(_version(metadata) if for_print else ())):
        properties.text(name, value)
    properties.array("dc:title", "Alt", [metadata.title])
    properties.array("dc:creator", "Seq", metadata.authors)
    properties.array("dc:description", "Alt", [metadata.description])
    properties.array("dc:publisher", "Bag", [metadata.publisher])
    properties.array("dc:language", "Bag", [metadata.language])
    properties.array("dc:rights", "Alt", [metadata.rights])
    properties.text("dc:identifier", metadata.identifier)
    properties.text("prism:edition", metadata.edition)
    properties.array("dcterms:isVersionOf", "Bag", metadata.source)
    properties.array("dcterms:hasVersion", "Bag", metadata.translations)
    properties.text("pdf:Keywords", metadata.keywords)
    properties.text("pdf:Producer", producer)
    properties.text("xmp:CreatorTool", metadata.generator)
    properties.text("xmp:CreateDate", metadata.created)
    properties.text("xmp:ModifyDate", metadata.modified)
    if metadata.licence:
        properties.text("xmpRights:Marked", "True")
        properties.text("xmpRights:WebStatement", metadata.licence)
        properties.array("xmpRights:UsageTerms", "Alt", [metadata.rights])
        properties.resource("cc:license", metadata.licence)
        properties.text("cc:attributionName", metadata.attribution_name)
        properties.resource("cc:attributionURL", metadata.attribution_url)
    if dict(claims).get("pdfaid:part") == "3":
        properties.describe_schemas()
    return properties.packet()


def _version(metadata: Metadata) -> tuple[tuple[str, str], ...]:
    """Return the properties that tell versions of a document apart; equal metadata give equal ones."""
    return (
        ("pdf:Trapped", "False"),
        ("xmpMM:DocumentID", uuid5(NAMESPACE_URL, str(metadata)).urn),
        ("xmpMM:RenditionClass", "default"),
        ("xmpMM:VersionID", "1"),
        ("xmp:MetadataDate", metadata.modified),
    )


# The schemas of properties that PDF/A-3 does not know (ISO 19005-3, 6.6.2.3): title, prefix, and the
# name, type, category and description of each property.
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
    (
        "DCMI metadata terms",
        "dcterms",
        (
            ("isVersionOf", "bag Text", "external", "What the work is a translation of"),
            ("hasVersion", "bag Text", "external", "Translations of the work"),
        ),
    ),
)


class _Properties:
    """The properties of a packet, as RDF; names have a prefix of `_NAMESPACES`."""

    def __init__(self) -> None:
        self._rdf = Element("rdf:RDF")
        self._description = SubElement(self._rdf, "rdf:Description", {"rdf:about": ""})

    def text(self, name: str, value: str) -> None:
        """Add a property that is text."""
        if value:
            SubElement(self._description, name).text = _NOT_XML.sub("", value)

    def array(self, name: str, kind: str, values: Iterable[str]) -> None:
        """Add an array: Bag, Seq (in order), or Alt (in languages, of which there is one here)."""
        if values := [value for value in values if value]:
            items = SubElement(SubElement(self._description, name), f"rdf:{kind}")
            for value in values:
                language = {"xml:lang": "x-default"} if kind == "Alt" else {}
                SubElement(items, "rdf:li", language).text = _NOT_XML.sub("", value)

    def resource(self, name: str, address: str) -> None:
        """Add a property that is an address."""
        if address:
            SubElement(self._description, name, {"rdf:resource": address})

    def describe_schemas(self) -> None:
        """Add descriptions of the schemas of those properties that are there."""
        prefixes = {element.tag.partition(":")[0] for element in self._description}
        schemas = [each for each in _SCHEMAS if each[1] in prefixes]
        bag = SubElement(SubElement(self._description, "pdfaExtension:schemas"), "rdf:Bag")
        for title, prefix, properties in schemas:
            schema = SubElement(bag, "rdf:li", {"rdf:parseType": "Resource"})
            SubElement(schema, "pdfaSchema:schema").text = title
            SubElement(schema, "pdfaSchema:namespaceURI").text = _NAMESPACES[prefix]
            SubElement(schema, "pdfaSchema:prefix").text = prefix
            sequence = SubElement(SubElement(schema, "pdfaSchema:property"), "rdf:Seq")
            for name, kind, category, description in properties:
                item = SubElement(sequence, "rdf:li", {"rdf:parseType": "Resource"})
                SubElement(item, "pdfaProperty:name").text = name
                SubElement(item, "pdfaProperty:valueType").text = kind
                SubElement(item, "pdfaProperty:category").text = category
                SubElement(item, "pdfaProperty:description").text = description

    def packet(self) -> bytes:
        """Return the packet; it declares the namespaces that are used.

        ElementTree's own namespaces would need prefixes that are registered for the whole process.
        """
        names = (name for element in self._rdf.iter() for name in (element.tag, *element.attrib))
        prefixes = {name.partition(":")[0] for name in names} - {"xml"}
        self._rdf.attrib = {f"xmlns:{prefix}": _NAMESPACES[prefix] for prefix in sorted(prefixes)}
        return f"{_HEADER}{tostring(self._rdf, encoding='unicode')}{_FOOTER}".encode()
