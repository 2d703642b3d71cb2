"""How long something may take, on a machine that may be slow or busy."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PATIENCE = 60.0  # seconds after which it is not slow, but does not come


def growth(prepare: Callable[[int], Callable[[], object]], size: int) -> float:
    """Return how many times as long work takes for four times as much of something.

    `prepare` returns the work for so much of it. What takes as long as it is large grows by four,
    and what compares each with each by sixteen, on any machine.
    """
    took = []
    for count in (size, 4 * size):
        work = prepare(count)
        gc.collect()
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return took[1] / took[0]
