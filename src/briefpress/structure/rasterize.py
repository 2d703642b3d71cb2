"""The pages of a PDF as they look; the only importer of pypdfium2.

PDFium keeps its state in one place, so that two threads must not be in here at once.
"""

from __future__ import annotations

import contextlib
import math
import time
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from pypdfium2 import PdfDocument, PdfiumError

from briefpress.structure.bitmap import Bitmap, RasterizeError
from briefpress.system import working_at_most

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from pypdfium2 import PdfBitmap, PdfPage

# A page can be 14 400 points wide and high (ISO 32000-1, annex C): 5 GB at 150 dpi. It is drawn
# smaller then. A4 at 200 dpi has 4 million pixels; a WebP has 16 383 at most on each side.
MOST_PIXELS = 8_000_000
MOST_PIXELS_ASIDE = 16_000
_POINTS = 72  # to the inch


def render(data: bytes, dpi: float, pages: Iterable[int] | None = None) -> tuple[Bitmap, ...]:
    """Draw the pages of a PDF, or those asked for; a page too large for the dpi is drawn smaller.

    Raises `RasterizeError`.
    """
    return tuple(rasterize_pages(data, dpi, pages))


def rasterize_pages(
    data: bytes, dpi: float, pages: Iterable[int] | None = None
) -> Iterator[Bitmap]:
    """Draw one page after the other, for a document that is too long to be held in memory.

    Raises `RasterizeError`.
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
def rasterize_ahead(
    data: bytes, dpi: float, most: int
) -> Iterator[Callable[[Iterable[int]], Iterator[Bitmap]]]:
    """Draw the first pages while something else is done, and yield a function that gives pages.

    PDFium does not hold Python up. The function raises `RasterizeError`; it is used up when the block ends.
    """
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - not in a process that only draws

    with ThreadPoolExecutor(1) as thread:
        first = thread.submit(_first, data, dpi, most)

        def give(pages: Iterable[int]) -> Iterator[Bitmap]:
            drawn, later = first.result(), []
            for page in pages:
                if page < len(drawn):
                    yield drawn[page]
                else:
                    later.append(page)
            if later:
                yield from rasterize_pages(data, dpi, later)

        yield give


def _first(data: bytes, dpi: float, most: int) -> list[Bitmap]:
    """Draw the first pages up to one that cannot be drawn, which is told when it is asked for."""
    drawn: list[Bitmap] = []
    with contextlib.suppress(RasterizeError):
        drawn.extend(islice(rasterize_pages(data, dpi), most))
    return drawn


def draw(
    path: Path, dpi: float, page: int, pixels: int, seconds: float
) -> tuple[Bitmap | str, float]:
    """Draw one page of a file, or say why it cannot be drawn; return the seconds that it took as well.

    A page of more pixels is drawn smaller. Where the system can, it ends this process when it has
    worked for so many seconds.
    """
    stamp, begin = path.stat(), time.process_time()
    with working_at_most(seconds):
        try:
            with _refusing("the PDF cannot be opened"):
                document = _opened(path, stamp.st_mtime_ns, stamp.st_size)
            with _refusing(f"page {page + 1} cannot be drawn"):
                drawn: Bitmap | str = _draw(document[page], page, dpi, min(pixels, MOST_PIXELS))
        except RasterizeError as reason:
            drawn = str(reason)
    return drawn, time.process_time() - begin


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
        raise RasterizeError(f"{what}: {error}") from error


def _draw(page: PdfPage, index: int, dpi: float, most: int = MOST_PIXELS) -> Bitmap:
    try:
        width, height = page.get_size()
        if not (width > 0 and height > 0):
            raise RasterizeError(f"page {index + 1} cannot be drawn: it has no area")
        fitting = math.sqrt(most / (width * height))
        scale = min(dpi / _POINTS, fitting, MOST_PIXELS_ASIDE / max(width, height))
        bitmap = page.render(scale=scale, rev_byteorder=True)
        return Bitmap(
            page=index,
            width=bitmap.width,
            height=bitmap.height,
            scale=scale,
            view=page.get_bbox(),
            rotation=page.get_rotation(),
            pixels=_pixels(bitmap),
        )
    finally:
        page.close()


def _pixels(bitmap: PdfBitmap) -> bytes:
    """Return red, green and blue of each pixel; on opaque white, PDFium draws without an alpha."""
    rows, wide = memoryview(bitmap.buffer), 3 * bitmap.width
    assert bitmap.n_channels == 3
    starts = range(0, bitmap.height * bitmap.stride, bitmap.stride)
    return b"".join(rows[start : start + wide] for start in starts)
