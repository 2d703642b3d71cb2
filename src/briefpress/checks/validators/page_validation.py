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

from briefpress.checks.validators import page_process
from briefpress.checks.validators.page_process import FLAVOURS, NAME, judge, missing
from briefpress.checks.validators.registry import unjudged
from briefpress.findings import Verdict
from briefpress.system import Worker, WorkerDied, shared

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["FLAVOURS", "NAME", "judge", "missing", "start", "validate"]

_MODULE = "page"  # the engine itself, which its process loads while nobody asks yet

# Of work at a stranger's file, and at each megabyte of it besides: 300 pages, one megabyte, take 0.7.
SECONDS, SECONDS_A_MEGABYTE, MOST_SECONDS = 3.0, 1.0, 8.0
_BUSY = 10  # times as long may it take where others work as well
# Bytes, of which each operator of the longest page takes some 500, and our own reading looks at
# 800,000 operators as well.
MEMORY = 490 * 1024**2
OWN_SECONDS = 100.0  # for what Briefpress made
_ADDRESSES = 2 * 1024**3  # bytes of address space, which threads take up without using it


def validate(
    paths: Iterable[Path],
    flavours: Sequence[str],
    *,
    seconds: float = SECONDS,
    memory: int = MEMORY,
) -> tuple[Verdict, ...]:
    """Return a verdict for each file and flavour, in this order.

    A file that takes more than `seconds` of work (and `SECONDS_A_MEGABYTE`) or than `memory` bytes,
    or at which the engine crashes, is unjudged; so is a flavour that it does not offer.
    """
    asked = [(Path(path), flavour) for path in paths for flavour in flavours]
    if lacking := missing():
        return tuple(unjudged(NAME, path, flavour, lacking) for path, flavour in asked)
    try:
        worker = shared(_MODULE, _BUSY * MOST_SECONDS, _ADDRESSES)
        return tuple(_ask(worker, path, flavour, seconds, memory) for path, flavour in asked)
    except OSError as error:
        reason = f"{NAME} cannot be started: {error}"
        return tuple(unjudged(NAME, path, flavour, reason) for path, flavour in asked)


def judge_beside(
    data: bytes, flavours: Sequence[str], path: Path = Path("document.pdf")
) -> tuple[Verdict, ...]:
    """Do what `judge` does, in the process of `start_beside`: another thread can work meanwhile."""
    if lacking := missing():
        return tuple(unjudged(NAME, path, flavour, lacking) for flavour in flavours)
    try:
        worker = shared(_MODULE, OWN_SECONDS, _ADDRESSES)
        verdicts: tuple[Verdict, ...] = worker.call(
            f"{page_process.__name__}:judge", data, flavours, path
        )
    except (WorkerDied, OSError) as reason:
        return tuple(unjudged(NAME, path, each, f"{NAME} stopped: {reason}") for each in flavours)
    return verdicts


def start() -> None:
    """Start the process of `validate`, so that it is there when it is asked."""
    _start(_BUSY * MOST_SECONDS)


def start_beside() -> None:
    """Start the process of `judge_beside`, likewise."""
    _start(OWN_SECONDS)


def _start(seconds: float) -> None:
    if not missing():
        with suppress(OSError):  # which is told when it is asked
            shared(_MODULE, seconds, _ADDRESSES)


def _ask(worker: Worker, path: Path, flavour: str, seconds: float, memory: int) -> Verdict:
    if flavour not in FLAVOURS:
        return unjudged(NAME, path, flavour, f"{NAME} cannot judge the standard {flavour}")
    with suppress(OSError):  # which is told when it is read
        seconds = min(seconds + SECONDS_A_MEGABYTE * path.stat().st_size / 1e6, MOST_SECONDS)
    try:
        judging = f"{page_process.__name__}:judge_file"
        verdict: Verdict = worker.call(judging, path, flavour, seconds, memory)
    except WorkerDied as death:
        reason = f"{NAME} {death}" if death.timed_out else f"{NAME} stopped: {death}"
        if str(death).startswith("memory allocation"):
            reason = f"{NAME} needs more than the {memory // 1024**2} MiB that it may take"
        return unjudged(NAME, path, flavour, reason)
    return verdict
