"""How long something takes, told in ways that hold on a slow or busy machine."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 60.0  # seconds; what has not happened by then does not happen


def growth(prepare: Callable[[int], Callable[[], object]], size: int) -> float:
    """Return by which factor the time of work grows when its input becomes four times as large.

    `prepare` returns the work for an input of a size. The factor is about 4 if the time is linear, and
    16 if it is quadratic, on any machine.
    """
    seconds = []
    for count in (size, 4 * size):
        work = prepare(count)
        gc.collect()
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return seconds[1] / seconds[0]
