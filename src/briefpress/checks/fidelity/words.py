"""The words of a PDF in the order in which they are heard, each with what it is part of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.checks.reading import GROUPING, INLINE, NOTES, TRANSPARENT
from briefpress.html import Kind, Part, Passage, Place, Stretch, fold
from briefpress.structure import Element, ObjectRef, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.subject import Subject

_KINDS = {
    "L": Kind.LIST, "TOC": Kind.LIST, "LI": Kind.ITEM, "TOCI": Kind.ITEM,
    "Table": Kind.TABLE, "TD": Kind.CELL, "TH": Kind.CELL, "Lbl": Kind.LABEL,
    **dict.fromkeys(NOTES, Kind.NOTE),
}  # fmt: skip
INTERNAL = "#"  # the address of a link that leads to another place of the same document


def heard(subject: Subject) -> tuple[Passage[Element], ...]:
    """Return the passages of a PDF."""
    return _Listener(subject).listen()


class _Listener:
    """Walks the structure tree in reading order."""

    def __init__(self, subject: Subject) -> None:
        self._pdf = subject.pdf
        self._levels = {element: level for level, element in subject.reading.headings}
        self._run: list[Stretch[Element]] = []
        self._passages: list[Passage[Element]] = []

    def listen(self) -> tuple[Passage[Element], ...]:
        """Return the passages."""
        outside: Place[Element] = Place("", language=self._pdf.language or "")
        # What is still to come, last first; None for the end of a block.
        pending: list[tuple[Element | Text | ObjectRef | Stretch[Element], Place[Element]] | None]
        pending = [(root, outside) for root in reversed(self._pdf.roots)]
        while pending:
            coming = pending.pop()
            if coming is None:
                self._end_passage()
                continue
            node, place = coming
            if isinstance(node, Stretch):
                self._run.append(node)
            elif isinstance(node, Text):
                self._run.append(Stretch(node.text, place, page=node.page))
            elif isinstance(node, Element):
                is_block = _is_block(node, place)
                inner = self._place(node, place, is_block=is_block)
                if is_block:
                    self._end_passage()
                    pending.append(None)
                pending += [(kid, inner) for kid in reversed([*_kids(node, inner)])]
        self._end_passage()
        return tuple(self._passages)

    def _end_passage(self) -> None:
        """Make a passage of what was said since the last one, unless that is nothing but space."""
        said = [each for each in self._run if each.is_heard]
        if said:
            text = fold("".join(each.text for each in self._run))
            self._passages.append(Passage(said[0].place.block, text, tuple(self._run)))
        self._run.clear()

    def _place(self, element: Element, outer: Place[Element], *, is_block: bool) -> Place[Element]:
        """Return where the words of an element stand."""
        parts = tuple(self._parts(element))
        language = outer.language if element.lang is None else element.lang
        if not parts and language == outer.language and not is_block:
            return outer
        block = (element.role, element) if is_block else (outer.block, outer.element)
        return Place(*block, outer.path + parts, language)

    def _parts(self, element: Element) -> Iterator[Part[Element]]:
        kind = _KINDS.get(element.role)
        if element in self._levels:
            yield Part(Kind.HEADING, element, str(self._levels[element]))
        elif kind is not None:
            yield Part(kind, element, "heading" if element.role == "TH" else "")
        elif links := links_of(element):
            address = next((link.uri for link in links if link.uri is not None), INTERNAL)
            yield Part(Kind.LINK, element, address)
        elif element.role == "Reference" and not any(links_of(each) for each in element.walk()):
            yield Part(Kind.LABEL, element)  # the call of a note
        if element.expansion:
            yield Part(Kind.ABBREVIATION, element, fold(element.expansion))


def links_of(element: Element) -> list[ObjectRef]:
    """Return the areas of a link, right below its element."""
    found = (kid for kid in element.children if isinstance(kid, ObjectRef))
    return [kid for kid in found if kid.subtype == "Link"]


def _is_block(element: Element, outer: Place[Element]) -> bool:
    """Say whether an element stands apart from the words before and after it."""
    if element.role in TRANSPARENT or _is_picture(element):
        return outer.block in GROUPING
    return element.role not in INLINE or element.role == "Lbl"


def _is_picture(element: Element) -> bool:
    """Say whether only the alternate description of an element is heard; a formula of outlines has no text."""
    is_drawn = element.role == "Formula" and element.alt and not element.text.strip()
    return element.role == "Figure" or bool(is_drawn)


def _kids(
    element: Element, place: Place[Element]
) -> Iterator[Element | Text | ObjectRef | Stretch[Element]]:
    """Yield what is heard right below an element; what replaces its text, or stands for a picture."""
    if _is_picture(element):
        yield from _figure(element, place)
    elif element.actual_text is not None:
        yield Stretch(element.actual_text, place, page=element.page)
    else:
        yield from element.children


def _figure(element: Element, place: Place[Element]) -> Iterator[Element | Stretch[Element]]:
    """Yield the captions in a figure, and what is said in place of all else in it."""
    described = Stretch("", place, fold(element.alt or ""), page=element.page)
    is_said = False
    for kid in element.children:
        captions = (
            [e for e in kid.walk() if e.role == "Caption"] if isinstance(kid, Element) else ()
        )
        if not captions and not is_said:
            is_said = True
            yield described
        yield from captions
    if not is_said:
        yield described
