"""What people who listen never hear: text outside of the structure, or marked as decoration."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

from briefpress.checks.reading import alphanumeric, fold, shorten, squeeze
from briefpress.checks.rules import ERROR, MEANING, Problem, rule
from briefpress.structure import Element, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.checks.subject import Subject
    from briefpress.structure import (
        Artifact,
        Element,
        Page,
        Rect,
        Run,
    )

_HEADER_WORDS = 30  # a running head or foot has fewer
_MARGIN = 0.12  # of the page's height, at its head and at its foot
_FEW_WORDS = 3
_MOST_OF_PAGE = 0.6  # a picture of so much of a page may lie behind its text
_EDGE = 3.0  # points by which a label may reach over its picture
_LEAST_PART = 20  # letters that are heard by no chance
_NUMBER = re.compile(r"\(?(\d{1,3}|[a-z]|[ivx]{1,5})[.)]", re.IGNORECASE)
_INDENT = 60.0  # points between the number of an item and its text, at most
_MOST_COMPARED = 2_000_000  # numbers with items of lists
_MOST_SEARCHED = 2_000_000_000  # characters that are compared with decorations


@rule(
    id="pdf-tagged",
    family=MEANING,
    severity=ERROR,
    title="The PDF is tagged",
    why="People who listen get nothing but a stream of letters, in an order that their software guesses.",
    mend="make the PDF with tags: they cannot be added by a check",
    clause="7.1",
    matterhorn="01-005",
    wcag="1.3.1",
)
def pdf_tagged(subject: Subject) -> Iterator[Problem]:
    """Yield one problem where a PDF is not tagged."""
    if not subject.is_tagged:
        yield Problem("the PDF is not tagged: nothing in it is a heading, a list or a table")


@rule(
    id="text-as-artifact",
    family=MEANING,
    severity=ERROR,
    title="No text is hidden as decoration",
    why="People who listen never hear it, and do not know that it is there.",
    mend="tag it as what it is: a paragraph, a heading, a list item",
    clause="7.1",
    matterhorn="01-002",
    wcag="1.3.1",
)
def text_as_artifact(subject: Subject) -> Iterator[Problem]:
    """Yield artifacts that are no header or footer, and whose text is not heard somewhere else."""
    if not subject.is_tagged:
        return
    yield from _hidden_numbers(subject)
    pages = subject.pdf.pages
    times = Counter(_without_numbers(artifact) for page in pages for artifact in page.artifacts)
    # What the author of HTML hides from listeners, another rule tells.
    html = subject.html if subject.brief is None else None
    by_author = alphanumeric("".join(html.hidden)) if html else ""
    heard = f"{subject.reading.words_heard}\n{by_author}"
    figures = _described_figures(subject)
    left = _MOST_SEARCHED
    for page in pages:
        for artifact in page.artifacts:
            if len(artifact.text.split()) < _FEW_WORDS or times[_without_numbers(artifact)] > 1:
                continue
            left -= len(heard)
            if left < 0:
                return
            is_furniture = _is_header_or_footer(artifact, page) or _is_beside_text(
                artifact, subject
            )
            if not (
                is_furniture or _is_in_figure(artifact, figures) or _is_said(artifact.text, heard)
            ):
                said = shorten(artifact.text)
                yield Problem(f'"{said}" is marked as decoration, and is not read out',
                              page=page.index, box=_box(artifact.runs))  # fmt: skip


def _is_said(text: str, heard: str) -> bool:
    """Say whether a text is heard, as a whole or in parts: artifacts that follow each other are one."""
    rest = alphanumeric(text)
    while rest:
        said = bisect_left(range(len(rest) + 1), True, key=lambda n: rest[:n] not in heard) - 1
        if said < min(len(rest), _LEAST_PART):
            return False
        rest = rest[said:]
    return True


def _hidden_numbers(subject: Subject) -> Iterator[Problem]:
    """Yield lists whose numbers are artifacts: they are part of the text."""
    labels: dict[int | None, list[Run]] = {}
    for page in subject.pdf.pages:
        for artifact in page.artifacts:
            labels.setdefault(page.index, []).extend(
                run for run in artifact.runs if _NUMBER.fullmatch(run.text.strip())
            )
    reported: set[Element | None] = set()
    left = _MOST_COMPARED
    for element in subject.reading.elements if any(labels.values()) else ():
        outer = subject.reading.parents.get(element)
        is_labelled = any(isinstance(c, Element) and c.role == "Lbl" for c in element.children)
        if element.role != "LI" or is_labelled or outer in reported:
            continue
        left -= len(labels.get(element.page, ()))
        if left < 0:
            return
        first = next((c for c in element.content() if isinstance(c, Text) and c.runs), None)
        if first and (label := _label_beside(first.runs[0], labels.get(first.page, ()))):
            reported.add(outer)
            yield Problem(
                f'the number "{label.text.strip()}" before "{shorten(element.text, 40)}" is marked as'
                " decoration, and is not read out",
                element,
            )


def _label_beside(run: Run, labels: Iterable[Run]) -> Run | None:
    """Return the label that stands in the same line as a text, just before it."""
    left, bottom, right, top = run.box
    for label in labels:
        x0, y0, x1, y1 = label.box
        shared = min(top, y1) - max(bottom, y0)
        gap = max(left - x1, x0 - right)
        if shared > 0.5 * (y1 - y0) and -1 < gap < _INDENT:
            return label
    return None


def _without_numbers(artifact: Artifact) -> str:
    """Return the text with 0 for each number: a header or footer differs from page to page by these."""
    return re.sub(r"\d+", "0", squeeze(artifact.text))


def _is_header_or_footer(artifact: Artifact, page: Page) -> bool:
    """Say whether an artifact stands at the top or bottom of the page, and is short or said to be one."""
    box = _box(artifact.runs)
    area = page.boxes.crop or page.boxes.media
    if box is None or area is None:
        return True
    height = area[3] - area[1]
    in_margin = box[1] >= area[3] - _MARGIN * height or box[3] <= area[1] + _MARGIN * height
    is_short = len(artifact.text.split()) < _HEADER_WORDS
    return in_margin and (is_short or artifact.type == "Pagination")


def _is_beside_text(artifact: Artifact, subject: Subject) -> bool:
    """Say whether a short artifact is said to be furniture, and stands beyond all tagged text of its page.

    Running heads stand at the sides as well, or far from the edge of a large page.
    """
    box, text = _box(artifact.runs), subject.reading.page_boxes.get(artifact.page)
    if box is None or text is None or artifact.type != "Pagination":
        return False
    is_short = len(artifact.text.split()) < _HEADER_WORDS
    return is_short and (
        box[2] <= text[0] or box[0] >= text[2] or box[3] <= text[1] or box[1] >= text[3]
    )


def _described_figures(subject: Subject) -> dict[int, list[Rect]]:
    """Return the boxes of figures with an alternate description, by page; none fills its page."""
    found: dict[int, list[Rect]] = {}
    for element in subject.reading.elements:
        if element.role != "Figure" or not (element.alt or element.actual_text):
            continue
        boxes = dict(subject.reading.boxes(element))
        if element.attributes.bbox and element.page is not None:
            boxes.setdefault(element.page, element.attributes.bbox)
        for page, box in boxes.items():
            if page < len(subject.pdf.pages) and not _fills(box, subject.pdf.pages[page]):
                found.setdefault(page, []).append(box)
    return found


def _fills(box: Rect, page: Page) -> bool:
    width, height = page.size
    return (box[2] - box[0]) * (box[3] - box[1]) > _MOST_OF_PAGE * width * height


def _is_in_figure(artifact: Artifact, figures: dict[int, list[Rect]]) -> bool:
    """Say whether an artifact is a label in a picture: its alternate description speaks for it."""
    box = _box(artifact.runs)
    if box is None or len(artifact.text.split()) >= _HEADER_WORDS:
        return False
    return any(
        one[0] - _EDGE <= box[0] and box[2] <= one[2] + _EDGE
        and one[1] - _EDGE <= box[1] and box[3] <= one[3] + _EDGE
        for one in figures.get(artifact.page, ())
    )  # fmt: skip


def _box(runs: tuple[Run, ...]) -> Rect | None:
    boxes = [run.box for run in runs if run.text.strip()]
    if not boxes:
        return None
    return (
        min(box[0] for box in boxes), min(box[1] for box in boxes),
        max(box[2] for box in boxes), max(box[3] for box in boxes),
    )  # fmt: skip


@rule(
    id="unread-text",
    family=MEANING,
    severity=ERROR,
    title="All text is in the structure",
    why="People who listen never hear text that no element holds.",
    mend="tag it as what it is, or as an artifact where it only decorates",
    clause="7.1",
    matterhorn="01-005",
    wcag="1.3.1",
    needs=("tree",),
)
def unread_text(subject: Subject) -> Iterator[Problem]:
    """Yield text that is neither in the structure tree nor an artifact."""
    if not subject.is_tagged:
        return
    for page in subject.pdf.pages:
        loose = fold(page.unmarked_text)
        if any(char.isalnum() for char in loose):
            yield Problem(f'"{shorten(loose)}" is drawn outside the structure, and is not read out',
                          page=page.index, box=_box(page.unmarked))  # fmt: skip
        for orphan in page.orphans:
            if any(char.isalnum() for char in orphan.text):
                yield Problem(f'"{shorten(orphan.text)}" belongs to no element, and is not read out',
                              page=page.index, box=_box(orphan.runs))  # fmt: skip
