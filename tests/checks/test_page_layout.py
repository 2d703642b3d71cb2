"""Text that runs off the paper or stands over other text is found; what only looks like it is not."""

from __future__ import annotations

import re

import pytest

from briefpress import checks, pdf, structure
from briefpress.checks.checking import CHECKS
from briefpress.checks.subject import Subject
from briefpress.html.documents import HtmlDocument
from conftest import ROOT

RUN = "ACGTTGCAAGGCTTACGCATGCAATCGGTACCGGTTAACGGCATTCGGAAGCTTACG"
WORDS = "Rain fell on the hills in May."
LINES = f"{WORDS} The rivers rose, and the people of the valley went up with their herds. {WORDS}"
HEAD = (
    '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Test</title>'
    "<style>@page { size: A5; margin: 20mm }</style><body>"
)
PAGE = re.compile(r"## (.+)\n\n```html\n(.*)\n```\n(.*)\n")
PAGES = {
    name: (body, told)
    for name, body, told in PAGE.findall((ROOT / "tests/checks/page_layout.md").read_text("utf-8"))
}
LAYOUT = [each for each in CHECKS if each.rule.id in ("off-page", "text-over-text")]


def of(body: str) -> Subject:
    text = body.replace("SHORT", RUN[:35]).replace("RUN", 3 * RUN)
    text = text.replace("WORDS", WORDS).replace("LINES", LINES)
    made = pdf.print_pdf(HtmlDocument(HEAD + text, "page.html"))
    return Subject("page.html", structure.inspect(made.data))


def test_all_pages_are_read() -> None:
    text = (ROOT / "tests/checks/page_layout.md").read_text("utf-8")

    assert len(PAGES) == text.count("\n## ") >= 40
    assert sum(told == "good" for _, told in PAGES.values()) >= 20


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
