"""What HTML says to someone who listens: its headings, texts, links and alternates, in order.

The checks compare this with what stands in the PDF. It is read from the HTML alone, and knows
nothing of how the PDF is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Comment

import tinyhtml5

from briefpress.html.tables import Table

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from xml.etree.ElementTree import Element

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SVG = "{http://www.w3.org/2000/svg}svg"
_SVG_TITLE = "{http://www.w3.org/2000/svg}title"
_UNSEEN: frozenset[object] = frozenset(
    {Comment, "head", "script", "style", "template", "noscript", "datalist", "title", "rp"}
)
_BLOCKS = frozenset({
    *HEADINGS, "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup",
    "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of text between two block boundaries, and the element that holds it."""

    element: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link's text and the address that it leads to."""

    text: str
    target: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, and the texts of the cells that are its headings."""

    text: str
    is_heading: bool
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HtmlOutline:
    """What HTML says, in the order in which it says it; white space is folded.

    `alternates` are those of pictures that are not decorative; None stands for a missing one.
    `lists` are the texts of the items of each list, without lists and tables in them; `tables` the
    cells of each table. `languages` are the texts in another language than what is round them,
    each with its language; `expansions` are abbreviations, each with what it stands for.
    """

    title: str
    language: str
    passages: tuple[Passage, ...]
    links: tuple[Link, ...]
    alternates: tuple[str | None, ...]
    lists: tuple[tuple[str, ...], ...] = ()
    tables: tuple[tuple[Cell, ...], ...] = ()
    languages: tuple[tuple[str, str], ...] = ()
    expansions: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def headings(self) -> tuple[tuple[int, str], ...]:
        """The headings with their levels."""
        return tuple((int(p.element[1]), p.text) for p in self.passages if p.element in HEADINGS)


def outline(html: str, unseen: Container[int] = ()) -> HtmlOutline:
    """Read HTML as a person would hear it; what is hidden from them is left out.

    `unseen` numbers the elements, in the order of the document and from 0, that its styles hide.
    """
    root = tinyhtml5.parse(html, namespace_html_elements=False)
    reader = _Reader(root, {e for number, e in enumerate(root.iter()) if number in unseen})
    reader.read(root, "body", root.get("lang", ""))
    reader.end_passage("body")
    title = next(root.iter("title"), None)
    return HtmlOutline(
        title=fold("".join(title.itertext())) if title is not None else "",
        language=root.get("lang", ""),
        passages=tuple(reader.passages),
        links=tuple(reader.links),
        alternates=tuple(reader.alternates),
        lists=tuple(reader.lists),
        tables=tuple(reader.tables),
        languages=tuple(reader.languages),
        expansions=tuple(reader.expansions),
        notes=tuple(reader.notes),
    )


def words(html: str) -> list[str]:
    """Return the words of HTML and of its alternates in order, without addresses that are spelt out.

    They are what all editions of a brief have in common.
    """
    root = tinyhtml5.parse(html, namespace_html_elements=False)
    spelt = {e for e in root.iter() if e.get("class") in ("address", "addresses")}
    reader = _Reader(root, spelt)
    reader.read(root, "body", "")
    reader.end_passage("body")
    said = [passage.text for passage in reader.passages]
    said += [alternate or "" for alternate in reader.alternates]
    return [word for text in said for word in text.split() if any(map(str.isalnum, word))]


def fold(text: str) -> str:
    """Fold runs of white space into one space."""
    return " ".join(text.split())


def is_hidden(element: Element) -> bool:
    """Say whether an element and all in it is kept from people who listen."""
    return (
        element.tag in _UNSEEN
        or element.get("aria-hidden") == "true"
        or element.get("hidden") is not None
    )


def _heading(element: Element) -> str | None:
    """Return h1 to h6 for what is a heading by its role."""
    if element.get("role") != "heading":
        return None
    level = element.get("aria-level", "2")
    return f"h{level}" if level in "123456" else "h6"


def _is_note(element: Element) -> bool:
    """Tell a note by its role, or an item of a list by its name: such items have no role of their own."""
    is_named = element.tag == "li" and element.get("id", "").startswith("note-")
    return is_named or element.get("role") in ("doc-footnote", "doc-endnote")


class _Reader:
    def __init__(self, root: Element, unseen: set[Element]) -> None:
        self._by_id = {e.get("id"): e for e in root.iter() if e.get("id")}
        self._unseen = unseen
        self.passages: list[Passage] = []
        self.links: list[Link] = []
        self.alternates: list[str | None] = []
        self.lists: list[tuple[str, ...]] = []
        self.tables: list[tuple[Cell, ...]] = []
        self.languages: list[tuple[str, str]] = []
        self.expansions: list[tuple[str, str]] = []
        self.notes: list[str] = []
        self._run: list[str] = []

    def end_passage(self, block: str) -> None:
        if text := fold("".join(self._run)):
            self.passages.append(Passage(block, text))
        self._run.clear()

    def read(self, element: Element, block: str, language: str) -> None:
        if is_hidden(element) or element in self._unseen:
            return
        name = _heading(element) or element.tag
        is_block = name in _BLOCKS
        if is_block:
            self.end_passage(block)
        self._meaning(element, language)
        self._picture(element)
        if element.tag != _SVG:
            inner = element.get("lang", language)
            self._children(element, name if is_block else block, inner)
        if is_block:
            self.end_passage(name)

    def _children(self, element: Element, block: str, language: str) -> None:
        self._run.append(element.text or "")
        # The foot of a table stands last, wherever it is written (HTML Standard, 4.9.12).
        for child in sorted(element, key=lambda child: child.tag == "tfoot"):
            self.read(child, block, language)
            if child.tag == "br":
                self._run.append(" ")
            self._run.append(child.tail or "")

    def _meaning(self, element: Element, language: str) -> None:
        """Note what an element tells beside its text."""
        tag = element.tag
        if tag == "a" and element.get("href"):
            self.links.append(Link(_text(element), element.get("href", "")))
        elif tag in ("ul", "ol", "menu", "dl"):
            self._list(element)
        elif tag == "table":
            self._table(element)
        elif tag == "abbr" and element.get("title"):
            self.expansions.append((_text(element), fold(element.get("title", ""))))
        if _is_note(element):
            self.notes.append(_text(element))
        if element.get("lang", language) != language and _text(element):
            self.languages.append((element.get("lang", ""), _text(element)))

    def _list(self, element: Element) -> None:
        if element.tag == "dl":
            entries = [each for each in element.iter() if each.tag in ("dt", "dd")]
            pairs = list(zip(entries[::2], entries[1::2], strict=False))
            if len(entries) % 2 or any((a.tag, b.tag) != ("dt", "dd") for a, b in pairs):
                return  # several terms for one definition, or the other way round
            items = [f"{_text(a)} {_text(b, without=_LISTS)}" for a, b in pairs]
        else:
            items = [_text(each, without=_LISTS) for each in element if each.tag == "li"]
        if items:
            self.lists.append(tuple(map(fold, items)))

    def _table(self, element: Element) -> None:
        if element.get("role") in ("presentation", "none"):
            return
        shown = {e for e in element.iter() if not is_hidden(e) and e not in self._unseen}
        table = Table(element, shown)
        self.tables.append(
            tuple(
                Cell(
                    _text(cell.element), cell.is_heading,
                    tuple(_text(heading.element) for heading in table.headings(cell)),
                )
                for cell in table.cells
            )
        )  # fmt: skip

    def _picture(self, element: Element) -> None:
        if element.tag not in ("img", _SVG) or element.get("role") in ("presentation", "none"):
            return
        labels = [self._by_id.get(i) for i in element.get("aria-labelledby", "").split()]
        own = element.get("alt") if element.tag == "img" else element.findtext(_SVG_TITLE)
        name = (
            element.get("aria-label")
            or " ".join(fold("".join(label.itertext())) for label in labels if label is not None)
            or own
        )
        if name != "":
            self.alternates.append(fold(name) if name else None)


_LISTS = frozenset({"ul", "ol", "menu", "dl", "table"})


def _text(element: Element, without: frozenset[str] = frozenset()) -> str:
    return fold("".join(_heard(element, without)))


def _heard(element: Element, without: frozenset[str]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if not is_hidden(child) and child.tag not in without and child.tag != _SVG:
            if child.tag in _BLOCKS or child.tag == "br":
                yield " "
            yield from _heard(child, without)
        yield child.tail or ""
