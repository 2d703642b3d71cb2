"""Guesses the paragraphs of a PDF without a structure tree, as a screen reader has to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.structure import Element, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.structure import PdfStructure, Run

_GAP = 0.15  # of the font size: a wider gap is a space
_LEADING = 1.8  # of the font size: lines further apart are not of one paragraph


def guess_paragraphs(pdf: PdfStructure) -> Iterator[Element]:
    """Yield paragraphs in the order in which they are drawn, and each page's annotations after them."""
    for page in pdf.pages:
        for text in (*_paragraphs(page.unmarked), *(orphan.text for orphan in page.orphans)):
            yield Element("P", "P", (Text(page.index, -1, text),), page=page.index)
        yield from (Element("P", "P", (item,), page=page.index) for item in page.annotations)


def _paragraphs(runs: Iterable[Run]) -> Iterator[str]:
    words = ""
    last: Run | None = None
    for run in runs:
        if not run.text:
            continue
        if last is None or _are_in_one_line(last, run):
            gap = last is not None and run.box[0] - last.box[2] > _GAP * run.size
            words += f" {run.text}" if gap else run.text
        elif _are_in_one_paragraph(last, run):
            words += f" {run.text}"
        else:
            yield words
            words = run.text
        last = run
    if words.strip():
        yield words


def _are_in_one_line(one: Run, other: Run) -> bool:
    middle = (other.box[1] + other.box[3]) / 2
    return one.box[1] <= middle <= one.box[3] and other.box[0] >= one.box[0]


def _are_in_one_paragraph(one: Run, other: Run) -> bool:
    below = one.box[1] - other.box[1]
    return 0 < below <= _LEADING * one.size and abs(one.size - other.size) < 0.1 * one.size
