"""What holds of every structure tree: it is sound, and says all words of its HTML in their order."""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import tinyhtml5
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from briefpress.structure import Element, ObjectRef, Text
from tagcases import inspected, printed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree import ElementTree as ET

    from briefpress.html import HtmlDocument
    from briefpress.structure import OutlineItem, PdfStructure

# What the HTML says


def words(document: HtmlDocument) -> list[str]:
    """Return the words that have to be heard, from the HTML alone."""
    root = tinyhtml5.parse(document.text, namespace_html_elements=False)
    return _clean("".join(_heard(root.find("body"))))


def _heard(element: ET.Element) -> Iterator[str]:
    style = element.get("style", "").replace(" ", "")
    hidden = any(value in style for value in ("display:none", "visibility:hidden", "running("))
    if callable(element.tag) or element.tag in _SILENT or hidden:
        return
    if element.get("aria-hidden") == "true" or element.get("hidden") is not None:
        return
    if element.get("role") == "separator":
        return
    apart = element.tag in _APART or "block" in style or "footnote" in style
    space = " " if apart else ""
    yield space + (element.text or "")
    for child in sorted(element, key=lambda child: child.tag == "tfoot"):
        yield from _heard(child)
        yield child.tail or ""
    yield space


_SILENT = frozenset({
    "style", "script", "template", "title", "{http://www.w3.org/2000/svg}svg", "rp",
    "input", "datalist", "object", "iframe", "video", "audio",
})  # fmt: skip
_APART = frozenset({
    "h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "ul", "ol", "menu", "li", "dl", "dt", "dd",
    "table", "caption", "tr", "td", "th", "br", "hr", "pre", "blockquote", "section", "article",
    "aside", "nav", "main", "header", "footer", "figure", "figcaption", "address", "details",
    "summary", "form", "fieldset", "legend", "label", "hgroup", "search", "dialog", "center",
})  # fmt: skip


def generated(document: HtmlDocument, root: Element) -> list[str]:
    """Return the words of the tree that are not in the source; fail where one of the source is lost."""
    extra, sought = [], words(document)
    for word in _clean("".join(_spoken(root))):
        if sought and word == sought[0]:
            sought.pop(0)
        else:
            extra.append(word)
    assert not sought, f"not found, or glued, or not in this order: {sought[:8]} {extra[:8]}"
    return extra


def _spoken(element: Element) -> Iterator[str]:
    """Yield the texts of a tree, with a space between blocks."""
    links = any(isinstance(kid, Element) and kid.tag == "Link" for kid in element.children)
    space = "" if element.tag in INLINE or (element.tag == "Reference" and links) else " "
    yield space
    for kid in element.children:
        if isinstance(kid, Element):
            yield from _spoken(kid)
        elif isinstance(kid, Text):
            yield kid.text
    yield space


INLINE = frozenset({
    "Span", "Em", "Strong", "Code", "Quote", "Link", "Ruby", "RB", "RT", "Formula",
})  # fmt: skip


def _clean(text: str) -> list[str]:
    return text.replace("\u00ad", "").replace("\u200b", "").split()


# Soundness


def faults(document: HtmlDocument, profile: str) -> list[str]:
    """Return what is wrong with a structure tree, whatever its HTML is."""
    facts = inspected(document, profile)
    found = list(facts.problems)
    for page in facts.pages:
        found += [f"orphan: {orphan}" for orphan in page.orphans]
        found += [f"unmarked: {page.unmarked_text}"] if page.unmarked_text.strip() else []
        found += ["unmarked graphics"] if page.unmarked_graphics else []
        found += [f"loose: {a}" for a in page.annotations if not a.in_tree]
        found += ["tab order"] if page.tabs != "S" else []
        found += ["no page label"] if not page.label else []
    for element in facts.walk():
        if not element.children and element.tag not in ("TH", "TD"):
            found.append(f"empty: {element.tag}")
        if element.tag in ("NonStruct", "Span") and not (element.lang or element.expansion):
            found.append(f"says nothing: {element.tag} {element.text}")
    ids = Counter(element.id for element in facts.walk() if element.id)
    found += [f"ID twice: {name}" for name, count in ids.items() if count > 1]
    found += [
        f"no such heading: {name}"
        for element in facts.walk()
        for name in element.attributes.headers
        if name not in ids
    ]
    return found + _parent_tree_faults(printed(document, profile).data)


class RawTree:
    """The structure elements of a file as pypdf reads them, in reading order."""

    def __init__(self, data: bytes) -> None:
        self.root: Any = PdfReader(io.BytesIO(data)).root_object["/StructTreeRoot"]
        self.nodes: list[Any] = []
        self.misplaced: list[str] = []
        self._walk(self.root)

    def _walk(self, parent: Any) -> None:
        for kid in self.kids(parent):
            if has_key(kid, "/S"):
                self.nodes.append(kid)
                if kid["/P"].indirect_reference != parent.indirect_reference:
                    self.misplaced.append(f"wrong parent: {kid}")
                self._walk(kid)

    def kids(self, node: Any) -> list[Any]:
        kids = node["/K"] if "/K" in node else ArrayObject()
        return [kid.get_object() for kid in kids] if isinstance(kids, ArrayObject) else [kids]

    def references(self) -> Iterator[tuple[Any, int]]:
        """Yield the ParentTree key of all that elements hold, with the object number of the element."""
        for node in self.nodes:
            for kid in self.kids(node):
                if isinstance(kid, int):
                    yield (node["/Pg"]["/StructParents"], kid), object_number(node)
                elif has_key(kid, "/MCID"):
                    stream = kid["/Stm"] if "/Stm" in kid else kid["/Pg"]
                    yield (stream["/StructParents"], kid["/MCID"]), object_number(node)
                elif has_key(kid, "/Obj"):
                    yield (kid["/Obj"]["/StructParent"], None), object_number(node)

    def parent_tree(self) -> Iterator[tuple[Any, int]]:
        """Yield the same as the ParentTree has it."""
        for key, value in _pairs(self.root["/ParentTree"]["/Nums"]):
            if isinstance(value, ArrayObject):
                yield from (((key, mcid), owner.idnum) for mcid, owner in enumerate(value))
            else:
                yield (key, None), object_number(value)

    def id_tree(self) -> list[tuple[str, Any]]:
        """Return the entries of the IDTree."""
        return _pairs(self.root["/IDTree"]["/Names"]) if "/IDTree" in self.root else []


def has_key(item: Any, key: str) -> bool:
    return isinstance(item, DictionaryObject) and key in item


def object_number(node: Any) -> int:
    number: int = node.indirect_reference.idnum
    return number


def _pairs(array: Any) -> list[tuple[Any, Any]]:
    values = [value.get_object() for value in array[1::2]]
    return list(zip(array[::2], values, strict=True))


def _parent_tree_faults(data: bytes) -> list[str]:
    """Compare the elements with ParentTree and IDTree, both ways (ISO 32000-1, 14.7.4.4)."""
    raw = RawTree(data)
    said, held = Counter(raw.parent_tree()), Counter(raw.references())
    found = [f"ParentTree: {each}" for each in (said - held) + (held - said)]
    if raw.root["/ParentTreeNextKey"] <= max(key for (key, _), _ in said):
        found.append("ParentTreeNextKey")
    with_id = sorted((str(node["/ID"]), object_number(node)) for node in raw.nodes if "/ID" in node)
    if with_id != [(str(name), object_number(node)) for name, node in raw.id_tree()]:
        found.append("IDTree")
    return found + raw.misplaced


# Bookmarks


def headings(facts: PdfStructure) -> list[tuple[int, str]]:
    """Return the level of each heading among those it is below, from 1, and its text."""
    found, above = [], list[int]()
    for element in facts.walk():
        if re.fullmatch("H[1-6]", element.tag):
            above = [level for level in above if level < int(element.tag[1])]
            above.append(int(element.tag[1]))
            found.append((len(above), " ".join(_title(element).replace("\u00ad", "").split())))
    return found


def _title(element: Element) -> str:
    """Return the text of a heading, without its footnotes and what calls them."""
    if element.tag in ("Reference", "Note", "FENote"):
        return ""
    kids = (kid for kid in element.children if not isinstance(kid, ObjectRef))
    return "".join(_title(kid) if isinstance(kid, Element) else kid.text for kid in kids)


def bookmarks(items: tuple[OutlineItem, ...]) -> list[tuple[int, str]]:
    return [
        entry
        for item in items
        for entry in ((item.level, item.title.replace("\u00ad", "")), *bookmarks(item.children))
    ]
