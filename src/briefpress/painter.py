"""The pages of anyone's PDF as pictures, drawn in a process of their own.

PDFium is native code, which a small file can keep busy for hours, feed gigabytes, or crash: that
costs the picture and nothing else.
"""

from __future__ import annotations

import atexit
from functools import cache
from time import monotonic
from typing import TYPE_CHECKING

from briefpress import pictures
from briefpress.pictures import NoPicture, Picture
from briefpress.worker import Worker, WorkerDied

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

SECONDS = 3.0  # for a file, and for each of its pages besides
SECONDS_A_PAGE = 0.02  # A4 at 72 dpi takes half of that
MEMORY = 480 * 1024**2  # bytes of address space, of which Python and PDFium take 120 MiB


class Painter(Worker):
    """Draws in a warm process."""

    def __init__(self) -> None:
        super().__init__(pictures.__name__, SECONDS, MEMORY)

    def each(self, path: Path, dpi: float, pages: Collection[int]) -> Iterator[Picture | NoPicture]:
        """Yield each page asked for, or why it cannot be drawn; after a crash, no more."""
        left = SECONDS + SECONDS_A_PAGE * len(pages)
        for page in pages:
            self.timeout = max(left, 0.1)
            begin = monotonic()
            try:
                drawn: Picture | str = self.call(f"{pictures.__name__}:draw", path, dpi, page)
            except (WorkerDied, OSError) as reason:
                yield NoPicture(f"page {page + 1} cannot be drawn: PDFium {reason}")
                return
            left -= monotonic() - begin
            yield NoPicture(drawn) if isinstance(drawn, str) else drawn


@cache
def painter() -> Painter:
    """Return the painter of this process, with which it ends."""
    made = Painter()
    atexit.register(made.__exit__, None, None, None)
    return made
