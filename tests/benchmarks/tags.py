"""What the structure tree costs: `python tests/benchmarks/tags.py`.

Seconds differ from machine to machine, so printing content/kazakhstan.yaml with our tree is compared
with printing it with WeasyPrint's own, in one process and in turn, all else being equal; and a
document of 300 pages with one of 3. Times are those of the processor, and medians. Ends with 1 where a limit is missed.
"""

from __future__ import annotations

import statistics
import sys
import time
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unittest.mock import Mock, patch
from xml.etree.ElementTree import Element

from briefpress import content, html, pdf
from briefpress.html import HtmlDocument, Theme
from briefpress.pdf import printing
from briefpress.system import collect_seldom

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefpress.html import PdfDocument

BRIEF = Path(__file__).parents[2] / "content/kazakhstan.yaml"
RUNS = 15
CHAPTER = f"""
<section><h2 id="c%d">Chapter %d</h2>
<p>{"Words of a paragraph with a <a href='https://e.org/'>link</a>, <em>emphasis</em>. " * 8}</p>
<ul><li>one <ul style="list-style-type: disc"><li>deep</ul><li><p>two</p></ul>
<table><caption>Rain</caption><thead><tr><th>Year<th>Rain<tbody>{"<tr><th>2024<td>7" * 12}</table>
<p lang="kk">{"Әрбір адам туылғанынан азат. " * 12}</p>
<p>{"More words that only fill the page. " * 5}</p></section>"""


class Figure(NamedTuple):
    """What was measured, and what it may be at most."""

    name: str
    value: float
    limit: float


def main() -> int:
    """Measure, print a table, and return the exit code."""
    collect_seldom()  # as in the process that prints
    page = _page(BRIEF)
    ours, theirs, sizes = _compare(page)
    small, large = _book(1), _book(100)
    rounds = [(_median(small, RUNS), _median(large, 1)) for _ in range(3)]
    short, long = (statistics.median(times) for times in zip(*rounds, strict=True))
    pages = [pdf.print_pdf(each).pages for each in (small, large)]
    figures = [
        Figure("time, our tree / WeasyPrint's", ours / theirs, 1.05),
        Figure("file size, our tree / WeasyPrint's", sizes[0] / sizes[1], 0.95),
        Figure(f"time, {pages[1]} pages / {pages[0]} pages", long / short, 110),
    ]
    sys.stdout.write(
        f"{BRIEF.name}: {ours:.3f} s and {sizes[0]} bytes, WeasyPrint's {theirs:.3f} s and"
        f" {sizes[1]} bytes; medians of {RUNS}\n{pages[1]} pages: {long:.1f} s\n\n"
        f"{'':40}{'measured':>12}{'limit':>12}\n"
    )
    sys.stdout.writelines(f"{_row(figure)}\n" for figure in figures)
    return int(any(figure.value > figure.limit for figure in figures))


def _row(figure: Figure) -> str:
    name, value, limit = figure
    return f"{name:40}{value:>12.3f}{limit:>12g}{'' if value <= limit else '  MISSED'}"


def _page(path: Path) -> HtmlDocument:
    manuscript = content.load(path)
    assert manuscript.brief
    return html.render(
        manuscript.brief,
        Theme(),
        manuscript.images,
        str(path),
        bibliography=manuscript.bibliography,
    )


def _book(chapters: int) -> HtmlDocument:
    """Return a document of about three pages for each chapter."""
    styles = '@page { size: A6 } section + section { break-before: page } body { font: 11pt "IBM Plex Serif" }'
    body = "".join(CHAPTER % (number, number) for number in range(chapters))
    head = f"<!doctype html><html lang=en><title>Book</title><style>{styles}</style>"
    return HtmlDocument(f"{head}<h1>Book</h1>{body}", "book")


def _compare(page: HtmlDocument) -> tuple[float, float, tuple[int, int]]:
    """Return the seconds for our tree and for WeasyPrint's, and both file sizes."""
    times: tuple[list[float], list[float]] = ([], [])
    sizes = [0, 0]
    for run in range(RUNS + 1):
        for index, write in enumerate((_with_our_tags, _with_their_tags)):
            seconds, made = _timed(write, page)
            sizes[index] = len(made.data)
            if run:  # the first fills the caches
                times[index].append(seconds)
    return statistics.median(times[0]), statistics.median(times[1]), (sizes[0], sizes[1])


def _with_our_tags(page: HtmlDocument) -> PdfDocument:
    return pdf.print_pdf(page)


def _with_their_tags(page: HtmlDocument) -> PdfDocument:
    """Print with all that `print_pdf` does, but for the structure tree."""
    with patch.object(printing, "tagged", lambda *_: nullcontext(Mock(root=Element("html")))):
        return pdf.print_pdf(page)


def _timed(
    write: Callable[[HtmlDocument], PdfDocument], page: HtmlDocument
) -> tuple[float, PdfDocument]:
    start = time.process_time()
    made = write(page)
    return time.process_time() - start, made


def _median(page: HtmlDocument, runs: int) -> float:
    return statistics.median(_timed(_with_our_tags, page)[0] for _ in range(runs))


if __name__ == "__main__":
    sys.exit(main())
