"""Whether all text stands on the paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.checks.naming import name_of, outermost
from briefpress.checks.publication.prepress import is_for_print
from briefpress.checks.reading import shorten
from briefpress.checks.rules import ERROR, PUBLICATION, Problem, rule

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from briefpress.checks.reading import Block
    from briefpress.checks.subject import Subject
    from briefpress.structure import Element, Page, Rect, Run

_MM = 25.4 / 72  # to the point
_SLIGHT = 0.15  # of the size of text: how far a box may pass an edge with no ink beyond it
_NEAR = 4.0  # times the size of text: what is farther from other text does not go on from it
_LARGE = 2.5  # times the size of most text: what an edge cuts of it is design
_TURNED = 1.8  # times its size is higher than any line that is not turned


@dataclass(frozen=True, slots=True)
class Overrun:
    """How far text runs off a page, in points; its box and size, and the text of its block."""

    excess: float
    page: int
    box: Rect
    size: float
    said: str


@rule(
    id="off-page",
    family=PUBLICATION,
    severity=ERROR,
    title="All text stands on the paper",
    why="Readers do not see the end of a line or the last columns of a table, and do not learn of them.",
    mend="split a wide table, or turn its rows and columns round; let long words and addresses break"
    " (overflow-wrap: anywhere), or shorten them",
    wcag="1.4.10",
)
def off_page(subject: Subject) -> Iterator[Problem]:
    """Yield each block that runs over an edge of its page, once, with how far."""
    told = subject.once(overruns)
    for owner, found in told.items():
        far = f"{found.excess * _MM:.0f} mm" if found.excess * _MM >= 1 else "less than 1 mm"
        message = f"{name_of(subject.reading, owner)} runs {far} off page {found.page + 1}"
        caption = next((each for each in owner.walk() if each.role == "Caption"), None)
        said = caption.text.strip() if caption else found.said
        yield Problem(message, owner, found.page, found.box, said=said)
    pages = {found.page for found in told.values()}
    beside = [
        (page.index, cut)
        for page in subject.pdf.pages
        if page.index not in pages and (cut := _cut_beside_the_text(subject, page))
    ]
    if beside:  # the same foot stands on every page
        page, cut = beside[0]
        more = f" and {len(beside) - 1} more" if len(beside) > 1 else ""
        message = f'"{shorten(cut.text)}", beside the text of page {page + 1}{more}, runs off it'
        yield Problem(message, page=page, box=cut.box, said=cut.text.strip())


def overruns(subject: Subject) -> dict[Element, Overrun]:
    """Return each block that runs off its page: the outermost table or figure, or else the element."""
    reading, cuts = subject.reading, is_for_print(subject)
    areas = {page.index: area for page in subject.pdf.pages if (area := _area(page, cuts=cuts))}
    found: dict[Element, Overrun] = {}
    beyond: list[tuple[Element, Overrun]] = []
    shown: set[tuple[Element, int]] = set()
    for block in reading.blocks:
        owner = outermost(reading, block.element)
        for page, run in _runs(block, areas):
            excess = _excess(run.box, areas[page])
            overrun = Overrun(excess, page, run.box, run.size, block.text)
            if excess <= _SLIGHT * run.size:
                shown.add((owner, page))
            elif not _touch(run.box, areas[page]):
                beyond.append((owner, overrun))
            elif run.visible:
                shown.add((owner, page))
                _keep_farthest(found, owner, overrun)
    for owner, overrun in beyond:
        if _goes_on(subject, owner, overrun, areas[overrun.page], shown, found):
            _keep_farthest(found, owner, overrun)
    return found


def _runs(block: Block, pages: Container[int]) -> Iterator[tuple[int, Run]]:
    """Yield the runs of a block that may be seen, with their pages."""
    for text in block.texts:
        if text.page is not None and text.page in pages:
            yield from ((text.page, run) for run in text.runs if run.alpha and run.text.strip())


def _keep_farthest(found: dict[Element, Overrun], owner: Element, overrun: Overrun) -> None:
    if owner not in found or overrun.excess > found[owner].excess:
        found[owner] = overrun


def _goes_on(
    subject: Subject,
    owner: Element,
    overrun: Overrun,
    area: Rect,
    shown: set[tuple[Element, int]],
    found: dict[Element, Overrun],
) -> bool:
    """Say whether text that is beyond the page goes on from text on the page.

    Styles put text above or to the left of a page, or far from it, for people who listen. Of several
    blocks that follow each other off the page, the first is told of.
    """
    if not _touch(overrun.box, _around(area)):
        return False
    is_table = owner.role in ("Table", "Figure")
    if not is_table and not (overrun.box[3] <= area[1] or overrun.box[0] >= area[2]):
        return False
    if (owner, overrun.page) in shown:
        return True
    if any(each.page == overrun.page for each in found.values()):
        return False
    left, bottom, right, top = overrun.box
    reach = _NEAR * overrun.size
    wider = (left - reach, bottom - reach, right + reach, top + reach)
    texts = subject.reading.texts[overrun.page]
    return any(
        _touch(run.box, wider) and _touch(run.box, area)
        for text in texts
        for run in text.runs
        if run.visible and run.text.strip()
    )


def _cut_beside_the_text(subject: Subject, page: Page) -> Run | None:
    """Return the first run of a header or footer that an edge of the page cuts; what is large is design."""
    area, most = _area(page, cuts=is_for_print(subject)), _LARGE * subject.reading.body_size
    for artifact in page.artifacts:
        for run in artifact.runs:
            is_line = run.size < most and run.box[3] - run.box[1] < _TURNED * run.size
            if not (area and is_line and run.visible and run.alpha and run.text.strip()):
                continue
            if _touch(run.box, area) and _excess(run.box, area) > _SLIGHT * run.size:
                return run
    return None


def _area(page: Page, *, cuts: bool) -> Rect | None:
    """Return what a reader gets of a page; `cuts` says that it is printed and cut."""
    boxes = page.boxes
    return (boxes.trim if cuts else None) or boxes.crop or boxes.media


def _excess(box: Rect, area: Rect) -> float:
    left, bottom, right, top = box
    return max(area[0] - left, area[1] - bottom, right - area[2], top - area[3])


def _touch(one: Rect, other: Rect) -> bool:
    across = one[0] < other[2] and other[0] < one[2]
    return across and one[1] < other[3] and other[1] < one[3]


def _around(area: Rect) -> Rect:
    """Return a page with as much on each side as it is wide and high."""
    wide, high = area[2] - area[0], area[3] - area[1]
    return (area[0] - wide, area[1] - high, area[2] + wide, area[3] + high)
