"""What elements are within, as far as it changes how they are announced, and parts of their content."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from briefpress.structure import Element, Text
from briefpress.transcript.roles import ANNOUNCEMENTS, LISTS, TEXTS
from briefpress.transcript.spoken_text import spaced_text
from briefpress.transcript.utterance_builder import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.transcript.roles import Announcement


class Context(NamedTuple):
    """What a node is within.

    `in_text` is true within a line of text, `in_inline` within an inline element. `headings` counts
    the elements around it that have an H, `lists` the lists; `count_before` is how many things
    were said before its parent began.
    """

    place: Place
    parent: str = ""
    in_text: bool = False
    in_inline: bool = False
    in_link: bool = False
    headings: int = 0
    lists: int = 0
    count_before: int = 0


def place_of(element: Element, context: Context, announcement: Announcement) -> Place:
    """Return the place of an element; words of inline elements belong to their block, save links."""
    outer = context.place
    lang = element.lang or outer.lang
    is_inline = announcement.is_inline or context.in_inline
    is_owner = not is_inline or announcement.before or element.role == "Link" or element.lang
    return Place(
        element=element if is_owner else outer.element,
        level=outer.level,
        lang=lang,
        line_lang=outer.line_lang if is_inline and not announcement.own_line else lang,
        page=element.page,
    )


def inner_context(
    element: Element, context: Context, announcement: Announcement, place: Place, count: int
) -> Context:
    """Return the context of the children of an element."""
    has_heading = any(
        isinstance(child, Element) and child.role == "H" for child in element.children
    )
    return Context(
        place=place._replace(level=place.level + 1) if announcement.nests else place,
        parent=element.role if element.role != "NonStruct" else context.parent,
        in_text=element.role in TEXTS
        or announcement is ANNOUNCEMENTS["H"]
        or announcement.is_inline
        or _has_words(element),
        in_inline=announcement.is_inline or (context.in_inline and not announcement.own_line),
        in_link=context.in_link or element.role == "Link",
        headings=context.headings + has_heading,
        lists=0 if element.role in ("TD", "TH") else context.lists + (element.role in LISTS),
        count_before=count,
    )


def _has_words(element: Element) -> bool:
    return any(isinstance(child, Text) and child.text.strip() for child in element.children)


def place_at(place: Place, page: int | None, lang: str | None = None) -> Place:
    """Return a place with another page or language; mostly, they are the same."""
    if page == place.page and (lang is None or lang == place.lang):
        return place
    return place._replace(page=page, lang=lang or place.lang)


def by_language(text: Text) -> Iterator[tuple[str, str | None]]:
    """Yield the parts of a text with their language, as its runs state it; None for that around it."""
    runs = text.runs
    langs = {run.lang for run in runs}
    if len(langs) > 1 and "".join(run.text for run in runs) == text.text:
        for lang, group in groupby(runs, key=lambda run: run.lang):
            yield "".join(run.text for run in group), lang
    else:
        yield spaced_text(text), runs[0].lang if len(langs) == 1 else None


def captions(figure: Element) -> list[Element]:
    """Return the captions in a figure, which are read after its description (14.8.4.8.4)."""
    found: list[Element] = []
    pending = [figure]
    while pending:
        element = pending.pop()
        if element.role == "Caption":
            found.append(element)
        elif element is figure or element.role not in ("Figure", "Formula"):
            pending += [c for c in reversed(element.children) if isinstance(c, Element)]
    return found
