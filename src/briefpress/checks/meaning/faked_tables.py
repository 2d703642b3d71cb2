"""Whether what looks like a table is one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from briefpress.checks.reading import shorten
from briefpress.checks.rules import MEANING, WARNING, Problem, rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefpress.checks.subject import Subject
    from briefpress.structure import (
        Element,
        Rect,
        Run,
    )

# Where text may stand in rows and columns: it is heard as what it is there.
_TABULAR = frozenset({"Table", "L", "TOC", "Index", "Figure", "Form", "Formula", "Code"})
_NUMBER = re.compile(r"[^\w\s]{0,3}\d[\d\s.,:/'’–-]*[^\W\d_]{0,3}[^\w\s]{0,3}")
_LEAST_ROWS, _LEAST_COLUMNS, _LEAST_CELLS = 2, 3, 9
_LONG = 60  # letters
_GAP = 1.2  # of the size of the text, between two cells; words are a third of it apart at most
_ALIGNED = 3.0  # points by which edges of cells in one column may differ


@dataclass(slots=True)
class _Cell:
    box: Rect
    text: str

    def extend(self, run: Run) -> None:
        """Add a text to the cell; no more of its letters than a number can have."""
        if len(self.text) < _LONG:
            self.text += run.text
        left, lower, right, upper = self.box
        self.box = min(left, run.box[0]), lower, max(right, run.box[2]), upper


@dataclass(slots=True)
class _Line:
    """Cells side by side, in reading order; `element` holds the first of them."""

    page: int
    element: Element
    cells: list[_Cell]

    def takes(self, page: int, box: Rect) -> bool:
        """Say whether a text stands beside those of this line."""
        _, lower, _, upper = self.cells[-1].box
        return page == self.page and lower < (box[1] + box[3]) / 2 < upper

    def continues(self, other: _Line) -> bool:
        """Say whether the cells of this line stand below those of another, and under them."""
        return (
            self.page == other.page
            and len(self.cells) == len(other.cells)
            and self.cells[0].box[3] <= (other.cells[0].box[1] + other.cells[0].box[3]) / 2
            and all(map(_are_aligned, self.cells, other.cells))
        )


@rule(
    id="faked-table",
    family=MEANING,
    severity=WARNING,
    title="What looks like a table is one",
    why="People who listen hear figures in a row, and cannot ask which row and column they stand in.",
    mend="make it a table with headings",
    clause="7.5",
    matterhorn="01-006",
    wcag="1.3.1",
)
def faked_table(subject: Subject) -> Iterator[Problem]:
    """Yield numbers that stand in rows and columns outside of tables, in nine cells at least."""
    rows: list[_Line] = []
    for line in chain(_lines(subject), [None]):
        if line and rows and line.continues(rows[-1]):
            rows.append(line)
            continue
        if _are_enough(rows) and _are_numbers(rows):
            said = shorten(" ".join(cell.text for cell in rows[0].cells), 40)
            message = f'{len(rows)} rows from "{said}" on look like a table, and are none'
            yield Problem(message, rows[0].element)
        rows = [line] if line and len(line.cells) >= _LEAST_COLUMNS else []


def _lines(subject: Subject) -> Iterator[_Line]:
    """Yield what stands side by side, outside of all that is read in rows anyway."""
    line: _Line | None = None
    for block in subject.reading.blocks:
        if block.element.role in _TABULAR or subject.reading.inside(block.element, _TABULAR):
            continue
        for text in block.texts:
            for run in text.runs:
                if text.page is None or not run.text.strip():
                    continue
                if line is None or not line.takes(text.page, run.box):
                    if line:
                        yield line
                    line = _Line(text.page, block.element, [_Cell(run.box, run.text)])
                    continue
                last = line.cells[-1]
                if max(run.box[0] - last.box[2], last.box[0] - run.box[2]) > _GAP * run.size:
                    line.cells.append(_Cell(run.box, run.text))
                else:
                    last.extend(run)
    if line:
        yield line


def _are_aligned(one: _Cell, other: _Cell) -> bool:
    """Say whether two cells have an edge or the middle in common."""
    (left, _, right, _), (other_left, _, other_right, _) = one.box, other.box
    differences = (
        left - other_left,
        right - other_right,
        (left + right - other_left - other_right) / 2,
    )
    return any(abs(each) <= _ALIGNED for each in differences)


def _are_enough(rows: Sequence[_Line]) -> bool:
    return len(rows) >= _LEAST_ROWS and sum(len(row.cells) for row in rows) >= _LEAST_CELLS


def _are_numbers(rows: Sequence[_Line]) -> bool:
    """Say whether two columns at least, besides the first one that is read, hold numbers mostly."""
    columns = zip(*(row.cells[1:] for row in rows), strict=True)
    counts = [
        sum(bool(_NUMBER.fullmatch(cell.text.strip())) for cell in column) for column in columns
    ]
    return sum(2 * count > len(rows) for count in counts) >= _LEAST_COLUMNS - 1
