"""Where the order of the structure tree departs from that of the page."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from briefpress.checks.meaning.text_lines import (
    lines_against_the_page,
    rotated,
    words_against_the_line,
)
from briefpress.checks.reading import NOTES, shorten
from briefpress.checks.rules import ERROR, MEANING, WARNING, Problem, rule
from briefpress.structure import Element, union

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.reading import Block, Reading
    from briefpress.checks.subject import Subject
    from briefpress.structure import (
        Page,
        Rect,
        Run,
    )

# What stands apart from the running text, and may be read where it is called or shown.
_APART = frozenset({
    "Table", "TOC", "TOCI", "Figure", "Caption", "Form", "Aside", "Index", "Annot", "Formula", "BibEntry",
}) | NOTES  # fmt: skip
_SHOWN = ("Figure", "Table")
_NOTES_BELOW = 3  # at most: a source, a credit, a note
_LEAST_IN_COLUMN = 100  # letters of a text; shorter ones stand anywhere
_ALIKE = 0.8  # of the width of a column the next one has at least
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
_LEAST_STEPS, _LEAST_SHARE = 3, 0.2  # jumps, and of all steps: then nobody can follow


@rule(
    id="reading-order",
    family=MEANING,
    severity=WARNING,
    title="The order does not jump",
    why="People who listen hear a later passage before an earlier one.",
    mend="put the elements into the order in which they are to be read",
    clause="7.1",
    matterhorn="09-001",
    wcag="1.3.2",
)
def reading_order(subject: Subject) -> Iterator[Problem]:
    """Yield each step backwards on the page, if there are few."""
    found, steps = _backward_steps(subject.reading)
    for block in subject.reading.blocks:
        pair = _reversed_runs(block, subject.reading.pdf.pages)
        if pair and not lines_against_the_page(block, subject):  # of which another rule tells
            one, other = (shorten(run.text, 40) for run in pair)
            message = (
                f'"{other}" is read after "{one}", which stands below it in the same paragraph'
            )
            yield Problem(message, block.element, block.page)
        if backward := words_against_the_line(block, subject):
            last, first = (shorten(text, 40) for text in backward)
            message = f'"{first}" is read after "{last}", which stands to the right of it'
            yield Problem(message, block.element, block.page)
    for before, block in pairwise(subject.reading.blocks):
        if _is_column_before(before, block, subject):
            message = (
                f'the column of "{shorten(block.text)}" is read after the one to the right of it'
            )
            yield Problem(message, block.element, block.page)
    if not _is_lost(len(found), steps):
        for before, block in found:
            message = f'"{shorten(block.text)}" stands above "{shorten(before.text)}", and is read after it'
            yield Problem(message, block.element, block.page)


@rule(
    id="reading-order-lost",
    family=MEANING,
    severity=ERROR,
    title="The order is that of the pages",
    why="People who listen cannot follow at all: passages come as if shuffled.",
    mend="put the elements into the order in which they are to be read",
    clause="7.1",
    matterhorn="09-001",
    wcag="1.3.2",
)
def reading_order_lost(subject: Subject) -> Iterator[Problem]:
    """Yield one problem if many steps go backwards."""
    found, steps = _backward_steps(subject.reading)
    if _is_lost(len(found), steps):
        before, block = found[0]
        one = f'"{shorten(block.text, 40)}" is read after "{shorten(before.text, 40)}"'
        message = f"{len(found)} of {steps} steps lead back; for one, {one}"
        yield Problem(message, block.element, block.page)


def _is_lost(count: int, steps: int) -> bool:
    return count >= _LEAST_STEPS and count >= _LEAST_SHARE * steps


def _backward_steps(reading: Reading) -> tuple[list[tuple[Block, Block]], int]:
    """Return the pairs of blocks that are read against the order of the page, and all pairs."""
    running = [
        block
        for block in reading.blocks
        if block.runs
        and block.element.role not in _APART
        and not reading.inside(block.element, _APART)
    ]
    found = [
        (before, block)
        for before, block in pairwise(running)
        if _goes_back(reading.pdf.pages, before, block)
        and not _stands_below_a_figure(reading, before)
    ]
    return found, max(len(running) - 1, 0)


def _stands_below_a_figure(reading: Reading, block: Block) -> bool:
    """Say whether a text follows a figure or table on its page: its source or a note, which floats with it."""
    parent = reading.parents.get(block.element)
    siblings = [kid for kid in parent.children if isinstance(kid, Element)] if parent else []
    before = siblings[: siblings.index(block.element)][-_NOTES_BELOW:] if siblings else []
    return any(kid.role in _SHOWN and kid.page == block.page for kid in before)


def _goes_back(pages: tuple[Page, ...], before: Block, block: Block) -> bool:
    last, first = before.pages[-1], block.pages[0]
    if last is None or first is None or last != first:
        return last is not None and first is not None and first < last
    one, other = _box(before, pages[last]), _box(block, pages[first])
    if one is None or other is None:
        return False
    shared = min(one[2], other[2]) - max(one[0], other[0])
    narrower = min(one[2] - one[0], other[2] - other[0])
    is_above = other[1] >= one[3] - 0.2 * min(before.size, block.size)
    return is_above and shared > 0.5 * narrower


def _is_column_before(before: Block, block: Block, subject: Subject) -> bool:
    """Say whether a text stands to the left of the one that is read before it, as columns of one text do."""
    body, pages = subject.reading.body_look, subject.pdf.pages
    are_texts = all(
        each.element.role == "P" and each.look == body and len(each.text) > _LEAST_IN_COLUMN
        for each in (before, block)
    )
    if not are_texts or len({*before.pages, *block.pages}) > 1 or _RIGHT_TO_LEFT.search(block.text):
        return False
    page = block.page
    if page is None or page >= len(pages) or subject.reading.inside(block.element, _APART):
        return False
    one, other = _box(before, pages[page]), _box(block, pages[page])
    if one is None or other is None or other[2] > one[0]:
        return False
    narrow, wide = sorted((one[2] - one[0], other[2] - other[0]))
    if narrow < _ALIKE * wide:
        return False  # a box beside the text, and no column of it
    shared = min(one[3], other[3]) - max(one[1], other[1])
    return shared > 0.5 * min(one[3] - one[1], other[3] - other[1])


def _reversed_runs(block: Block, pages: tuple[Page, ...]) -> tuple[Run, Run] | None:
    """Return two runs of a paragraph that are read from the bottom up."""
    for text, other in pairwise(block.texts):
        if text.page is None or text.page != other.page or text.page >= len(pages):
            continue
        one, two = (next((r for r in runs if r.text.strip() and r.visible), None) for runs in (
            reversed(text.runs), other.runs))  # fmt: skip
        if one is None or two is None:
            continue
        rotation = pages[text.page].rotation
        low, high = rotated(one.box, rotation), rotated(two.box, rotation)
        shared = min(low[2], high[2]) - max(low[0], high[0])
        if high[1] >= low[3] - 0.1 * one.size and shared > 0:
            return one, two
    return None


def _box(block: Block, page: Page) -> Rect | None:
    """Return the box of a block's text on a page, as the page is rotated."""
    boxes = [
        run.box
        for text in block.texts
        if text.page == page.index
        for run in text.runs
        if run.text.strip() and run.visible
    ]
    if not boxes:
        return None
    whole = boxes[0]
    for box in boxes[1:]:
        whole = union(whole, box)
    return rotated(whole, page.rotation)
