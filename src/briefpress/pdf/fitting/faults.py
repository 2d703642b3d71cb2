"""What is wrong with the pages of a document, and how much."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from briefpress.pdf.fitting.pages import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from briefpress.pdf.fitting.pages import LaidPages

SPARSE = 0.7  # of a page: with less on it, it looks unfinished
_FULL_ENOUGH = 2 / 3  # with less, checks tell of the page (`page-white`)
LEAST_BEFORE_CHAPTER = 0.6  # of the page before a chapter that begins a page
_LEAST_AT_END = 0.15  # of the last page
_LEAST_LINES = 2  # below a heading at the foot
_OWN_PAGES = ("back-cover", "cover")  # classes of what has a page of its own


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of a page: what it is in words, the number of the page from 0, and how bad it is."""

    kind: str
    page: int
    weight: float


CREDITS_ALONE, END_EMPTY, SPARSE_PAGE, CHAPTER_APART, HEADING_LOW = (
    "the credits alone", "a few lines at the end", "much white", "much white before a chapter",
    "a heading at its foot",
)  # fmt: skip


def faults_of(laid: LaidPages) -> list[Fault]:
    """Return what is wrong with the pages of a document, from the first page on."""
    last = last_of_text(laid)
    found = [*_sparse_pages(laid, last), *_low_headings(laid)]
    if last > 0 and not laid.begins_by_force(last):
        page = laid.pages[last]
        if all(_is_in(laid, leaf.element, ("imprint",)) for leaf in page.leaves):
            found.append(Fault(CREDITS_ALONE, last, 5.0))
        elif page.filled < _LEAST_AT_END:
            found.append(Fault(END_EMPTY, last, 4.0))
    return sorted(found, key=lambda fault: fault.page)


def last_of_text(laid: LaidPages) -> int:
    """Return the number of the last page that has text, before a back cover."""
    numbers = range(len(laid.pages) - 1, 0, -1)
    return next((n for n in numbers if not _has_own_page(laid, n)), 0)


def _has_own_page(laid: LaidPages, number: int) -> bool:
    leaves = laid.pages[number].leaves
    return all(_is_in(laid, leaf.element, _OWN_PAGES) for leaf in leaves)


def _is_in(laid: LaidPages, element: Element, classes: tuple[str, ...]) -> bool:
    return any(
        name in classes
        for each in (element, *laid.ancestors(element))
        for name in each.get("class", "").split()
    )


def _sparse_pages(laid: LaidPages, last: int) -> Iterator[Fault]:
    """Yield pages within the text that stay white below; what ends a part on purpose is none."""
    for number in range(last):
        page = laid.pages[number]
        turns = page.name != laid.pages[number + 1].name
        if page.filled >= SPARSE or _has_own_page(laid, number):
            continue
        if laid.opening(number + 1) is not None:
            if page.filled < LEAST_BEFORE_CHAPTER:
                yield Fault(CHAPTER_APART, number, 0.5 + 5 * (LEAST_BEFORE_CHAPTER - page.filled))
        elif turns or not laid.begins_by_force(number + 1):
            told = 0.5 if page.filled < _FULL_ENOUGH else 0.0
            yield Fault(SPARSE_PAGE, number, 0.5 + told + 5 * (SPARSE - page.filled))


def _low_headings(laid: LaidPages) -> Iterator[Fault]:
    """Yield pages at whose foot a heading has fewer than two lines of its text, which goes on overleaf."""
    for number, (page, following) in enumerate(pairwise(laid.pages)):
        goes_on = following.leaves and following.leaves[0].element.tag not in HEADINGS
        if not goes_on or laid.begins_by_force(number + 1):
            continue
        for lines, leaf in enumerate(reversed(page.leaves[-_LEAST_LINES:])):
            is_low = leaf.bottom > page.top + page.height / 2
            if leaf.element.tag in HEADINGS and lines < _LEAST_LINES and is_low:
                yield Fault(HEADING_LOW, number, 2.0)
                break
