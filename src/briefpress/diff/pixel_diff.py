"""Where the pictures of two pages differ, pixel by pixel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw, ImageFilter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.structure import Bitmap, Rect

_CELL = 6  # pixels on each side of the squares that are compared
_MIN_COLOUR_DIFFERENCE = 32  # of 255; a smaller one is not seen
_MIN_FIGURE_SIDE = 4  # pixels; a smaller figure is not compared
_MAX_DIFFERING_SHARE = 0.001  # of the pixels of figures that count as the same
_MIN_DIFFERING_PIXELS = 0.4  # of a row of a square
_MAX_BOXES = 40  # on a page; more are marked as one

_Cell = tuple[int, int]


def differing_boxes(old: Bitmap, new: Bitmap, ignored: Iterable[Rect]) -> list[Rect]:
    """Return boxes around what differs between two pages, in points, outside of the `ignored` boxes."""
    size = min(old.width, new.width), min(old.height, new.height)
    images = [_image(picture).crop((0, 0, *size)) for picture in (old, new)]
    differences = _visible(ImageChops.difference(*images))
    draw = ImageDraw.Draw(differences)
    for box in ignored:
        for picture in (old, new):
            left, upper, right, lower = picture.to_pixels(box)
            draw.rectangle((left - 1, upper - 1, right + 1, lower + 1), fill=0)
    cells = differences.reduce(_CELL)
    differing = {
        (index % cells.width, index // cells.width)
        for index, value in enumerate(cells.tobytes())
        if value >= _MIN_DIFFERING_PIXELS * 255 / _CELL
    }
    boxes = [_to_points(new, box) for box in _clusters(differing)]
    if len(boxes) > _MAX_BOXES:
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        return [(min(lefts), min(bottoms), max(rights), max(tops))]
    return boxes


def figures_differ(old: Bitmap, old_box: Rect, new: Bitmap, new_box: Rect) -> bool:
    """Return whether the contents of two boxes look different, wherever the boxes are.

    A figure that moved by a part of a pixel is drawn a little differently, so edges may be off by
    one.
    """
    one, other = _crop(old, old_box), _crop(new, new_box)
    if one is None or other is None:
        return False
    size = max(one.width, other.width), max(one.height, other.height)
    if one.size != size or other.size != size:
        one, other = (each.resize(size, Image.Resampling.BILINEAR) for each in (one, other))
    differences = ImageChops.lighter(_not_nearby(one, other), _not_nearby(other, one))
    return sum(differences.histogram()[1:]) > _MAX_DIFFERING_SHARE * size[0] * size[1]


def _crop(picture: Bitmap, box: Rect) -> Image.Image | None:
    left, upper, right, lower = picture.to_pixels(box)
    left, upper = max(round(left), 0), max(round(upper), 0)
    right, lower = min(round(right), picture.width), min(round(lower), picture.height)
    if right - left < _MIN_FIGURE_SIDE or lower - upper < _MIN_FIGURE_SIDE:
        return None
    return _image(picture).crop((left, upper, right, lower))


def _not_nearby(one: Image.Image, other: Image.Image) -> Image.Image:
    """Return white where a colour is unlike all that the other image has at the pixel or next to it."""
    brighter = ImageChops.subtract(one, other.filter(ImageFilter.MaxFilter(3)))
    darker = ImageChops.subtract(other.filter(ImageFilter.MinFilter(3)), one)
    return _visible(ImageChops.lighter(brighter, darker))


def _image(picture: Bitmap) -> Image.Image:
    return Image.frombytes("RGB", (picture.width, picture.height), picture.pixels)


def _visible(difference: Image.Image) -> Image.Image:
    """Return white where a difference of colours can be seen, black elsewhere."""
    red, green, blue = difference.split()
    largest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return largest.point([0] * _MIN_COLOUR_DIFFERENCE + [255] * (256 - _MIN_COLOUR_DIFFERENCE))


def _clusters(cells: set[_Cell]) -> Iterator[tuple[int, int, int, int]]:
    """Yield a box, in pixels, around cells that touch or nearly touch."""
    left = set(cells)
    for first in sorted(cells):
        if first not in left:
            continue
        pending = [first]
        left.remove(first)
        cluster: list[_Cell] = []
        while pending:
            x, y = pending.pop()
            cluster.append((x, y))
            near = {(x + i, y + j) for i in range(-2, 3) for j in range(-2, 3)} & left
            left -= near
            pending += near
        xs, ys = zip(*cluster, strict=True)
        yield (
            min(xs) * _CELL, min(ys) * _CELL, (max(xs) + 1) * _CELL, (max(ys) + 1) * _CELL
        )  # fmt: skip


def _to_points(picture: Bitmap, box: tuple[int, int, int, int]) -> Rect:
    """Return a box of a picture in the user space of its page."""
    corners = [_point(picture, x, y) for x, y in (box[:2], box[2:])]
    (x0, x1), (y0, y1) = (sorted(axis) for axis in zip(*corners, strict=True))
    return x0, y0, x1, y1


def _point(picture: Bitmap, x: float, y: float) -> tuple[float, float]:
    left, bottom, right, top = picture.view
    width, height = right - left, top - bottom
    if picture.rotation in (90, 270):
        width, height = height, width
    across, down = x * width / picture.width, y * height / picture.height
    return {
        0: (left + across, top - down),
        90: (left + down, bottom + across),
        180: (right - across, bottom + down),
        270: (right - down, top - across),
    }[picture.rotation]
