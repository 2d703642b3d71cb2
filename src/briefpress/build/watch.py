"""Briefs that are built whenever something that they are made from is saved.

    a save ─BuildRecords→ the briefs that depend on it ─BuildAll→ files, and events that tell of it

Editors save in many ways: beside the file and then over it, empty and then full, in several steps.
Whatever is saved while something is built is looked at again, so that the last build is always one
of the last state of the files. `saves` hears of them, `watch_state` knows what has to be built.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from briefpress.build.rules import NOT_WATCHED
from briefpress.build.saves import Saved, folders_of_brands, folders_to_watch, listening
from briefpress.build.watch_state import WatchState
from briefpress.findings import Location, Unusable

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Sequence

    from briefpress.build.records import BuildRecords
    from briefpress.build.requests import BuildRequest
    from briefpress.build.series import BuildAll
    from briefpress.build.watch_events import WatchEvent

SETTLING = 0.25  # seconds in which a file that is gone or empty may come back: it is being saved
_IDLE = 1.0  # seconds after which an interrupt that came just before a wait is heard at the latest


def watch_briefs(
    paths: Sequence[Path],
    template: BuildRequest,
    records: BuildRecords,
    build_all: BuildAll,
    tell: Callable[[WatchEvent], None],
    stop: threading.Event,
    *,
    at_once: int = 1,
) -> None:
    """Build what is stale, then whatever depends on a file that is saved, until `stop` is set.

    Every brief is told of when it is known, begun, built or removed, in this thread. `build_all` is
    given up to `at_once` requests at a time; between two times, what was saved meanwhile is looked
    at. Raises `Unusable` where there is nothing to watch.
    """
    state = WatchState(paths, template, records, build_all, tell)
    state.begin()
    saves: SimpleQueue[Saved] = SimpleQueue()
    roots = folders_to_watch(paths, template)
    above = partial(folders_of_brands, paths, roots)
    with listening(roots, above, records.out.resolve(), saves, stop):
        while not stop.is_set():
            state.build(at_once)
            saved = _next(saves, state)
            if saved is None:
                return
            state.look(saved)


def _next(saves: SimpleQueue[Saved], state: WatchState) -> frozenset[Path] | None:
    """Return what was saved since the last time; wait for it where there is nothing to build.

    What is gone or empty gets a moment to come back: many editors save like that. None says that
    nothing more will be heard.
    """
    saved = frozenset[Path]()
    wait = 0.0 if state.waiting else _IDLE
    while True:
        try:
            found = saves.get(block=wait > 0, timeout=wait)
        except Empty:
            if wait == _IDLE:
                continue
            if wait == SETTLING:
                state.accept_empty(saved)
            elif state.is_amid_a_save(saved):
                wait = SETTLING
                continue
            return saved
        if found is None:
            return None
        if isinstance(found, OSError):
            raise _cannot_watch(found)
        state.is_listening = True
        saved |= found
        wait = 0


def _cannot_watch(error: OSError) -> Unusable:
    message = f"the folders cannot be watched: {(error.strerror or str(error)).lower()}"
    return Unusable(NOT_WATCHED.finding(message, Location(".")))
