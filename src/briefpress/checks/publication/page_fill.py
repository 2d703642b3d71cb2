"""What stands on each page, in reading order, and how much of the page it fills."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.checks.publication.prepress import blank_pages
from briefpress.checks.reading import NOTES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.reading import Reading
    from briefpress.checks.subject import Subject
    from briefpress.structure import Element, Page, Rect

# What does not break at every line, so that it may be pushed to the next page as a whole; a box has its
# role by its tag alone, as PDF 1.7 has none for it.
_WHOLE = frozenset({"Table", "Figure", "Aside", "BlockQuote", "Formula"})
_FOOT = 0.15  # of the height of a page: where footers are
_LINE = 12.0  # points between the text and the footer, at least


@dataclass(frozen=True, slots=True)
class Item:
    """A block of text or a picture, on one page; `whole` is the outermost table, figure or box that it is in."""

    element: Element
    page: int
    box: Rect
    whole: Element | None

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading, a title among them."""
        role = self.element.role
        return role == "Title" or (role[:1] == "H" and (role[1:].isdigit() or role == "H"))

    @property
    def heads_a_part(self) -> bool:
        """Whether it is a title or a heading of the first level, which may have a page of its own."""
        return self.is_heading and self.element.role in ("Title", "H", "H1")


@dataclass(frozen=True, slots=True)
class FilledPage:
    """What stands on one page: its items in reading order, without notes.

    `top` and `bottom` are where text begins and ends on the pages of this size, in points from below;
    `lowest` is where it ends on this one.
    """

    index: int
    size: tuple[float, float]
    items: tuple[Item, ...]
    top: float
    bottom: float
    lowest: float

    @property
    def white(self) -> float:
        """The share of the page that stays white below all that stands on it."""
        return max(0.0, self.lowest - self.bottom) / max(self.top - self.bottom, 1.0)

    @property
    def filled(self) -> float:
        """The share of the page that is not white above or below."""
        highest = max((item.box[3] for item in self.items), default=self.bottom)
        return max(0.0, highest - self.lowest) / max(self.top - self.bottom, 1.0)


def filled_pages(subject: Subject) -> tuple[FilledPage, ...]:
    """Return all pages but the blank ones that fill a sheet."""
    blank = blank_pages(subject)
    pages = [page for page in subject.pdf.pages if page.index not in blank]
    items: dict[int, list[Item]] = {page.index: [] for page in pages}
    for item in _items(subject.reading):
        if item.page in items:
            items[item.page].append(item)
    areas: dict[tuple[float, float], tuple[float, float]] = {}
    for page in pages:
        for low, high in _extents(page, items[page.index]):
            bottom, top = areas.get(page.size, (low, high))
            areas[page.size] = (min(low, bottom), max(high, top))
    return tuple(
        _filled(page, items[page.index], *areas.get(page.size, (0.0, page.size[1])))
        for page in pages
    )


def _items(reading: Reading) -> Iterator[Item]:
    """Yield blocks and pictures in reading order, page by page; notes are left out."""
    blocks = {block.element for block in reading.blocks}
    for element in reading.elements:
        is_picture = element.role in ("Figure", "Formula") and element not in blocks
        if not (is_picture or element in blocks):
            continue
        around = [element, *reading.ancestors(element)]
        if any(each.role in NOTES for each in around):
            continue
        whole = next(
            (each for each in reversed(around) if not _WHOLE.isdisjoint((each.role, each.tag))),
            None,
        )
        for page, box in reading.boxes(element).items():
            yield Item(element, page, box, whole)


def _extents(page: Page, items: list[Item]) -> Iterator[tuple[float, float]]:
    """Yield from where to where a page is filled, and where its text could end: above a footer, or as at the top."""
    yield from ((item.box[1], item.box[3]) for item in items)
    feet = [run.box[3] for each in page.artifacts for run in each.runs if run.text.strip()]
    footer = max((top for top in feet if 0 < top < _FOOT * page.size[1]), default=None)
    if items:
        top = max(item.box[3] for item in items)
        bottom = page.size[1] - top if footer is None else footer + _LINE
        yield min(bottom, top), top


def _filled(page: Page, items: list[Item], bottom: float, top: float) -> FilledPage:
    boxes = [item.box for item in items]
    for artifact in page.artifacts:  # a pull quote, or a picture that says nothing
        boxes += [run.box for run in artifact.runs if run.text.strip() and run.box[1] > bottom]
        boxes += [each.box for each in artifact.graphics if each.kind == "image"]
    lowest = min((box[1] for box in boxes), default=top)
    return FilledPage(page.index, page.size, tuple(items), top, bottom, lowest)


def extent(reading: Reading, element: Element, page: int) -> float:
    """Return how high an element is on a page, in points."""
    box = reading.boxes(element).get(page)
    return box[3] - box[1] if box else 0.0
