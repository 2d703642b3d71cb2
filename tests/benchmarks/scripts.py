"""What a brief in each script takes to build, against an English brief of as many letters.

    python tests/benchmarks/scripts.py [LANGUAGE…]

Both are built in this process, in turn, five times each after once that does not count: CPU time, medians, as a
ratio, with the number of pages of both. The texts are those of `tests/scripts/declaration`; the English one has
as many letters in each of its paragraphs.
"""

from __future__ import annotations

import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

TESTS = Path(__file__).parents[1]
sys.path.insert(0, str(TESTS))

from conftest import build_here, write_brief  # noqa: E402 - the path is set above

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS = TESTS / "scripts" / "declaration"
ENGLISH = (
    "All human beings are born free and equal in dignity and rights. They are endowed with reason and "
    "conscience and should act towards one another in a spirit of brotherhood. Everyone is entitled to all "
    "the rights and freedoms set forth in this Declaration, without distinction of any kind. "
)
ROUNDS = 5


def brief(path: Path, language: str, lines: list[str]) -> Path:
    """Write a title and paragraphs, with headings that begin with #, as a brief."""
    title, *rest = lines
    sections: list[dict[str, object]] = []
    for line in rest:
        if line.startswith("# "):
            sections.append({"heading": line[2:], "body": (body := [])})
        else:
            body.append(line)
    return write_brief(path, title=title, language=language, sections=sections)


def in_english(lines: list[str]) -> Iterator[str]:
    """Yield English lines with as many letters."""
    letters = cycle(ENGLISH)
    for line in lines:
        mark = "# " if line.startswith("# ") else ""
        text = "".join(islice(letters, len(line) - len(mark))).strip()
        yield mark + (text or "All")


def measure(language: str, folder: Path) -> str:
    """Return a row: the language, pages of both, and the ratio of the times."""
    lines = (TEXTS / f"{language}.txt").read_text("utf-8").splitlines()
    paths = (
        brief(folder / f"{language}.yaml", language, lines),
        brief(folder / f"en-{language}.yaml", "en", [*in_english(lines)]),
    )
    times: tuple[list[float], list[float]] = ([], [])
    pages = [0, 0]
    for _ in range(ROUNDS + 1):
        for which, path in enumerate(paths):
            begun = time.process_time()
            made = build_here(path, out=folder / "out")
            times[which].append(time.process_time() - begun)
            pages[which] = sum(made.pages.values())
    own, english = (median(each[1:]) for each in times)
    return f"{language:8} {pages[0]}/{pages[1]} pages  {own:.2f} s / {english:.2f} s = {own / english:.2f}"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        for each in sys.argv[1:] or sorted(path.stem for path in TEXTS.glob("*.txt")):
            print(measure(each, Path(name)), flush=True)  # noqa: T201 - that is what it is for
