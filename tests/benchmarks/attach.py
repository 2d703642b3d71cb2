"""How long an annex takes: `python tests/benchmarks/attach.py [PAGES]` (2,000 if not told).

The Kazakhstan brief is attached to publications of 30, 300 and 1,000 pages by the whole command; each
time is the median of five. The memory is the largest process of the command for a publication of
PAGES pages (wait4, of what was waited for). Ends with 1 where a limit is missed.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
RUNS = 5
SIZES = (30, 300, 1_000)
SECONDS = 3.0  # for 300 pages
LINEAR = 1.25  # times what 300 pages take, a page
MIB = 1024.0
_BEGIN = """<!DOCTYPE html><html lang="en"><head><title>Report</title>
<style>section { break-before: page }</style></head><body><h1>Report</h1>"""
# A chapter has twenty parts: page-validation follows no chain of more than 256 bookmarks.
_PAGE = """<section><h{1}>Part {0}</h{1}><p><a href="#p{0}">Here</a> {2}</p>
<ul id="p{0}"><li>one</li><li>two</li></ul></section>"""
_COMMAND = [sys.executable, "-m", "briefpress"]


def main(most: int) -> int:
    """Measure, print a table, and return the exit code."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        brief = folder / "kazakhstan/kazakhstan.pdf"
        _run("build", str(ROOT / "content/kazakhstan.yaml"), "--out", place)
        times = {}
        for size in SIZES:
            publication = _publication(folder, size)
            times[size] = statistics.median(_attach(publication, brief) for _ in range(RUNS))
        largest = _memory(_publication(folder, most), brief)
    a_page = (times[1_000] - times[30]) / 970 / ((times[300] - times[30]) / 270)
    for size, seconds in times.items():
        sys.stdout.write(f"{size:,} pages: {seconds:.2f} s\n")
    sys.stdout.write(
        f"300 pages: limit {SECONDS} s; a page of 1,000 takes {a_page:.2f} of one of 300 (limit"
        f" {LINEAR}); {most:,} pages: {largest:.0f} MiB (limit 1,024)\n"
    )
    return int(times[300] > SECONDS or a_page > LINEAR or largest > MIB)


def _publication(folder: Path, pages: int) -> Path:
    page, pdf = folder / f"{pages}.html", folder / f"{pages}.pdf"
    body = "".join(
        _PAGE.format(number, 3 if number % 20 else 2, "Word. " * 120)
        for number in range(20, pages + 19)
    )
    page.write_text(_BEGIN + body, "utf-8")
    _run("print", str(page), "-o", str(pdf), "--timeout", "3000")
    return pdf


def _run(*arguments: str) -> None:
    done = subprocess.run([*_COMMAND, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


def _attach(publication: Path, brief: Path) -> float:
    out = publication.with_suffix(".out.pdf")
    begin = time.perf_counter()
    _run("attach", str(brief), "--to", str(publication), "-o", str(out))
    return time.perf_counter() - begin


def _memory(publication: Path, brief: Path) -> float:
    """Return the peak of resident memory in MiB, of the largest process of the command."""
    out = publication.with_suffix(".out.pdf")
    command = [*_COMMAND, "attach", str(brief), "--to", str(publication), "-o", str(out)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as running:
        _, status, usage = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
    assert running.returncode == 0
    return usage.ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000))
