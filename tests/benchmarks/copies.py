"""How fast copies of one brief are built: `python tests/benchmarks/copies.py [COUNT]` (40 if not told).

Seconds differ from machine to machine, so a series from nothing is compared, in one run, with WeasyPrint
alone on as many copies of a page that is kept for that (`kazakhstan.html`): warm, in as many processes as
there are cores. Wall time, and that of the processor; and how long after one brief alone the first brief of
the series is there. Each is the median of three, in turn. Ends with 1 where a limit is missed.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
BRIEF = HERE.parents[1] / "content/kazakhstan.yaml"
RUNS = 3
CORES = os.cpu_count() or 1
INTERVAL = 0.005  # seconds between two looks at the folder
WARM = """
import sys
from pathlib import Path
from weasyprint import CSS, HTML
from briefpress.html import HtmlDocument, Theme
from briefpress.pdf import engine
from briefpress.pdf.resources import Fetcher

page, count = Path(sys.argv[1]), int(sys.argv[2])
text = page.read_text("utf-8")
sheet = Theme().style("fonts.css")
fetcher = Fetcher(HtmlDocument(text, page.name, stylesheets=(sheet,)))
fonts = engine.Fonts(machine_fonts=False).configuration
styles = CSS(filename=sheet, font_config=fonts, url_fetcher=fetcher)
for _ in range(count):
    HTML(string=text, url_fetcher=fetcher).render(font_config=fonts, stylesheets=[styles]).write_pdf()
"""


class Times(NamedTuple):
    """Seconds by the clock and of the processor."""

    wall: float
    processor: float


def main(count: int) -> int:
    """Measure, print a table, and return how the program ends."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        series = folder / "content"
        series.mkdir()
        for number in range(count):
            (series / f"copy-{number:03}.yaml").write_bytes(BRIEF.read_bytes())
        series_times, engine_times, firsts = [], [], []
        for run in range(RUNS):
            series_times.append(_measured(partial(_build, series, folder / f"all-{run}")))
            engine_times.append(_measured(partial(_weasyprint, count)))
            alone = _measured(partial(_build, series / "copy-000.yaml", folder / f"one-{run}"))
            firsts.append(_first(series, folder / f"first-{run}") - alone.wall)
    ours, theirs = (
        Times(*map(statistics.median, zip(*each, strict=True)))
        for each in (series_times, engine_times)
    )
    rows = (
        ("all from nothing / warm WeasyPrint, wall", ours.wall / theirs.wall, 1.0),
        ("the same, processor", ours.processor / theirs.processor, 1.1),
        ("first brief of the series after one alone, s", statistics.median(firsts), 0.7),
    )
    sys.stdout.write(
        f"{count} copies: {ours.wall:.1f} s, WeasyPrint {theirs.wall:.1f} s, {CORES} cores\n"
    )
    for name, value, limit in rows:
        sys.stdout.write(
            f"{name:48}{value:>8.2f}{limit:>8g}{'' if value <= limit else '  MISSED'}\n"
        )
    return int(any(value > limit for _, value, limit in rows))


def _measured(work: Callable[[], object]) -> Times:
    before, begin = _processor(), time.perf_counter()
    work()
    return Times(time.perf_counter() - begin, _processor() - before)


def _processor() -> float:
    """Return the seconds that all ended children have taken."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _command(what: Path, out: Path) -> list[str]:
    return [sys.executable, "-m", "briefpress", "build", str(what), "--out", str(out), "--quiet"]


def _build(what: Path, out: Path) -> None:
    subprocess.run(_command(what, out), check=True, capture_output=True)


def _first(what: Path, out: Path) -> float:
    """Return after how many seconds a first PDF is there."""
    begin = time.perf_counter()
    with subprocess.Popen(
        _command(what, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        while not any(out.glob("*/*.pdf")):
            assert process.poll() is None, "nothing was built"
            time.sleep(INTERVAL)
        found = time.perf_counter() - begin
        process.terminate()
    return found


def _weasyprint(count: int) -> None:
    """Print the page so many times, in as many processes as there are cores."""
    shares = [count // CORES + (number < count % CORES) for number in range(CORES)]
    command = [sys.executable, "-c", WARM, str(HERE / "kazakhstan.html")]
    processes = [subprocess.Popen([*command, str(share)]) for share in shares if share]
    codes = [process.wait() for process in processes]
    assert not any(codes), codes


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 40))
