"""The process of a worker: it calls what it is asked for, until nothing is asked any more.

It is a new Python that calls `main`, or a copy of the process that wants it.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import select
import signal
import sys
from importlib import import_module
from typing import IO, Any

from briefpress.findings import Unusable
from briefpress.system.limits import limit_memory
from briefpress.system.processes import allow_copies, collect_seldom, end_with

READY, STAGE, RESULT, REFUSED = "ready", "stage", "result", "refused"  # kinds of answers
_PAUSE = 0.1  # seconds without a request, after which there is time to collect garbage
_COLLECTED = 2  # calls, after which it is collected in any case: a dozen MiB of each

_answers: IO[bytes] | None = None  # where this process answers, if it is a worker


def report_stage(stage: str) -> None:
    """Tell the process that waits for this one what comes next; nobody is told if this is no worker.

    So a call that takes too much can be explained by what it was at.
    """
    if _answers:
        send(_answers, (STAGE, stage))


def serve(setup: str, memory: int, lifeline: int) -> None:
    """Load `setup`, say that this is done, and answer one request after the other."""
    global _answers
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one decides
    end_with(lifeline)
    limit_memory(memory)
    allow_copies()
    requests, _answers = os.fdopen(0, "rb", closefd=False), os.fdopen(1, "wb", closefd=False)
    with contextlib.suppress(EOFError, BrokenPipeError):
        try:
            load(setup)
        except Unusable as reason:
            send(_answers, (REFUSED, reason))
            return
        send(_answers, (READY, None))
        calls = 0
        while True:
            send(_answers, _answer(*receive(requests)))
            calls += 1
            # What a document left must not lie beside many others; but nobody need wait for that.
            if not _is_asked_soon() or calls % _COLLECTED == 0 or calls == 1:
                gc.collect()
            if calls == 1:
                # Fonts, style sheets and templates stay: to look at them again and again takes 3 % of a series.
                gc.freeze()


def _is_asked_soon() -> bool:
    """Wait a moment for the next request, and say whether there is one."""
    with contextlib.suppress(OSError):  # on Windows, which cannot wait for a pipe
        return bool(select.select([0], [], [], _PAUSE)[0])
    return True


def load(setup: str) -> None:
    """Import or call `setup`, and let the garbage collector never look at what that loaded.

    A build takes 1.72 s of work with it and 1.89 s without.
    """
    gc.disable()
    _call(setup)
    gc.freeze()
    collect_seldom()
    gc.enable()


def _call(name: str, *args: Any, **options: Any) -> Any:
    home, _, function = name.partition(":")
    module = import_module(home)
    return getattr(module, function)(*args, **options) if function else None


def _answer(name: str, args: tuple[Any, ...], options: dict[str, Any]) -> tuple[str, Any]:
    try:
        return RESULT, _call(name, *args, **options)
    except Unusable as reason:
        return REFUSED, reason


def send(pipe: IO[bytes], value: object) -> None:
    """Write a value to a pipe."""
    pickle.dump(value, pipe, pickle.HIGHEST_PROTOCOL)  # which copies no picture on its way
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:
    """Read a value from a pipe; raises `EOFError` where the other process ended in the middle of it."""
    try:
        return pickle.load(pipe)  # noqa: S301 - from the process that this one started
    except pickle.UnpicklingError:
        raise EOFError from None


def main() -> None:
    """Serve as a new Python, with SETUP MEMORY LIFELINE as arguments."""
    setup, memory, lifeline = sys.argv[1:]
    serve(setup, int(memory), int(lifeline))
