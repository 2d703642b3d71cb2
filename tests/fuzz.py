"""Checks hostile PDFs: `python tests/fuzz.py [COUNT] [--first NUMBER] [--only NUMBER] [--seed N] [--keep DIR]`.

First come the constructions of `hostile`, each at its worst, then mutations of real PDFs. Each file is
checked and read as `briefpress check` and `briefpress read` do it, in the same kind of process.
A traceback, a lost result, more than 10 seconds of work or 500 MiB of memory is a failure,
if the file fails alone as well. The file is kept, and the exit code is 1. The same seed makes the same files.
"""

from __future__ import annotations

import argparse
import io
import logging
import multiprocessing
import os
import pickle
import random
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from pypdf import PdfWriter

import corpus
import producers
import slow
import tagcases
from briefpress import content, html, pdf
from briefpress.build.pdf_files import PdfWorker
from briefpress.build.pdf_tasks import READINGS
from briefpress.checks.validators.registry import BUILT_IN
from briefpress.findings import Unusable
from briefpress.html.theme import Theme
from briefpress.system.limits import Limits
from hostile import CASES
from mutations import Seed, mutant, seed

ROOT = Path(__file__).parents[1]
SECONDS, MIB = 10.0, 500.0
_TIMEOUT = 300.0  # seconds of wall time; large, as other programs may use the machine
_MAX_SEED_BYTES = 400_000


@dataclass(frozen=True)
class Outcome:
    """The result for a file: its failure ("" for none), seconds of work, peak memory in MiB."""

    number: int
    name: str
    failure: str
    seconds: float
    mib: float
    is_readable: bool = True

    def __str__(self) -> str:
        return f"{self.number:6} {self.seconds:6.2f} s {self.mib:5.0f} MiB  {self.name[:90]}  {self.failure}"


def make(number: int, seeds: list[Seed], start: int) -> tuple[str, bytes]:
    """Return the name and the bytes of a file."""
    if number < len(CASES):
        return CASES[number].name, CASES[number].worst
    return mutant(random.Random(f"{start} {number}"), seeds)  # noqa: S311 - it has to be repeatable


def collect() -> list[Seed]:
    """Return real PDFs: by Briefpress, by other programs if they are installed, and of the veraPDF corpus."""
    pdfs: list[tuple[str, bytes]] = []
    for path in sorted((ROOT / "content").glob("*.yaml")):
        manuscript = content.load(path)
        assert manuscript.brief
        page = html.render(
            manuscript.brief,
            Theme(),
            manuscript.images,
            str(path),
            bibliography=manuscript.bibliography,
            files=manuscript.files,
        )
        pdfs.append((path.stem, pdf.print_pdf(page).data))
    pdfs += [(case.name, pdf.print_pdf(case.document).data) for case in tagcases.cases()]
    with tempfile.TemporaryDirectory() as folder:
        for producer in producers.PRODUCERS:
            if not producer.needs or slow.lacking(producer.needs) is None:
                pdfs += [
                    (each.name, each.path.read_bytes()) for each in producer.make(Path(folder))
                ]
        paths = corpus.unpack(Path(folder)).glob("ua?/*.pdf")
        pdfs += [(path.stem, path.read_bytes()) for path in sorted(paths)]
    pdfs += [(f"encrypted {name}", _encrypted(data)) for name, data in pdfs[:4]]
    pdfs += [(case.name, case.make(3)) for case in CASES]
    seeds = (seed(name, data) for name, data in pdfs if len(data) <= _MAX_SEED_BYTES)
    return [each for each in seeds if each is not None]


def _encrypted(data: bytes) -> bytes:
    """Encrypt a file so that it opens without a password."""
    writer, out = PdfWriter(clone_from=io.BytesIO(data)), io.BytesIO()
    writer.encrypt("", "owner", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


class MeasuredChecker:
    """A process that checks files, with the time and the memory that it takes for each."""

    def __init__(self) -> None:
        self._checker: PdfWorker | None = None
        self._start()
        self._folder = tempfile.TemporaryDirectory(prefix="fuzz-")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._checker
        self._checker.__exit__(None, None, None)
        self._folder.cleanup()

    def _start(self) -> None:
        """Start the process, or start it anew after a failure or a file that left much memory in use."""
        if self._checker:
            self._checker.__exit__(None, None, None)
        self._checker = PdfWorker(Limits(_TIMEOUT, 1024**3))
        with tempfile.NamedTemporaryFile(suffix=".pdf") as first:
            first.write(CASES[0].make(1))
            first.flush()
            self._checker.check(Path(first.name), validators=[], with_page=True)

    def run(self, number: int, name: str, data: bytes) -> Outcome:
        path = Path(self._folder.name, f"{number}.pdf")
        path.write_bytes(data)
        before_check = self._work_seconds(reset=True)
        failure, is_readable = self._check(path)
        after_check = self._work_seconds()
        if not failure and is_readable:
            failure = self._read(path, number)
        after_read, mib = self._work_seconds(), self._peak_memory()
        seconds = max(
            after_check - before_check, after_read - after_check, 0.0
        )  # a difference is negative if the process was started anew
        path.unlink()
        if failure or mib > MIB / 2:
            self._start()
        if not failure and seconds > SECONDS:
            failure = f"it takes more than {SECONDS:g} seconds"
        if not failure and mib > MIB:
            failure = f"it takes more than {MIB:g} MiB"
        return Outcome(number, name, failure, seconds, mib, is_readable)

    def _check(self, path: Path) -> tuple[str, bool]:
        """Return the message of a failure ("" for none), and whether the file can be read."""
        assert self._checker
        report = self._checker.check(path, validators=[BUILT_IN], with_page=True).report
        messages = {finding.rule: finding.message for finding in report.findings}
        return messages.get("not-checked", ""), "contrast" in report.checked

    def _read(self, path: Path, number: int) -> str:
        assert self._checker
        try:
            self._checker.read(path, READINGS[number % len(READINGS)])
        except Unusable as reason:
            return f"the file was checked but cannot be read: {reason}"
        return ""

    def _processes(self) -> list[int]:
        """Return the process ids of the checker and of its descendants."""
        assert self._checker
        pending, found = self._checker.processes, []
        while pending:
            pid = pending.pop()
            found.append(pid)
            with suppress(OSError):
                for task in Path(f"/proc/{pid}/task").iterdir():
                    pending += map(int, (task / "children").read_text().split())
        return found

    def _work_seconds(self, *, reset: bool = False) -> float:
        """Return the CPU seconds of these processes and of their ended children; `reset` clears peak memory."""
        ticks = 0
        for pid in self._processes():
            with suppress(OSError):
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                ticks += sum(map(int, fields[11:15]))
                if reset:
                    Path(f"/proc/{pid}/clear_refs").write_text("5")
        return ticks / os.sysconf("SC_CLK_TCK")

    def _peak_memory(self) -> float:
        """Return the peak resident memory of the largest process, in MiB."""
        peak = 0
        for pid in self._processes():
            with suppress(OSError):
                for line in Path(f"/proc/{pid}/status").read_text().splitlines():
                    peak = max(peak, int(line.split()[1]) if line.startswith("VmHWM:") else 0)
        return peak / 1024


_WORKER: tuple[MeasuredChecker, list[Seed], int] | None = None


def _start_worker(seeds: Path, start: int) -> None:
    global _WORKER
    _WORKER = MeasuredChecker(), pickle.loads(seeds.read_bytes()), start  # noqa: S301 - this run wrote it


def _check_one(number: int) -> Outcome:
    assert _WORKER
    checker, seeds, start = _WORKER
    return checker.run(number, *make(number, seeds, start))


def main() -> int:
    """Make and check the files, print the failures, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="the number of the first file")
    parser.add_argument("--keep", type=Path, default=Path(tempfile.gettempdir(), "briefpress-fuzz"))
    parser.add_argument("--only", type=int, help="one file, by its number")
    options = parser.parse_args()
    started = time.monotonic()
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns about faults of the seeds
    seeds = collect()
    sys.stdout.write(f"{len(seeds)} seeds, {len(CASES)} constructions, seed {options.seed}\n")
    numbers = range(options.first, options.count) if options.only is None else [options.only]
    outcomes = _check_all(numbers, seeds, options.seed)
    failed = []
    for suspect in (outcome for outcome in outcomes if outcome.failure):
        name, data = make(suspect.number, seeds, options.seed)
        with MeasuredChecker() as checker:
            again = checker.run(suspect.number, name, data)
        if again.failure:
            failed.append(again)
            options.keep.mkdir(parents=True, exist_ok=True)
            (options.keep / f"{options.seed}-{again.number}.pdf").write_bytes(data)
    _print_summary(outcomes, failed, time.monotonic() - started, options.keep)
    return int(bool(failed))


def _check_all(numbers: range | list[int], seeds: list[Seed], start: int) -> list[Outcome]:
    outcomes = []
    with tempfile.TemporaryDirectory() as folder:
        seeds_file = Path(folder, "seeds")
        seeds_file.write_bytes(pickle.dumps(seeds))
        context = multiprocessing.get_context("spawn")
        with context.Pool(os.cpu_count(), _start_worker, (seeds_file, start)) as pool:
            for outcome in pool.imap_unordered(_check_one, numbers):
                outcomes.append(outcome)
                if outcome.failure or len(outcomes) % 500 == 0:
                    sys.stdout.write(f"{len(outcomes):6} checked; {outcome}\n")
                    sys.stdout.flush()
    return outcomes


def _print_summary(
    outcomes: list[Outcome], failed: list[Outcome], seconds: float, keep: Path
) -> None:
    readable = sum(outcome.is_readable for outcome in outcomes)
    sys.stdout.write(
        f"\n{len(outcomes)} files in {seconds / 60:.1f} minutes; {readable} could be opened\n\nthe slowest\n"
    )
    by_time = sorted(outcomes, key=lambda outcome: outcome.seconds, reverse=True)
    sys.stdout.writelines(f"{outcome}\n" for outcome in by_time[:8])
    sys.stdout.write("\nthe largest\n")
    by_size = sorted(outcomes, key=lambda outcome: outcome.mib, reverse=True)
    sys.stdout.writelines(f"{outcome}\n" for outcome in by_size[:8])
    sys.stdout.write(f"\n{len(failed)} failures{f', kept in {keep}' if failed else ''}\n")
    sys.stdout.writelines(f"{outcome}\n" for outcome in failed)


if __name__ == "__main__":
    sys.exit(main())
