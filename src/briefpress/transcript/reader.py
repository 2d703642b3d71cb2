"""Reads a structure tree aloud, in the order in which a screen reader goes through it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from briefpress.structure import Element, ObjectRef, Text, lay_out_table
from briefpress.transcript import announcements
from briefpress.transcript.around import Around, at, captions, pieces, place_of, within
from briefpress.transcript.plain import (
    HEADING_ROLE,
    accessible_name,
    are_apart,
    replacement_text,
    spoken_text,
)
from briefpress.transcript.roles import (
    ANNOTATION,
    ANNOTATIONS,
    BLOCKS,
    IN_TEXT,
    INLINE,
    LABELLED,
    LISTS,
    MANNERS,
    PLAIN,
)
from briefpress.transcript.voice import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from briefpress.transcript.roles import Manner
    from briefpress.transcript.voice import Opening, Voice


class Reader:
    """Reads elements with a voice."""

    def __init__(self, voice: Voice, lang: str | None) -> None:
        self._voice = voice
        self._around = Around(Place(lang=lang, base=lang))
        self._headers = announcements.Headers()
        self._rows: dict[Element, int] = {}
        self._last: Text | None = None
        # A stack of what is to be done next: trees are too deep for calls within calls.
        self._pending: list[Callable[[], None]] = []

    def read(self, nodes: Iterable[Element | Text | ObjectRef]) -> None:
        """Read some nodes and all below them."""
        self._push(nodes, self._around)
        while self._pending:
            self._pending.pop()()
        self._voice.part()

    def _push(self, nodes: Iterable[Element | Text | ObjectRef], around: Around) -> None:
        self._pending += reversed([partial(self._node, node, around) for node in nodes])

    def _node(self, node: Element | Text | ObjectRef, around: Around) -> None:
        if isinstance(node, Text):
            if self._last and are_apart(self._last, node):
                self._voice.text(" ", around.place)
            self._last = node
            for text, lang in pieces(node):
                self._voice.text(text, at(around.place, node.page, lang))
        elif isinstance(node, ObjectRef):
            self._annotation(node, around)
        elif node.role != "Artifact":
            self._element(node, around)

    def _element(self, element: Element, around: Around) -> None:
        manner = self._manner(element, around)
        place = place_of(element, around, manner)
        instead = replacement_text(element)
        if instead is not None and element.role in ("Figure", "Formula"):
            self._describe(element, instead, manner, around._replace(place=place))
            return
        opening = None
        if manner.begin or manner.opens:
            said = self._announcement(element, around, manner)
            opening = self._voice.open(said, manner, place)
        else:
            self._part(manner, around)
        inner = within(element, around, manner, place, self._voice.count)
        self._pending.append(partial(self._leave, element, around, manner, opening, inner.before))
        if instead is None:
            self._push(element.children, inner)
        else:
            self._last = None
            self._voice.text(instead, inner.place)

    def _manner(self, element: Element, around: Around) -> Manner:
        """Return how an element is heard where it stands."""
        role = element.role
        if around.text and role in IN_TEXT:
            return IN_TEXT[role]
        if role in ("TR", "TH", "TD") and not self._is_laid_out(element):
            return PLAIN
        if role in MANNERS:
            return MANNERS[role]
        if HEADING_ROLE.fullmatch(role):
            return MANNERS["H"]
        if role == "NonStruct" and not any(isinstance(c, Element) for c in element.children):
            return INLINE
        return INLINE if around.text and role not in BLOCKS else PLAIN

    def _is_laid_out(self, element: Element) -> bool:
        """Say whether an element is a row or a cell of a table that was announced."""
        return element in self._rows or self._headers.know(element)

    def _part(self, manner: Manner, around: Around) -> None:
        """End the line before or after a block, which in an inline element is only set apart."""
        if not manner.inline and around.inline:
            self._voice.text(" ", around.place)
        elif not manner.inline:
            self._voice.part()

    def _leave(
        self,
        element: Element,
        around: Around,
        manner: Manner,
        opening: Opening | None,
        count: int,
    ) -> None:
        """Say what is said after an element, which began when `count` things had been heard."""
        if element.role == "Link":
            self._link(element, around, is_silent=self._voice.count == count)
        elif element.role == "Lbl" and around.parent in LABELLED:
            self._voice.go_on(announcements.mark(element, around.parent))
        if opening is None:
            self._part(manner, around)
        else:
            self._voice.close(opening, announcements.blank(opening, element))

    def _announcement(self, element: Element, around: Around, manner: Manner) -> str:
        """Return what is said before an element, and learn what its parts are called."""
        role = element.role
        if manner is MANNERS["H"] and (heading := HEADING_ROLE.fullmatch(role)):
            return f"heading level {heading[1] or max(around.headings, 1)}"
        if role in LISTS:
            return announcements.listing(element, around.lists + 1)
        if role == "Table":
            found = lay_out_table(element)
            self._headers.learn(found)
            self._rows.update((row, number) for number, row in enumerate(found.rows, 1))
            return announcements.table(found)
        if (
            role == "Reference"
            and manner.begin
            and any(map(str.isalpha, accessible_name(element, 20)))
        ):
            return ""
        if role == "TR":
            return f"row {self._rows[element]}"
        return self._headers.cell(element) if role in ("TH", "TD") else manner.begin

    def _describe(self, element: Element, said: str, manner: Manner, around: Around) -> None:
        """Say a description in place of a picture or formula, and then its captions."""
        self._part(manner, around)
        self._last = None
        kind = "graphic" if element.role == "Figure" else "formula"
        self._voice.announce(kind, around.place, said)
        self._part(manner, around)
        self._push(captions(element), around._replace(parent=element.role))

    def _link(self, element: Element, around: Around, *, is_silent: bool) -> None:
        place = around.place._replace(element=element)
        if is_silent:
            links = (c for c in element.children if isinstance(c, ObjectRef))
            said = next((link.contents or announcements.target(link) for link in links), "")
            self._voice.text(said, place)
        self._voice.trail("link", place)

    def _annotation(self, node: ObjectRef, around: Around) -> None:
        name = spoken_text(node.alternate or node.contents or "").strip()
        place = at(around.place, node.page)
        if node.hidden or (node.subtype == "Link" and around.link):
            return
        if node.subtype == "Link":
            if self._voice.count == around.before:
                self._voice.text(name or announcements.target(node), place)
            self._voice.trail("link", place)
            return
        named, nameless = ANNOTATIONS.get(node.subtype, ANNOTATION)
        if said := named if name else nameless:
            self._voice.announce(said, place, name)
