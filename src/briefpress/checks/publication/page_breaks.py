"""Whether pages end and begin where readers expect it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from briefpress.checks.naming import name_of
from briefpress.checks.publication.page_fill import extent, filled_pages
from briefpress.checks.reading import NOTES, shorten
from briefpress.checks.rules import PUBLICATION, WARNING, Problem, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.publication.page_fill import FilledPage
    from briefpress.checks.reading import Block
    from briefpress.checks.subject import Subject
    from briefpress.structure import Element, Run

_NEARLY_EMPTY = 0.15  # of the height that text takes on full pages
_WHITE = 1 / 3  # of the same
_PARAGRAPHS = frozenset({"P", "LBody", "LI", "BlockQuote"})
_SET_APART = NOTES | {"Table", "Figure", "Formula", "Caption", "TOC", "TOCI", "Index", "Form"}
_SAME_LINE = 0.5  # of the size of text: runs whose feet are nearer than that stand in one line


@rule(
    id="page-white",
    family=PUBLICATION,
    severity=WARNING,
    title="No table, figure or box leaves most of a page white before it",
    why="Readers take the white for the end of the text, and the print costs a sheet more.",
    mend="move it to where it fits, or text from behind it before it; make it smaller, or let it break"
    " over pages (break-inside: auto)",
)
def page_white(subject: Subject) -> Iterator[Problem]:
    """Yield each table, figure or box that was pushed to the next page."""
    for page, pushed in subject.once(_pushed):
        message = (
            f"{page.white:.0%} of page {page.index + 1} stay white, as"
            f" {name_of(subject.reading, pushed)} does not fit there"
        )
        caption = next((each for each in pushed.walk() if each.role == "Caption"), pushed)
        yield Problem(message, pushed, page.index + 1, said=caption.text.strip())


def _pushed(subject: Subject) -> list[tuple[FilledPage, Element]]:
    """Return each page with much white, and what on the next page was too high for that."""
    found = []
    for page, following in pairwise(subject.once(filled_pages)):
        if page.white <= _WHITE or page.size != following.size or not page.items:
            continue
        headings = 0.0
        for item in following.items:
            if item.is_heading and item.whole is None and not item.heads_a_part:
                headings += item.box[3] - item.box[1]
                continue
            if item.whole and not _is_on(subject, item.whole, page.index):
                height = headings + extent(subject.reading, item.whole, following.index)
                if height > page.lowest - page.bottom:
                    found.append((page, item.whole))
            break
    return found


def _is_on(subject: Subject, element: Element, page: int) -> bool:
    return page in subject.reading.boxes(element)


@rule(
    id="page-nearly-empty",
    family=PUBLICATION,
    severity=WARNING,
    title="No page within the text is nearly empty",
    why="Readers take it for the end of the text, and the print costs a sheet for a few lines.",
    mend="shorten the text before it by a few lines, or take out the page break behind it",
)
def page_nearly_empty(subject: Subject) -> Iterator[Problem]:
    """Yield pages with hardly a line, where the text goes on; titles, ends of chapters and the last page may be so."""
    pages = subject.once(filled_pages)
    white = {page.index for page, _ in subject.once(_pushed)}
    for page, following in pairwise(pages[1:]):
        ends_a_part = page.size != following.size or page.size != pages[page.index - 1].size
        goes_on = following.items and not following.items[0].is_heading
        if not page.items or ends_a_part or not goes_on or page.index in white:
            continue
        if page.filled < _NEARLY_EMPTY and not all(item.is_heading for item in page.items):
            words = shorten(page.items[0].element.text, 40)
            message = f'page {page.index + 1} holds hardly more than "{words}"'
            yield Problem(message, page.items[0].element, page.index)


@rule(
    id="heading-alone",
    family=PUBLICATION,
    severity=WARNING,
    title="No heading or caption stands at the foot of a page without what it heads",
    why="Readers miss it, or look for its text in vain.",
    mend="keep it with what follows it (break-after: avoid), or let that break; in a brief, move a few lines",
)
def heading_alone(subject: Subject) -> Iterator[Problem]:
    """Yield headings and captions that are the last of their page, with what they head on a later one.

    A title, or the heading of a part, may have a page of its own.
    """
    for page, following in pairwise(subject.once(filled_pages)):
        if not (page.items and following.items):
            continue
        last, first = page.items[-1], following.items[0]
        is_title_page = all(item.heads_a_part for item in page.items)
        is_heading = last.is_heading and last.whole is None and not is_title_page
        is_caption = last.element.role == "Caption" and first.whole is last.whole is not None
        if is_heading or is_caption:
            message = (
                f"{name_of(subject.reading, last.element)} is the last of page {page.index + 1},"
                f" and what it heads begins on page {following.index + 1}"
            )
            yield Problem(message, last.element, page.index, said=last.element.text.strip())


@rule(
    id="stranded-line",
    family=PUBLICATION,
    severity=WARNING,
    title="No paragraph begins with one line at the foot of a page",
    why="Readers lose the thread between two pages. Typographers call it an orphan.",
    mend="set orphans to 2 in the style sheet; in a brief, shorten or lengthen the text by a few words",
)
def stranded_line(subject: Subject) -> Iterator[Problem]:
    """Yield paragraphs of which the first line alone stands at the foot of a page."""
    yield from _lines_alone(subject, "foot")


@rule(
    id="widow",
    family=PUBLICATION,
    severity=WARNING,
    title="No paragraph ends with one line at the top of a page",
    why="Readers lose the thread between two pages, and the page begins with a few words.",
    mend="set widows to 2 in the style sheet; in a brief, shorten or lengthen the text by a few words",
)
def widow(subject: Subject) -> Iterator[Problem]:
    """Yield paragraphs of which the last line alone stands at the top of a page."""
    yield from _lines_alone(subject, "top")


def _lines_alone(subject: Subject, where: str) -> Iterator[Problem]:
    for block in subject.reading.blocks:
        role = block.element.role
        if role not in _PARAGRAPHS or len(set(block.pages)) < 2:
            continue
        if subject.reading.inside(block.element, _SET_APART):
            continue
        for page, place in _stranded(block):
            if place == where:
                name = name_of(subject.reading, block.element)
                message = f"one line of {name} stands alone at the {place} of page {page + 1}"
                yield Problem(message, block.element, page, said=block.text)


def _stranded(block: Block) -> Iterator[tuple[int, str]]:
    """Yield the pages on which a paragraph that goes over pages has one line, and at which end."""
    runs: dict[int, list[Run]] = {}
    for text in block.texts:
        if text.page is not None:
            shown = [run for run in text.runs if run.visible and run.text.strip()]
            runs.setdefault(text.page, []).extend(shown)
    pages = sorted(page for page, held in runs.items() if held)
    for page, place in ((pages[0], "foot"), (pages[-1], "top")) if len(pages) > 1 else ():
        if _is_one_line(runs[page]):
            yield page, place


def _is_one_line(runs: list[Run]) -> bool:
    feet = [run.box[1] for run in runs]
    return max(feet) - min(feet) < _SAME_LINE * max(run.size for run in runs)
