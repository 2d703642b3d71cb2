"""Builds hostile folders: `python tests/attack.py [COUNT] [--seed N] [--only NUMBER] [--keep DIR]`.

Each folder has a good brief and some constructions of `hostile_folders`, and is built as whoever got
it by mail would do it. A traceback, an exit code of no meaning, a file that was read or written
outside, more time or memory than was allowed, a good brief that others kept from being built, and
anything left behind are faults. The same seed makes the same folders; the exit code is 1 after a fault.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress.system.limits import memory_of
from hostile_folders import CONSTRUCTIONS, OF_ALL
from hostile_places import CANARY, Place

if TYPE_CHECKING:
    from collections.abc import Iterator

SECONDS, MIB = 12, 768  # for each brief, as options
_END = 600  # seconds for all of a folder, on a machine that does other things as well
_LOOK = 0.05
# An exception of Python that a worker died of is a fault of ours, whoever sent the brief.
_CRASH = re.compile(r"Traceback|a fault of this program|engine stumbled")
_STEERS = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]|(?m:^::)")


def attack(number: int, seed: int, parent: Path) -> tuple[str, list[str]]:
    """Make a hostile folder in `parent`, build it, and return what it was made of with the faults."""
    rng = random.Random(f"{seed} {number}")  # noqa: S311 - repeatable
    root = parent / f"{seed}-{number}"
    folder, outside = root / "sent", root / "outside"
    for each in (folder, outside, root / "tmp"):
        each.mkdir(parents=True)
    place = Place(folder, outside, rng, "good")
    place.brief()
    place.secret.write_text(CANARY)
    shutil.copy(place.secret, outside / "secret.png")
    chosen = rng.sample(CONSTRUCTIONS, rng.randint(1, 3))
    for count, construction in enumerate(chosen):
        place.name = f"b{count}"
        construction(place)
    before = dict(_state(root))
    os.utime(place.secret, (0, time.time()))  # a file that is read has another time afterwards
    said, faults = _build(folder, root / "tmp")
    # A link that is named is followed, wherever it leads.
    for draft in (path for path in sorted(folder.glob("a.*")) if not path.is_symlink()):
        more, others = _run_command(
            folder, root / "tmp", "import", draft.name, "-o", "build/imported.yaml"
        )
        said, faults = said + more, faults + others
    faults += _looked_at(place, said)
    faults += _changed(before, dict(_state(root)))
    # On a machine that does much else, even a good brief may take more than it is allowed.
    is_busy = re.search(rb"^good.yaml: error.* did not finish", said, re.MULTILINE)
    is_built = (folder / "build/good/good.pdf").is_file()
    if not (OF_ALL & set(chosen) or is_built or is_busy):
        faults.append("the good brief was not built")
    return ", ".join(each.__name__ for each in chosen), faults


def _build(folder: Path, temporary: Path) -> tuple[bytes, list[str]]:
    """Build a folder, and return what was said with the faults."""
    return _run_command(folder, temporary, "build", ".", "--jobs", "1")


def _run_command(folder: Path, temporary: Path, *args: str) -> tuple[bytes, list[str]]:
    # The installed command: with `python -m`, Python itself takes modules from the folder.
    command = [str(Path(sys.executable).with_name("briefpress")), *args]
    command += ["--timeout", str(SECONDS), "--memory", str(MIB)]
    env = {**os.environ, "TMPDIR": str(temporary)}
    peak, faults, start = 0.0, [], time.monotonic()
    said = temporary.with_name("said")
    with (
        said.open("wb") as file,
        subprocess.Popen(
            command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=file, stderr=file
        ) as run,
    ):
        while run.poll() is None:
            peak = max(peak, memory_of(run.pid) / 1024**2)
            if time.monotonic() - start > _END:
                faults.append(f"it did not end within {_END} seconds")
                run.kill()
            time.sleep(_LOOK)
    if run.returncode not in (0, 1, 2) and not faults:
        faults.append(f"exit code {run.returncode}")
    if peak > 1.5 * MIB:  # the processes of a worker share pages, which are counted for each
        faults.append(f"it took {peak:.0f} MiB")
    faults += [f"left behind: {path.name}" for path in temporary.iterdir()]
    return said.read_bytes(), faults


def _looked_at(place: Place, said: bytes) -> Iterator[str]:
    """Yield faults in what was said, and what was read."""
    if found := _CRASH.search(said.decode(errors="replace")):
        start = said.decode(errors="replace")[max(found.start() - 200, 0) :]
        yield f"it failed: …{start[:500]}"
    if _STEERS.search(said):
        yield f"a control character is printed: {_STEERS.findall(said)[:3]}"
    if place.secret.stat().st_atime_ns != 0:
        yield "a file outside was read"
    printed = [
        path
        for path in (place.folder / "build").rglob("*.*")
        if path.is_file() and not path.is_symlink()
    ]
    if any(CANARY.encode() in data for data in (said, *(path.read_bytes() for path in printed))):
        yield "the text of a file outside is in the output"


def _state(root: Path) -> Iterator[tuple[str, str]]:
    """Yield each file that no build may change, with what it holds."""
    for parent, folders, names in os.walk(root):
        if Path(parent) == root / "sent":
            folders[:] = [name for name in folders if name != "build"]
        if Path(parent) == root:
            folders[:] = [name for name in folders if name != "tmp"]
            names = [name for name in names if name != "said"]
        for path in (Path(parent, name) for name in (*folders, *names)):
            is_small = path.is_file() and not path.is_symlink() and path.stat().st_size < 10**8
            yield str(path), sha256(path.read_bytes()).hexdigest() if is_small else ""


def _changed(before: dict[str, str], after: dict[str, str]) -> Iterator[str]:
    for path in sorted(before.keys() | after.keys()):
        if before.get(path) != after.get(path):
            yield f"changed or made: {path!a}"


def _run(number: int, seed: int, parent: Path, keep: Path | None) -> tuple[int, str, list[str]]:
    what, faults = attack(number, seed, parent)
    root = parent / f"{seed}-{number}"
    if faults and keep:
        shutil.copytree(root, keep / root.name, symlinks=True, ignore=_special, dirs_exist_ok=True)
    shutil.rmtree(root)
    return number, what, faults


def _special(parent: str, names: list[str]) -> list[str]:
    paths = {name: Path(parent, name) for name in names}
    return [
        n for n, p in paths.items() if p.is_fifo() or (p.is_file() and p.stat().st_size > 10**8)
    ]


def main() -> int:
    """Attack, print the faults, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="one folder, by its number")
    parser.add_argument("--keep", type=Path, help="where folders that found a fault are copied to")
    options = parser.parse_args()
    numbers = range(options.count) if options.only is None else [options.only]
    kinds: Counter[str] = Counter()
    bad, start = 0, time.monotonic()
    with (
        tempfile.TemporaryDirectory(prefix="attack-") as parent,
        ThreadPoolExecutor(os.cpu_count()) as threads,
    ):
        run = partial(_run, seed=options.seed, parent=Path(parent), keep=options.keep)
        for number, what, faults in threads.map(run, numbers):
            kinds.update(what.split(", "))
            bad += bool(faults)
            sys.stdout.writelines(f"{number} ({what}): {fault}\n" for fault in faults)
            if (number + 1) % 50 == 0:
                sys.stdout.write(f"{number + 1} folders, {bad} with faults\n")
            sys.stdout.flush()
    for kind, count in kinds.most_common():
        sys.stdout.write(f"{count:5} {kind}\n")
    minutes = (time.monotonic() - start) / 60
    sys.stdout.write(f"{len(numbers)} folders in {minutes:.1f} minutes, {bad} with faults\n")
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
