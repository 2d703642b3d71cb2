"""What WeasyPrint logs, and what our tagging reports, as findings."""

from __future__ import annotations

import logging

import pytest

from briefpress import pdf
from briefpress.findings import Severity
from briefpress.html import HtmlDocument
from documents import PNG, page, printed_rules

LOGGED = {
    "figure-alt": (page(f'<img src="{PNG}">'), Severity.ERROR),
    "language": (HtmlDocument("<title>T</title><h1>T</h1>", "page.html"), Severity.ERROR),
    "link-anchor": (page('<a href="#gone">x</a>'), Severity.WARNING),
    "missing-glyph": (page("<p>x \U0001f642</p>"), Severity.ERROR),
    "image-missing": (page('<img src="data:image/svg+xml,%3Csvg" alt="x">'), Severity.ERROR),
    "duplicate-id": (page('<p id="a">x</p><p id="a">y</p>'), Severity.WARNING),
    "css": (page('<p style="colour: red">x</p>'), Severity.WARNING),
    "engine": (page("", "<style>@counter-style none {}</style>"), Severity.WARNING),
}


@pytest.mark.parametrize("rule", LOGGED)
def test_each_message_is_a_finding_of_its_rule(
    rule: str, capfd: pytest.CaptureFixture[str]
) -> None:
    document, severity = LOGGED[rule]

    found = printed_rules(document)

    assert set(found) == {(rule, severity)}
    assert capfd.readouterr() == ("", "")


def test_a_condition_that_is_not_known_is_one_finding() -> None:
    style = "<style>@media (max-width: 600px) { p { color: red } }</style>"
    (found,) = pdf.print_pdf(page("<p>x", style)).findings
    assert found.rule == "css"
    assert "max-width" in found.message


@pytest.mark.parametrize("count", [10, 11, 300])
def test_many_places_in_style_sheets_are_one_finding(count: int) -> None:
    rules = "".join(
        f"p {{ no-such-{number}: 1 }} p::-no-such-{number} {{ }} " for number in range(count // 2)
    )
    extra = "a { no-such: 1 }" * (count % 2)

    found = pdf.print_pdf(page("<p>x", f"<style>{rules}{extra}</style>")).findings

    assert {each.rule for each in found} == {"css"}
    assert len(found) == (10 if count == 10 else 1)
    if count > 10:
        assert found[0].message.startswith(f"{count} places")
        assert found[0].message.count("no-such") == 3


def test_missing_glyph_names_its_character_once() -> None:
    found = pdf.print_pdf(page("<p>\U0001f642 and \U0001f642</p>")).findings

    assert [(f.message, f.location.path) for f in found] == [
        ('no font holds the character "🙂" (U+1F642)', "🙂")
    ]


def test_data_of_a_broken_image_are_cut_short() -> None:
    (finding,) = pdf.print_pdf(page(f'<img src="data:image/png,{"A" * 9999}" alt="x">')).findings

    assert len(finding.message) < 200


def test_logger_is_as_before_when_a_document_is_printed() -> None:
    logger = logging.getLogger("weasyprint")
    before = list(logger.handlers), logger.propagate

    pdf.print_pdf(page(""))

    assert (list(logger.handlers), logger.propagate) == before
