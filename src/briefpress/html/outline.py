"""What HTML says to someone who listens: its words in order, each with what it is part of.

The checks compare this with what stands in the PDF. It is read from the HTML alone, and knows
nothing of how the PDF is made; what its styles add is told by the engine.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Comment, Element

from briefpress.html import semantics
from briefpress.html.documents import Generated
from briefpress.html.parsing import parse_html
from briefpress.html.parts import NO_ROLE, Parts, aria_role, heading_level
from briefpress.html.passages import Kind, Part, Passage, Place, Stretch, fold
from briefpress.html.semantics import HEADINGS
from briefpress.html.tables import in_shown_order

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping


_UNSEEN: frozenset[object] = frozenset(
    {Comment, "head", "script", "style", "template", "datalist", "title", "rp"}
)
_BLOCKS = frozenset({
    *HEADINGS, "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup",
    "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class HtmlOutline:
    """What HTML says, in the order in which it says it.

    `headings_of` are the cells that head each cell of a table, `targets` what links may lead to,
    `anchors` the first words there, and `links` the addresses of links. `hidden` are the texts
    that the author keeps from those who listen.
    `knows_generated` says that what styles add is among the passages; `has_links` is false where
    the PDF is to have none.
    """

    title: str
    language: str
    passages: tuple[Passage[Element], ...]
    headings_of: Mapping[Element, tuple[Element, ...]] = field(default_factory=dict)
    anchors: Mapping[str, Stretch[Element]] = field(default_factory=dict)
    targets: frozenset[str] = frozenset()
    hidden: tuple[str, ...] = ()
    links: frozenset[str] = frozenset()
    knows_generated: bool = False
    has_links: bool = True


def read_outline(
    html: str,
    unseen: Container[int] | None = None,
    generated: Iterable[Generated] | None = None,
) -> HtmlOutline:
    """Read HTML as a person would hear it; what is hidden from them is left out.

    `unseen` numbers the elements, in the order of the document and from 0, whose own text its
    styles do not show. `generated` is what styles add; None where that is not known.
    """
    root = parse_html(html)
    reader = _Reader(root, unseen, _notes_at_foot(root) if generated is None else generated)
    language = semantics.document_language(root) or ""
    reader.read(root, Place("body", language=language))
    reader.end_passage()
    title = next(root.iter("title"), None)
    return HtmlOutline(
        title=fold("".join(title.itertext())) if title is not None else "",
        language=language,
        passages=tuple(reader.passages),
        headings_of=reader.parts.headings_of,
        anchors=reader.anchors,
        targets=frozenset(reader.targets),
        hidden=tuple(reader.hidden),
        links=frozenset(reader.parts.links),
        knows_generated=generated is not None,
    )


def _notes_at_foot(root: Element) -> Iterator[Generated]:
    """Yield the numbers that our own styles add to notes at the foot of pages, which the page has beside them."""
    for number, element in enumerate(root.iter()):
        if element.get("role") == "doc-footnote" and (said := element.get("data-number")):
            yield Generated(number, "call", said)
            yield Generated(number, "marker", f"{said}. ")


def spoken_words(html: str) -> list[str]:
    """Return the words of HTML and of its alternates in order, without addresses that are spelt out.

    They are what all editions of a brief have in common.
    """
    root = parse_html(html)
    spelt = {
        below
        for element in root.iter()
        if element.get("class") in ("address", "addresses")
        for below in element.iter()
    }
    numbers = {number for number, element in enumerate(root.iter()) if element in spelt}
    said = [
        passage.text + "".join(f" {each.alternate or ''}" for each in passage.stretches)
        for passage in read_outline(html, numbers).passages
    ]
    return [word for text in said for word in text.split() if any(map(str.isalnum, word))]


class _Reader:
    def __init__(
        self, root: Element, unseen: Container[int] | None, generated: Iterable[Generated]
    ) -> None:
        self._by_id = {e.get("id"): e for e in reversed(list(root.iter())) if e.get("id")}
        self._trusts_hidden = unseen is None  # else it is known what is not shown
        elements = list(root.iter())
        self._unseen = {e for n, e in enumerate(elements) if unseen and n in unseen}
        if self._trusts_hidden:
            self._unseen.update(_options_not_shown(root))
            self._unseen.update(
                e for each in semantics.repeated_pictures(root) for e in each.iter()
            )
        self._added: dict[Element, dict[str, str]] = {}
        for each in generated:
            self._added.setdefault(elements[each.element], {})[each.place] = each.text
        self.parts = Parts(self._is_shown)
        self._names: dict[Element, str] = {}
        self._run: list[Stretch[Element]] = []
        self.passages: list[Passage[Element]] = []
        self.anchors: dict[str, Stretch[Element]] = {}
        self.targets: set[str] = set()
        self._awaited: list[str] = []
        self.hidden: list[str] = []

    def end_passage(self) -> None:
        """Make a passage of what was said since the last one, unless that is nothing but space."""
        heard = [each for each in self._run if each.is_heard]
        if heard:
            text = fold("".join(each.text for each in self._run))
            self.passages.append(Passage(heard[0].place.block, text, tuple(self._run)))
        self._run.clear()

    def read(self, element: Element, outer: Place[Element]) -> None:
        """Read an element and all in it."""
        if self._is_hidden(element):
            return
        added = self._added.get(element, {})
        name = f"h{heading_level(element)}" if aria_role(element) == "heading" else element.tag
        is_block = name in _BLOCKS or "call" in added  # a note stands apart from the text
        self._say(added.get("call", ""), _labelled(outer, element), is_generated=True)
        if is_block:
            self.end_passage()
        place = self._place(element, outer, name, is_block=is_block, is_note="call" in added)
        names = [element.get("id", ""), *([element.get("name", "")] if name == "a" else [])]
        if element not in self._unseen:
            self.targets.update(filter(None, names))
        self._awaited += (each for each in names if each and each not in self.anchors)
        alternate = self._alternate(element, place)
        if alternate is not None:
            self._append(Stretch("", place, alternate))
        elif element.tag != semantics.SVG and element.tag != "img":
            self._content(element, place, added)
        if is_block:
            self.end_passage()
        self._awaited = [each for each in self._awaited if each not in names]

    def _content(self, element: Element, place: Place[Element], added: Mapping[str, str]) -> None:
        if "marker" in added:
            self._marker(element, place, added["marker"])
        self._say(added.get("before", ""), place, is_generated=True)
        is_shown = element not in self._unseen
        self._say(element.text if is_shown else "", place)
        for child in in_shown_order(element) if element.tag == "table" else element:
            self.read(child, place)
            if child.tag == "br":
                self._say(" ", place)
            self._say(child.tail if is_shown else "", place)
        self._say(added.get("after", ""), place, is_generated=True)

    def _marker(self, element: Element, place: Place[Element], text: str) -> None:
        """Say the number of an item or note, which stands apart, or of anything else."""
        is_apart = place.path and place.path[-1].kind in (Kind.ITEM, Kind.NOTE)
        self._say(text, _labelled(place, element) if is_apart else place, is_generated=True)
        if is_apart:
            self.end_passage()

    def _say(self, text: str | None, place: Place[Element], *, is_generated: bool = False) -> None:
        if text:
            self._append(Stretch(text, place, is_generated=is_generated))

    def _append(self, stretch: Stretch[Element]) -> None:
        self._run.append(stretch)
        if self._awaited and stretch.is_heard:
            self.anchors.update((name, stretch) for name in self._awaited)
            self._awaited.clear()

    def _is_hidden(self, element: Element) -> bool:
        """Say whether an element and all in it is kept from people who listen."""
        if element.get("aria-hidden") == "true":
            self.hidden.append(_text(element))
            return True
        if element.tag in _UNSEEN or semantics.is_for_screens(element):
            return True
        return self._trusts_hidden and element.get("hidden") is not None

    def _place(
        self, element: Element, outer: Place[Element], name: str, *, is_block: bool, is_note: bool
    ) -> Place[Element]:
        """Return where the words of an element stand."""
        parts = tuple(self.parts.of(element, outer, is_note=is_note))
        language = semantics.language_of(element) or outer.language
        if not parts and language == outer.language and not is_block:
            return outer
        block = (name, element) if is_block else (outer.block, outer.element)
        return Place(*block, outer.path + parts, language)

    def _is_shown(self, element: Element) -> bool:
        is_kept = element.get("aria-hidden") == "true" or element.tag in _UNSEEN
        return not is_kept and element not in self._unseen

    def _alternate(self, element: Element, place: Place[Element]) -> str | None:
        """Return what stands for a picture, "" where the author gave nothing; None for all else.

        A picture without a name is called as the link that it stands for.
        """
        role = aria_role(element)
        if element.tag == "figure" and (name := self._label(element)):
            picture = semantics.picture_of(element)
            if picture is not None:
                self._names[picture] = name
        is_picture = semantics.is_picture(element) and role not in NO_ROLE
        if not is_picture or element in self._unseen:
            return None
        named = self._names.get(element) or self._label(element)
        own = semantics.alternate_of(element, {})
        if element.tag == "img" and not named and element.get("alt") == "":
            return None
        link = place.within(Kind.LINK)
        of_link = link.element.get("aria-label") or link.element.get("title") if link else ""
        return fold(named or own or of_link or "")

    def _label(self, element: Element) -> str:
        labels = (self._by_id.get(i) for i in element.get("aria-labelledby", "").split())
        named = " ".join(_text(label) for label in labels if label is not None)
        return fold(element.get("aria-label", "")) or named


def _options_not_shown(root: Element) -> Iterator[Element]:
    for select in root.iter("select"):
        if "multiple" not in select.attrib:
            shown = semantics.shown_option(select)
            yield from (each for each in select.iter("option") if each is not shown)


def _labelled(place: Place[Element], element: Element) -> Place[Element]:
    """Return the place of a number or sign that labels an element."""
    return replace(place, path=(*place.path, Part(Kind.LABEL, element)))


def _text(element: Element) -> str:
    return fold("".join(element.itertext()))
