"""What a second edition costs: `python tests/benchmarks/editions.py`.

Seconds differ from machine to machine, so the two are started afresh in turn; every time is the
median of five. Ends with 1 where the limit is missed.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CONTENT = Path(__file__).parents[2] / "content"
RUNS = 5
LIMIT = 1.8  # times as long as the screen edition alone


def main() -> int:
    """Measure, print a table, and return the exit code."""
    missed = False
    for path in sorted(CONTENT.glob("*.yaml")):
        times: dict[str, list[float]] = {"screen": [], "screen,print": []}
        with tempfile.TemporaryDirectory() as out:
            for _ in range(RUNS):
                for editions, measured in times.items():
                    measured.append(_build(path, editions, out))
        alone, both = (statistics.median(measured) for measured in times.values())
        missed |= both / alone > LIMIT
        sys.stdout.write(
            f"{path.stem}: screen {alone:.2f} s, screen and print {both:.2f} s:"
            f" {both / alone:.2f} (limit {LIMIT})\n"
        )
    return int(missed)


def _build(path: Path, editions: str, out: str) -> float:
    command = [sys.executable, "-m", "briefpress", "build", str(path), "--out", out, "--force"]
    begin = time.perf_counter()
    done = subprocess.run(
        [*command, "--edition", editions], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return time.perf_counter() - begin


if __name__ == "__main__":
    sys.exit(main())
