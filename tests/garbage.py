"""The garbage collector leaves alone what collecting the tests made: it would take a quarter of their time."""

from __future__ import annotations

import gc


def pytest_configure() -> None:
    gc.disable()


def pytest_collection_finish() -> None:
    gc.enable()
    gc.freeze()  # half a million objects that stay
    gc.set_threshold(10_000, 20, 10)
