"""What looks different on two pages though it reads the same: letters, figures, and the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.diff.passages import FIGURE, FORMULA, same
from briefpress.diff.pixels import cells, differ
from briefpress.diff.values import Change, How, Place
from briefpress.reports import join_and

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.diff.matching import Matching
    from briefpress.diff.passages import Passage
    from briefpress.structure import Bitmap, Page, PdfStructure, Rect

_STILL = 0.75  # points by which a passage may be off and still be in its place
_AROUND = 3.0  # points around words that belong to them: underlines, borders of cells

Couple = tuple["Passage", "Passage"]


@dataclass(frozen=True, slots=True)
class Spread:
    """A page of the older PDF beside the page of the newer that has most of it; counted from 0."""

    old: int | None
    new: int | None


def spreads(old: PdfStructure, new: PdfStructure, matching: Matching) -> list[Spread]:
    """Pair the pages by what stands on them, in the order of the newer PDF."""
    votes: dict[tuple[int, int], int] = {}
    for one, other in matching.pairs.items():
        before, after = matching.old[one].page, matching.new[other].page
        if before is not None and after is not None:
            votes[before, after] = votes.get((before, after), 0) + 1
    # Pages without a word in common may still be the same page.
    for index in range(min(len(old.pages), len(new.pages))):
        votes.setdefault((index, index), 0)
    beside: dict[int, int] = {}
    for before, after in sorted(votes, key=lambda pair: (-votes[pair], pair)):
        if after not in beside and before not in beside.values():
            beside[after] = before
    found = [Spread(beside.get(index), index) for index in range(len(new.pages))]
    gone = set(range(len(old.pages))) - set(beside.values())
    for index in sorted(gone):
        place = next((n for n, each in enumerate(found) if (each.old or 0) > index), len(found))
        found.insert(place, Spread(index, None))
    return found


class Looks:
    """Compares how pages look that stand side by side."""

    def __init__(
        self, old: PdfStructure, new: PdfStructure, matching: Matching, changes: Iterable[Change]
    ) -> None:
        self._pdfs = old, new
        self._told = _told(changes)
        self._contents = [_contents(pdf) for pdf in (old, new)]
        self._passages: list[dict[int, list[Passage]]] = [{}, {}]
        self._couples: dict[tuple[int, int], list[Couple]] = {}
        for one, other in sorted(matching.pairs.items()):
            couple = matching.old[one], matching.new[other]
            for side, passage in enumerate(couple):
                for page in dict.fromkeys(place.page - 1 for place in passage.places):
                    self._passages[side].setdefault(page, []).append(passage)
            if couple[0].page is not None and couple[1].page is not None:
                self._couples.setdefault((couple[0].page, couple[1].page), []).append(couple)

    def compare(self, old: Bitmap, new: Bitmap) -> Iterator[Change]:
        """Yield what looks different on two pages."""
        couples = self._couples.get((old.page, new.page), [])
        letters = [pair for pair in couples if _are_set_otherwise(*pair)]
        if letters:
            yield _letters(letters, old.page, new.page)
        figures = [pair for pair in couples if pair[1].kind in (FIGURE, FORMULA)]
        for before, after in figures:
            if _looks_different(before, after, old, new):
                name = f"“{after.said}”" if after.said else f"on page {new.page + 1}"
                yield _look(after.kind, name, (before.places, after.places), old.page, new.page)
        pages = old.page, new.page
        known = [
            *self._known(pages),
            *_boxes((*figures, *letters), *pages),
            *self._elsewhere(couples, pages),
        ]
        known += [_band(box) for box in _moved(couples, *pages)]
        found = cells(old, new, known)
        if found:
            places = tuple(Place(old.page + 1, box) for box in found)
            others = tuple(Place(new.page + 1, box) for box in found)
            where = f"on page {new.page + 1}"
            yield _look("what is around the words", where, (places, others), old.page, new.page)

    def _known(self, pages: tuple[int, int]) -> Iterator[Rect]:
        """Yield the places of which the changes of words tell already, and the number of the page."""
        for side, page in enumerate(pages):
            yield from self._told.get((side, page), ())
            yield from self._contents[side].get(page, ())
        here, there = (pdf.pages[page] for pdf, page in zip(self._pdfs, pages, strict=True))
        yield from _running(here, there)
        yield from _running(there, here)

    def _elsewhere(self, couples: list[Couple], pages: tuple[int, int]) -> Iterator[Rect]:
        """Yield the places of what is on one of the pages, and not on the other."""
        for side, page in enumerate(pages):
            here = {couple[side] for couple in couples}
            for passage in self._passages[side].get(page, ()):
                if passage not in here:
                    yield from (_band(p.box) for p in passage.places if p.page == page + 1)


def _told(changes: Iterable[Change]) -> dict[tuple[int, int], list[Rect]]:
    """Return where changes are, by PDF and page; what was added or removed makes what is beside it move."""
    found: dict[tuple[int, int], list[Rect]] = {}
    for change in changes:
        for side, places in enumerate((change.old_places, change.new_places)):
            for place in places:
                box = _wider(place.box) if change.how is How.CHANGED else _band(place.box)
                found.setdefault((side, place.page - 1), []).append(box)
    return found


def _contents(pdf: PdfStructure) -> dict[int, list[Rect]]:
    """Return where tables of contents are, which only repeat headings and pages."""
    found: dict[int, list[Rect]] = {}
    for element in pdf.walk():
        if element.role == "TOC":
            for page, box in element.boxes().items():
                found.setdefault(page, []).append(_wider(box))
    return found


def _look(
    what: str, where: str, places: tuple[tuple[Place, ...], tuple[Place, ...]], old: int, new: int
) -> Change:
    return Change(
        How.CHANGED,
        f"look of {what}",
        where=where,
        old_page=old + 1,
        new_page=new + 1,
        old_places=tuple(place for place in places[0] if place.page == old + 1),
        new_places=tuple(place for place in places[1] if place.page == new + 1),
    )


def _are_set_otherwise(before: Passage, after: Passage) -> bool:
    is_known = before.look and after.look and before.look != after.look
    return bool(is_known) and same(before.text, after.text)


def _letters(found: list[Couple], old: int, new: int) -> Change:
    """Return one change of all words that are set in another font, size or colour."""
    here, there = ([pair[side].look for pair in found] for side in (0, 1))
    aspects = [
        name
        for place, name in enumerate(("font", "size", "colour"))
        if any(
            {look[place] for look in one} != {look[place] for look in other}
            for one, other in zip(here, there, strict=True)
        )
    ]
    places = tuple(tuple(p for pair in found for p in pair[side].places) for side in (0, 1))
    what = f"the letters ({join_and(aspects) or 'mixed otherwise'})"
    return _look(what, f"on page {new + 1}", (places[0], places[1]), old, new)


def _looks_different(before: Passage, after: Passage, old: Bitmap, new: Bitmap) -> bool:
    here = [place.box for place in before.places if place.page == old.page + 1]
    there = [place.box for place in after.places if place.page == new.page + 1]
    return bool(here and there and differ(old, here[0], new, there[0]))


def _boxes(couples: Iterable[Couple], old: int, new: int) -> Iterator[Rect]:
    for couple in couples:
        for passage, page in zip(couple, (old, new), strict=True):
            yield from (_wider(place.box) for place in passage.places if place.page == page + 1)


def _moved(couples: Iterable[Couple], old: int, new: int) -> Iterator[Rect]:
    """Yield where words stand, and stood, that are in another place of the page than before."""
    for before, after in couples:
        here = [place.box for place in before.places if place.page == old + 1]
        there = [place.box for place in after.places if place.page == new + 1]
        if len(here) != len(there) or any(map(_apart, here, there)):
            yield from (*here, *there)


def _apart(one: Rect, other: Rect) -> bool:
    return any(abs(a - b) > _STILL for a, b in zip(one, other, strict=True))


def _wider(box: Rect) -> Rect:
    return box[0] - _AROUND, box[1] - _AROUND, box[2] + _AROUND, box[3] + _AROUND


def _band(box: Rect) -> Rect:
    """Return the whole width of the page beside some words: bullets and rules move with them."""
    return -20_000.0, box[1] - 4 * _AROUND, 20_000.0, box[3] + 4 * _AROUND


def _running(page: Page, other: Page) -> Iterator[Rect]:
    """Yield where running heads and feet are that say something else; their words are told."""
    said = {artifact.text for artifact in other.artifacts}
    for artifact in page.artifacts:
        if artifact.type == "Pagination" and artifact.text not in said:
            yield from (_wider(run.box) for run in artifact.runs)
