"""What checking costs: `python tests/benchmarks/check.py`.

Seconds differ from machine to machine, so checking content/kazakhstan.yaml is compared with printing
it, and a document of 300 pages with one of 3, in one process and in turn: seconds of the processor,
medians of five. The command, started afresh, is compared with veraPDF, which is started afresh as
well, both by the clock; both are compiled, as what pip installs. Ends with 1 where a limit is missed.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefpress import checks, pdf, structure
from briefpress.checks.one_pdf import DPI
from briefpress.checks.validators import verapdf
from briefpress.structure import rasterize
from tags import BRIEF, _book, _page

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 5


class Figure(NamedTuple):
    """What was measured, and what it may be at most, or at least."""

    name: str
    value: float
    limit: float
    at_least: bool = False

    @property
    def is_missed(self) -> bool:
        return self.value < self.limit if self.at_least else self.value > self.limit


def main() -> int:
    """Measure, print a table, and return the exit code."""
    brief = _page(BRIEF)
    printed = pdf.print_pdf(brief).data
    printing, checking = _in_turn(lambda: pdf.print_pdf(brief), lambda: _check(printed))
    small, large = (pdf.print_pdf(_book(chapters)) for chapters in (1, 100))
    short, long = _in_turn(lambda: _check(small.data), lambda: _check(large.data))
    figures = [
        Figure("time, checking / printing", checking / printing, 0.40),
        Figure(f"time, {large.pages} pages / {small.pages} pages", long / short, 120),
    ]
    notes = [
        f"printing {printing:.3f} s, checking {checking:.3f} s; {large.pages} pages: {long:.2f} s"
    ]
    if lacking := verapdf.missing():
        notes.append(lacking)
    else:
        ours, theirs = _commands(printed)
        notes.append(f"briefpress check {ours:.2f} s, veraPDF {theirs:.2f} s")
        figures.append(Figure("times faster than veraPDF, started afresh", theirs / ours, 8, True))
    rows = [f"{'':44}{'measured':>12}{'limit':>12}", *map(_row, figures)]
    sys.stdout.write("\n".join([*notes, "", *rows, ""]))
    return int(any(figure.is_missed for figure in figures))


def _row(figure: Figure) -> str:
    limit = f"{'>' if figure.at_least else '<'} {figure.limit:g}"
    return (
        f"{figure.name:44}{figure.value:>12.2f}{limit:>12}{'  MISSED' if figure.is_missed else ''}"
    )


def _check(data: bytes) -> None:
    """Do what a check does apart from engines, all in this process."""
    found = structure.inspect(data)
    checks.check(
        checks.Subject(
            "check.pdf", found, pictures=lambda pages: rasterize.rasterize_pages(data, DPI, pages)
        )
    )


def _in_turn(*calls: Callable[[], object]) -> tuple[float, ...]:
    """Return the median seconds of each call, after one that fills the caches."""
    times: list[list[float]] = [[] for _ in calls]
    for run in range(RUNS + 1):
        for call, seconds in zip(calls, times, strict=True):
            begin = time.process_time()
            call()
            if run:
                seconds.append(time.process_time() - begin)
    return tuple(map(statistics.median, times))


def _commands(printed: bytes) -> tuple[float, ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "brief.pdf")
        path.write_bytes(printed)
        judge = (
            f"from pathlib import Path; from {verapdf.__name__} import validate; "
            f"assert validate([Path({str(path)!r})], ['ua1'])"
        )
        commands: tuple[list[str], ...] = (
            [sys.executable, "-m", "briefpress", "check", str(path)],
            [sys.executable, "-c", judge],
        )
        times: list[list[float]] = [[] for _ in commands]
        env = {
            name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
        }
        for run in range(RUNS + 1):
            for command, seconds in zip(commands, times, strict=True):
                begin = time.perf_counter()
                subprocess.run(command, check=True, capture_output=True, env=env)
                if run:  # the first may still have to compile
                    seconds.append(time.perf_counter() - begin)
        return tuple(map(statistics.median, times))


if __name__ == "__main__":
    sys.exit(main())
