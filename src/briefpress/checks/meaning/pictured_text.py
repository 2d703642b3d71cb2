"""Text that is only seen: in pictures, in patterns, or drawn letter by letter."""

from __future__ import annotations

from collections import Counter
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from briefpress.checks.reading import count_words, fold, shorten, squeeze
from briefpress.checks.rules import MEANING, WARNING, Problem, rule
from briefpress.structure import Text, union

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefpress.checks.subject import Subject
    from briefpress.structure import Element, Graphic, Page, Rect

_FEW_WORDS = 3
_WORDS_OF_PICTURE = 5  # of an alternate description that says what is written, line by line
_LETTER_WIDTHS = (
    0.25,
    0.8,
)  # of the height of a line: what a letter of it takes, at least and at most
_LINE_HEIGHTS = (6.0, 40.0)  # points
_LINE_SHAPE = 5.0  # a picture of a line is so much wider than high, at least
_LEAST_LINES = 3
_LETTER_HEIGHTS = (2.0, 20.0)  # points
_LEAST_SHAPES, _LEAST_WIDTHS = 15, 5  # in a line: shapes, and how many different widths they have
_SHAPES_FOR_LETTERS = (0.8, 1.3)  # shapes of written words, for each letter
_MOST_SHAPES = 20_000  # that are looked at on a page


@rule(
    id="picture-of-text",
    family=MEANING,
    severity=WARNING,
    title="No page is only a picture",
    why="Text in a picture is not heard, not found by a search, and cannot be enlarged well.",
    mend="set the text as text, or have it recognised and corrected",
    clause="7.1",
    wcag="1.4.5",
)
def picture_of_text(subject: Subject) -> Iterator[Problem]:
    """Yield pages that hold a large picture and hardly any text."""
    texts: Counter[int] = Counter()
    for element in subject.reading.elements:
        for child in element.children:
            if isinstance(child, Text) and child.page is not None:
                texts[child.page] += count_words(child.text)
    for page in subject.pdf.pages:
        loose = [*page.unmarked, *(run for orphan in page.orphans for run in orphan.runs)]
        words = texts[page.index] + sum(count_words(run.text) for run in loose)
        if words < _FEW_WORDS and (share := subject.reading.image_share(page)) > 0.6:
            yield Problem(
                f"page {page.index + 1} is only a picture, over {share:.0%} of it", page=page.index
            )


@rule(
    id="text-in-pattern",
    family=MEANING,
    severity=WARNING,
    title="No text is in a pattern",
    why="A pattern is paint: what it says is not heard, and no search finds it.",
    mend="set the text as text, or as a picture with an alternate description",
    clause="7.1",
    wcag="1.3.1",
)
def text_in_pattern(subject: Subject) -> Iterator[Problem]:
    """Yield pages on which a tiling pattern shows words that are read nowhere else."""
    heard = subject.reading.heard
    for page in subject.pdf.pages:
        text = fold("".join(run.text for run in page.patterned))
        if any(map(str.isalpha, text)) and squeeze(text) not in heard:
            yield Problem(
                f'"{shorten(text)}" stands in a pattern, and is not read out', page=page.index
            )


@rule(
    id="text-as-picture",
    family=MEANING,
    severity=WARNING,
    title="Lines of text are no pictures",
    why="Who enlarges the text or changes its colours cannot change a picture; no search finds its words.",
    mend="set the text as text; a logo may be a picture",
    matterhorn="13-008",
    wcag="1.4.5",
)
def text_as_picture(subject: Subject) -> Iterator[Problem]:
    """Yield figures that are lines of text, and pages with letters drawn as shapes or lines as images."""
    lines = [each for each in subject.reading.elements if each.role == "Figure" and each.alt]
    for figure in lines:
        boxes = subject.reading.boxes(figure).values()
        alternate = figure.alt or ""
        if any(_is_line_of(alternate, box) for box in boxes) or _is_spelt(figure, alternate):
            yield Problem(f'"{shorten(figure.alt or "")}" is a picture of a line of text', figure)
    for page in subject.pdf.pages:
        graphics = list(_silent_graphics(page))
        if box := _drawn_letters(graphics) or _lines_as_images(graphics):
            message = "lines of text are drawn as shapes or images, and not read out"
            yield Problem(message, page=page.index, box=box)


def _is_line_of(alternate: str, box: Rect) -> bool:
    """Say whether a picture is as wide as a line of text with the words of its alternate description."""
    width, height = box[2] - box[0], box[3] - box[1]
    low, high = (share * height * len(fold(alternate)) for share in _LETTER_WIDTHS)
    has_height = _LINE_HEIGHTS[0] <= height <= _LINE_HEIGHTS[1]
    return has_height and low <= width <= high and len(alternate.split()) >= _WORDS_OF_PICTURE


def _is_spelt(figure: Element, alternate: str) -> bool:
    """Say whether a figure is drawn with about as many shapes as its alternate description has letters."""
    texts = [each for each in figure.content() if isinstance(each, Text)]
    shapes = [
        graphic.box for each in texts for graphic in each.graphics if graphic.kind == "drawing"
    ]
    low, high = (share * len(squeeze(alternate)) for share in _SHAPES_FOR_LETTERS)
    lines = _in_lines(shapes[:_MOST_SHAPES])
    return low <= len(shapes) <= high and all(map(_looks_written, lines))


def _silent_graphics(page: Page) -> Iterator[Graphic]:
    """Yield what is drawn on a page outside of all elements."""
    artifacts = (artifact.graphics for artifact in page.artifacts)
    orphans = (orphan.graphics for orphan in page.orphans)
    return chain(page.unmarked_graphics, *artifacts, *orphans)


def _drawn_letters(graphics: Iterable[Graphic]) -> Rect | None:
    """Return the box of lines of shapes that are as many, as small and as different as letters."""
    low, high = _LETTER_HEIGHTS
    boxes = [each.box for each in graphics if each.kind == "drawing"][:_MOST_SHAPES]
    small = [box for box in boxes if low <= box[3] - box[1] <= high and box[2] - box[0] <= high]
    found = [line for line in _in_lines(small) if _looks_written(line)]
    return _around(chain.from_iterable(found)) if len(found) >= _LEAST_LINES else None


def _in_lines(boxes: Iterable[Rect]) -> list[list[Rect]]:
    """Return boxes in lines from the top down; a line reaches as far as its first and highest box."""
    lines: list[list[Rect]] = []
    for box in sorted(boxes, key=lambda box: -box[3]):
        if lines and (box[1] + box[3]) / 2 > lines[-1][0][1]:
            lines[-1].append(box)
        else:
            lines.append([box])
    return lines


def _looks_written(line: Sequence[Rect]) -> bool:
    widths = {round(2 * (box[2] - box[0])) for box in line}
    if len(line) < _LEAST_SHAPES or len(widths) < _LEAST_WIDTHS:
        return False
    height = max(box[3] - box[1] for box in line)
    gaps = [other[0] - one[2] for one, other in pairwise(sorted(line))]
    return sum(-height < gap < height for gap in gaps) > 0.9 * len(gaps)


def _lines_as_images(graphics: Iterable[Graphic]) -> Rect | None:
    """Return the box of images that stand below each other and have the shape of lines."""
    low, high = _LINE_HEIGHTS
    boxes = [
        each.box
        for each in graphics
        if each.kind == "image"
        and low <= each.box[3] - each.box[1] <= high
        and each.box[2] - each.box[0] >= _LINE_SHAPE * (each.box[3] - each.box[1])
    ]
    stacked = [
        pair
        for pair in pairwise(sorted(boxes, key=lambda box: -box[1]))
        if abs(pair[0][0] - pair[1][0]) < low and 0 < pair[0][1] - pair[1][1] < 2 * high
    ]
    return _around(boxes) if len(stacked) >= _LEAST_LINES - 1 else None


def _around(boxes: Iterable[Rect]) -> Rect:
    first, *others = boxes
    for box in others:
        first = union(first, box)
    return first
