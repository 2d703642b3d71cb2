"""Builds that are killed at random moments: `python tests/kills.py [COUNT] [SEED]` (200 if not told).

Each time a brief is edited, a build is begun and its whole process group ended with kill -9. No
output may be half written then; the next build has to be right, and in the end all outputs are those
of a clean build. Ends with 1 where one is not.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from seriesmaker import write_brief, write_series

BRIEFS = 6
_BUILD = [sys.executable, "-m", "briefpress.cli", "build"]


def main(count: int, seed: int) -> int:
    """Kill builds, print what was wrong, and return the exit code."""
    chance = random.Random(seed)  # noqa: S311 - for a test, and repeatable
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_series(folder / "content", BRIEFS)
        faults += _build(folder)
        for number in range(count):
            for brief in chance.sample(range(BRIEFS), chance.randint(1, BRIEFS)):
                write_brief(folder / "content", brief, random.Random(f"{seed} {number} {brief}"))  # noqa: S311
            _killed(folder, chance.uniform(0.0, 2.5))
            faults += [f"{number}: {fault}" for fault in _half_written(folder)]
            faults += [f"{number}: {fault}" for fault in _build(folder)]
            left = sorted(path.name for path in (folder / "build").rglob("*.part"))
            faults += [f"{number}: left behind: {name}" for name in left]
        made = _outputs(folder)
        shutil.rmtree(folder / "build")
        faults += _build(folder)
        if _outputs(folder) != made:
            faults.append("in the end, the outputs differ from those of a clean build")
    sys.stdout.write(
        "".join(f"{fault}\n" for fault in faults) + f"{count} kills, {len(faults)} faults\n"
    )
    return int(bool(faults))


def _build(folder: Path) -> list[str]:
    """Build, and say what failed."""
    done = subprocess.run(_BUILD, cwd=folder, check=False, capture_output=True, text=True)
    return [done.stderr + done.stdout] if done.returncode else []


def _killed(folder: Path, seconds: float) -> None:
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        _BUILD, cwd=folder, stdout=quiet, stderr=quiet, start_new_session=True
    ) as running:
        try:
            running.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)


def _half_written(folder: Path) -> list[str]:
    pdfs = sorted((folder / "build").rglob("*.pdf"))
    pages = sorted((folder / "build").rglob("*.html"))
    faults = [path.name for path in pdfs if b"%%EOF" not in path.read_bytes()[-10:]]
    return faults + [path.name for path in pages if b"</html>" not in path.read_bytes()[-20:]]


def _outputs(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted((folder / "build").rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


if __name__ == "__main__":
    numbers = [int(each) for each in sys.argv[1:]]
    sys.exit(main(*(numbers + [200, 1][len(numbers) :])))
