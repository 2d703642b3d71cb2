"""Whether each paragraph and each heading is one element, and each element one of them."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from briefpress.checks.meaning.line_order import goes_on, running_blocks
from briefpress.checks.meaning.text_lines import NEXT_LINE, Line, lines_of
from briefpress.checks.reading import shorten
from briefpress.checks.rules import MEANING, WARNING, Problem, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefpress.checks.reading import Block
    from briefpress.checks.subject import Subject

_TIGHT = 0.35  # of the size: lines of one heading are no farther apart
_BREAK = 1.35  # of the usual distance of lines: where paragraphs are parted by a blank line
_LEAST_LINES = 4
_STOPS = (".", "!", "?", "…", "»", "”", "。", "।")


@rule(
    id="paragraph-cut",
    family=MEANING,
    severity=WARNING,
    title="One paragraph is one paragraph",
    why="A screen reader stops in the middle of the sentence, as if it were over.",
    mend="put both parts into one paragraph; it may go on in another column or overleaf",
    clause="7.1",
    matterhorn="01-006",
    wcag="1.3.1",
)
def paragraph_cut(subject: Subject) -> Iterator[Problem]:
    """Yield one problem that counts the paragraphs that go on in the next one, with nothing between."""
    cut = [
        (one, other)
        for (begin, one), (end, other) in pairwise(running_blocks(subject.reading))
        if end == begin + 1 and goes_on(one, other) and _is_next_line(one, other, subject)
    ]
    if cut:
        one, other = cut[0]
        many = "a paragraph is" if len(cut) == 1 else f"{len(cut)} paragraphs are"
        where = f'between "… {one.text[-30:].lstrip()}" and "{shorten(other.text, 30)}"'
        yield Problem(f"{many} cut in two, such as {where}", other.element)


def _is_next_line(one: Block, other: Block, subject: Subject) -> bool:
    """Say whether a text follows another as the next line does, or stands in another column or overleaf."""
    last, first = _ends(one, subject)[1], _ends(other, subject)[0]
    if last is None or first is None:
        return False
    down = last.middle - first.middle
    return last.page != first.page or down < 0 or down < 2 * max(last.size, first.size)


def _ends(block: Block, subject: Subject) -> tuple[Line | None, Line | None]:
    """Return the first and the last line of a block."""
    lines = lines_of(block, subject)
    return (lines[0], lines[-1]) if lines else (None, None)


@rule(
    id="heading-cut",
    family=MEANING,
    severity=WARNING,
    title="One heading is one heading",
    why="A list of headings has two that say nothing by themselves.",
    mend="put all lines of a heading into one element",
    clause="7.4",
    wcag="2.4.6",
)
def heading_cut(subject: Subject) -> Iterator[Problem]:
    """Yield headings that follow another of the same level and look as the next line does."""
    levels = {element: level for level, element in subject.reading.headings}
    for one, other in pairwise(subject.reading.blocks):
        level = levels.get(one.element)
        if level is None or level != levels.get(other.element) or one.look != other.look:
            continue
        last, first = _ends(one, subject)[1], _ends(other, subject)[0]
        if last and first and last.page == first.page:
            gap = last.box[1] - first.box[3]
            below = last.middle - first.middle > NEXT_LINE * last.size
            if below and gap < _TIGHT * last.size:
                message = f'"{shorten(other.text, 40)}" is the next line of the heading before it'
                yield Problem(message, other.element)


@rule(
    id="paragraphs-in-one",
    family=MEANING,
    severity=WARNING,
    title="Each paragraph is one of its own",
    why="People who listen cannot move from paragraph to paragraph, and hear no end of it.",
    mend="make a paragraph of each part",
    clause="7.1",
    matterhorn="01-006",
    wcag="1.3.1",
)
def paragraphs_in_one(subject: Subject) -> Iterator[Problem]:
    """Yield paragraphs in which a blank line parts one sentence from the next."""
    for block in subject.reading.blocks:
        if block.element.role == "P" and (line := _after_blank_line(lines_of(block, subject))):
            message = f'"{shorten(line.text, 40)}" begins another paragraph, after a blank line'
            yield Problem(message, block.element, line.page)


def _after_blank_line(lines: Sequence[Line]) -> Line | None:
    """Return the first line that stands far below the one before, with the beginning of a sentence."""
    steps = [
        (one, other, one.middle - other.middle)
        for one, other in pairwise(lines)
        if one.page == other.page and one.size == other.size and one.middle > other.middle
    ]
    if len(lines) < _LEAST_LINES or not steps:
        return None
    usual = median(step for _, _, step in steps)
    for one, other, step in steps:
        is_end = one.text.rstrip().endswith(_STOPS)
        begins_alike = abs(one.box[0] - other.box[0]) < 2 * one.size
        if step > _BREAK * usual and is_end and begins_alike and other.text.lstrip()[:1].isupper():
            return other
    return None
