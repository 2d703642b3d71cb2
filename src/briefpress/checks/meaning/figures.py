"""Whether figures are pictures that say something, and say where they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.checks.meaning.alternates import is_no_description
from briefpress.checks.reading import fold, shorten
from briefpress.checks.rules import MEANING, WARNING, Problem, rule
from briefpress.structure import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.reading import Reading
    from briefpress.checks.subject import Subject
    from briefpress.structure import Element, Page, Rect

_DECORATION = re.compile(
    r"(an?\s+|the\s+)?(decorat\w+|ornament\w*|background|backdrop|spacer|divider|separator|border|bullet|blank"
    r"|(horizontal|vertical|decorative|dividing|thin|coloured|colored)\s+(line|rule|bar|border|shape|element)|line|rule"
    r"|décorati\w+|décor|arrière-plan|ligne|dekor\w*|hintergrund|trennlinie|linie|fondo|línea|decorativ\w+|фон|линия)"
    r"(\s+(image|picture|graphic|element|line|pattern|shape|colour|color))?[\s.]*",
    re.IGNORECASE,
)
_THIN, _SMALL = 3.0, 6.0  # points: a line, and a dot
_MOST_OF_WIDTH, _SEVERAL = 0.8, 2  # of the page; texts on a ground


@rule(
    id="decorative-figure",
    family=MEANING,
    severity=WARNING,
    title="No decoration is a figure",
    why="People who listen are stopped at each line, dot and background, and told of it.",
    mend="mark it as an artifact",
    clause="7.3",
    matterhorn="01-001",
    wcag="1.1.1",
)
def decorative_figure(subject: Subject) -> Iterator[Problem]:
    """Yield figures that are a line, a dot, or the ground under the text, or are described as decoration."""
    for element in _figures(subject.reading):
        if what := _decoration(element, subject):
            said = f' ("{shorten(element.alt or "", 40)}")' if element.alt else ""
            yield Problem(f"{what} is tagged as a figure{said}", element)


def _figures(reading: Reading) -> Iterator[Element]:
    return (element for element in reading.elements if element.role == "Figure")


def _decoration(element: Element, subject: Subject) -> str:
    """Return what a figure is if it decorates; "" if it may say something."""
    if is_no_description(element.alt or ""):  # of which another rule tells
        return ""
    if _DECORATION.fullmatch(fold(element.alt or "")):
        return "decoration"
    contents = [each for each in element.content() if isinstance(each, Text)]
    if any(each.text.strip() for each in contents) or not any(each.graphics for each in contents):
        return ""
    kinds = [graphic.kind for each in contents for graphic in each.graphics]
    for page, box in subject.reading.boxes(element).items():
        if page >= len(subject.pdf.pages):
            continue
        if min(_sides(box)) < _THIN < max(_sides(box)):
            return "a line"
        if max(_sides(box)) < _SMALL:
            return "a dot"
        # A photograph may lie under a title and say something all the same.
        if kinds in (["drawing"], ["shading"]) and _lies_under_text(
            box, subject.pdf.pages[page], subject
        ):
            return "the ground of the text"
    return ""


def _sides(box: Rect) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]


def _lies_under_text(box: Rect, page: Page, subject: Subject) -> bool:
    """Say whether a box is as wide as the page, and several texts stand within it."""
    runs = [run for text in subject.reading.texts.get(page.index, ()) for run in text.runs]
    seen = [run.box for run in runs if run.text.strip() and run.visible]
    within = sum(
        box[0] <= one[0] and one[2] <= box[2] and box[1] <= one[1] and one[3] <= box[3]
        for one in seen
    )
    return within >= _SEVERAL and _sides(box)[0] > _MOST_OF_WIDTH * page.size[0]


@rule(
    id="figure-box",
    family=MEANING,
    severity=WARNING,
    title="Every figure says where it is",
    why="Software that shows the text anew in one column cannot cut the picture out of the page.",
    mend="give each figure its bounding box (BBox)",
    clause="7.3",
)
def figure_box(subject: Subject) -> Iterator[Problem]:
    """Yield one problem that counts the figures on one page that have no bounding box (14.8.5.4.3)."""
    bare = [
        element
        for element in _figures(subject.reading)
        if element.attributes.bbox is None and len(subject.reading.boxes(element)) == 1
    ]
    if bare:
        many = "a figure has" if len(bare) == 1 else f"{len(bare)} figures have"
        yield Problem(f"{many} no bounding box (BBox)", bare[0])
