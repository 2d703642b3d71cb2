"""page-validation, the built-in engine: PDF/UA-1 in milliseconds, without Java.

    files ─validate→ Verdict for each file and flavour

It is young, and native code that a file of a kilobyte can keep busy for minutes or feed gigabytes.
So a stranger's file is judged in a process of its own, with a limit on time and on memory: what
goes wrong there costs that file, and a new process judges the next.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress.engines import Verdict, page_process, unjudged
from briefpress.engines.page_process import FLAVOURS, NAME, judge, missing
from briefpress.worker import Worker, WorkerDied, shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["FLAVOURS", "NAME", "judge", "missing", "start", "validate"]

_MODULE = "page"  # the engine itself, which its process loads while nobody asks yet
SECONDS = 10.0  # for one file
MEMORY = 2 * 1024**3  # bytes of address space: it takes 0.1 GB for a brief, 0.1 GB more for a
# megabyte of drawing operators on one page, and 0.3 GB for a megabyte of the worst of them


def validate(
    paths: Iterable[Path],
    flavours: Sequence[str],
    *,
    seconds: float = SECONDS,
    memory: int = MEMORY,
) -> tuple[Verdict, ...]:
    """Return a verdict for each file and flavour, in this order.

    A file that takes longer than `seconds` or more than `memory` bytes, or at which the engine
    crashes, is unjudged; so is a flavour that it does not offer.
    """
    asked = [(Path(path), flavour) for path in paths for flavour in flavours]
    if lacking := missing():
        return tuple(unjudged(NAME, path, flavour, lacking) for path, flavour in asked)
    try:
        worker = shared(_MODULE, seconds, memory)
        return tuple(_ask(worker, path, flavour) for path, flavour in asked)
    except OSError as error:
        reason = f"{NAME} cannot be started: {error}"
        return tuple(unjudged(NAME, path, flavour, reason) for path, flavour in asked)


def judge_beside(
    data: bytes, flavours: Sequence[str], path: Path = Path("document.pdf")
) -> tuple[Verdict, ...]:
    """Do what `judge` does, in the process that `start` starts: another thread can work meanwhile."""
    if lacking := missing():
        return tuple(unjudged(NAME, path, flavour, lacking) for flavour in flavours)
    try:
        worker = shared(_MODULE, SECONDS, MEMORY)
        verdicts: tuple[Verdict, ...] = worker.call(
            f"{page_process.__name__}:judge", data, flavours, path
        )
    except (WorkerDied, OSError) as reason:
        return tuple(unjudged(NAME, path, each, f"{NAME} stopped: {reason}") for each in flavours)
    return verdicts


def start() -> None:
    """Start the process, so that it is there when it is asked."""
    if not missing():
        with suppress(OSError):  # which is told when it is asked
            shared(_MODULE, SECONDS, MEMORY)


def _ask(worker: Worker, path: Path, flavour: str) -> Verdict:
    if flavour not in FLAVOURS:
        return unjudged(NAME, path, flavour, f"{NAME} cannot judge the standard {flavour}")
    try:
        verdict: Verdict = worker.call(f"{page_process.__name__}:judge_file", path, flavour)
    except WorkerDied as death:
        reason = f"{NAME} {death}" if death.timed_out else f"{NAME} stopped: {death}"
        return unjudged(NAME, path, flavour, reason)
    return verdict
