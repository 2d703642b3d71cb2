"""Reads a structure tree aloud, in the order in which a screen reader does."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from briefpress.structure import Element, ObjectRef, Text, lay_out_table
from briefpress.transcript.announcements import (
    CellAnnouncements,
    empty_announcement,
    label_separator,
    link_target,
    list_announcement,
    table_announcement,
)
from briefpress.transcript.context import (
    Context,
    by_language,
    captions,
    inner_context,
    place_at,
    place_of,
)
from briefpress.transcript.roles import (
    ANNOTATIONS,
    ANNOUNCEMENTS,
    BLOCKS,
    IN_TEXT,
    INLINE,
    LABELLED,
    LISTS,
    OTHER_ANNOTATION,
    PLAIN,
)
from briefpress.transcript.spoken_text import (
    HEADING_ROLE,
    accessible_name,
    are_apart,
    replacement_text,
    spoken_text,
)
from briefpress.transcript.utterance_builder import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from briefpress.transcript.roles import Announcement
    from briefpress.transcript.utterance_builder import OpenElement, UtteranceBuilder


class TreeReader:
    """Reads elements and all below them to an `UtteranceBuilder`."""

    def __init__(self, builder: UtteranceBuilder, lang: str | None) -> None:
        self._builder = builder
        self._context = Context(Place(lang=lang, line_lang=lang))
        self._cells = CellAnnouncements()
        self._rows: dict[Element, int] = {}
        self._last: Text | None = None
        # A stack of the next steps, since trees can be too deep for recursion.
        self._steps: list[Callable[[], None]] = []

    def read(self, nodes: Iterable[Element | Text | ObjectRef]) -> None:
        """Read some nodes and all below them."""
        self._push(nodes, self._context)
        while self._steps:
            self._steps.pop()()
        self._builder.end_block()

    def _push(self, nodes: Iterable[Element | Text | ObjectRef], context: Context) -> None:
        self._steps += reversed([partial(self._read, node, context) for node in nodes])

    def _read(self, node: Element | Text | ObjectRef, context: Context) -> None:
        if isinstance(node, Text):
            if self._last and are_apart(self._last, node):
                self._builder.add_text(" ", context.place)
            self._last = node
            for text, lang in by_language(node):
                self._builder.add_text(text, place_at(context.place, node.page, lang))
        elif isinstance(node, ObjectRef):
            self._read_annotation(node, context)
        elif node.role != "Artifact":
            self._enter(node, context)

    def _enter(self, element: Element, context: Context) -> None:
        """Begin an element, and push its content and its end."""
        announcement = self._announcement(element, context)
        place = place_of(element, context, announcement)
        replacement = replacement_text(element)
        if replacement is not None and element.role in ("Figure", "Formula"):
            self._describe(element, replacement, announcement, context._replace(place=place))
            return
        opened = None
        if announcement.before or announcement.own_line:
            before = self._before(element, context, announcement)
            opened = self._builder.open(before, announcement, place)
        else:
            self._separate(announcement, context)
        count = self._builder.count
        inner = inner_context(element, context, announcement, place, count)
        self._steps.append(partial(self._leave, element, context, announcement, opened, count))
        if replacement is None:
            self._push(element.children, inner)
        else:
            self._last = None
            self._builder.add_text(replacement, inner.place)

    def _announcement(self, element: Element, context: Context) -> Announcement:
        """Return how an element is announced in its context."""
        role = element.role
        if context.in_text and role in IN_TEXT:
            return IN_TEXT[role]
        if role in ("TR", "TH", "TD") and not self._is_laid_out(element):
            return PLAIN
        if role in ANNOUNCEMENTS:
            return ANNOUNCEMENTS[role]
        if HEADING_ROLE.fullmatch(role):
            return ANNOUNCEMENTS["H"]
        if role == "NonStruct" and not any(isinstance(c, Element) for c in element.children):
            return INLINE
        return INLINE if context.in_text and role not in BLOCKS else PLAIN

    def _is_laid_out(self, element: Element) -> bool:
        """Say whether an element is a row or a cell of a table that was announced."""
        return element in self._rows or element in self._cells

    def _separate(self, announcement: Announcement, context: Context) -> None:
        """End the line before or after a block; within an inline element, add a space instead."""
        if not announcement.is_inline and context.in_inline:
            self._builder.add_text(" ", context.place)
        elif not announcement.is_inline:
            self._builder.end_block()

    def _leave(
        self,
        element: Element,
        context: Context,
        announcement: Announcement,
        opened: OpenElement | None,
        count: int,
    ) -> None:
        """Say what is said after an element; `count` things had been said when it began."""
        if element.role == "Link":
            self._announce_link(element, context, is_silent=self._builder.count == count)
        elif element.role == "Lbl" and context.parent in LABELLED:
            self._builder.go_on(label_separator(element, context.parent))
        if opened is None:
            self._separate(announcement, context)
        else:
            self._builder.close(opened, empty_announcement(opened, element))

    def _before(self, element: Element, context: Context, announcement: Announcement) -> str:
        """Return what is said before an element; of a table, note its rows and cells."""
        role = element.role
        if announcement is ANNOUNCEMENTS["H"] and (heading := HEADING_ROLE.fullmatch(role)):
            return f"heading level {heading[1] or max(context.headings, 1)}"
        if role in LISTS:
            return list_announcement(element, context.lists + 1)
        if role == "Table":
            grid = lay_out_table(element)
            self._cells.add_table(grid)
            self._rows.update((row, number) for number, row in enumerate(grid.rows, 1))
            return table_announcement(grid)
        if role == "Reference" and any(map(str.isalpha, accessible_name(element, 20))):
            return ""
        if role == "TR":
            return f"row {self._rows[element]}"
        return self._cells.of(element) if role in ("TH", "TD") else announcement.before

    def _describe(
        self, element: Element, description: str, announcement: Announcement, context: Context
    ) -> None:
        """Say the description of a picture or formula, and then its captions."""
        self._separate(announcement, context)
        self._last = None
        kind = "graphic" if element.role == "Figure" else "formula"
        self._builder.announce(kind, context.place, description)
        self._separate(announcement, context)
        self._push(captions(element), context._replace(parent=element.role))

    def _announce_link(self, element: Element, context: Context, *, is_silent: bool) -> None:
        place = context.place._replace(element=element)
        if is_silent:
            links = (child for child in element.children if isinstance(child, ObjectRef))
            words = next((link.contents or link_target(link) for link in links), "")
            self._builder.add_text(words, place)
        self._builder.announce_after("link", place)

    def _read_annotation(self, annotation: ObjectRef, context: Context) -> None:
        name = spoken_text(annotation.alternate or annotation.contents or "").strip()
        place = place_at(context.place, annotation.page)
        if annotation.hidden or (annotation.subtype == "Link" and context.in_link):
            return
        if annotation.subtype == "Link":
            if self._builder.count == context.count_before:
                self._builder.add_text(name or link_target(annotation), place)
            self._builder.announce_after("link", place)
            return
        with_name, without = ANNOTATIONS.get(annotation.subtype, OTHER_ANNOTATION)
        if words := with_name if name else without:
            self._builder.announce(words, place, name)
