"""The pages of a PDF as they look; the only importer of pypdfium2.

PDFium keeps its state in one place, so that two threads must not be in here at once.
"""

from __future__ import annotations

import contextlib
import io
import math
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Literal

from PIL import Image
from pypdfium2 import PdfDocument, PdfiumError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from pypdfium2 import PdfPage

Rect = tuple[float, float, float, float]

# A page can be 14 400 points wide and high (ISO 32000-1, annex C): 5 GB at 150 dpi. It is drawn
# smaller then. A4 at 200 dpi has 4 million pixels; a WebP has 16 383 at most on each side.
MOST_PIXELS = 8_000_000
MOST_PIXELS_ASIDE = 16_000
_POINTS = 72  # to the inch


class NoPicture(Exception):  # noqa: N818 - an outcome that the caller reports, not a bug
    """PDFium cannot draw the page, or not even open the file."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One page, upright as a reader shows it; `page` counts from 0.

    `width` and `height` are in pixels, `scale` is pixels to the point, `pixels` holds three bytes
    for each: red, green, blue. `view` is the part of the page that is shown, in points of its user
    space (left, bottom, right, top), `rotation` how far the page is turned clockwise.
    """

    page: int
    width: int
    height: int
    scale: float
    view: Rect
    rotation: int
    pixels: bytes = field(repr=False)

    def to_pixels(self, box: Rect) -> Rect:
        """Return where a box of the page's user space is: left, top, right, bottom in pixels."""
        ends = self._to_pixel(box[0], box[1]), self._to_pixel(box[2], box[3])
        (x0, x1), (y0, y1) = (sorted(axis) for axis in zip(*ends, strict=True))
        return x0, y0, x1, y1

    def _to_pixel(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self.view
        wide, high = right - left, top - bottom
        across, down = {
            0: (x - left, top - y),
            90: (y - bottom, x - left),
            180: (right - x, y - bottom),
            270: (top - y, right - x),
        }[self.rotation]
        if self.rotation in (90, 270):
            wide, high = high, wide
        return across * self.width / wide, down * self.height / high

    def colour_at(self, x: int, y: int) -> tuple[int, int, int]:
        """Return red, green and blue (0 to 255) of one pixel, counted from the upper left corner."""
        at = 3 * (y * self.width + x)
        red, green, blue = self.pixels[at : at + 3]
        return red, green, blue

    def colours(self, box: Rect) -> list[tuple[int, tuple[int, int, int]]]:
        """Return how many pixels of a box in user space have which colour, the most frequent first."""
        x0, y0, x1, y1 = self.to_pixels(box)
        left, upper = max(0, math.floor(x0)), max(0, math.floor(y0))
        right, lower = min(self.width, math.ceil(x1)), min(self.height, math.ceil(y1))
        if left >= right or upper >= lower:
            return []
        rows = (3 * self.width * row for row in range(upper, lower))
        part = b"".join(self.pixels[row + 3 * left : row + 3 * right] for row in rows)
        size = (right - left, lower - upper)
        counts = Image.frombytes("RGB", size, part).getcolors(size[0] * size[1]) or []
        return sorted(
            ((n, (c[0], c[1], c[2])) for n, c in counts if isinstance(c, tuple)), reverse=True
        )

    def png(self) -> bytes:
        """Return the picture as PNG, every pixel as it is."""
        return self._encode("PNG", optimize=True)

    def webp(self, quality: int = 80) -> bytes:
        """Return the picture as WebP, which is much smaller and a little less sharp."""
        return self._encode("WEBP", quality=quality, method=4)

    def _encode(self, kind: Literal["PNG", "WEBP"], **options: int) -> bytes:
        file = io.BytesIO()
        self._image().save(file, kind, **options)
        return file.getvalue()

    def _image(self) -> Image.Image:
        return Image.frombuffer("RGB", (self.width, self.height), self.pixels, "raw", "RGB", 0, 1)


def render(data: bytes, dpi: float, pages: Iterable[int] | None = None) -> tuple[Picture, ...]:
    """Draw the pages of a PDF, or those asked for; a page too large for the dpi is drawn smaller.

    Raises `NoPicture`.
    """
    return tuple(each(data, dpi, pages))


def each(data: bytes, dpi: float, pages: Iterable[int] | None = None) -> Iterator[Picture]:
    """Draw one page after the other, for a document that is too long to be held in memory.

    Raises `NoPicture`.
    """
    with _refusing("the PDF cannot be opened"):
        document = PdfDocument(data)
    try:
        with _refusing("the forms cannot be drawn"):
            document.init_forms()  # without which fields are not drawn
        for page in range(len(document)) if pages is None else pages:
            with _refusing(f"page {page + 1} cannot be drawn"):
                picture = _draw(document[page], page, dpi)
            yield picture
    finally:
        document.close()


@contextlib.contextmanager
def drawing_ahead(
    data: bytes, dpi: float, most: int
) -> Iterator[Callable[[Iterable[int]], Iterator[Picture]]]:
    """Draw the first pages while something else is done, and yield a function that gives pages.

    PDFium does not hold Python up. The function raises `NoPicture`; it is used up when the block ends.
    """
    with ThreadPoolExecutor(1) as thread:
        first = thread.submit(_first, data, dpi, most)

        def give(pages: Iterable[int]) -> Iterator[Picture]:
            drawn, later = first.result(), []
            for page in pages:
                if page < len(drawn):
                    yield drawn[page]
                else:
                    later.append(page)
            if later:
                yield from each(data, dpi, later)

        yield give


def _first(data: bytes, dpi: float, most: int) -> list[Picture]:
    """Draw the first pages up to one that cannot be drawn, which is told when it is asked for."""
    drawn: list[Picture] = []
    with contextlib.suppress(NoPicture):
        drawn.extend(islice(each(data, dpi), most))
    return drawn


def draw(
    path: Path, dpi: float, page: int, pixels: int, seconds: float
) -> tuple[Picture | str, float]:
    """Draw one page of a file, or say why it cannot be drawn; return the seconds that it took as well.

    A page of more pixels is drawn smaller. Where the system can, it ends this process when it has
    worked for so many seconds.
    """
    stamp, begin = path.stat(), time.process_time()
    with _working_at_most(seconds):
        try:
            with _refusing("the PDF cannot be opened"):
                document = _opened(path, stamp.st_mtime_ns, stamp.st_size)
            with _refusing(f"page {page + 1} cannot be drawn"):
                drawn: Picture | str = _draw(document[page], page, dpi, min(pixels, MOST_PIXELS))
        except NoPicture as reason:
            drawn = str(reason)
    return drawn, time.process_time() - begin


@contextlib.contextmanager
def _working_at_most(seconds: float) -> Iterator[None]:
    """Count the seconds in which the processor works: a busy machine must not change what is found."""
    if not hasattr(signal, "ITIMER_PROF"):  # on Windows
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


@lru_cache(maxsize=1)
def _opened(path: Path, _changed: int, _size: int) -> PdfDocument:
    """Open a file, and keep it open for its other pages."""
    document = PdfDocument(path)
    document.init_forms()
    return document


@contextlib.contextmanager
def _refusing(what: str) -> Iterator[None]:
    """Tell what PDFium refuses in one way."""
    try:
        yield
    except (PdfiumError, IndexError, ValueError) as error:
        raise NoPicture(f"{what}: {error}") from error


def _draw(page: PdfPage, index: int, dpi: float, most: int = MOST_PIXELS) -> Picture:
    try:
        width, height = page.get_size()
        if not (width > 0 and height > 0):
            raise NoPicture(f"page {index + 1} cannot be drawn: it has no area")
        fitting = math.sqrt(most / (width * height))
        scale = min(dpi / _POINTS, fitting, MOST_PIXELS_ASIDE / max(width, height))
        bitmap = page.render(scale=scale, rev_byteorder=True)
        image = bitmap.to_pil()
        pixels = (image if image.mode == "RGB" else image.convert("RGB")).tobytes()
        return Picture(
            page=index,
            width=bitmap.width,
            height=bitmap.height,
            scale=scale,
            view=page.get_bbox(),
            rotation=page.get_rotation(),
            pixels=pixels,
        )
    finally:
        page.close()
