"""What is drawn over the picture of a page: structure elements, reading order, findings.

All places are in pixels of the picture, from its upper left corner.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, reduce
from typing import TYPE_CHECKING

from briefpress.findings import Severity
from briefpress.structure import Artifact, Element, union

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.structure import Bitmap, PdfStructure, Rect

# The kinds that have a colour of their own; elements that only group others have none.
_KINDS = {
    "paragraph": ("P", "BlockQuote", "Quote", "Caption", "Note", "FENote", "Code", "TOCI", "BibEntry", "Index"),
    "list": ("L", "LI", "TOC"),
    "table": ("Table", "TH", "TD"),
    "figure": ("Figure", "Formula", "Form"),
    "link": ("Link", "Annot"),
}  # fmt: skip
_KIND_OF = {role: kind for kind, roles in _KINDS.items() for role in roles}
_HEADING = re.compile(r"H[1-9]?\d*|Title")
KINDS = ("heading", *_KINDS, "artifact")
# Their outline says enough, and a label would cover text.
_UNLABELLED = frozenset({"LI", "TD", "TH", "TOCI", "Link"})

_STEP = 22.0  # the room that the number of a step takes
_LABEL = (7.5, 15.0)  # the width of a letter, and the height, of a label
_AROUND = 2.0  # between an outline and what it encloses
_LEAST = 8.0  # a box that is thinner can't be seen


def kind_of(role: str) -> str | None:
    """Return which kind of structure element a role is, by the colour of its outline."""
    return "heading" if _HEADING.fullmatch(role) else _KIND_OF.get(role)


@dataclass(frozen=True, slots=True)
class Spot:
    """A box in a picture."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Outline:
    """The outline of a structure element; `label` is where its role is written, if it is."""

    kind: str
    role: str
    spot: Spot
    label: Spot | None


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the reading order; the centre of its number."""

    number: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Mark:
    """The place of a finding, and where its number is written."""

    number: int
    severity: Severity
    spot: Spot
    label: Spot


@dataclass(frozen=True, slots=True)
class Overlay:
    """All that is drawn over one picture."""

    outlines: tuple[Outline, ...]
    steps: tuple[Step, ...]
    marks: tuple[Mark, ...]

    @property
    def line(self) -> str:
        """The line that joins the steps, as SVG writes the points of one."""
        return " ".join(f"{step.x:.0f},{step.y:.0f}" for step in self.steps)


class Places:
    """Where on the pages of a PDF its structure elements are; looks at each element once."""

    def __init__(self, pdf: PdfStructure) -> None:
        self._pdf = pdf
        self._boxes: dict[Element, dict[int, Rect]] = {}

    def box(self, element: Element, page: int) -> Rect | None:
        """Return the box of an element on a page."""
        if element not in self._boxes:
            self._boxes[element] = element.boxes()
        return self._boxes[element].get(page)

    @cached_property
    def elements(self) -> dict[int, list[Element]]:
        """The structure elements of every page that have a kind, in reading order."""
        by_page: dict[int, list[Element]] = {}
        for element in self._pdf.walk():
            if kind_of(element.role):
                self._boxes[element] = element.boxes()
                for page in self._boxes[element]:
                    by_page.setdefault(page, []).append(element)
        return by_page


def draw(
    picture: Bitmap,
    places: Places,
    artifacts: Iterable[Artifact],
    steps: Iterable[tuple[int, Iterable[Element], bool]],
    marks: Iterable[tuple[int, Severity, Rect]],
) -> Overlay:
    """Return what is drawn over a picture; steps and marks have the numbers of their lists.

    A step has its structure elements, and whether it is written from the right.
    """
    return Overlay(
        tuple(_outlines(picture, places, artifacts)),
        tuple(_steps(picture, places, steps)),
        tuple(_marks(picture, marks)),
    )


_MOST_TRIED = 100  # places, before one is written over


class _Room:
    """Keeps what is written from being written over: a grid of which each cell is taken once."""

    def __init__(self, width: float, height: float) -> None:
        self._cell = width, height
        self._taken: set[tuple[int, int]] = set()

    def find(self, x: float, y: float, step: int = -1) -> tuple[float, float]:
        """Return the free place nearest to one, in the same row."""
        across, row = round(x / self._cell[0]), round(y / self._cell[1])
        moved = tried = 0
        while (across + moved, row) in self._taken and tried < _MOST_TRIED:
            moved += step
            tried += 1
            if across + moved < 0:
                step, moved = 1, 1
        self._taken.add((across + moved, row))
        return x + moved * self._cell[0], y


def _outlines(picture: Bitmap, places: Places, artifacts: Iterable[Artifact]) -> Iterator[Outline]:
    room = _Room(_STEP, _LABEL[1])
    seen: set[tuple[str, Spot]] = set()
    for artifact in artifacts:
        if box := _box_of(artifact):
            yield Outline("artifact", "Artifact", _spot(picture, box), None)
    for element in places.elements.get(picture.page, ()):
        box, kind = places.box(element, picture.page), kind_of(element.role)
        if box is None or kind is None:
            continue
        spot = _spot(picture, box)
        if (kind, spot) not in seen:  # as those of a list with one item
            seen.add((kind, spot))
            label = (
                None if element.role in _UNLABELLED else _label(element.role, spot, picture, room)
            )
            yield Outline(kind, element.role, spot, label)


def _label(role: str, spot: Spot, picture: Bitmap, room: _Room) -> Spot:
    """Write a role beside the upper right corner, where lines of text are seldom as long."""
    width = 8 + _LABEL[0] * len(role)
    beside = min(spot.x + spot.width + 1, picture.width - width)
    x, y = room.find(beside, spot.y, 1)
    return Spot(min(x, picture.width - width), y, width, _LABEL[1])


def _box_of(artifact: Artifact) -> Rect | None:
    boxes = [run.box for run in artifact.runs] + [graphic.box for graphic in artifact.graphics]
    return reduce(union, boxes) if boxes else None


def _steps(
    picture: Bitmap, places: Places, steps: Iterable[tuple[int, Iterable[Element], bool]]
) -> Iterator[Step]:
    room = _Room(_STEP, _STEP)
    for number, elements, is_from_right in steps:
        boxes = (places.box(element, picture.page) for element in elements)
        if box := next(filter(None, boxes), None):
            left, upper, right, _ = picture.to_pixels(box)
            beside = right + 0.6 * _STEP if is_from_right else left - 0.6 * _STEP
            across = min(max(beside, _STEP / 2), picture.width - _STEP / 2)
            x, y = room.find(across, max(_STEP / 2, upper + 2), 1 if is_from_right else -1)
            yield Step(number, x, y)


def _marks(picture: Bitmap, marks: Iterable[tuple[int, Severity, Rect]]) -> Iterator[Mark]:
    width, height = 2 * _STEP, _STEP
    room = _Room(width, height)
    for number, severity, box in marks:
        spot = _spot(picture, box)
        x, y = room.find(max(0.0, spot.x), max(0.0, spot.y - height), 1)
        yield Mark(number, severity, spot, Spot(x, y, width, height))


def _spot(picture: Bitmap, box: Rect) -> Spot:
    left, upper, right, lower = picture.to_pixels(box)
    left, upper, right, lower = left - _AROUND, upper - _AROUND, right + _AROUND, lower + _AROUND
    left, upper = min(max(left, 0.0), picture.width), min(max(upper, 0.0), picture.height)
    right, lower = min(max(right, 0.0), picture.width), min(max(lower, 0.0), picture.height)
    wide, high = max(right - left, _LEAST), max(lower - upper, _LEAST)
    return Spot(round(left, 1), round(upper, 1), round(wide, 1), round(high, 1))
