"""How fast a series is built: `python tests/benchmarks/series.py [COUNT]` (200 briefs if not told).

With `--growth` instead, how much longer ten times COUNT briefs take, from nothing and with nothing to do.

Seconds differ from machine to machine, so all is compared in one run: with warm renders and writes
of the same HTML by WeasyPrint alone, with its command, and with Typst compiling as much text. Ends
with 1 where a limit is missed.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))
from sample_series import write_series

CORES = 2
RUNS = 5
WARM = """
import sys, time
from pathlib import Path
from weasyprint import HTML
from briefpress.html import HtmlDocument, Theme
from briefpress.pdf import engine
from briefpress.pdf.resources import Fetcher
import weasyprint
pages = [Path(name) for name in sys.argv[1:]]
sheet = Theme().style("fonts.css")

def once(page):
    text = page.read_text("utf-8")
    document = HtmlDocument(text, page.name, stylesheets=(sheet,))
    fetcher = Fetcher(document)
    fonts = engine.Fonts(machine_fonts=False).configuration
    css = weasyprint.CSS(filename=sheet, font_config=fonts, url_fetcher=fetcher)
    HTML(string=text, url_fetcher=fetcher).render(font_config=fonts, stylesheets=[css]).write_pdf()

once(pages[0])
begin = time.perf_counter()
for page in pages:
    once(page)
print(time.perf_counter() - begin)
"""


class Figure(NamedTuple):
    """What was measured, and what it may be at most."""

    name: str
    value: float
    limit: float


def main(count: int) -> int:
    """Measure, print a table, and return the exit code."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_series(folder / "content", count)
        whole = _build(folder, "whole", "--force")
        pages = sorted((folder / "whole").glob("*/*.html"))
        assert len(pages) == count, f"{len(pages)} of {count} briefs were built"
        warm = float(_run([sys.executable, "-c", WARM, *map(str, pages)]))
        command = _commands(pages)
        idle = statistics.median(_build(folder, "whole") for _ in range(RUNS))
        edits = statistics.median(_edit(folder, number) for number in range(RUNS))
        alone = statistics.median(_alone(folder, number) for number in range(RUNS))
        typst = _typst(folder, pages)
        figures = [
            Figure("all from nothing / warm WeasyPrint by the cores", whole / (warm / CORES), 1.4),
            Figure("all from nothing / the weasyprint command", whole / command, 0.2),
            Figure("nothing to do, seconds", idle, 0.3 if count <= 200 else 1.0),
            Figure("nothing to do / Typst compiling them", idle / typst, 0.1),
            Figure("one edit among all / one brief alone", edits / alone, 1.2),
        ]
        sys.stdout.write(
            f"{count} briefs: {whole:.1f} s; warm WeasyPrint {warm:.1f} s on one core; its command, two"
            f" at a time, {command:.1f} s; Typst {typst:.2f} s; one edit {edits:.2f} s, one alone"
            f" {alone:.2f} s\n\n{'':50}{'measured':>10}{'limit':>8}\n"
        )
        sys.stdout.writelines(f"{_row(figure)}\n" for figure in figures)
    return int(any(figure.value > figure.limit for figure in figures))


def growth(count: int) -> int:
    """Measure a series and one that is ten times as long, and return the exit code."""
    with tempfile.TemporaryDirectory() as place:
        folders = [Path(place, name) for name in ("short", "long")]
        for folder, briefs in zip(folders, (count, 10 * count), strict=True):
            write_series(folder / "content", briefs)
        short, long = (_build(folder, "whole") for folder in folders)
        idle = statistics.median(_build(folders[1], "whole") for _ in range(RUNS))
    figures = [
        Figure(f"{10 * count} briefs / {count} briefs", long / short, 10.5),
        Figure(f"nothing to do, {10 * count} briefs, seconds", idle, 1.0),
    ]
    sys.stdout.write(f"{short:.1f} s and {long:.1f} s\n")
    sys.stdout.writelines(f"{_row(figure)}\n" for figure in figures)
    return int(any(figure.value > figure.limit for figure in figures))


def _row(figure: Figure) -> str:
    name, value, limit = figure
    return f"{name:50}{value:>10.3f}{limit:>8g}{'' if value <= limit else '  MISSED'}"


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, [line for line in done.stderr.splitlines() if " error[" in line]
    return done.stdout


def _build(folder: Path, out: str, *more: str, what: str = "") -> float:
    content = folder / "content" / what
    begin = time.perf_counter()
    _run(
        [
            sys.executable,
            "-m",
            "briefpress",
            "build",
            str(content),
            "--out",
            str(folder / out),
            *more,
        ]
    )
    return time.perf_counter() - begin


def _edit(folder: Path, number: int) -> float:
    path = folder / "content" / f"country-{number:04}.yaml"
    path.write_text(path.read_text("utf-8").replace(".", f" {time.time_ns()}.", 1), "utf-8")
    return _build(folder, "whole")


def _alone(folder: Path, number: int) -> float:
    return _build(folder, f"alone-{time.time_ns()}", what=f"country-{number:04}.yaml")


def _commands(pages: list[Path], sample: int = 10) -> float:
    """Return the seconds that the command takes for all, two at a time, from a sample of them."""
    some = pages[:: max(len(pages) // sample, 1)][:sample]
    begin = time.perf_counter()
    with ThreadPoolExecutor(CORES) as pool:
        list(pool.map(_command, some))
    return (time.perf_counter() - begin) * len(pages) / len(some)


def _command(page: Path) -> None:
    _run([sys.executable, "-m", "weasyprint", str(page), str(page.with_suffix(".weasyprint.pdf"))])


def _typst(folder: Path, pages: list[Path]) -> float:
    """Return the seconds in which Typst compiles as many files of the same text."""
    import re  # noqa: PLC0415

    import typst  # noqa: PLC0415

    source = folder / "one.typ"
    begin = time.perf_counter()
    for page in pages:
        text = re.sub(r"<[^>]+>", " ", page.read_text("utf-8").partition("<main>")[2])
        source.write_text(re.sub(r"[#*_$@<>\\[\\]`\\\\]", " ", text), "utf-8")
        typst.compile(str(source), output=str(folder / "one.pdf"))
    return time.perf_counter() - begin


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[1:] if each.isdigit()]
    measure = {"--growth": growth}.get(sys.argv[-1], main)
    sys.exit(measure(numbers[0] if numbers else 200))
