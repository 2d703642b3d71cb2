"""The XMP metadata of a publication, changed where an attachment makes it necessary (ISO 16684-1)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.dom import minidom
from xml.parsers.expat import ExpatError

from briefpress.publish.annex.metadata import DC, PDFA, XMP_RIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.publish.annex.pdf import Pdf

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XMP_MM = "http://ns.adobe.com/xap/1.0/mm/"
_XMP_PAGED_TEXT = "http://ns.adobe.com/xap/1.0/t/pg/"
_RIGHTS_PROPERTIES = ((DC, "rights"), (XMP_RIGHTS, "UsageTerms"))
_MAX_BYTES = 3_000_000
_MAX_NESTING = 100


class XmpPacket:
    """An XMP packet; whatever is not changed is written as it was read."""

    def __init__(self, pdf: Pdf, metadata: object) -> None:
        data = pdf.stream_data(metadata)
        if len(data) > _MAX_BYTES or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise pdf.damaged("its XMP metadata are too large, or have a document type")
        try:
            self._document = minidom.parseString(data.strip(b"\0 \t\r\n"))  # noqa: S318 - no entities
        except (ExpatError, ValueError, LookupError) as error:
            raise pdf.damaged("its XMP metadata cannot be read") from error
        if _is_nested_too_deep(self._document):
            raise pdf.damaged("its XMP metadata are nested too deep")
        found = self._document.getElementsByTagNameNS(_RDF, "RDF")
        if not found or not _children(found[0]):
            raise pdf.damaged("its XMP metadata hold no description")
        self._descriptions = _children(found[0])

    def add_rights(self, statement: str) -> None:
        """Add the rights of a part of the document to those of the whole."""
        for namespace, name in _RIGHTS_PROPERTIES:
            items = [
                item
                for property_ in self._properties(namespace, name)
                for item in property_.getElementsByTagNameNS(_RDF, "li")
            ]
            for item in items:
                item.appendChild(self._document.createTextNode(f"\n{statement}"))
            if not items and name == "rights":
                self._add_rights_property(statement)

    def _add_rights_property(self, statement: str) -> None:
        """Add a description of the document with dc:rights."""
        first = self._descriptions[0]
        document = self._document
        description = document.createElementNS(_RDF, "rdf:Description")
        description.setAttribute("xmlns:rdf", _RDF)
        description.setAttribute("xmlns:dc", DC)
        description.setAttributeNS(_RDF, "rdf:about", first.getAttributeNS(_RDF, "about"))
        inner = document.createElementNS(DC, "dc:rights")
        description.appendChild(inner)
        for name in ("rdf:Alt", "rdf:li"):
            child = document.createElementNS(_RDF, name)
            inner.appendChild(child)
            inner = child
        inner.setAttribute("xml:lang", "x-default")
        inner.appendChild(document.createTextNode(statement))
        assert first.parentNode
        first.parentNode.appendChild(description)

    def remove_rights(self, statement: str) -> None:
        """Remove what `add_rights` added."""
        for namespace, name in _RIGHTS_PROPERTIES:
            for property_ in self._properties(namespace, name):
                for item in property_.getElementsByTagNameNS(_RDF, "li"):
                    text = _text(item)
                    if text == statement:
                        assert property_.parentNode
                        property_.parentNode.removeChild(property_)
                    elif text.endswith(f"\n{statement}") or f"\n{statement}\n" in text:
                        _set_text(item, text.replace(f"\n{statement}", "", 1))

    def set_page_count(self, pages: int) -> None:
        """Change the number of pages, if the packet has it."""
        self._set_property(_XMP_PAGED_TEXT, "NPages", str(pages))

    def set_instance_id(self, identifier: str) -> None:
        """Change the identifier of this state of the document, if the packet has one."""
        self._set_property(_XMP_MM, "InstanceID", identifier)

    def claim_pdfa_4f(self) -> None:
        """Claim PDF/A-4f instead of PDF/A-4, which allows embedded files (ISO 19005-4, annex A)."""
        if self._set_property(PDFA, "conformance", "F"):
            return
        for description in self._descriptions:
            if description.hasAttributeNS(PDFA, "part"):
                description.setAttributeNS(PDFA, "pdfaid:conformance", "F")
                return
            for part in description.getElementsByTagNameNS(PDFA, "part"):
                added = self._document.createElementNS(PDFA, f"{part.prefix}:conformance")
                added.appendChild(self._document.createTextNode("F"))
                description.appendChild(added)
                return

    def _set_property(self, namespace: str, name: str, value: str) -> bool:
        """Change a property that the packet has, and return whether it has it."""
        changed = False
        for description in self._descriptions:
            if attribute := description.getAttributeNodeNS(namespace, name):
                attribute.value = value
                changed = True
        for property_ in self._properties(namespace, name):
            _set_text(property_, value)
            changed = True
        return changed

    def _properties(self, namespace: str, name: str) -> Iterator[minidom.Element]:
        for description in self._descriptions:
            for child in _children(description):
                if child.namespaceURI == namespace and child.localName == name:
                    yield child

    def data(self) -> bytes:
        """Return the packet in UTF-8."""
        parts = (node.toxml() for node in self._document.childNodes)
        return "\n".join(parts).encode()


def _is_nested_too_deep(document: minidom.Document) -> bool:
    """Return whether a document is nested too deep for functions that recurse through it."""
    level: list[minidom.Node] = [document]
    for _ in range(_MAX_NESTING):
        level = [child for node in level for child in node.childNodes]
    return bool(level)


def _children(node: minidom.Element) -> list[minidom.Element]:
    return [child for child in node.childNodes if child.nodeType == child.ELEMENT_NODE]


def _text(node: minidom.Element) -> str:
    return "".join(child.data for child in node.childNodes if child.nodeType == child.TEXT_NODE)


def _set_text(node: minidom.Element, value: str) -> None:
    for child in list(node.childNodes):
        node.removeChild(child)
    text = minidom.Text()
    text.data, text.ownerDocument = value, node.ownerDocument
    node.appendChild(text)
