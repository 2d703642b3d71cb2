"""What changes in the XMP metadata of a publication when something is attached (ISO 16684-1)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.dom import minidom
from xml.parsers.expat import ExpatError

from briefpress.publish.annex.claims import DC, RIGHTS, A

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.publish.annex.pdf import Pdf

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_MM = "http://ns.adobe.com/xap/1.0/mm/"
_PAGES = "http://ns.adobe.com/xap/1.0/t/pg/"
_BYTES = 3_000_000
_LEVELS = 100


class Packet:
    """A packet of XMP that is changed where it has to be, and otherwise stays as it is."""

    def __init__(self, pdf: Pdf, metadata: object) -> None:
        data = pdf.data_of(metadata)
        if len(data) > _BYTES or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise pdf.damaged("its XMP metadata are too large, or have a document type")
        try:
            self._document = minidom.parseString(data.strip(b"\0 \t\r\n"))  # noqa: S318 - no entities
        except (ExpatError, ValueError, LookupError) as error:
            raise pdf.damaged(f"its XMP metadata cannot be read: {error}") from error
        if _is_deep(self._document):
            raise pdf.damaged("its XMP metadata lie too deep in one another")
        found = self._document.getElementsByTagNameNS(_RDF, "RDF")
        if not found or not _children(found[0]):
            raise pdf.damaged("its XMP metadata hold no description")
        self._descriptions = _children(found[0])

    def state(self, statement: str) -> None:
        """Add what holds for a part of the document to the rights of the whole."""
        for space, name in ((DC, "rights"), (RIGHTS, "UsageTerms")):
            items = [
                item
                for property_ in self._properties(space, name)
                for item in property_.getElementsByTagNameNS(_RDF, "li")
            ]
            for item in items:
                item.appendChild(self._document.createTextNode(f"\n{statement}"))
            if not items and name == "rights":
                self._add_rights(statement)

    def _add_rights(self, statement: str) -> None:
        """Add a description with dc:rights, about what the others are about."""
        first = self._descriptions[0]
        document = self._document
        description = document.createElementNS(_RDF, "rdf:Description")
        description.setAttribute("xmlns:rdf", _RDF)
        description.setAttribute("xmlns:dc", DC)
        description.setAttributeNS(_RDF, "rdf:about", first.getAttributeNS(_RDF, "about"))
        names = ("rdf:Alt", "rdf:li")
        inner = document.createElementNS(DC, "dc:rights")
        description.appendChild(inner)
        for name in names:
            child = document.createElementNS(_RDF, name)
            inner.appendChild(child)
            inner = child
        inner.setAttribute("xml:lang", "x-default")
        inner.appendChild(document.createTextNode(statement))
        assert first.parentNode
        first.parentNode.appendChild(description)

    def retract(self, statement: str) -> None:
        """Take away what `state` added."""
        for space, name in ((DC, "rights"), (RIGHTS, "UsageTerms")):
            for property_ in self._properties(space, name):
                for item in property_.getElementsByTagNameNS(_RDF, "li"):
                    text = _text(item)
                    if text == statement:
                        assert property_.parentNode
                        property_.parentNode.removeChild(property_)
                    elif text.endswith(f"\n{statement}") or f"\n{statement}\n" in text:
                        _set(item, text.replace(f"\n{statement}", "", 1))

    def count_pages(self, pages: int) -> None:
        """Correct the number of pages, where it is told."""
        self._change(_PAGES, "NPages", str(pages))

    def identify(self, identity: str) -> None:
        """Give this state of the document an identity of its own, where the last one has one."""
        self._change(_MM, "InstanceID", identity)

    def claim_files(self) -> None:
        """Claim PDF/A-4f instead of PDF/A-4: files are embedded (ISO 19005-4, annex A)."""
        if self._change(A, "conformance", "F"):
            return
        for description in self._descriptions:
            if description.hasAttributeNS(A, "part"):
                description.setAttributeNS(A, "pdfaid:conformance", "F")
                return
            for part in description.getElementsByTagNameNS(A, "part"):
                added = self._document.createElementNS(A, f"{part.prefix}:conformance")
                added.appendChild(self._document.createTextNode("F"))
                description.appendChild(added)
                return

    def _change(self, space: str, name: str, value: str) -> bool:
        changed = False
        for description in self._descriptions:
            if attribute := description.getAttributeNodeNS(space, name):
                attribute.value = value
                changed = True
        for property_ in self._properties(space, name):
            _set(property_, value)
            changed = True
        return changed

    def _properties(self, space: str, name: str) -> Iterator[minidom.Element]:
        for description in self._descriptions:
            for child in _children(description):
                if child.namespaceURI == space and child.localName == name:
                    yield child

    def data(self) -> bytes:
        """Return the packet in UTF-8."""
        parts = (node.toxml() for node in self._document.childNodes)
        return "\n".join(parts).encode()


def _is_deep(document: minidom.Document) -> bool:
    """Say whether what handles a document level by level would not come to its end."""
    level: list[minidom.Node] = [document]
    for _ in range(_LEVELS):
        level = [child for node in level for child in node.childNodes]
    return bool(level)


def _children(node: minidom.Element) -> list[minidom.Element]:
    return [child for child in node.childNodes if child.nodeType == child.ELEMENT_NODE]


def _text(node: minidom.Element) -> str:
    return "".join(child.data for child in node.childNodes if child.nodeType == child.TEXT_NODE)


def _set(node: minidom.Element, value: str) -> None:
    for child in list(node.childNodes):
        node.removeChild(child)
    text = minidom.Text()
    text.data, text.ownerDocument = value, node.ownerDocument
    node.appendChild(text)
