"""Whether words are of the same heading, list and note as in the source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from briefpress.checks.fidelity.comparison import Comparison, Pair, compared, noun
from briefpress.checks.fidelity.partners import Partners, levels, not_one_to_one
from briefpress.checks.reading import fold, shorten
from briefpress.checks.rules import ERROR, FIDELITY, REBUILD, Problem, rule
from briefpress.html import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.subject import Subject
    from briefpress.html import Part, Place


@rule(
    id="same-headings",
    family=FIDELITY,
    severity=ERROR,
    title="The headings are those of the source",
    why="People who listen move from heading to heading; what is no heading is not found.",
    mend=REBUILD,
    clause="7.4.2",
    matterhorn="14-001",
    wcag="1.3.1",
    needs=("html", "setting", "tree"),
)
def same_headings(subject: Subject) -> Iterator[Problem]:
    """Yield headings that are none in the PDF, or of another level, and what is one only there."""
    found = compared(subject)
    partners, told = Partners(), set[object]()
    for pair in found.pairs:
        ours, theirs = _heading(pair.source.place), _heading(pair.heard.place)
        either = ours or theirs
        if either is None or either.element in told:
            continue
        if ours and theirs and ours.detail == theirs.detail:
            partners.add(ours, theirs)
            continue
        told.add(either.element)
        if ours:
            now = f"has level {theirs.detail}" if theirs else "is no heading"
            message = f"{_quoted(found, 'heading', ours)} of level {ours.detail} {now} in the PDF"
            yield _problem(found, pair, message, ours)
        elif theirs and not pair.source.is_generated:
            yield _only_there(pair, f"a heading of level {theirs.detail}", theirs)
    yield from not_one_to_one(found, partners, "heading")


def _heading(place: Place[Any]) -> Part[Any] | None:
    """Return the heading that words belong to; a note in it is none."""
    inner = (part for part in reversed(place.path) if part.kind in (Kind.HEADING, Kind.NOTE))
    part = next(inner, None)
    return part if part and part.kind is Kind.HEADING else None


@rule(
    id="same-lists",
    family=FIDELITY,
    severity=ERROR,
    title="The lists are those of the source",
    why="A screen reader says how many items a list has, and where it begins and ends.",
    mend=REBUILD,
    clause="7.6",
    matterhorn="16-003",
    wcag="1.3.1",
    needs=("html", "setting", "tree"),
)
def same_lists(subject: Subject) -> Iterator[Problem]:
    """Yield lists that are none in the PDF, or have other items, and what is one only there."""
    found = compared(subject)
    lists, items, told = Partners(), Partners(), set[object]()
    for pair in found.pairs:
        ours = levels(pair.source.place, Kind.LIST, Kind.ITEM)
        theirs = levels(pair.heard.place, Kind.LIST, Kind.ITEM)
        if len(ours) != len(theirs):
            outer = (ours if len(ours) > len(theirs) else theirs)[-1].outer
            if outer.element in told:
                continue
            if len(ours) > len(theirs):
                told.add(outer.element)
                message = f"{_list(found, outer)} is no list in the PDF"
                yield _problem(found, pair, message, outer)
            elif not pair.source.is_generated:
                told.add(outer.element)
                yield _only_there(pair, "part of a list", outer)
            continue
        for here, there in zip(ours, theirs, strict=True):
            lists.add(here.outer, there.outer)
            if here.inner and there.inner:
                items.add(here.inner, there.inner)
            elif here.inner and here.inner.element not in told:
                told.add(here.inner.element)
                message = f"{_quoted(found, 'list item', here.inner)} is no item in the PDF"
                yield _problem(found, pair, message, here.inner)
    yield from not_one_to_one(found, lists, "list")
    yield from not_one_to_one(found, items, "list item")


def _list(found: Comparison, part: Part[Any]) -> str:
    """Return what a list of the source is called in a message."""
    stretches = (each for passage in found.source.passages for each in passage.stretches)
    inside = (levels(each.place, Kind.LIST, Kind.ITEM) for each in stretches)
    items = {
        level.inner.element
        for each in inside
        for level in each
        if level.outer.element is part.element and level.inner
    }
    said = shorten(found.text_of(part.element), 40)
    return f'the list of {len(items)} items that begins with "{said}"'


@rule(
    id="same-notes",
    family=FIDELITY,
    severity=ERROR,
    title="The notes are those of the source",
    why="People who listen would take a note for a part of the running text.",
    mend=REBUILD,
    clause="7.9",
    matterhorn="19-001, 19-003",
    wcag="1.3.1",
    needs=("html", "setting", "tree"),
)
def same_notes(subject: Subject) -> Iterator[Problem]:
    """Yield notes that are none in the PDF, and what is one only there."""
    found = compared(subject)
    partners, told = Partners(), set[object]()
    for pair in found.pairs:
        ours, theirs = pair.source.place.within(Kind.NOTE), pair.heard.place.within(Kind.NOTE)
        either = ours or theirs
        if either is None or either.element in told or pair.source.is_generated:
            continue  # the number of a note stands beside it, or in it
        if ours and theirs:
            partners.add(ours, theirs)
            continue
        if ours:
            told.add(either.element)
            message = f"{_quoted(found, 'note', ours)} is no note in the PDF"
            yield _problem(found, pair, message, ours)
        elif theirs and found.html.knows_generated:  # else styles may have made it a note
            told.add(either.element)
            yield _only_there(pair, "a note", theirs)
    yield from not_one_to_one(found, partners, "note")


def _quoted(found: Comparison, what: str, part: Part[Any]) -> str:
    return f'the {what} "{shorten(found.text_of(part.element))}"'


def _problem(found: Comparison, pair: Pair, message: str, part: Part[Any]) -> Problem:
    return Problem(message, pair.heard.place.element, said=found.text_of(part.element))


def _only_there(pair: Pair, what: str, part: Part[Any]) -> Problem:
    """Tell of words that are part of something in the PDF, and not in the source."""
    message = f'the {noun(pair.source)} "{shorten(pair.source.text)}" is {what} in the PDF'
    return Problem(message, part.element, said=fold(pair.source.text))
