"""Cases of `tests/tags/*.md`, the tree of a PDF as readable text, and what must hold of any tree."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tinyhtml5
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject

from briefpress import pdf, structure
from briefpress.content.profiles import PROFILES
from briefpress.html.documents import HtmlDocument
from briefpress.structure.facts import Element, ObjectRef, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree import ElementTree as ET

    from briefpress.html.documents import PdfDocument
    from briefpress.structure.facts import OutlineItem, PdfStructure

FOLDER = Path(__file__).with_name("tags")
_CASE = re.compile(
    r"^## ([^\n]+)\n+```html\n(.*?)\n```\n+```\n(.*?)```\n", re.MULTILINE | re.DOTALL
)
_PAGE = """<!doctype html><html lang=en><title>%s</title><style>
@page { size: 70mm 90mm; margin: 8mm }
body { font: 10pt "IBM Plex Serif"; margin: 0 }
</style>%s"""
DOT = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'%3E"
    "%3Crect width='9' height='9'/%3E%3C/svg%3E"
)


@dataclass(frozen=True)
class Case:
    """A piece of HTML and the tree that it should get; `DOT` in it is the address of a picture."""

    file: str
    name: str
    html: str
    tree: str

    @property
    def document(self) -> HtmlDocument:
        html = self.html.replace("DOT", DOT)
        return HtmlDocument(html if "<html" in html else _PAGE % (self.name, html), self.name)


def cases() -> list[Case]:
    return [
        Case(path.stem, *match.groups())
        for path in sorted(FOLDER.glob("*.md"))
        for match in _CASE.finditer(path.read_text("utf-8"))
    ]


def rewrite(case: Case, tree: str) -> None:
    """Put another tree beside the HTML of a case."""
    path = FOLDER / f"{case.file}.md"
    heading = f"## {case.name}\n"
    before, after = path.read_text("utf-8").split(heading, 1)
    after = after.replace(f"```\n{case.tree}```", f"```\n{tree}```", 1)
    path.write_text(f"{before}{heading}{after}", "utf-8")


@cache
def printed(document: HtmlDocument, profile: str) -> PdfDocument:
    return pdf.print_pdf(document, profile=PROFILES[profile])


@cache
def inspected(document: HtmlDocument, profile: str) -> PdfStructure:
    return structure.inspect(printed(document, profile).data)


# A tree as text


def tree(document: HtmlDocument, profile: str, names: Mapping[str, str] | None = None) -> str:
    """Return what is below the Document element, generated words and artifacts, a line for each."""
    facts = inspected(document, profile)
    (root,) = facts.roots
    assert root.role == "Document"
    show = _Show(_aims(printed(document, profile).data, facts), names or {})
    lines = [line for child in show.kids(root) for line in child]
    if extra := generated(document, root):
        lines.append(f"generated: {' '.join(extra)}")
    artifacts = Counter(
        f"artifact{''.join(f' {a.type}/{a.subtype}' if a.type else '')} {_quote(a.text.strip())}"
        for page in facts.pages
        for a in page.artifacts
        if a.text.strip()
    )
    lines += [line + (f" ×{count}" if count > 1 else "") for line, count in artifacts.items()]
    return "".join(f"{line}\n" for line in lines)


class _Show:
    def __init__(self, aims: Mapping[int, Element], names: Mapping[str, str]) -> None:
        self._aims, self._names = aims, names

    def element(self, element: Element) -> list[str]:
        """Return the lines of an element; its first text or only text stands beside its role."""
        head = self._names.get(element.tag, element.tag) + self._said(element)
        kids = self.kids(element)
        if kids and element.tag not in _INLINE:
            kids[0][0] = re.sub('^" ', '"', kids[0][0])
            kids[-1][0] = re.sub('^(".*) "$', r'\1"', kids[-1][0])
        if kids and all(len(kid) == 1 and kid[0][0] in '"→' for kid in kids):
            return [" ".join([head, *(kid[0] for kid in kids)])]
        return [head, *(f"  {line}" for kid in kids for line in kid)]

    def kids(self, element: Element) -> list[list[str]]:
        found = []
        for kind, run in groupby(element.children, key=type):
            if kind is Text:
                found.append([_texts([kid for kid in run if isinstance(kid, Text)])])
            elif kind is ObjectRef:
                found.append(self._links([kid for kid in run if isinstance(kid, ObjectRef)]))
            else:
                found += [self.element(kid) for kid in run if isinstance(kid, Element)]
        return found

    def _said(self, element: Element) -> str:
        a = element.attributes
        numbering = self._names.get(a.list_numbering or "", a.list_numbering)
        said = {
            "Lang": element.lang, "Alt": element.alt, "E": element.expansion, "ID": element.id,
            "ActualText": element.actual_text, "ListNumbering": numbering, "Scope": a.scope,
            "Headers": " ".join(a.headers), "ColSpan": a.col_span if a.col_span > 1 else None,
            "RowSpan": a.row_span if a.row_span > 1 else None, "Summary": a.summary,
        }  # fmt: skip
        shown = [f"{key}={value}" for key, value in said.items() if value]
        shown += ["BBox"] if a.bbox else []
        return f" [{', '.join(shown)}]" if shown else ""

    def _links(self, links: list[ObjectRef]) -> list[str]:
        """Return an arrow for the annotations of one link, and what they say beside its text."""
        aims = {self._aim(link) for link in links}
        contents = {link.contents for link in links}
        times = f" ×{len(links)}" if len(links) > 1 else ""
        return [f"→ {' '.join(sorted(aims))} ({'|'.join(sorted(map(str, contents)))}){times}"]

    def _aim(self, link: ObjectRef) -> str:
        if link.uri is not None:
            return link.uri
        target = self._aims.get(id(link))
        assert link.destination is not None
        assert link.destination.page is not None
        if target is None:
            return "nowhere"
        return f"{self._names.get(target.tag, target.tag)} {_quote(target.text)}"


def _texts(texts: list[Text]) -> str:
    """Return a run of texts in quotes, with the page where it goes on on another."""
    shown = ""
    for page, run in groupby(texts, key=lambda text: text.page):
        text = re.sub(r"\s+", " ", "".join(part.text for part in run))
        if len(text) > 100:
            text = f"{text[:40]}…{text[-20:]}"
        shown += f'{f" page {(page or 0) + 1} " if shown else ""}"{text}"'
    return shown.replace("\u00ad", "-")


def _quote(text: str) -> str:
    text = " ".join(text.split())
    return f'"{text if len(text) < 40 else text[:30] + "…"}"'


# What the source says


def words(document: HtmlDocument) -> list[str]:
    """Return the words that someone hears, from the HTML alone."""
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
    space = "" if element.tag in _INLINE or (element.tag == "Reference" and links) else " "
    yield space
    for kid in element.children:
        if isinstance(kid, Element):
            yield from _spoken(kid)
        elif isinstance(kid, Text):
            yield kid.text
    yield space


_INLINE = frozenset({
    "Span", "Em", "Strong", "Code", "Quote", "Link", "Ruby", "RB", "RT", "Formula",
})  # fmt: skip


def _clean(text: str) -> list[str]:
    return text.replace("\u00ad", "").replace("\u200b", "").split()


# What must hold of every file


def faults(document: HtmlDocument, profile: str) -> list[str]:
    """Return what is wrong with a tree as such, whatever the document says."""
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
    return found + _loose_ends(printed(document, profile).data)


class _Raw:
    """The structure elements of a file as pypdf reads them, in reading order."""

    def __init__(self, data: bytes) -> None:
        self.root: Any = PdfReader(io.BytesIO(data)).root_object["/StructTreeRoot"]
        self.nodes: list[Any] = []
        self.misplaced: list[str] = []
        self._walk(self.root)

    def _walk(self, parent: Any) -> None:
        for kid in self.kids(parent):
            if _has(kid, "/S"):
                self.nodes.append(kid)
                if kid["/P"].indirect_reference != parent.indirect_reference:
                    self.misplaced.append(f"wrong parent: {kid}")
                self._walk(kid)

    def kids(self, node: Any) -> list[Any]:
        kids = node["/K"] if "/K" in node else ArrayObject()
        return [kid.get_object() for kid in kids] if isinstance(kids, ArrayObject) else [kids]

    def held(self) -> Iterator[tuple[Any, int]]:
        """Yield the place in ParentTree of all that elements hold, and the element's number."""
        for node in self.nodes:
            for kid in self.kids(node):
                if isinstance(kid, int):
                    yield (node["/Pg"]["/StructParents"], kid), _number(node)
                elif _has(kid, "/MCID"):
                    stream = kid["/Stm"] if "/Stm" in kid else kid["/Pg"]
                    yield (stream["/StructParents"], kid["/MCID"]), _number(node)
                elif _has(kid, "/Obj"):
                    yield (kid["/Obj"]["/StructParent"], None), _number(node)

    def said(self) -> Iterator[tuple[Any, int]]:
        """Yield the same from ParentTree."""
        for key, value in _pairs(self.root["/ParentTree"]["/Nums"]):
            if isinstance(value, ArrayObject):
                yield from (((key, mcid), owner.idnum) for mcid, owner in enumerate(value))
            else:
                yield (key, None), _number(value)

    def names(self) -> list[tuple[str, Any]]:
        """Return what IDTree says."""
        return _pairs(self.root["/IDTree"]["/Names"]) if "/IDTree" in self.root else []


def _has(item: Any, key: str) -> bool:
    return isinstance(item, DictionaryObject) and key in item


def _number(node: Any) -> int:
    number: int = node.indirect_reference.idnum
    return number


def _pairs(array: Any) -> list[tuple[Any, Any]]:
    values = [value.get_object() for value in array[1::2]]
    return list(zip(array[::2], values, strict=True))


def _loose_ends(data: bytes) -> list[str]:
    """Compare what elements hold with what ParentTree says, both ways (ISO 32000-1, 14.7.4.4)."""
    raw = _Raw(data)
    said, held = Counter(raw.said()), Counter(raw.held())
    found = [f"ParentTree: {each}" for each in (said - held) + (held - said)]
    if raw.root["/ParentTreeNextKey"] <= max(key for (key, _), _ in said):
        found.append("ParentTreeNextKey")
    with_id = sorted((str(node["/ID"]), _number(node)) for node in raw.nodes if "/ID" in node)
    if with_id != [(str(name), _number(node)) for name, node in raw.names()]:
        found.append("IDTree")
    return found + raw.misplaced


def _aims(data: bytes, facts: PdfStructure) -> dict[int, Element]:
    """Return the structure element that each internal link leads to (ISO 32000-2, 12.3.2.3)."""
    raw = _Raw(data)
    known = {_number(node): element for node, element in zip(raw.nodes, facts.walk(), strict=True)}
    aims = {}
    for node in raw.nodes:
        objects = [kid["/Obj"] for kid in raw.kids(node) if _has(kid, "/Obj")]
        links = (k for k in known[_number(node)].children if isinstance(k, ObjectRef))
        for link, target in zip(links, objects, strict=True):
            if _has(target, "/A") and _has(target["/A"], "/SD"):
                aims[id(link)] = known[_number(target["/A"]["/SD"][0])]
    return aims


def headings(facts: PdfStructure) -> list[tuple[int, str]]:
    """Return how deep each heading lies below those above it, from 1, and its text."""
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
