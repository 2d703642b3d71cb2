"""Whether rows stay whole, and figures and tables stand near the text that points to them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from briefpress.checks.naming import name_of
from briefpress.checks.publication.page_fill import filled_pages
from briefpress.checks.reading import NOTES, fold
from briefpress.checks.rules import PUBLICATION, WARNING, Problem, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.subject import Subject
    from briefpress.structure import Element

_LOW_ROW = 0.25  # of the height of a page: rows that are higher may have to break
_FAR = 1  # pages between a figure and the nearest text that names it
_FAR_IN_LARGE_PRINT = 3  # its pages hold a third of others
# "Figure 2." and "Tableau 3 :", in any language, as captions begin.
_LABEL = re.compile(r"([^\W\d_]{3,20}\.?\s\d{1,3}(?:\.\d{1,3})?)\s?[.:–—]\s")
_LISTS = frozenset({"TOC", "TOCI", "Index", "Caption", "H", "Title"})


@rule(
    id="table-row-split",
    family=PUBLICATION,
    severity=WARNING,
    title="No row of a table is split between two pages",
    why="Readers take the rest of a cell for a row of its own.",
    mend="keep rows whole (break-inside: avoid on tr), or shorten the text of the row",
)
def table_row_split(subject: Subject) -> Iterator[Problem]:
    """Yield each table with a low row on two pages, once; high ones may have to break, and cells over several rows."""
    heights = {page.index: page.top - page.bottom for page in subject.once(filled_pages)}
    told: set[Element] = set()
    for row in subject.reading.elements:
        table = next((e for e in subject.reading.ancestors(row) if e.role == "Table"), None)
        if row.role != "TR" or table is None or table in told:
            continue
        boxes = row.boxes(without=NOTES)  # which stand at the foot of a page
        if len(boxes) < 2 or any(each.attributes.row_span > 1 for each in row.walk()):
            continue
        page = min(boxes)
        high = sum(top - bottom for _, bottom, _, top in boxes.values())
        if page in heights and high < _LOW_ROW * heights[page]:
            told.add(table)
            message = f"a row of {name_of(subject.reading, table)} is split after page {page + 1}"
            yield Problem(message, row, page, said=fold(row.text))


@rule(
    id="figure-far",
    family=PUBLICATION,
    severity=WARNING,
    title="Figures and tables stand near the text that points to them",
    why="Readers turn pages to and fro between a figure and what is said of it.",
    mend="move the figure or table to the paragraph that first names it, or name it there as well",
)
def figure_far(subject: Subject) -> Iterator[Problem]:
    """Yield numbered figures and tables that no text within a page of them names, though another one does.

    In large print, whose pages hold a third of others, it is three pages.
    """
    reading = subject.reading
    far = _FAR_IN_LARGE_PRINT if subject.edition.least_size else _FAR
    texts = [
        (block.page, _plain(block.text))
        for block in reading.blocks
        if block.page is not None
        and block.element.role not in _LISTS
        and not reading.inside(block.element, _LISTS)
    ]
    captions = {
        each: _LABEL.match(f"{_plain(each.text)} ")
        for each in reading.elements
        if each.role == "Caption"
    }
    # An annexed publication numbers its own figures: a text may mean either of two that are called alike.
    counts = Counter(label[1] for label in captions.values() if label)
    for caption, label in captions.items():
        owner = reading.parents.get(caption)
        boxes = reading.boxes(owner or caption)
        if owner is None or label is None or counts[label[1]] > 1 or not boxes:
            continue
        named = re.compile(rf"\b{re.escape(label[1])}(?![\d.]*\d)")
        pages = [page for page, text in texts if named.search(text)]
        first, last = min(boxes), max(boxes)
        gaps = [max(first - page, page - last) for page in pages]
        if gaps and min(gaps) > far:
            nearest = pages[gaps.index(min(gaps))]
            message = (
                f"{name_of(reading, owner)} stands on page {first + 1}, and the nearest text that"
                f" names it on page {nearest + 1}"
            )
            yield Problem(message, owner, first, said=fold(caption.text))


def _plain(text: str) -> str:
    """Return a text with plain spaces alone: a label may have one that does not break."""
    return fold(text.replace("\u00a0", " "))
