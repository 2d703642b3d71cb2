"""A PDF that can be changed, so that it gets a defect."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from briefpress.checks.reading import fold
from editable_pdf.nodes import (
    Node,
    children,
    elements_below,
    index_in_parent,
    is_element,
    kids,
    marked_content_of,
    parent,
    pdf_object,
    reference,
    remove_entries,
    set_attributes,
    set_entries,
)
from editable_pdf.page_content import Operation, PageContent
from editable_pdf.parent_tree import write_parent_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PageObject

    from briefpress.structure import PdfStructure

__all__ = [
    "EditablePdf",
    "Node",
    "Operation",
    "PageContent",
    "children",
    "elements_below",
    "index_in_parent",
    "kids",
    "marked_content_of",
    "parent",
    "pdf_object",
    "reference",
    "remove_entries",
    "set_attributes",
    "set_entries",
]


class EditablePdf:
    """A PDF whose structure tree, content and other objects can be changed.

    `facts` are those of `data`, by which elements are found.
    """

    def __init__(self, data: bytes, facts: PdfStructure) -> None:
        self.writer = PdfWriter(clone_from=io.BytesIO(data))
        self.writer.pdf_header = data[:8].decode()
        self.catalog: Any = self.writer.root_object
        self.tree: Any = self.catalog["/StructTreeRoot"]
        self._contents: dict[int, PageContent] = {}
        self._found = list(zip(elements_below(self.tree), facts.walk(), strict=True))
        self._settled = False

    def data(self) -> bytes:
        """Return the changed file."""
        self.write_parent_tree()
        for content in self._contents.values():
            content.write()
        out = io.BytesIO()
        self.writer.write(out)
        return out.getvalue()

    def write_parent_tree(self) -> None:
        """Write the parent tree, once, so that it is no second defect; later changes of it are kept."""
        if not self._settled and "/StructTreeRoot" in self.catalog:
            write_parent_tree(self.tree, self.pages)
        self._settled = True

    def add_object(self, value: object) -> Any:
        """Add an indirect object, and return it."""
        return self.writer._add_object(pdf_object(value)).get_object()  # noqa: SLF001 - there is no other way

    # The structure tree

    def find(self, tag: str, text: str = "", number: int = 0) -> Node:
        """Return the element with a tag whose text begins with `text`; `number` of those are skipped."""
        found = [
            n for n, fact in self._found if fact.tag == tag and fold(fact.text).startswith(text)
        ]
        assert len(found) > number, f"there is no {tag} {text!r}"
        return found[number]

    def find_all(self, *tags: str) -> list[Node]:
        """Return all elements with these tags, in order."""
        return [node for node, fact in self._found if fact.tag in tags]

    def remove(self, node: Node) -> None:
        """Remove an element from the tree; its content stays on the page."""
        del kids(parent(node))[index_in_parent(node)]

    def insert(self, node: Node, into: Node, at: int) -> None:
        """Insert an element among the kids of another."""
        kids(into).insert(at, reference(node))
        node[NameObject("/P")] = reference(into)

    def move(self, node: Node, into: Node, at: int) -> None:
        """Move an element to another place."""
        self.remove(node)
        self.insert(node, into, at)

    def swap(self, one: Node, other: Node) -> None:
        """Exchange two elements."""
        home, away, first, second = (
            parent(one),
            parent(other),
            index_in_parent(one),
            index_in_parent(other),
        )
        kids(home)[first], kids(away)[second] = reference(other), reference(one)
        one[NameObject("/P")], other[NameObject("/P")] = reference(away), reference(home)

    def new_element(self, tag: str, into: Node, at: int, **entries: object) -> Node:
        """Insert a new element; `entries` are those of its dictionary, without the slash."""
        node = self.add_object(
            {f"/{key}": value for key, value in entries.items()} | {"/S": f"/{tag}"}
        )
        self.insert(node, into, at)
        return node

    def duplicate(self, node: Node) -> Node:
        """Draw and tag an element with one marked content a second time."""
        ((page, mcid),) = marked_content_of(node)
        number = self.content(page).copy(mcid)
        return self.new_element(
            node["/S"][1:],
            parent(node),
            index_in_parent(node) + 1,
            K=number,
            Pg=reference(self.pages[page]),
        )

    def move_text_to_parent(self, node: Node) -> None:
        """Move the marked content of an element to its parent."""
        texts = [kid for kid in kids(node) if isinstance(kid, int)]
        kids(node)[:] = [kid for kid in kids(node) if kid not in texts]
        kids(parent(node))[index_in_parent(node) : index_in_parent(node)] = texts

    def unwrap(self, node: Node) -> None:
        """Replace an element by its kids."""
        home, at = parent(node), index_in_parent(node)
        within = list(kids(node))
        kids(home)[at : at + 1] = within
        for kid in within:
            if is_element(kid.get_object()):
                kid.get_object()[NameObject("/P")] = reference(home)
        if "/Pg" in node:
            home.setdefault(NameObject("/Pg"), node.raw_get("/Pg"))

    # Content

    @property
    def pages(self) -> list[PageObject]:
        """The pages."""
        return list(self.writer.pages)

    def content(self, page: int) -> PageContent:
        """Return the content of a page."""
        if page not in self._contents:
            self._contents[page] = PageContent(self.pages[page], self.writer)
        return self._contents[page]

    def marked_content(self, node: Node) -> Iterator[tuple[PageContent, int]]:
        """Yield the page content and the MCID of all marked content in an element."""
        for page, mcid in marked_content_of(node):
            yield self.content(page), mcid

    def to_artifact(self, node: Node, kind: str | None = None) -> None:
        """Turn the content of an element into artifacts, and remove the element."""
        for content, mcid in list(self.marked_content(node)):
            content.to_artifact(mcid, kind)
        self.remove(node)

    def replace_text(self, node: Node, text: str) -> None:
        """Replace the text of an element with one marked content."""
        ((page, mcid),) = marked_content_of(node)
        self.content(page).replace_text(mcid, text)

    # The rest of the file

    def replace_in_xmp(self, old: str, new: str) -> None:
        """Replace the matches of a pattern in the XMP."""
        stream = self.catalog["/Metadata"]
        text, count = re.subn(old, new, stream.get_data().decode(), flags=re.DOTALL)
        assert count, f"the metadata hold no {old}"
        stream.set_data(text.encode())

    def fonts(self, name: str = "") -> list[Any]:
        """Return the composite fonts whose name contains `name`."""
        return [font for font in self._dictionaries() if font.get("/Subtype") == "/Type0"
                and name in font["/BaseFont"]]  # fmt: skip

    def annotations(self, kind: str = "/Link") -> list[Any]:
        """Return the annotations of this kind, page by page."""
        listed = (each for page in self.pages for each in page.get("/Annots", ()))
        return [each.get_object() for each in listed if each.get_object()["/Subtype"] == kind]

    def link(self, uri: str) -> Any:
        """Return the link annotation with an address."""
        return next(each for each in self.annotations() if each.get("/A", {}).get("/URI") == uri)

    def bookmarks(self) -> list[Any]:
        """Return the bookmarks, in order."""
        return list(_bookmarks(self.catalog["/Outlines"]))

    def file_specifications(self) -> list[Any]:
        """Return the file specifications of the attached files."""
        return [each for each in self._dictionaries() if each.get("/Type") == "/Filespec"]

    def add_annotation(self, page: int, **entries: object) -> Any:
        """Add an annotation to a page, without a structure element."""
        made = self.add_object(
            {"/Type": "/Annot", "/Rect": [50, 50, 90, 60], "/F": 4}
            | {f"/{key}": value for key, value in entries.items()}
        )
        listed: Any = self.pages[page].setdefault(NameObject("/Annots"), ArrayObject())
        listed.append(reference(made))
        return made

    def tag_annotation(self, annotation: Any, tag: str, page: int, **entries: object) -> Node:
        """Append an element that contains an annotation."""
        found = pdf_object({"/Type": "/OBJR"})
        found[NameObject("/Obj")] = reference(annotation)
        root = kids(self.tree)[0].get_object()
        on = reference(self.pages[page])
        return self.new_element(tag, root, len(kids(root)), K=found, Pg=on, **entries)

    def _dictionaries(self) -> Iterator[Any]:
        for found in list(self.writer._objects):  # noqa: SLF001 - all there are
            if isinstance(found, DictionaryObject):
                yield found


def _bookmarks(holder: Any) -> Iterator[Any]:
    item = holder.get("/First")
    while item is not None:
        yield item.get_object()
        yield from _bookmarks(item.get_object())
        item = item.get_object().get("/Next")
