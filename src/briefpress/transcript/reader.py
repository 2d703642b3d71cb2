"""Reads a structure tree aloud, in the order in which a screen reader goes through it."""

from __future__ import annotations

import re
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from briefpress.grid import grid
from briefpress.structure.facts import Element, ObjectRef, Text
from briefpress.transcript import announcements
from briefpress.transcript.plain import HEADING, audible, heard, replacement
from briefpress.transcript.roles import (
    ANNOTATIONS,
    BLOCKS,
    IN_TEXT,
    INLINE,
    LABELLED,
    MANNERS,
    PLAIN,
    TEXTS,
    Manner,
)
from briefpress.transcript.voice import Place, Voice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from briefpress.transcript.voice import Opening

_LISTS = {
    "L": ("list", "LI", ("item", "items")),
    "TOC": ("table of contents", "TOCI", ("entry", "entries")),
}
# Labels that number what they label: a pause would be heard after any other word.
_NUMBER = re.compile(r"\W*(?:[^\W\d_]|\d+|[ivxlcdm]+)", re.IGNORECASE)


class _Around(NamedTuple):
    """What a node is in: a line of `text`, an `inline` element, a link, so many lists and headed parts."""

    place: Place
    parent: str = ""
    text: bool = False
    inline: bool = False
    link: bool = False
    headings: int = 0
    lists: int = 0


class Reader:
    """Reads elements with a voice."""

    def __init__(self, voice: Voice, lang: str | None) -> None:
        self._voice = voice
        self._around = _Around(Place(lang=lang, base=lang))
        self._headers = announcements.Headers()
        self._rows: dict[Element, int] = {}
        # A stack of what is to be done next: trees are too deep for calls within calls.
        self._pending: list[Callable[[], None]] = []

    def read(self, nodes: Iterable[Element | Text | ObjectRef]) -> None:
        """Read some nodes and all below them."""
        self._push(nodes, self._around)
        while self._pending:
            self._pending.pop()()
        self._voice.part()

    def _push(self, nodes: Iterable[Element | Text | ObjectRef], around: _Around) -> None:
        self._pending += reversed([partial(self._node, node, around) for node in nodes])

    def _node(self, node: Element | Text | ObjectRef, around: _Around) -> None:
        if isinstance(node, Text):
            for text, lang in _pieces(node):
                self._voice.text(text, _at(around.place, node.page, lang))
        elif isinstance(node, ObjectRef):
            self._annotation(node, around)
        elif node.role != "Artifact":
            self._element(node, around)

    def _element(self, element: Element, around: _Around) -> None:
        manner = _manner(element, around)
        place = _place(element, around, manner)
        instead = replacement(element)
        if instead is not None and element.role in ("Figure", "Formula"):
            self._describe(element, instead, manner, around._replace(place=place))
            return
        said = self._announcement(element, around, manner)
        opening = None
        if manner.begin or manner.opens:
            opening = self._voice.open(said, manner, place)
        else:
            self._part(manner, around)
        inner = _within(element, around, manner, place)
        self._pending.append(
            partial(self._leave, element, around, manner, opening, self._voice.count)
        )
        if instead is None:
            self._push(element.children, inner)
        else:
            self._voice.text(instead, inner.place)

    def _part(self, manner: Manner, around: _Around) -> None:
        """End the line before or after a block, which in an inline element is only set apart."""
        if not manner.inline and around.inline:
            self._voice.text(" ", around.place)
        elif not manner.inline:
            self._voice.part()

    def _leave(
        self,
        element: Element,
        around: _Around,
        manner: Manner,
        opening: Opening | None,
        count: int,
    ) -> None:
        """Say what is said after an element, which began when `count` things had been heard."""
        if element.role == "Link":
            self._link(element, around, is_silent=self._voice.count == count)
        elif element.role == "Lbl" and around.parent in LABELLED:
            self._voice.go_on(_mark(element, around.parent))
        if opening is None:
            self._part(manner, around)
        else:
            self._voice.close(opening, _blank(opening, element))

    def _announcement(self, element: Element, around: _Around, manner: Manner) -> str:
        """Return what is said before an element, and learn what its parts are called."""
        role = element.role
        if manner is MANNERS["H"] and (heading := HEADING.fullmatch(role)):
            return f"heading level {heading[1] or max(around.headings, 1)}"
        if role in _LISTS:
            return announcements.listing(element, *_LISTS[role], around.lists + 1)
        if role == "Table":
            found = grid(element)
            self._headers.learn(found)
            self._rows.update((row, number) for number, row in enumerate(found.rows, 1))
            return announcements.table(found)
        if role == "Reference" and manner.begin and any(map(str.isalpha, heard(element, 20))):
            return ""
        if role == "TR":
            return f"row {self._rows[element]}" if element in self._rows else ""
        return self._headers.cell(element) if role in ("TH", "TD") else manner.begin

    def _describe(self, element: Element, said: str, manner: Manner, around: _Around) -> None:
        """Say a description in place of a picture or formula, and then its captions."""
        self._part(manner, around)
        kind = "graphic" if element.role == "Figure" else "formula"
        self._voice.announce(kind, around.place, said)
        self._part(manner, around)
        self._push(_captions(element), around._replace(parent=element.role))

    def _link(self, element: Element, around: _Around, *, is_silent: bool) -> None:
        place = around.place._replace(element=element)
        if is_silent:
            links = (c for c in element.children if isinstance(c, ObjectRef))
            said = next((link.contents or announcements.target(link) for link in links), "")
            self._voice.text(said, place)
        self._voice.trail("link", place)

    def _annotation(self, node: ObjectRef, around: _Around) -> None:
        name = audible(node.alternate or node.contents or "").strip()
        place = _at(around.place, node.page)
        if node.hidden or (node.subtype == "Link" and around.link):
            return
        if node.subtype == "Link":
            self._voice.text(name or announcements.target(node), place)
            self._voice.trail("link", place)
        elif node.subtype in ANNOTATIONS:
            named, nameless = ANNOTATIONS[node.subtype]
            if name or nameless:
                self._voice.announce(named if name else nameless, place, name)


def _manner(element: Element, around: _Around) -> Manner:
    role = element.role
    if around.text and role in IN_TEXT:
        return IN_TEXT[role]
    if role in MANNERS:
        return MANNERS[role]
    if HEADING.fullmatch(role):
        return MANNERS["H"]
    return INLINE if around.text and role not in BLOCKS else PLAIN


def _place(element: Element, around: _Around, manner: Manner) -> Place:
    """Return the place of an element; words within a line are their paragraph's, but for links."""
    outer = around.place
    lang = element.lang or outer.lang
    within = manner.inline or around.inline
    owns = not within or manner.begin or element.role == "Link" or element.lang
    return Place(
        element=element if owns else outer.element,
        level=outer.level,
        lang=lang,
        base=outer.base if within and not manner.opens else lang,
        page=element.page,
    )


def _within(element: Element, around: _Around, manner: Manner, place: Place) -> _Around:
    """Return what the children of an element are in."""
    children = element.children
    return _Around(
        place=place._replace(level=place.level + 1) if manner.nests else place,
        parent=element.role if element.role != "NonStruct" else around.parent,
        text=element.role in TEXTS
        or manner is MANNERS["H"]
        or manner.inline
        or any(isinstance(child, Text) and child.text.strip() for child in children),
        inline=manner.inline or (around.inline and not manner.opens),
        link=around.link or element.role == "Link",
        headings=around.headings
        + any(isinstance(child, Element) and child.role == "H" for child in children),
        lists=0 if element.role in ("TD", "TH") else around.lists + (element.role in _LISTS),
    )


def _at(place: Place, page: int | None, lang: str | None = None) -> Place:
    """Return a place with another page or language; most texts have those of their element."""
    if page == place.page and (lang is None or lang == place.lang):
        return place
    return place._replace(page=page, lang=lang or place.lang)


def _pieces(text: Text) -> Iterator[tuple[str, str | None]]:
    """Yield the parts of a text by language, where its runs say one and make up all of it."""
    runs = text.runs
    if any(run.lang for run in runs) and "".join(run.text for run in runs) == text.text:
        for lang, group in groupby(runs, key=lambda run: run.lang):
            yield "".join(run.text for run in group), lang
    else:
        yield text.text, runs[0].lang if len({run.lang for run in runs}) == 1 else None


def _captions(figure: Element) -> list[Element]:
    """Return the captions of a figure, which are heard besides its description (14.8.4.8.4)."""
    found: list[Element] = []
    pending = [figure]
    while pending:
        element = pending.pop()
        if element.role == "Caption":
            found.append(element)
        elif element is figure or element.role not in ("Figure", "Formula"):
            pending += [c for c in reversed(element.children) if isinstance(c, Element)]
    return found


def _blank(opening: Opening, element: Element) -> str:
    """Return what is said of an element in which there is nothing to hear."""
    if opening.said.startswith("heading"):
        return f"empty {opening.said}"
    if element.role in ("TH", "TD") and opening.said:
        return f"{opening.said}, blank"
    return opening.manner.blank


def _mark(label: Element, parent: str) -> str:
    """Return what parts a label from what it labels: a colon after words, as in a list of terms."""
    words = heard(label, 200)
    is_term = parent == "LI" and words[-1:].isalnum() and not _NUMBER.fullmatch(words)
    return ": " if is_term else " "
