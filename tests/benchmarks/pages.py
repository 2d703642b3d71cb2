"""How the pages of briefs are filled: `python tests/benchmarks/pages.py [--theme THEME…] [--edition large] [BRIEF…]`.

Prints for each brief how much of its pages is filled, in percent, where the last line ends, and what the
rules about pages find. Two runs before and after a change of the layout are compared as text. With --gallery,
the briefs are the twelve of `tests/gallery.py`, each in its edition.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from briefpress import checks, content, structure  # noqa: E402 - the folder of the tests comes first
from briefpress.build.editions import set_edition  # noqa: E402
from briefpress.checks.publication import page_breaks, pages  # noqa: E402
from briefpress.checks.publication.page_fill import filled_pages  # noqa: E402
from briefpress.checks.rules import checks_in  # noqa: E402
from briefpress.content import EDITIONS, THEMES  # noqa: E402
from briefpress.html.theme import Theme  # noqa: E402
from briefpress.pdf import print_pdf  # noqa: E402
from gallery_briefs import write_gallery  # noqa: E402
from real_texts import write_briefs  # noqa: E402

REPORTED = ("tall-box", "wide-table", "long-word", "long-title")
SPARSE = 0.6  # of a page: what fewer lines fill is marked


def main() -> int:
    """Print a table, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("briefs", nargs="*", type=Path)
    parser.add_argument("--edition", default="screen", choices=EDITIONS)
    parser.add_argument("--theme", nargs="+", default=THEMES, help="built-in ones, or folders")
    parser.add_argument("--gallery", action="store_true", help="the briefs of tests/gallery.py")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if asked.gallery:
            briefs = write_gallery(Path(folder))
        else:
            paths = asked.briefs or _briefs(Path(folder))
            briefs = {path.stem: (path, asked.edition) for path in paths}
        for name, (path, edition) in briefs.items():
            for theme in asked.theme:
                _show(f"{name}, {theme}", path, edition, Theme.at(Path(theme)))
    return 0


def _briefs(folder: Path) -> list[Path]:
    texts = [path for path in write_briefs(folder) if path.name[:3] in ("001", "009")]
    reported = [ROOT / f"tests/reported/briefs/{name}.yaml" for name in REPORTED]
    return [*sorted((ROOT / "content").glob("[!s]*.yaml")), *reported, *texts]


def _show(name: str, path: Path, edition: str, theme: Theme) -> None:
    manuscript = content.load(path)
    assert manuscript.brief, manuscript.findings
    page = set_edition(manuscript, theme, EDITIONS[edition])
    begin = time.process_time()
    profile = EDITIONS[edition].profile_for(content.UA1)
    pdf = print_pdf(page, profile=profile)
    taken = time.process_time() - begin
    subject = checks.Subject(path.name, structure.inspect(pdf.data), brief=manuscript.brief)
    filled = filled_pages(subject)
    shares = [
        f"{100 * (1 - each.white):.0f}{'!' if each.white > 1 - SPARSE else ''}" for each in filled
    ]
    sys.stdout.write(
        f"{name}: {pdf.pages} pages, {taken:.1f} s of CPU\n  filled: {' '.join(shares)}\n"
    )
    found = checks.check(subject, checks_in(page_breaks, pages)).findings
    for finding in (*(each for each in pdf.findings if each.rule == "copyfit"), *found):
        sys.stdout.write(f"  {finding.rule}: {finding.message}\n")


if __name__ == "__main__":
    sys.exit(main())
