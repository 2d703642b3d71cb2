"""What workers are asked for in the tests: each call is one way to behave."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

from briefpress.findings import Finding, Location, Severity, Unusable
from briefpress.system.limits import Limits
from briefpress.system.pool import shared_pool
from briefpress.system.serving import report_stage

HERE = "worked"


def process() -> int:
    """Return the process that answers."""
    return os.getpid()


def refuse() -> None:
    """Refuse the input."""
    raise Unusable(Finding("file-missing", Severity.ERROR, "it is gone", Location("a.pdf"), "look"))


def fail() -> None:
    """Fail by a fault of ours."""
    raise RuntimeError("no such thing")


def talk_and_abort() -> None:
    """Say something, as native code does, and crash."""
    os.write(2, b"first line\nPango: no more fonts\n")
    os.abort()


def talk() -> None:
    """Say something that is of no matter."""
    os.write(2, b"a warning\n")


def kill() -> None:
    """End this process from outside."""
    os.kill(os.getpid(), 9)


def sleep_in_a_stage(seconds: float) -> None:
    """Take so long at something."""
    report_stage("sleeping")
    time.sleep(seconds)


def hold_the_interpreter() -> None:
    """Stay in native code that lets nothing else run in this process."""
    re.match(r"(a+)+$", "a" * 60 + "b")


def take(size: int) -> int:
    """Take so many bytes."""
    return len(bytearray(size))


def take_in_children(size: int, count: int) -> None:
    """Take so many bytes in each of so many processes that are below this one."""
    code = f"import time; taken = b'x' * {size}; time.sleep(60)"
    children = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(count)]
    for child in children:
        child.wait()


def wait_for_a_program(note: str) -> None:
    """Start another program, note its process, and wait for its end."""
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(120)"]) as program:
        Path(note).write_text(str(program.pid), "ascii")


def hang_beside(note: str) -> None:
    """Have a worker beside this one hang in native code, and note its process."""
    pool = shared_pool("worked", Limits(600.0, 1024**3))
    Path(note).write_text(str(pool.call(f"{HERE}:process")), "ascii")
    pool.call(f"{HERE}:hold_the_interpreter")
