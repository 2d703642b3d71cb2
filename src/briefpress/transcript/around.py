"""What the parts of a tree are in, and what they are made of, as far as that is heard."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from briefpress.structure import Element, Text
from briefpress.transcript.plain import spaced_text
from briefpress.transcript.roles import LISTS, MANNERS, TEXTS
from briefpress.transcript.voice import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.transcript.roles import Manner


class Around(NamedTuple):
    """What a node is in: a line of `text`, an `inline` element, a link, so many lists and headed parts.

    `before` says how many things had been heard when its parent began.
    """

    place: Place
    parent: str = ""
    text: bool = False
    inline: bool = False
    before: int = 0
    link: bool = False
    headings: int = 0
    lists: int = 0


def place_of(element: Element, around: Around, manner: Manner) -> Place:
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


def within(element: Element, around: Around, manner: Manner, place: Place, before: int) -> Around:
    """Return what the children of an element are in."""
    return Around(
        place=place._replace(level=place.level + 1) if manner.nests else place,
        parent=element.role if element.role != "NonStruct" else around.parent,
        text=element.role in TEXTS
        or manner is MANNERS["H"]
        or manner.inline
        or _has_words(element),
        before=before,
        inline=manner.inline or (around.inline and not manner.opens),
        link=around.link or element.role == "Link",
        headings=around.headings
        + any(isinstance(child, Element) and child.role == "H" for child in element.children),
        lists=0 if element.role in ("TD", "TH") else around.lists + (element.role in LISTS),
    )


def _has_words(element: Element) -> bool:
    return any(isinstance(child, Text) and child.text.strip() for child in element.children)


def at(place: Place, page: int | None, lang: str | None = None) -> Place:
    """Return a place with another page or language; most texts have those of their element."""
    if page == place.page and (lang is None or lang == place.lang):
        return place
    return place._replace(page=page, lang=lang or place.lang)


def pieces(text: Text) -> Iterator[tuple[str, str | None]]:
    """Yield the parts of a text by language, where its runs say one and make up all of it."""
    runs = text.runs
    langs = {run.lang for run in runs}
    if len(langs) > 1 and "".join(run.text for run in runs) == text.text:
        for lang, group in groupby(runs, key=lambda run: run.lang):
            yield "".join(run.text for run in group), lang
    else:
        yield spaced_text(text), runs[0].lang if len(langs) == 1 else None


def captions(figure: Element) -> list[Element]:
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
