"""Whether words have the links, languages, expansions and alternates of the source."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from briefpress.checks.fidelity.comparison import Comparison, Pair, compared
from briefpress.checks.fidelity.words import INTERNAL, links_of
from briefpress.checks.reading import fold, shorten
from briefpress.checks.rules import ERROR, FIDELITY, REBUILD, Problem, rule
from briefpress.html import PICTURE, Kind, anchor_name, is_internal
from briefpress.structure import Element

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.checks.fidelity.script import Piece, Script
    from briefpress.checks.subject import Subject
    from briefpress.html import Part

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9.+-]*:")


@rule(
    id="same-links",
    family=FIDELITY,
    severity=ERROR,
    title="The links lead where those of the source lead",
    why="People who go by the keyboard cannot follow a link that is not there.",
    mend=REBUILD,
    clause="7.18.5",
    wcag="2.4.4",
    needs=("html", "setting", "tree"),
)
def same_links(subject: Subject) -> Iterator[Problem]:
    """Yield links that are missing, lead elsewhere, or are only in the PDF."""
    found = compared(subject)
    told: set[object] = set()
    for element, page in _dead(subject):
        told.add(element)
        yield Problem("a link leads nowhere", element, page)
    for pair in found.pairs:
        ours = pair.source.place.within(Kind.LINK) if found.html.has_links else None
        theirs = pair.heard.place.within(Kind.LINK)
        if any(each and each.element in told for each in (ours, theirs)):
            continue
        if message := _link(found, ours, theirs):
            told.update(each.element for each in (ours, theirs) if each)
            said = found.text_of(ours.element) if ours else pair.source.text
            yield Problem(message, pair.heard.place.element, said=said)
    yield from _wordless(subject, found)


def _link(found: Comparison, ours: Part[Any] | None, theirs: Part[Element] | None) -> str:
    """Say how a link differs from that of the source; "" where it does not."""
    if ours is None:
        return f"the link to {_shown(theirs)} is not in the source" if theirs else ""
    if not is_internal(ours.detail) and not _SCHEME.match(ours.detail):
        return ""  # what it leads to, if anywhere, depends on where the source is published
    if theirs is None:
        is_broken = (
            is_internal(ours.detail) and anchor_name(ours.detail, found.html.targets) is None
        )
        return "" if is_broken else f"the link to {_shown(ours)} is missing in the PDF"
    if _address(ours.detail) != _address(theirs.detail):
        said = shorten(found.text_of(ours.element))
        return f'the link "{said}" leads to {_shown(theirs)} instead of {_shown(ours)}'
    return _other_page(found, ours, theirs) if is_internal(ours.detail) else ""


def _shown(part: Part[Any] | None) -> str:
    assert part
    return "another place in the PDF" if part.detail == INTERNAL else shorten(part.detail, 200)


def _address(target: str) -> str:
    """Write an address as it stands in a PDF: without letters that are not ASCII (RFC 3987, 3.1)."""
    if is_internal(target):
        return INTERNAL
    return quote(target.strip(), safe="/:?#[]@!$&'()*+,;=~%")


def _other_page(found: Comparison, ours: Part[Any], theirs: Part[Element]) -> str:
    """Say where a link leads that does not lead to the page where its target begins."""
    name = anchor_name(ours.detail, found.html.targets)
    anchor = found.html.anchors.get(name) if name else None
    if anchor is None:
        return ""
    page = found.pages.get(anchor)
    areas = [link.destination for link in links_of(theirs.element)]
    there = next((area.page for area in areas if area and area.page is not None), None)
    if page is None or there is None or there in (page, found.first_page(anchor)):
        return ""
    said = shorten(found.text_of(ours.element))
    return f'the link "{said}" leads to page {there + 1}, and its target stands on page {page + 1}'


def _dead(subject: Subject) -> Iterator[tuple[Element, int | None]]:
    """Yield links without a place that they lead to, and the pages that they are on."""
    for element in subject.reading.elements:
        for link in links_of(element):
            if link.uri is None and (link.destination is None or link.destination.page is None):
                yield element, link.page


def _wordless(subject: Subject, found: Comparison) -> Iterator[Problem]:
    """Yield links without words that the source does not have."""
    spoken = {part.element for s in found.heard.stretches for part in s.place.path}
    known = {_address(target) for target in found.html.links}
    for element in subject.reading.elements:
        links = links_of(element) if element not in spoken else ()
        for target in {link.uri for link in links if link.uri and _address(link.uri) not in known}:
            yield Problem(f"the link to {shorten(target, 200)} is not in the source", element)


@rule(
    id="same-languages",
    family=FIDELITY,
    severity=ERROR,
    title="Passages in other languages are marked as in the source",
    why="A screen reader would speak them with the wrong voice, so that nobody understands them.",
    mend=REBUILD,
    clause="7.2",
    matterhorn="11-001",
    wcag="3.1.2",
    needs=("html", "setting", "tree"),
)
def same_languages(subject: Subject) -> Iterator[Problem]:
    """Yield words that are marked as of another language than in the source."""
    found = compared(subject)
    for (ours, theirs), run in groupby(found.pairs, lambda pair: _languages(subject, pair)):
        if ours.casefold() == theirs.casefold():
            continue
        pairs = list(run)
        said = fold(" ".join(pair.source.text for pair in pairs))
        marked = f"is not marked as {ours}" if ours else f"is marked as {theirs}"
        there = "in the PDF" if ours else "unlike in the source"
        message = f'"{shorten(said)}" {marked}{" " if ours else ", "}{there}'
        yield Problem(message, pairs[0].heard.place.element, said=pairs[0].source.text)


def _languages(subject: Subject, pair: Pair) -> tuple[str, str]:
    """Return the languages of words, "" for that of the document."""
    assert subject.html
    ours, theirs = pair.source.place.language, pair.heard.place.language
    same = {subject.html.language, subject.pdf.language}
    return ("" if ours == subject.html.language else ours, "" if theirs in same else theirs)


@rule(
    id="same-expansions",
    family=FIDELITY,
    severity=ERROR,
    title="Abbreviations are expanded as in the source",
    why="People who listen hear letters that they cannot place.",
    mend=REBUILD,
    wcag="3.1.4",
    needs=("html", "setting", "tree"),
)
def same_expansions(subject: Subject) -> Iterator[Problem]:
    """Yield abbreviations that are not expanded as in the source."""
    found = compared(subject)
    told: set[object] = set()
    for pair in found.pairs:
        ours = pair.source.place.within(Kind.ABBREVIATION)
        theirs = pair.heard.place.within(Kind.ABBREVIATION)
        either = theirs or ours
        if either is None or either.element in told:
            continue
        if ours and theirs and ours.detail == theirs.detail:
            continue
        told.add(either.element)
        said = fold(pair.source.text)
        if theirs is None:
            message = f'"{said}" is not expanded as "{ours.detail if ours else ""}" in the PDF'
        else:
            instead = f'instead of "{ours.detail}"' if ours else "and not in the source"
            message = f'"{said}" is expanded as "{theirs.detail}" in the PDF, {instead}'
        yield Problem(message, pair.heard.place.element, said=said)


@rule(
    id="same-alternates",
    family=FIDELITY,
    severity=ERROR,
    title="The alternate descriptions are those of the source",
    why="People who do not see a picture know only its description.",
    mend=REBUILD,
    clause="7.3",
    matterhorn="13-004",
    wcag="1.1.1",
    needs=("html", "setting", "tree"),
)
def same_alternates(subject: Subject) -> Iterator[Problem]:
    """Yield pictures that are missing, otherwise described, or only in the PDF."""
    found = compared(subject)
    for pair in found.pairs:
        ours, theirs = pair.source.alternate, pair.heard.alternate
        if ours is not None and theirs is not None and ours != theirs:
            message = f"the picture that is described as {_described(ours)} is described as"
            element = pair.heard.place.element
            yield Problem(f"{message} {_described(theirs)} in the PDF", element, said=ours)
    here, there, differences = found.source, found.heard, found.differences
    edits = [edit for change in differences.changed for edit in change.edits]
    lost = [*differences.missing, *(edit.lost for edit in edits if edit.lost)]
    yield from _pictures(here, lost, "is missing in the PDF")
    instead = [edit.instead for edit in edits if edit.instead]
    pictures = [
        each for each, _ in differences.moved if not here.text[each.start : each.end].strip(PICTURE)
    ]
    yield from _pictures(here, pictures, "is not where it belongs")
    yield from _pictures(there, (*differences.added, *instead), "is not in the source")
    yield from _pictures(there, differences.twice, "is read more than once")


def _pictures(script: Script[Any], pieces: Iterable[Piece], what: str) -> Iterator[Problem]:
    """Tell the same of every picture among these pieces."""
    for piece in pieces:
        for stretch, _, _ in script.between(*piece[1:]):
            if stretch.alternate is not None:
                element = stretch.place.element
                place = element if isinstance(element, Element) else None
                message = f'the alternate description "{shorten(stretch.alternate)}" {what}'
                yield Problem(message, place, said=stretch.alternate)


def _described(alternate: str) -> str:
    return f'"{shorten(alternate)}"' if alternate else "nothing"
