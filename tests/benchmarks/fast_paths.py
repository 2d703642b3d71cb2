"""What the short ways through WeasyPrint gain: `python tests/benchmarks/fast_paths.py`.

Prints the briefs of content/ with and without them, in one process and in turn, and compares the
time of the processor. Ends with 1 where pages differ, or where a brief gains less than a twentieth.
"""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from briefpress import content, pdf
from briefpress.build.editions import set_edition
from briefpress.content import SCREEN
from briefpress.html import Theme
from briefpress.pdf import printing

if TYPE_CHECKING:
    from briefpress.html import HtmlDocument

FOLDER = Path(__file__).parents[2] / "content"
SHORT_WAYS = ("fast_styles", "fast_paths", "fast_text", "fast_lines", "fast_drawing")
RUNS = 15
LIMIT = 0.95


def main() -> int:
    """Print a line for each brief; return how the program ends."""
    missed = False
    for path in sorted(FOLDER.glob("*.yaml")):
        page = set_edition(content.load(path), Theme(), SCREEN)
        ratio = _ratio(page)
        missed |= ratio > LIMIT
        sys.stdout.write(f"{path.name}: with / without short ways {ratio:.3f}, limit {LIMIT}\n")
    return int(missed)


def _ratio(page: HtmlDocument) -> float:
    """Return the least time with the short ways, as a share of that without: other programs only add to both."""
    short, long = [], []
    for _ in range(RUNS):
        (seconds, data), (more, other) = _timed(page, is_short=True), _timed(page, is_short=False)
        assert data == other, f"the pages of {page.name} differ"
        short.append(seconds)
        long.append(more)
    return min(short) / min(long)


def _timed(page: HtmlDocument, *, is_short: bool) -> tuple[float, bytes]:
    with ExitStack() as stack:
        for name in () if is_short else SHORT_WAYS:
            stack.enter_context(patch.object(printing, name, nullcontext))
        start = time.process_time()
        data = pdf.print_pdf(page).data
        return time.process_time() - start, data


if __name__ == "__main__":
    sys.exit(main())
