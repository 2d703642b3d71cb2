"""The pages of anyone's PDF as pictures, drawn in a process of their own.

PDFium is native code, which a small file can keep busy for hours, feed gigabytes, or crash: that
costs the picture and nothing else.
"""

from __future__ import annotations

import atexit
from functools import cache
from typing import TYPE_CHECKING

from briefpress import pictures
from briefpress.pictures import NoPicture, Picture
from briefpress.worker import Worker, WorkerDied

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

# Of work for a file, and for each of its pages besides: A4 takes a hundredth at 72 dpi.
SECONDS, SECONDS_A_PAGE = 2.0, 0.015
_BUSY = 10  # times as long may it take where others work as well
MEMORY = 480 * 1024**2  # bytes of address space, of which Python and PDFium take 120 MiB
_LEAST = 0.001  # seconds: a page that gets no more is told of as the others
_TOO_MUCH = "it takes too much time or memory, or breaks what draws it"


class Painter(Worker):
    """Draws in a warm process."""

    def __init__(self) -> None:
        super().__init__(pictures.__name__, _BUSY * SECONDS, MEMORY)
        self._refused: Path | None = None

    def each(self, path: Path, dpi: float, pages: Collection[int]) -> Iterator[Picture | NoPicture]:
        """Yield each page asked for, or why it cannot be drawn; of a file that is too much, no more."""
        if path == self._refused:
            return
        left = SECONDS + SECONDS_A_PAGE * len(pages)
        drawn: Picture | str
        for page in pages:
            self.timeout = _BUSY * left
            try:
                drawn, seconds = self.call(f"{pictures.__name__}:draw", path, dpi, page, left)
            except (WorkerDied, OSError):
                self._refused = path
                yield NoPicture(f"page {page + 1} cannot be drawn: {_TOO_MUCH}")
                return
            yield NoPicture(drawn) if isinstance(drawn, str) else drawn
            left = max(left - seconds, _LEAST)


@cache
def painter() -> Painter:
    """Return the painter of this process, with which it ends."""
    made = Painter()
    atexit.register(made.__exit__, None, None, None)
    return made
