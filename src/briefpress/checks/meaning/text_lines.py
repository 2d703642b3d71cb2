"""The lines of a text as they are seen on the page, in the order in which they are read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from briefpress.structure import union

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.reading import Block
    from briefpress.checks.subject import Subject
    from briefpress.structure import Rect, Run

# What is set above and below the line that it belongs to.
_OFF_THE_LINE = frozenset({"Formula", "Ruby", "Warichu", "Figure"})
_LEAST_LETTERS, _LEAST_LAST = 12, 3  # of a line, and of the last one; labels stand anywhere
NEXT_LINE = 0.7  # of the size: the middles of two lines are farther apart
_ALIGNED = 2.0  # of the size: by so much the edges of two lines of one paragraph may differ
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
_NEXT_WORD = 1.0  # of the size: words of a sentence are no farther apart
GUTTER = 1.2  # of the size: between two columns


@dataclass(slots=True)
class Line:
    """Text in one line without a wide gap; the box is that on the rotated page."""

    block: Block
    page: int
    box: Rect
    text: str
    size: float

    @property
    def middle(self) -> float:
        """Its middle between top and bottom, in points."""
        return (self.box[1] + self.box[3]) / 2

    @property
    def is_upright(self) -> bool:
        """Whether it may be read from the left or right: text turned to the side is taller than wide."""
        return self.box[2] - self.box[0] > self.box[3] - self.box[1]

    def is_beside(self, other: Line) -> bool:
        """Say whether two lines stand side by side on a page."""
        return self.page == other.page and abs(self.middle - other.middle) < 0.5 * min(
            self.size, other.size
        )


def lines_of(block: Block, subject: Subject) -> tuple[Line, ...]:
    """Return the lines of a block in reading order, found out once."""
    found = subject.once(_found_lines)
    if block not in found:
        found[block] = tuple(_lines(block, subject))
    return found[block]


def _found_lines(_: Subject) -> dict[Block, tuple[Line, ...]]:
    return {}


def _lines(block: Block, subject: Subject) -> Iterator[Line]:
    line: Line | None = None
    for new in _lines_by_run(block, subject):
        gap = 0.0 if line is None else max(new.box[0] - line.box[2], line.box[0] - new.box[2])
        if line is None or not line.is_beside(new) or gap > GUTTER * new.size:
            if line:
                yield line
            line = new
        else:
            line.box, line.text = union(line.box, new.box), f"{line.text}{new.text}"
    if line:
        yield line


def _line(block: Block, page: int, run: Run, rotation: int) -> Line:
    return Line(block, page, rotated(run.box, rotation), run.text, run.size)


def _texts_off_the_line(subject: Subject) -> set[int]:
    apart = (each for each in subject.reading.elements if each.role in _OFF_THE_LINE)
    return {id(text) for element in apart for text in element.content()}


def lines_against_the_page(block: Block, subject: Subject) -> tuple[str, str] | None:
    """Return two lines of a block of which the second stands above the first; None if there are none."""
    for one, other in pairwise(lines_of(block, subject)):
        if one.page == other.page and _is_line_above(other, one):
            return one.text, other.text
    return None


def _is_line_above(upper: Line, lower: Line) -> bool:
    size = max(upper.size, lower.size)
    if not (upper.is_upright and lower.is_upright and min(upper.size, lower.size) > 0.8 * size):
        return False
    letters, last = (sum(map(str.isalnum, each.text)) for each in (upper, lower))
    if letters < _LEAST_LETTERS or last < _LEAST_LAST:
        return False
    shared = min(upper.box[2], lower.box[2]) - max(upper.box[0], lower.box[0])
    narrower = min(each.box[2] - each.box[0] for each in (upper, lower))
    edges = (
        upper.box[0] - lower.box[0],
        upper.box[2] - lower.box[2],
        (upper.box[0] + upper.box[2] - lower.box[0] - lower.box[2]) / 2,
    )
    is_aligned = min(map(abs, edges)) < _ALIGNED * size
    return is_aligned and shared > 0.5 * narrower and upper.middle - lower.middle > NEXT_LINE * size


def words_against_the_line(block: Block, subject: Subject) -> tuple[str, str] | None:
    """Return two texts of a block of which the second stands to the left of the first, in the same line.

    None if there are none, or the text is written from right to left.
    """
    if _RIGHT_TO_LEFT.search(block.text):
        return None
    for one, other in pairwise(_lines_by_run(block, subject)):
        is_left = -_NEXT_WORD * one.size < other.box[2] - one.box[0] < 0.2 * one.size
        is_alike = abs(one.size - other.size) < 0.1 * one.size
        are_words = all(
            sum(map(str.isalpha, each.text)) >= _LEAST_LAST and each.is_upright
            for each in (one, other)
        )
        if is_left and is_alike and are_words and one.is_beside(other):
            return one.text, other.text
    return None


def _lines_by_run(block: Block, subject: Subject) -> Iterator[Line]:
    """Yield the runs of a block as lines, but for those in formulas and the like."""
    pages, off_line = subject.pdf.pages, subject.once(_texts_off_the_line)
    for text in block.texts:
        if text.page is not None and text.page < len(pages) and id(text) not in off_line:
            for run in text.runs:
                if run.text.strip() and run.visible and run.size:
                    yield _line(block, text.page, run, pages[text.page].rotation)


def rotated(box: Rect, rotation: int) -> Rect:
    """Return a box as it lies to the others when the page is rotated clockwise (7.7.3.3)."""
    x0, y0, x1, y1 = box
    match rotation % 360:
        case 90:
            return (y0, -x1, y1, -x0)
        case 180:
            return (-x1, -y1, -x0, -y0)
        case 270:
            return (-y1, x0, -y0, x1)
    return box
