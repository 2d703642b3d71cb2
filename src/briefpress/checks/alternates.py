"""What links and pictures say to those who do not see them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.checks import phrases
from briefpress.checks.reading import fold, shorten
from briefpress.checks.rules import Problem
from briefpress.structure import Element, ObjectRef

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.rules import Subject


def link_text(subject: Subject) -> Iterator[Problem]:
    """Yield links whose text is empty, or says nothing."""
    for element in subject.reading.elements:
        if element.role != "Link":
            continue
        said = fold(element.text) or " ".join(each.alt or "" for each in element.walk()).strip()
        contents = [
            c.contents for c in element.content() if isinstance(c, ObjectRef) and c.contents
        ]
        if not said and not contents:
            yield Problem("a link has no text", element)
        elif said.casefold().strip(" .…»›→>") in phrases.EMPTY_LINKS:
            yield Problem(f'the link "{said}" does not say where it leads', element)


def link_address(subject: Subject) -> Iterator[Problem]:
    """Yield links that lead to files of one machine."""
    for page in subject.pdf.pages:
        for link in page.annotations:
            if link.uri and (link.uri.lower().startswith("file:") or not _SCHEME.match(link.uri)):
                yield Problem(f"the link to {shorten(link.uri, 80)} leads to a file of this machine",
                              page=page.index, box=link.rect)  # fmt: skip


_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9.+-]*:")


def _figures(subject: Subject) -> Iterator[tuple[Element, str]]:
    for element in subject.reading.elements:
        if element.role in ("Figure", "Formula"):
            yield element, fold(element.alt or element.actual_text or "")


def no_alternate(subject: Subject) -> Iterator[Problem]:
    """Yield pictures that have no alternate description."""
    for element, alternate in _figures(subject):
        inner = (each for each in element.walk() if each is not element)
        is_silent = element.actual_text is not None  # and meant so
        if alternate or is_silent or element.role != "Figure":
            continue
        if not any(each.alt for each in inner):
            yield Problem("a picture has no alternate description", element)


def alternate_is_no_text(subject: Subject) -> Iterator[Problem]:
    """Yield alternate descriptions that are file names or placeholders."""
    for element, alternate in _figures(subject):
        if alternate and element.role == "Figure" and phrases.is_no_description(alternate):
            yield Problem(
                f'the alternate description "{shorten(alternate)}" says nothing of the picture',
                element,
            )


def alternate_prefix(subject: Subject) -> Iterator[Problem]:
    """Yield alternate descriptions that say that there is a picture."""
    for element, alternate in _figures(subject):
        if phrases.IMAGE_OF.match(alternate):
            yield Problem(
                f'the alternate description begins with what is said anyway: "{shorten(alternate)}"',
                element,
            )


def alternate_is_caption(subject: Subject) -> Iterator[Problem]:
    """Yield alternate descriptions that repeat the caption."""
    reading = subject.reading
    places = {block.element: index for index, block in enumerate(reading.blocks)}
    for element, alternate in _figures(subject):
        if not alternate or element.role != "Figure":
            continue
        captions = [
            each for e in element.walk() if e.role == "Caption" for each in e.walk()
        ]  # a caption may hold a source or a credit as well
        if element in reading.kin:
            captions += _neighbours(*reading.kin[element], places)
        said = phrases.bare(alternate)
        if any(said and said == phrases.bare(caption.text) for caption in captions):
            yield Problem(
                f'the alternate description repeats the caption: "{shorten(alternate)}"', element
            )


def _neighbours(kids: list[Element], place: int, blocks: dict[Element, int]) -> list[Element]:
    """Return the elements just before and after a picture, which may hold its caption."""
    near = [*kids[max(place - 1, 0) : place], *kids[place + 1 : place + 2]]
    return [each for kid in near for each in kid.walk() if each in blocks]


# Where an alternate description is read in place of the text, and a reader loses the text.
_TEXTS = frozenset({
    "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Title", "L", "LI", "LBody", "BlockQuote", "TD", "TH", "TR",
    "Caption", "Sect", "Part", "Art", "Div", "Document", "Aside", "Note", "FENote", "TOC", "TOCI",
})  # fmt: skip


def alternate_for_text(subject: Subject) -> Iterator[Problem]:
    """Yield texts that have an alternate description: it is read in their place."""
    for element in subject.reading.elements:
        text = fold(element.text) if element.role in _TEXTS and element.alt else ""
        if text and phrases.bare(element.alt or "") != phrases.bare(text):
            said = f'"{shorten(element.alt or "", 40)}" is read out in place of the text'
            yield Problem(f'{said} "{shorten(text, 40)}"', element)
