"""What is drawn over the picture of a page: structure elements, reading order, findings.

All positions are in pixels of the picture, from its upper left corner.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import TYPE_CHECKING, NamedTuple

from briefpress.structure import Artifact, Element, union

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.findings import Severity
    from briefpress.structure import Bitmap, PdfStructure, Rect

# The kinds of structure elements by the colour of their outline; grouping elements have none.
_ROLES = {
    "paragraph": ("P", "BlockQuote", "Quote", "Caption", "Note", "FENote", "Code", "TOCI", "BibEntry", "Index"),
    "list": ("L", "LI", "TOC"),
    "table": ("Table", "TH", "TD"),
    "figure": ("Figure", "Formula", "Form"),
    "link": ("Link", "Annot"),
}  # fmt: skip
_KINDS_BY_ROLE = {role: kind for kind, roles in _ROLES.items() for role in roles}
_HEADING = re.compile(r"H[1-9]?\d*|Title")
KINDS = ("heading", *_ROLES, "artifact")
# Roles without a label: it would cover text, and the outline is clear enough.
_UNLABELLED = frozenset({"LI", "TD", "TH", "TOCI", "Link"})

_STEP_SIZE = 22.0  # of the circle with the number of a step
_LETTER_WIDTH, _LABEL_HEIGHT = 7.5, 15.0
_PADDING = 2.0  # between an outline and its contents
_MIN_SIDE = 8.0  # of an outline: a thinner one cannot be seen
_MAX_TRIES = 100  # positions that are tried before one label covers another


def element_kind(role: str) -> str | None:
    """Return the kind of structure element that a role belongs to, one of `KINDS`, or None."""
    return "heading" if _HEADING.fullmatch(role) else _KINDS_BY_ROLE.get(role)


@dataclass(frozen=True, slots=True)
class PixelBox:
    """A box in a picture."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Outline:
    """The outline of a structure element or artifact; `label` is the box of its role, if any."""

    kind: str
    role: str
    box: PixelBox
    label: PixelBox | None


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the reading order, with the centre of its number."""

    number: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Mark:
    """The outline of a finding or change; `label` is the box of its number."""

    number: int
    box: PixelBox
    label: PixelBox
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Overlay:
    """All that is drawn over one picture."""

    outlines: tuple[Outline, ...]
    steps: tuple[Step, ...]
    marks: tuple[Mark, ...]

    @property
    def polyline(self) -> str:
        """The line that joins the steps, as the `points` of an SVG polyline."""
        return " ".join(f"{step.x:.0f},{step.y:.0f}" for step in self.steps)


class StepElements(NamedTuple):
    """A step of the reading order, with the structure elements that are read out in it."""

    number: int
    elements: Iterable[Element]
    is_right_to_left: bool


class ElementBoxes:
    """The boxes of the structure elements of a PDF; those of an element are computed once."""

    def __init__(self, pdf: PdfStructure) -> None:
        self._pdf = pdf
        self._boxes: dict[Element, dict[int, Rect]] = {}

    def box(self, element: Element, page: int) -> Rect | None:
        """Return the box of an element on a page, in points; None if it is not on the page."""
        if element not in self._boxes:
            self._boxes[element] = element.boxes()
        return self._boxes[element].get(page)

    @cached_property
    def by_page(self) -> dict[int, list[Element]]:
        """The structure elements that have a kind, by page, in reading order."""
        by_page: dict[int, list[Element]] = {}
        for element in self._pdf.walk():
            if element_kind(element.role):
                self._boxes[element] = element.boxes()
                for page in self._boxes[element]:
                    by_page.setdefault(page, []).append(element)
        return by_page


def draw_overlay(
    picture: Bitmap,
    boxes: ElementBoxes,
    artifacts: Iterable[Artifact],
    steps: Iterable[StepElements],
    marks: Iterable[tuple[int, Rect, Severity]],
) -> Overlay:
    """Return what is drawn over a picture; `marks` are the number, box and severity of findings."""
    return Overlay(
        tuple(_outlines(picture, boxes, artifacts)),
        tuple(_steps(picture, boxes, steps)),
        tuple(draw_marks(picture, marks)),
    )


class _FreeSpace:
    """Keeps labels from covering each other: a grid of cells, each of which is taken once."""

    def __init__(self, width: float, height: float) -> None:
        self._width, self._height = width, height
        self._taken: set[tuple[int, int]] = set()

    def take(self, x: float, y: float, direction: int) -> tuple[float, float]:
        """Take the nearest free cell in the row of a point, to the left (-1) or the right (1)."""
        column, row = round(x / self._width), round(y / self._height)
        shift = tries = 0
        while (column + shift, row) in self._taken and tries < _MAX_TRIES:
            shift += direction
            tries += 1
            if column + shift < 0:
                direction, shift = 1, 1
        self._taken.add((column + shift, row))
        return x + shift * self._width, y


def _outlines(
    picture: Bitmap, boxes: ElementBoxes, artifacts: Iterable[Artifact]
) -> Iterator[Outline]:
    space = _FreeSpace(_STEP_SIZE, _LABEL_HEIGHT)
    seen: set[tuple[str, PixelBox]] = set()
    for artifact in artifacts:
        if rect := _artifact_box(artifact):
            yield Outline("artifact", "Artifact", _pixel_box(picture, rect), None)
    for element in boxes.by_page.get(picture.page, ()):
        rect, kind = boxes.box(element, picture.page), element_kind(element.role)
        if rect is None or kind is None:
            continue
        box = _pixel_box(picture, rect)
        if (kind, box) not in seen:  # a list and its only item have one outline
            seen.add((kind, box))
            has_label = element.role not in _UNLABELLED
            label = _label(element.role, box, picture, space) if has_label else None
            yield Outline(kind, element.role, box, label)


def _label(role: str, box: PixelBox, picture: Bitmap, space: _FreeSpace) -> PixelBox:
    """Return a place for a role beside the upper right corner, where there is seldom text."""
    width = 8 + _LETTER_WIDTH * len(role)
    beside = min(box.x + box.width + 1, picture.width - width)
    x, y = space.take(beside, box.y, 1)
    return PixelBox(min(x, picture.width - width), y, width, _LABEL_HEIGHT)


def _artifact_box(artifact: Artifact) -> Rect | None:
    boxes = [run.box for run in artifact.runs] + [graphic.box for graphic in artifact.graphics]
    return reduce(union, boxes) if boxes else None


def _steps(picture: Bitmap, boxes: ElementBoxes, steps: Iterable[StepElements]) -> Iterator[Step]:
    """Yield the steps, each before the first line of its first element on the page."""
    space = _FreeSpace(_STEP_SIZE, _STEP_SIZE)
    for number, elements, is_right_to_left in steps:
        found = (boxes.box(element, picture.page) for element in elements)
        if rect := next(filter(None, found), None):
            left, upper, right, _ = picture.to_pixels(rect)
            before = right + 0.6 * _STEP_SIZE if is_right_to_left else left - 0.6 * _STEP_SIZE
            start = min(max(before, _STEP_SIZE / 2), picture.width - _STEP_SIZE / 2)
            x, y = space.take(start, max(_STEP_SIZE / 2, upper + 2), 1 if is_right_to_left else -1)
            yield Step(number, x, y)


def draw_marks(
    picture: Bitmap, marks: Iterable[tuple[int, Rect, Severity | None]]
) -> Iterator[Mark]:
    """Yield the marks of numbered boxes, which are in points, each label above its box."""
    width, height = 2 * _STEP_SIZE, _STEP_SIZE
    space = _FreeSpace(width, height)
    for number, rect, severity in marks:
        box = _pixel_box(picture, rect)
        x, y = space.take(max(0.0, box.x), max(0.0, box.y - height), 1)
        yield Mark(number, box, PixelBox(x, y, width, height), severity)


def _pixel_box(picture: Bitmap, rect: Rect) -> PixelBox:
    """Return where a box in points is in a picture, with padding, cut at the edges."""
    left, upper, right, lower = picture.to_pixels(rect)
    left, right = (min(max(x, 0.0), picture.width) for x in (left - _PADDING, right + _PADDING))
    upper, lower = (min(max(y, 0.0), picture.height) for y in (upper - _PADDING, lower + _PADDING))
    width, height = max(right - left, _MIN_SIDE), max(lower - upper, _MIN_SIDE)
    return PixelBox(round(left, 1), round(upper, 1), round(width, 1), round(height, 1))
