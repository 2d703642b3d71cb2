"""What HTML says to someone who listens: its headings, texts, links and alternates, in order.

The checks compare this with what stands in the PDF. It is read from the HTML alone, and knows
nothing of how the PDF is made.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Comment

import tinyhtml5

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
class HtmlOutline:
    """What HTML says, in the order in which it says it; white space is folded.

    `alternates` are those of pictures that are not decorative; None stands for a missing one.
    """

    title: str
    language: str
    passages: tuple[Passage, ...]
    links: tuple[Link, ...]
    alternates: tuple[str | None, ...]

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
    reader.read(root, "body")
    reader.end_passage("body")
    title = next(root.iter("title"), None)
    return HtmlOutline(
        title=fold("".join(title.itertext())) if title is not None else "",
        language=root.get("lang", ""),
        passages=tuple(reader.passages),
        links=tuple(reader.links),
        alternates=tuple(reader.alternates),
    )


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


class _Reader:
    def __init__(self, root: Element, unseen: set[Element]) -> None:
        self._by_id = {e.get("id"): e for e in root.iter() if e.get("id")}
        self._unseen = unseen
        self.passages: list[Passage] = []
        self.links: list[Link] = []
        self.alternates: list[str | None] = []
        self._run: list[str] = []

    def end_passage(self, block: str) -> None:
        if text := fold("".join(self._run)):
            self.passages.append(Passage(block, text))
        self._run.clear()

    def read(self, element: Element, block: str) -> None:
        if is_hidden(element) or element in self._unseen:
            return
        is_block = element.tag in _BLOCKS
        if is_block:
            self.end_passage(block)
        if element.tag == "a" and element.get("href"):
            self.links.append(Link(fold("".join(_heard(element))), element.get("href", "")))
        self._picture(element)
        if element.tag != _SVG:
            self._children(element, element.tag if is_block else block)
        if is_block:
            self.end_passage(element.tag)

    def _children(self, element: Element, block: str) -> None:
        self._run.append(element.text or "")
        # The foot of a table stands last, wherever it is written (HTML Standard, 4.9.12).
        for child in sorted(element, key=lambda child: child.tag == "tfoot"):
            self.read(child, block)
            if child.tag == "br":
                self._run.append(" ")
            self._run.append(child.tail or "")

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


def _heard(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if not is_hidden(child):
            yield from _heard(child)
        yield child.tail or ""
