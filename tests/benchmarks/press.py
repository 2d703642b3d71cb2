"""How fast the press is, and how much memory it takes: `python tests/benchmarks/press.py`.

Seconds differ from machine to machine, so a build is compared with the `weasyprint` command on a page
that is kept for that (`kazakhstan.html`), both started afresh in turn; every time is the median of five.
Memory is looked up in /proc, on Linux only. Ends with 1 where a limit is missed.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

BRIEF = Path(__file__).parents[2] / "content/kazakhstan.yaml"
# The same brief as it was set in November 2026, so that a page that is laid out sooner counts.
PAGE = Path(__file__).with_name("kazakhstan.html")
RUNS = 5
INTERVAL = 0.002  # seconds between two looks at the memory
MIB = 1024**2


class Figure(NamedTuple):
    """What was measured, in which unit, and what it may be at most."""

    name: str
    value: float
    limit: float
    unit: str = ""


class Memory(NamedTuple):
    """Peaks of resident memory in MiB: of the largest process, and of all at the same moment.

    The first is the kernel's own mark (wait4), which holds for the command and all that it waited
    for; the others are sampled. `shared_once` counts pages that processes share only once (PSS).
    """

    largest: float
    together: float
    shared_once: float


def main() -> int:
    """Measure, print a table, and return the exit code."""
    with tempfile.TemporaryDirectory() as out:
        build = [sys.executable, "-m", "briefpress", "build", str(BRIEF), "--out", out, "--force"]
        engine = [sys.executable, "-m", "weasyprint", str(PAGE), f"{out}/engine.pdf"]
        builds, engines = _alternate(build, engine)
        (helps,) = _alternate([sys.executable, "-m", "briefpress", "--help"])
        figures = [
            Figure("build, checks included / weasyprint", builds / engines, 1.05),
            Figure("briefpress --help", helps, 0.15, "s"),
        ]
        notes = [f"build {builds:.2f} s, weasyprint {engines:.2f} s, medians of {RUNS}"]
        if Path("/proc/self/smaps_rollup").exists():
            peak = _memory(build)
            figures += [
                Figure("memory of the largest process (RSS)", peak.largest, 120, "MiB"),
                Figure("memory of all processes together (PSS)", peak.shared_once, 120, "MiB"),
            ]
            notes.append(f"together, shared pages counted in each (RSS): {peak.together:.0f} MiB")
    rows = [f"{'':40}{'measured':>12}{'limit':>12}", *map(_row, figures)]
    sys.stdout.write("\n".join([*notes, "", *rows, ""]))
    return int(any(figure.value > figure.limit for figure in figures))


def _row(figure: Figure) -> str:
    name, value, limit, unit = figure
    mark = "" if value <= limit else "  MISSED"
    return f"{name:40}{f'{value:.2f} {unit}':>12}{f'{limit:g} {unit}':>12}{mark}"


def _alternate(*commands: list[str]) -> tuple[float, ...]:
    """Return the median seconds of each command, after one run that fills the caches."""
    times: list[list[float]] = [[] for _ in commands]
    for run in range(RUNS + 1):
        for command, seconds in zip(commands, times, strict=True):
            begin = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            if run:
                seconds.append(time.perf_counter() - begin)
    return tuple(statistics.median(seconds) for seconds in times)


def _memory(command: list[str]) -> Memory:
    """Look at a command and all that it starts until it ends."""
    together = shared_once = 0.0
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=quiet, stderr=quiet)
    while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
        found = [_resident(pid) for pid in _family(process.pid)]
        together = max(together, sum(rss for rss, _ in found))
        shared_once = max(shared_once, sum(pss for _, pss in found))
        time.sleep(INTERVAL)
    process.returncode = os.waitstatus_to_exitcode(ended[1])
    return Memory(ended[2].ru_maxrss * 1024 / MIB, together, shared_once)


def _family(pid: int) -> list[int]:
    children: list[int] = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            children += map(int, (task / "children").read_text().split())
    return [pid, *(one for child in children for one in _family(child))]


def _resident(pid: int) -> tuple[float, float]:
    """Return the resident and the proportional memory of a process in MiB."""
    fields = {"Rss:": 0.0, "Pss:": 0.0}
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            name, _, rest = line.partition(" ")
            if name in fields:
                fields[name] = int(rest.split()[0]) * 1024 / MIB
    return fields["Rss:"], fields["Pss:"]


if __name__ == "__main__":
    sys.exit(main())
