"""That calls in a loop need nothing of the system, wherever on the stack the loop is."""

from __future__ import annotations

import resource

import pytest

from briefpress.stack import with_room

LOOPS = 400
DEEP = 300  # frames of a dozen slots, which fill one piece of Python's stack and more


def _nothing() -> None:
    pass


def _loop() -> int:
    """Return how many pages of memory the system had to give while there was nothing to keep."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(LOOPS):
        _nothing()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def _at(depth: int) -> int:
    return _at(depth - 1) if depth else _loop()


def test_no_call_in_a_loop_takes_memory_from_the_system() -> None:
    assert max(with_room(_at, depth) for depth in range(DEEP)) < LOOPS / 4


def test_what_is_called_gets_all_and_fails_as_ever() -> None:
    assert with_room(divmod, 7, 2) == (3, 1)
    assert with_room(int, "11", base=2) == 3
    with pytest.raises(ZeroDivisionError):
        with_room(divmod, 1, 0)
