"""How long a save takes in `briefpress watch`: `python tests/benchmarks/watch.py`.

Seconds differ from machine to machine, so the time from a save until the checked PDF is there is
compared with one render and write of the same HTML by WeasyPrint, warm, in this process and with
nothing else: no tags, no checks. The two are measured in turn; both times are medians. Ends with 1
where the limit is missed.
"""

from __future__ import annotations

import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from briefpress.html.theme import Theme
from briefpress.pdf.engine import Fonts, weasyprint

BRIEF = Path(__file__).parents[2] / "content/kazakhstan.yaml"
RUNS = 5
LIMIT = 1.5
PATIENCE = 60.0  # seconds
INTERVAL = 0.001  # seconds between two looks at the PDF


def _font_folder(package: re.Match[str]) -> str:
    spec = find_spec(f"fontpkg_{package[1].replace('-', '_')}")
    assert spec
    assert spec.origin
    return (Path(spec.origin).parent / "files").as_uri() + "/"


# The fonts of the theme, for an engine that does not know where they are.
STYLE = re.sub(r"font:([\w-]+)/", _font_folder, Theme().style("fonts.css").read_text("utf-8"))


def main() -> int:
    """Measure, print what came out, and return the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        saves, engines = _measure(Path(folder))
    ratio = saves / engines
    sys.stdout.write(
        f"save to checked PDF {saves:.3f} s, WeasyPrint alone {engines:.3f} s, medians of {RUNS}\n\n"
        f"{'':40}{'measured':>12}{'limit':>12}\n"
        f"{'save to checked PDF / WeasyPrint':40}{ratio:>12.2f}{LIMIT:>12g}"
        f"{'' if ratio <= LIMIT else '  MISSED'}\n"
    )
    return int(ratio > LIMIT)


def _measure(folder: Path) -> tuple[float, float]:
    """Return the median seconds of a save and of WeasyPrint, after two rounds that warm both."""
    content = folder / "content"
    content.mkdir()
    brief = Path(shutil.copy(BRIEF, content))
    made = folder / "build" / brief.stem / f"{brief.stem}.pdf"
    command = [sys.executable, "-m", "briefpress", "watch", str(content), "--out", "build"]
    saves, engines = [], []
    pipe, quiet = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, cwd=folder, stdout=pipe, stderr=quiet, text=True) as watch:
        try:
            assert watch.stdout
            next(line for line in watch.stdout if line.startswith("watching"))
            for run in range(RUNS + 2):
                saved = _save(brief, made, run)
                engine = _weasyprint(made.with_suffix(".html"), folder / "engine.pdf")
                if run >= 2:
                    saves.append(saved)
                    engines.append(engine)
        finally:
            watch.send_signal(signal.SIGINT)
    return statistics.median(saves), statistics.median(engines)


def _save(brief: Path, made: Path, run: int) -> float:
    """Save a brief with another text, and return the seconds until its PDF is replaced."""
    text = BRIEF.read_text("utf-8").replace("Kazakhstan", f"Kazakhstan {run}", 1)
    before = made.stat().st_ino, made.stat().st_mtime_ns
    begin = time.perf_counter()
    brief.write_text(text, "utf-8")
    while (made.stat().st_ino, made.stat().st_mtime_ns) == before:
        if time.perf_counter() - begin > PATIENCE:
            raise TimeoutError(made)
        time.sleep(INTERVAL)
    return time.perf_counter() - begin


def _weasyprint(page: Path, out: Path) -> float:
    """Print a page with the fonts of the theme, and return the seconds."""
    begin = time.perf_counter()
    fonts = Fonts(machine_fonts=False).configuration
    sheet = weasyprint.CSS(string=STYLE, font_config=fonts)
    weasyprint.HTML(filename=page).write_pdf(out, stylesheets=[sheet], font_config=fonts)
    return time.perf_counter() - begin


if __name__ == "__main__":
    sys.exit(main())
