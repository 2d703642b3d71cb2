"""page-validation, the built-in engine: PDF/UA-1 in milliseconds, without Java.

    files ─validate→ Verdict for each file and flavour

It is young, and native code that a file of a kilobyte can keep busy for minutes or feed gigabytes.
So a stranger's file is judged in a process of its own, with a limit on time and on memory: what
goes wrong there costs that file, and a new process judges the next.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self

from briefpress.engines import Failure, Verdict, page_process, unjudged
from briefpress.engines.page_process import FLAVOURS, NAME, judge, missing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import TracebackType

__all__ = ["FLAVOURS", "NAME", "judge", "missing", "validate"]

SECONDS = 10.0  # for one file
# Bytes of address space: 0.1 GB serve a brief, and a megabyte of drawing on one page, which is
# much, takes 0.1 to 0.3 GB more.
MEMORY = 2 * 1024**3


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
    lacking = missing()
    with _Process(seconds, memory) as process:
        return tuple(
            unjudged(NAME, path, flavour, lacking or f"{NAME} cannot judge the standard {flavour}")
            if lacking or flavour not in FLAVOURS
            else process.judge(path, flavour)
            for path in map(Path, paths)
            for flavour in flavours
        )


class _Process:
    """The engine in a process that is started when it is needed, and again where it has ended."""

    def __init__(self, seconds: float, memory: int) -> None:
        self._seconds = seconds
        self._memory = memory
        self._process: subprocess.Popen[bytes] | None = None
        self._errors: IO[bytes] = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed in __exit__

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
        self._errors.close()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._errors.truncate(0)
            self._errors.seek(0)
            # -P: a page.py in the folder where someone works is not the engine
            self._process = subprocess.Popen(  # noqa: S603 - our own module
                [sys.executable, "-P", "-m", page_process.__name__, str(self._memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
            )
        return self._process

    def judge(self, path: Path, flavour: str) -> Verdict:
        """Return the engine's verdict on a file, or that it came to none."""
        try:
            process = self._running()
        except OSError as error:
            return unjudged(NAME, path, flavour, f"{NAME} cannot be started: {error}")
        late = threading.Event()
        alarm = threading.Timer(self._seconds, _end, (process, late))
        alarm.daemon = True  # an interrupt must not leave it waiting for its time
        try:
            alarm.start()
            line = _ask(process, [str(path), flavour])
        finally:
            alarm.cancel()
        if line.endswith(b"\n"):
            return _read(path, flavour, line)
        return unjudged(NAME, path, flavour, self._obituary(process, timed_out=late.is_set()))

    def _obituary(self, process: subprocess.Popen[bytes], *, timed_out: bool) -> str:
        process.communicate()
        self._process = None
        if timed_out:
            return f"{NAME} took more than {self._seconds:g} s"
        self._errors.seek(0)
        said = [
            line.strip() for line in self._errors.read(2000).decode(errors="replace").split("\n")
        ]
        reason = next((line for line in said if line), f"it ended with code {process.returncode}")
        return f"{NAME} stopped: {reason}"


def _end(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _ask(process: subprocess.Popen[bytes], question: list[str]) -> bytes:
    """Return the answer of the process; one that has ended gives none."""
    assert process.stdin
    assert process.stdout
    with contextlib.suppress(BrokenPipeError):
        process.stdin.write(json.dumps(question).encode() + b"\n")
        process.stdin.flush()
    return process.stdout.readline()


def _read(path: Path, flavour: str, line: bytes) -> Verdict:
    engine, compliant, failures = json.loads(line)
    found = tuple(Failure(*failure) for failure in failures)
    return Verdict(engine, path, flavour, compliant is True and not found, found)
