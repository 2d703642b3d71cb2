"""Where two pictures differ, by their pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw, ImageFilter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.structure import Bitmap, Rect

_CELL = 6  # pixels that are looked at together
_FAINT = 32  # of 255: a difference that is smaller is not seen
_SMALLEST = 4  # pixels on each side of a figure that can be compared
_SHARE = 0.001  # of a figure's pixels may differ
_LEAST_SEEN = 0.4  # of a cell's pixels' worth of full difference
_MOST = 40  # boxes; after that the whole is marked

_Cell = tuple[int, int]


def cells(old: Bitmap, new: Bitmap, but: Iterable[Rect]) -> list[Rect]:
    """Return boxes of what differs on two pages, in points, but for some places on either."""
    size = min(old.width, new.width), min(old.height, new.height)
    images = [_image(picture).crop((0, 0, *size)) for picture in (old, new)]
    seen = _difference(*images)
    pen = ImageDraw.Draw(seen)
    for box in but:
        for picture in (old, new):
            left, upper, right, lower = picture.to_pixels(box)
            pen.rectangle((left - 1, upper - 1, right + 1, lower + 1), fill=0)
    small = seen.reduce(_CELL)
    wide = small.width
    values = small.tobytes()
    differing = {
        (place % wide, place // wide)
        for place, value in enumerate(values)
        if value >= _LEAST_SEEN * 255 / _CELL
    }
    found = [_points(new, spot) for spot in _clusters(differing)]
    if len(found) > _MOST:
        lefts, bottoms, rights, tops = zip(*found, strict=True)
        return [(min(lefts), min(bottoms), max(rights), max(tops))]
    return found


def differ(old: Bitmap, before: Rect, new: Bitmap, after: Rect) -> bool:
    """Say whether what is in two boxes looks different, wherever they are.

    Edges may be off by a pixel: what moved by a fraction of one is drawn a little otherwise.
    """
    one, other = _crop(old, before), _crop(new, after)
    if one is None or other is None:
        return False
    size = max(one.width, other.width), max(one.height, other.height)
    if one.size != size or other.size != size:
        one, other = (each.resize(size, Image.Resampling.BILINEAR) for each in (one, other))
    seen = ImageChops.lighter(_beyond(one, other), _beyond(other, one))
    counts = seen.histogram()
    return sum(counts[1:]) > _SHARE * size[0] * size[1]


def _crop(picture: Bitmap, box: Rect) -> Image.Image | None:
    left, upper, right, lower = picture.to_pixels(box)
    left, upper = max(round(left), 0), max(round(upper), 0)
    right, lower = min(round(right), picture.width), min(round(lower), picture.height)
    if right - left < _SMALLEST or lower - upper < _SMALLEST:
        return None
    return _image(picture).crop((left, upper, right, lower))


def _beyond(one: Image.Image, other: Image.Image) -> Image.Image:
    """Return how far the colours of one are from all that the other has there and around."""
    brighter = ImageChops.subtract(one, other.filter(ImageFilter.MaxFilter(3)))
    darker = ImageChops.subtract(other.filter(ImageFilter.MinFilter(3)), one)
    return _seen(ImageChops.lighter(brighter, darker))


def _image(picture: Bitmap) -> Image.Image:
    return Image.frombytes("RGB", (picture.width, picture.height), picture.pixels)


def _difference(one: Image.Image, other: Image.Image) -> Image.Image:
    return _seen(ImageChops.difference(one, other))


def _seen(difference: Image.Image) -> Image.Image:
    """Return white where colours differ so much that it is seen, black elsewhere."""
    red, green, blue = difference.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return most.point([0] * _FAINT + [255] * (256 - _FAINT))


def _clusters(found: set[_Cell]) -> Iterator[tuple[int, int, int, int]]:
    """Yield a box, in pixels, around cells that touch or nearly touch."""
    left = set(found)
    for first in sorted(found):
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


def _points(picture: Bitmap, spot: tuple[int, int, int, int]) -> Rect:
    """Return where a part of a picture is in the page's user space."""
    ends = [_point(picture, x, y) for x, y in (spot[:2], spot[2:])]
    (x0, x1), (y0, y1) = (sorted(axis) for axis in zip(*ends, strict=True))
    return x0, y0, x1, y1


def _point(picture: Bitmap, x: float, y: float) -> tuple[float, float]:
    left, bottom, right, top = picture.view
    wide, high = right - left, top - bottom
    if picture.rotation in (90, 270):
        wide, high = high, wide
    across, down = x * wide / picture.width, y * high / picture.height
    return {
        0: (left + across, top - down),
        90: (left + down, bottom + across),
        180: (right - across, bottom + down),
        270: (right - down, top - across),
    }[picture.rotation]
