"""A page as pixels, and what can be measured on it, without the library that draws pages."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, cast

if TYPE_CHECKING:
    from PIL import Image

Rect = tuple[float, float, float, float]
_LEAST_SIDE = 4  # pixels: smaller letters may leave no trace


class RasterizeError(Exception):
    """PDFium cannot open the file, or not draw the page; the message says why."""


@dataclass(frozen=True, slots=True)
class Bitmap:
    """One page as a viewer shows it; `page` counts from 0.

    `width` and `height` are in pixels, `scale` is in pixels per point, `pixels` has three bytes for
    each pixel: red, green, blue. `view` is the visible part of the page in points of its user space
    (left, bottom, right, top), `rotation` the clockwise rotation of the page in degrees.
    """

    page: int
    width: int
    height: int
    scale: float
    view: Rect
    rotation: int
    pixels: bytes = field(repr=False)

    def to_pixels(self, box: Rect) -> Rect:
        """Return a box of the page's user space in pixels: left, top, right, bottom."""
        left, bottom, right, top = self.view
        (x0, x1), (y0, y1) = sorted(box[::2]), sorted(box[1::2])
        if self.rotation in (90, 270):
            wide, high = self.width / (top - bottom), self.height / (right - left)
        else:
            wide, high = self.width / (right - left), self.height / (top - bottom)
        if self.rotation == 0:
            x0, y0, x1, y1 = x0 - left, top - y1, x1 - left, top - y0
        elif self.rotation == 90:
            x0, y0, x1, y1 = y0 - bottom, x0 - left, y1 - bottom, x1 - left
        elif self.rotation == 180:
            x0, y0, x1, y1 = right - x1, y0 - bottom, right - x0, y1 - bottom
        else:
            x0, y0, x1, y1 = top - y1, right - x1, top - y0, right - x0
        return x0 * wide, y0 * high, x1 * wide, y1 * high

    def colour_at(self, x: int, y: int) -> tuple[int, int, int]:
        """Return red, green and blue (0 to 255) of a pixel, counted from the upper left corner."""
        at = 3 * (y * self.width + x)
        red, green, blue = self.pixels[at : at + 3]
        return red, green, blue

    def colours(self, box: Rect) -> list[tuple[int, tuple[int, int, int]]]:
        """Return the colours in a box of user space with their numbers of pixels, most frequent first."""
        x0, y0, x1, y1 = self.to_pixels(box)
        left, upper = max(0, math.floor(x0)), max(0, math.floor(y0))
        right, lower = min(self.width, math.ceil(x1)), min(self.height, math.ceil(y1))
        if left >= right or upper >= lower:
            return []
        rows = (3 * self.width * row for row in range(upper, lower))
        part = b"".join(self.pixels[row + 3 * left : row + 3 * right] for row in rows)
        size = (right - left, lower - upper)
        from PIL import Image  # noqa: PLC0415 - heavy

        counts = Image.frombytes("RGB", size, part).getcolors(size[0] * size[1])
        return sorted(cast("list[tuple[int, tuple[int, int, int]]]", counts), reverse=True)

    def is_blank(self, box: Rect) -> bool:
        """Say whether all pixels in a box of user space are equal; false if it is not on the page."""
        x0, y0, x1, y1 = self.to_pixels(box)
        left, upper, right, lower = map(round, (x0, y0, x1, y1))
        if left < 0 or upper < 0 or right > self.width or lower > self.height:
            return False
        wide, high = right - left, lower - upper
        if wide < _LEAST_SIDE or high < _LEAST_SIDE:
            return False
        row = self.pixels[(start := 3 * (upper * self.width + left)) : start + 3] * wide
        # The middle row first: letters, if there are any, cross it.
        return all(
            self.pixels[(start := 3 * (y * self.width + left)) : start + 3 * wide] == row
            for y in (upper + high // 2, *range(upper, lower))
        )

    def png(self) -> bytes:
        """Return the page as PNG."""
        return self._encode("PNG", optimize=True)

    def webp(self, quality: int = 80) -> bytes:
        """Return the page as WebP, which is lossy and much smaller than PNG."""
        return self._encode("WEBP", quality=quality, method=4)

    def _encode(self, kind: Literal["PNG", "WEBP"], **options: int) -> bytes:
        file = io.BytesIO()
        self._image().save(file, kind, **options)
        return file.getvalue()

    def _image(self) -> Image.Image:
        from PIL import Image  # noqa: PLC0415 - heavy

        return Image.frombuffer("RGB", (self.width, self.height), self.pixels, "raw", "RGB", 0, 1)
