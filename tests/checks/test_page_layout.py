"""Faults of a page's layout are found: text off the paper or over text, white pages, lines alone.

What only looks like one is not.
"""

from __future__ import annotations

import re

import pytest

from briefpress import checks, pdf, structure
from briefpress.checks.publication import overlaps, page_breaks, page_edges, page_places
from briefpress.checks.rules import checks_in
from briefpress.checks.subject import Subject
from briefpress.html.documents import HtmlDocument
from conftest import ROOT

RUN = "ACGTTGCAAGGCTTACGCATGCAATCGGTACCGGTTAACGGCATTCGGAAGCTTACG"
WORDS = "Rain fell on the hills in May."
LINES = f"{WORDS} The rivers rose, and the people of the valley went up with their herds. {WORDS}"
BOX = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='90' height='90'%3E"
    "%3Crect width='90' height='90'/%3E%3C/svg%3E"
)
HEAD = (
    '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Test</title>'
    "<style>@page { size: A5; margin: 20mm }</style><body>"
)
PAGE = re.compile(r"## (.+)\n\n```html\n(.*)\n```\n(.*)\n")
TEXTS = [
    (ROOT / "tests/checks" / name).read_text("utf-8")
    for name in ("page_layout.md", "page_breaks.md")
]
PAGES = {name: (body, told) for text in TEXTS for name, body, told in PAGE.findall(text)}
LAYOUT = checks_in(page_edges, overlaps, page_breaks, page_places)


def of(body: str) -> Subject:
    text = body.replace("SHORT", RUN[:35]).replace("RUN", 3 * RUN).replace("BOX", BOX)
    text = (
        text.replace("TALL", " ".join([LINES] * 5)).replace("LINES", LINES).replace("WORDS", WORDS)
    )
    made = pdf.print_pdf(HtmlDocument(HEAD + text, "page.html"))
    return Subject("page.html", structure.inspect(made.data))


def test_all_pages_are_read() -> None:
    assert len(PAGES) == sum(text.count("\n## ") for text in TEXTS) >= 60
    assert sum(told == "good" for _, told in PAGES.values()) >= 30


@pytest.mark.parametrize("name", PAGES)
def test_what_runs_off_or_over_is_told_once(name: str) -> None:
    body, expected = PAGES[name]
    report = checks.check(of(body), LAYOUT)
    told = [f"{finding.rule}: {finding.message}" for finding in report.findings]

    if expected == "good":
        assert told == []
    else:
        rule, words = expected.split(": ", 1)
        assert len(told) == 1, told
        assert told[0].startswith(f"{rule}: ")
        assert words in told[0]
