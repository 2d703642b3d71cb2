"""Which colour and shape is which series: names above the parts of the first row, or a list where there is no room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.drawing.colours import WHITE, contrast, text_colour
from briefpress.drawing.layers import Frame, Label, Layer, labels_layer, pixels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefpress.drawing.look import Look

_SEEN = 3.0  # the least contrast with the page (WCAG 2.2, 1.4.11)
_FARTHEST = 1.5  # ems that a name may stand beside what it names


@dataclass(frozen=True, slots=True)
class Entry:
    """A series: its name, its colour and shape, and the middle of its part of the first row, in pixels."""

    name: str
    colour: str
    shape: str
    middle: float


def key_above(entries: Sequence[Entry], frame: Frame, look: Look) -> tuple[list[Layer], float]:
    """Return the layers that name the series above a plot, and how high they are."""
    if len(entries) < 2:
        return [], 0
    if places := _places_over(entries, frame, look):
        y = -0.7 * look.size
        labels = [
            Label(x, y, [each.name], text_colour(each.colour), "center", 600)
            for x, each in zip(places, entries, strict=True)
        ]
        return [labels_layer(frame, look, labels)], 1.6 * look.size
    return key_in_lines(entries, frame, look)


def _places_over(entries: Sequence[Entry], frame: Frame, look: Look) -> list[float]:
    """Return where names stand centred over what they name; none where that leaves no room between them."""
    places: list[float] = []
    left = -frame.left
    for each in entries:
        width = look.width_of(each.name, 600)
        left = max(left, each.middle - width / 2)
        if abs(left + width / 2 - each.middle) > _FARTHEST * look.size:
            return []
        places.append(left + width / 2)
        left += width + look.size
    return places if left - look.size <= frame.width + frame.right else []


def key_in_lines(entries: Sequence[Entry], frame: Frame, look: Look) -> tuple[list[Layer], float]:
    """Return signs with their names above a plot, in as many lines as they need, and how high that is."""
    line = 1.6 * look.size
    x, y = -frame.left, 0.5 * line
    signs: list[tuple[float, float, Entry]] = []
    for each in entries:
        width = 1.3 * look.size + look.width_of(each.name, 500)
        if x > -frame.left and x + width > frame.width + frame.right:
            x, y = -frame.left, y + line
        signs.append((x, y, each))
        x += width + 1.5 * look.size
    height = y + 0.5 * line + 0.4 * look.size
    signs = [(x, y - height, each) for x, y, each in signs]
    labels = [
        Label(x + 1.2 * look.size, y, [each.name], look.ink, "left", 500) for x, y, each in signs
    ]
    layers = [
        points(frame, [(x + 0.4 * look.size, y)], e.shape, e.colour, look.size, _edge(e, look))
        for x, y, e in signs
    ]
    return [*layers, labels_layer(frame, look, labels)], height


def _edge(entry: Entry, look: Look) -> str:
    """Return the colour of the edge of a sign: one that is seen, where the sign is pale."""
    return look.ink_soft if contrast(entry.colour, WHITE) < _SEEN else WHITE


def points(
    frame: Frame,
    places: Sequence[tuple[float, float]],
    shape: str,
    colour: str,
    size: float,
    edge: str = WHITE,
) -> Layer:
    """Return signs of a shape at places in pixels."""
    return {
        "data": {"values": [{"x": round(x, 1), "y": round(y, 1)} for x, y in places]},
        "mark": {
            "type": "point", "shape": shape, "size": round((0.85 * size) ** 2, 1), "fill": colour, "stroke": edge,
            "strokeWidth": 1, "opacity": 1, "clip": False,
        },
        "encoding": {"x": pixels("x", frame.width), "y": pixels("y", frame.height)},
    }  # fmt: skip
