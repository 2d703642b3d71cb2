"""Kill builds at random moments: `python tests/kills.py [COUNT] [SEED]` (default: 200 kills).

Each time, briefs are edited, a build is started, and its process group is killed with SIGKILL. Then no
output may be half written, the next build has to succeed, and in the end all outputs have to be those
of a clean build. Exits with 1 if any of that fails.
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

from sample_series import write_brief, write_series

BRIEFS = 6
_BUILD = [sys.executable, "-m", "briefpress", "build"]


def main(count: int, seed: int) -> int:
    """Kill builds, print the faults, and return the exit code."""
    rng = random.Random(seed)  # noqa: S311 - repeatable, for a test
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_series(folder / "content", BRIEFS)
        faults += _build(folder)
        for number in range(count):
            for brief in rng.sample(range(BRIEFS), rng.randint(1, BRIEFS)):
                write_brief(folder / "content", brief, random.Random(f"{seed} {number} {brief}"))  # noqa: S311
            _build_and_kill(folder, rng.uniform(0.0, 2.5))
            faults += [f"{number}: {fault}" for fault in _half_written(folder)]
            faults += [f"{number}: {fault}" for fault in _build(folder)]
            leftovers = sorted(path.name for path in (folder / "build").rglob("*.part"))
            faults += [f"{number}: left behind: {name}" for name in leftovers]
        outputs = _outputs(folder)
        shutil.rmtree(folder / "build")
        faults += _build(folder)
        if _outputs(folder) != outputs:
            faults.append("in the end, the outputs differ from those of a clean build")
    sys.stdout.write(
        "".join(f"{fault}\n" for fault in faults) + f"{count} kills, {len(faults)} faults\n"
    )
    return int(bool(faults))


def _build(folder: Path) -> list[str]:
    """Build, and return the error messages of a failed build."""
    done = subprocess.run(_BUILD, cwd=folder, check=False, capture_output=True, text=True)
    return [done.stderr + done.stdout] if done.returncode else []


def _build_and_kill(folder: Path, seconds: float) -> None:
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
