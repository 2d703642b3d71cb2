"""The pages of anyone's PDF as pictures, drawn in a process of their own.

PDFium is native code, which a small file can keep busy for hours, feed gigabytes, or crash: that
costs the picture and nothing else.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefpress.structure.bitmap import RasterizeError
from briefpress.system import Limits, WorkerDied, shared_pool

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from pathlib import Path

    from briefpress.structure.bitmap import Bitmap
    from briefpress.system import Pool

# Of work for a file, and for each of its pages besides: A4 takes a hundredth at 72 dpi.
SECONDS, SECONDS_A_PAGE = 2.0, 0.015
MEMORY = 400 * 1024**2  # bytes, of which Python and PDFium take 60 MiB
_BUSY = 10  # times as long may it take where others work as well
_LEAST = 0.001  # seconds: a page that gets no more is told of as the others
_MODULE = "briefpress.structure.rasterize"
_TOO_MUCH = "it takes too much time or memory, or breaks what draws it"


def start_rasterizer() -> Pool:
    """Start the process that draws, or return it."""
    return shared_pool(_MODULE, Limits(_BUSY * SECONDS, MEMORY), gives_way=True)


class Rasterizer:
    """Draws pages of one file, within so much work for all of them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._is_too_much = False

    def each(self, dpi: float, pages: Collection[int], pixels: int) -> Iterator[Bitmap | str]:
        """Yield each page asked for, or why it cannot be drawn; where the file is too much, no more.

        All of them together have at most so many `pixels`.
        """
        most = pixels // max(len(pages), 1)
        left = SECONDS + SECONDS_A_PAGE * len(pages)
        drawn: Bitmap | str
        for page in pages if not self._is_too_much else ():
            try:
                drawn, seconds = start_rasterizer().call(
                    f"{_MODULE}:draw", self._path, dpi, page, most, left, seconds=_BUSY * left
                )
            except WorkerDied:
                self._is_too_much = True
                yield f"page {page + 1} cannot be drawn: {_TOO_MUCH}"
                return
            yield drawn
            left = max(left - seconds, _LEAST)

    @contextmanager
    def rasterize_ahead(
        self, dpi: float, count: int, pixels: int
    ) -> Iterator[Callable[[Iterable[int]], Iterator[Bitmap]]]:
        """Draw the first `count` pages meanwhile, and yield a function that gives pages.

        All that is drawn, and all that each call asks for beside it, has at most so many `pixels`.
        The function raises `RasterizeError`; it can be called as long as the block lasts.
        """
        with ThreadPoolExecutor(1) as thread:
            first = thread.submit(lambda: tuple(self.each(dpi, range(count), pixels)))

            def give(pages: Iterable[int]) -> Iterator[Bitmap]:
                drawn, asked = dict(enumerate(first.result())), list(pages)
                later = self.each(dpi, [page for page in asked if page not in drawn], pixels)
                for picture in (drawn[page] if page in drawn else next(later) for page in asked):
                    if isinstance(picture, str):
                        raise RasterizeError(picture)
                    yield picture

            yield give
