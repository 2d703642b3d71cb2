"""Draws the pages of a PDF with PDFium; the only importer of pypdfium2.

PDFium keeps global state: only one thread of a process may be in this module at a time.
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
from briefpress.system import limit_cpu_time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from pypdfium2 import PdfBitmap, PdfPage

# A page can be 14 400 points wide and high (ISO 32000-1, annex C): 5 GB at 150 dpi. Such a page is
# drawn at a lower resolution. A4 at 200 dpi has 4 million pixels; WebP has at most 16 383 a side.
MAX_PIXELS = 8_000_000
MAX_SIDE = 16_000  # pixels
_POINTS = 72  # per inch


def rasterize_pages(
    data: bytes, dpi: float, pages: Iterable[int] | None = None
) -> Iterator[Bitmap]:
    """Yield the pages of a PDF, or those asked for, one by one; raises `RasterizeError`.

    A page that is too large for the resolution is drawn at a lower one.
    """
    with _as_rasterize_error("the PDF cannot be opened"):
        document = PdfDocument(data)
    try:
        with _as_rasterize_error("the forms cannot be drawn"):
            document.init_forms()  # without it, form fields are not drawn
        for page in range(len(document)) if pages is None else pages:
            with _as_rasterize_error(f"page {page + 1} cannot be drawn"):
                bitmap = _draw(document[page], page, dpi)
            yield bitmap
    finally:
        document.close()


@contextlib.contextmanager
def rasterize_ahead(
    data: bytes, dpi: float, most: int
) -> Iterator[Callable[[Iterable[int]], Iterator[Bitmap]]]:
    """Draw the first pages in a thread, and yield a function that returns the pages asked for.

    PDFium releases the GIL. The function raises `RasterizeError`, and works within the block only.
    """
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - not in a process that only draws

    with ThreadPoolExecutor(1) as thread:
        first = thread.submit(_first_pages, data, dpi, most)

        def get(pages: Iterable[int]) -> Iterator[Bitmap]:
            drawn, later = first.result(), []
            for page in pages:
                if page < len(drawn):
                    yield drawn[page]
                else:
                    later.append(page)
            if later:
                yield from rasterize_pages(data, dpi, later)

        yield get


def _first_pages(data: bytes, dpi: float, most: int) -> list[Bitmap]:
    """Return the first pages, up to one that cannot be drawn: the error comes when it is asked for."""
    drawn: list[Bitmap] = []
    with contextlib.suppress(RasterizeError):
        drawn.extend(islice(rasterize_pages(data, dpi), most))
    return drawn


def draw(
    path: Path, dpi: float, page: int, pixels: int, seconds: float
) -> tuple[Bitmap | str, float]:
    """Return one page of a file, or why it cannot be drawn, and the seconds of CPU that it took.

    A page of more than `pixels` is drawn at a lower resolution. Where the system can, it ends this
    process after so many `seconds` of CPU.
    """
    stamp, begin = path.stat(), time.process_time()
    with limit_cpu_time(seconds):
        try:
            with _as_rasterize_error("the PDF cannot be opened"):
                document = _open(path, stamp.st_mtime_ns, stamp.st_size)
            with _as_rasterize_error(f"page {page + 1} cannot be drawn"):
                drawn: Bitmap | str = _draw(document[page], page, dpi, min(pixels, MAX_PIXELS))
        except RasterizeError as reason:
            drawn = str(reason)
    return drawn, time.process_time() - begin


@lru_cache(maxsize=1)
def _open(path: Path, _modified: int, _size: int) -> PdfDocument:
    """Open a file, and keep it open for its other pages, until it is changed."""
    document = PdfDocument(path)
    document.init_forms()
    return document


@contextlib.contextmanager
def _as_rasterize_error(what: str) -> Iterator[None]:
    """Turn the errors of PDFium within the block into a `RasterizeError` that says what failed."""
    try:
        yield
    except (PdfiumError, IndexError, ValueError) as error:
        raise RasterizeError(what) from error


def _draw(page: PdfPage, index: int, dpi: float, most: int = MAX_PIXELS) -> Bitmap:
    try:
        width, height = page.get_size()
        if not (width > 0 and height > 0):
            raise RasterizeError(f"page {index + 1} cannot be drawn: it has no area")
        fitting = math.sqrt(most / (width * height))
        scale = min(dpi / _POINTS, fitting, MAX_SIDE / max(width, height))
        bitmap = page.render(scale=scale, rev_byteorder=True)
        return Bitmap(
            page=index,
            width=bitmap.width,
            height=bitmap.height,
            scale=scale,
            view=page.get_bbox(),
            rotation=page.get_rotation(),
            pixels=_rgb(bitmap),
        )
    finally:
        page.close()


def _rgb(bitmap: PdfBitmap) -> bytes:
    """Return red, green and blue of each pixel; PDFium draws on opaque white, without alpha."""
    rows, width = memoryview(bitmap.buffer), 3 * bitmap.width
    assert bitmap.n_channels == 3
    starts = range(0, bitmap.height * bitmap.stride, bitmap.stride)
    return b"".join(rows[start : start + width] for start in starts)
