"""Step 4: the tree of nodes as PDF objects (ISO 32000-1, 14.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pydyf

from briefpress.html import MATH, Attachment, drawing_of, mathml_of
from briefpress.pdf.embedded_files import embed
from briefpress.pdf.tags.roles import ONLY_IN_PDF_2
from briefpress.pdf.tags.tree import Fragment, LinkAnnotation, Node

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from briefpress.content import Profile
    from briefpress.pdf.tags.tree import Kid, MarkedStream

_PDF_2 = "http://iso.org/pdf2/ssn"


class StructureWriter:
    """Writes one structure tree.

    The tree refers to the content of the pages by MCID. The way back goes through the ParentTree: it
    has an entry for each content stream, with the structure element of each MCID, and for each link.
    """

    def __init__(self, pdf: pydyf.PDF, profile: Profile, streams: list[MarkedStream]) -> None:
        self._pdf = pdf
        self._profile = profile
        self._renamed = dict(profile.renamed)
        self._streams = streams
        self._parents: dict[int, Any] = {}  # the ParentTree
        self._ids: dict[str, Any] = {}  # the IDTree
        self._roles: set[str] = set()
        self._namespace: Any = None
        self._next_key = len(pdf.page_references)  # those before are the keys of the pages

    def write(self, tree: Node) -> None:
        """Add a StructTreeRoot to the catalog, with the tree below it."""
        root = self._add({"Type": "/StructTreeRoot"})
        if self._profile.is_pdf_2:
            self._namespace = self._add({"Type": "/Namespace", "NS": pydyf.String(_PDF_2)})
            root["Namespaces"] = pydyf.Array([self._namespace.reference])
        root["K"] = pydyf.Array([self._element(tree, root).reference])
        self._enter_streams()
        numbers = pydyf.Array(item for pair in sorted(self._parents.items()) for item in pair)
        root["ParentTree"] = self._add({"Nums": numbers}).reference
        root["ParentTreeNextKey"] = self._next_key
        mapped = {role: f"/{to}" for role, to in self._profile.role_map if role in self._roles}
        if mapped:
            root["RoleMap"] = pydyf.Dictionary(mapped)
        if self._ids:
            pairs = ((pydyf.String(name), self._ids[name]) for name in sorted(self._ids))
            names = pydyf.Array(item for pair in pairs for item in pair)
            root["IDTree"] = self._add({"Names": names}).reference
        self._pdf.catalog["StructTreeRoot"] = root.reference

    def _enter_streams(self) -> None:
        """Enter the elements of all content streams in the ParentTree (14.7.4.4)."""
        for marked in self._streams:
            elements = pydyf.Array(node.object.reference for node in marked.nodes)
            if marked.is_page:
                self._parents[marked.page] = elements
            elif elements:
                marked.stream.extra["StructParents"] = self._enter(elements)

    def _enter(self, parents: Any) -> int:
        """Enter something in the ParentTree, and return its key there."""
        key, self._next_key = self._next_key, self._next_key + 1
        self._parents[key] = parents
        return key

    def _add(self, entries: dict[str, Any]) -> Any:
        dictionary = pydyf.Dictionary(entries)
        self._pdf.add_object(dictionary)
        return dictionary

    def _element(self, node: Node, parent: Any) -> Any:
        """Write a structure element and all below it (14.7.2)."""
        role = self._renamed.get(node.role, node.role)
        element = node.object = self._add({"S": f"/{role}", "P": parent.reference})
        self._roles.add(role)
        if self._namespace and role in ONLY_IN_PDF_2:
            element["NS"] = self._namespace.reference
        for name, value in node.entries.items():
            element[name] = pydyf.String(value)
        if "ID" in node.entries:
            self._ids[node.entries["ID"]] = element.reference
        if node.role == "Formula" and node.element is not None:
            self._attach_formula(element, node.element)
        if node.attributes:
            objects = [self._attributes(*item) for item in node.attributes.items()]
            element["A"] = objects[0] if len(objects) == 1 else pydyf.Array(objects)
        page = next((kid.page for kid in node.kids if isinstance(kid, Fragment)), None)
        if page is not None:
            element["Pg"] = self._pdf.page_references[page]
        kids = pydyf.Array()
        for kid in node.kids:
            kids += self._kid(kid, element, page)
        element["K"] = kids[0] if len(kids) == 1 else kids
        return element

    def _attach_formula(self, element: Any, html: Element) -> None:
        """Attach the MathML of a formula that is drawn, which programs for mathematics read (14.13.5)."""
        if html.tag == MATH and drawing_of(html) is not None:
            about = f"The formula in MathML: {html.get('alttext', '')}"
            file = Attachment(
                "formula.mml", mathml_of(html), "application/mathml+xml", about, "Supplement"
            )
            element["AF"] = pydyf.Array([embed(self._pdf, file)])

    def _attributes(self, owner: str, values: dict[str, Any]) -> Any:
        """Write the attributes of one owner (14.7.5): most words are names, a summary is text."""
        entries: dict[str, Any] = {"O": f"/{owner}"}
        for name, value in values.items():
            if name == "Headers":
                entries[name] = pydyf.Array(pydyf.String(heading) for heading in value)
            elif name == "Summary":
                entries[name] = pydyf.String(value)
            elif isinstance(value, str):
                entries[name] = f"/{self._renamed.get(value, value)}"
            else:
                entries[name] = value
        return pydyf.Dictionary(entries)

    def _kid(self, kid: Kid, element: Any, page: int | None) -> list[Any]:
        """Return what stands for a kid in /K; `page` is the page of the element, /Pg."""
        if isinstance(kid, Node):
            return [self._element(kid, element).reference]
        if isinstance(kid, LinkAnnotation):
            return [self._link(kid, element)]
        return [self._content(marked, mcid, page) for marked, mcid in kid.sequences]

    def _link(self, annotation: LinkAnnotation, element: Any) -> Any:
        """Refer to an annotation (14.7.4.3)."""
        annotation.object["Contents"] = pydyf.String(annotation.contents)
        annotation.object["StructParent"] = self._enter(element.reference)
        page = self._pdf.page_references[annotation.page]
        return pydyf.Dictionary({"Type": "/OBJR", "Obj": annotation.object.reference, "Pg": page})

    def _content(self, marked: MarkedStream, mcid: int, page: int | None) -> Any:
        """Refer to marked content (14.7.4.2): on the page of the element, its number is enough."""
        if marked.is_page and marked.page == page:
            return mcid
        own_page = self._pdf.page_references[marked.page]
        reference = pydyf.Dictionary({"Type": "/MCR", "Pg": own_page, "MCID": mcid})
        if not marked.is_page:
            reference["Stm"] = marked.stream.reference
        return reference
