"""Whether every page holds something, and its boxes fit into each other."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from briefpress.checks.publication.prepress import blank_pages, has_back_cover
from briefpress.checks.reading import count_words
from briefpress.checks.rules import ERROR, PUBLICATION, WARNING, Problem, rule
from briefpress.structure import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.subject import Subject
    from briefpress.structure import (
        Rect,
    )

_NEARLY_EMPTY = 40  # words on the last page


@rule(
    id="empty-page",
    family=PUBLICATION,
    severity=ERROR,
    title="No page is empty",
    why="People who listen hear nothing, and think that the document has ended.",
    mend="take out the page break before it",
)
def empty_page(subject: Subject) -> Iterator[Problem]:
    """Yield empty pages; other programs' files may leave one blank on purpose, which is a warning."""
    severity = None if subject.brief else WARNING
    blank = blank_pages(subject)
    for page, words in _words_by_page(subject).items():
        if not words and page not in blank:
            yield Problem(f"page {page + 1} is empty", page=page, severity=severity)


@rule(
    id="last-page",
    family=PUBLICATION,
    severity=WARNING,
    title="The last page is not nearly empty",
    why="It costs a sheet of paper for a few lines.",
    mend="shorten the text by a few lines",
)
def last_page(subject: Subject) -> Iterator[Problem]:
    words = _words_by_page(subject)
    if has_back_cover(subject):  # which is the last page, and holds what it has to
        return
    last = len(words) - 1 - len(blank_pages(subject))
    if last > 0 and 0 < words[last] < _NEARLY_EMPTY:
        yield Problem(f"the last page holds only {words[last]} words", page=last)


def _words_by_page(subject: Subject) -> dict[int, int]:
    """Count the words on every page outside of artifacts; a picture counts as a text of its own."""
    words = Counter({page.index: 0 for page in subject.pdf.pages})
    for element in subject.reading.elements:
        for child in element.children:
            if isinstance(child, Text) and child.page is not None:
                words[child.page] += count_words(child.text)
        if element.role in ("Figure", "Formula", "Form") and element.page is not None:
            words[element.page] += _NEARLY_EMPTY
    for page in subject.pdf.pages:
        loose = [*page.unmarked, *(run for orphan in page.orphans for run in orphan.runs)]
        words[page.index] += sum(count_words(run.text) for run in loose)
        images = [*page.unmarked_graphics, *(g for o in page.orphans for g in o.graphics)]
        words[page.index] += _NEARLY_EMPTY * len(images)
    return dict(words)


@rule(
    id="page-boxes",
    family=PUBLICATION,
    severity=ERROR,
    title="The page boxes fit into each other",
    why="A printer cuts the page in the wrong place.",
    mend="set the trim, bleed and media boxes again",
)
def page_boxes(subject: Subject) -> Iterator[Problem]:
    """Yield boxes that reach out of the one around them (ISO 32000-2, 14.11.2)."""
    for page in subject.pdf.pages:
        media = page.boxes.media
        if media is None:
            yield Problem(f"page {page.index + 1} does not say how large it is", page=page.index)
            continue
        bleed = page.boxes.bleed or media
        for name, inner, outer in (
            ("TrimBox", page.boxes.trim, bleed), ("BleedBox", page.boxes.bleed, media),
            ("CropBox", page.boxes.crop, media),
        ):  # fmt: skip
            if inner is not None and not _is_within(inner, outer):
                yield Problem(
                    f"the {name} of page {page.index + 1} reaches beyond the page", page=page.index
                )


def _is_within(inner: Rect, outer: Rect) -> bool:
    least = all(a >= b - 0.01 for a, b in zip(inner[:2], outer[:2], strict=True))
    return least and all(a <= b + 0.01 for a, b in zip(inner[2:], outer[2:], strict=True))
