"""The HTML report: its text, its drawings of pages, and its behaviour in a browser."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tinyhtml5.parser import HTMLParser

from briefpress import checks, structure
from briefpress.findings import Failure, Finding, Location, Report, Severity, Verdict, Waived
from briefpress.reports.html_report import MOST_ENTRIES, PICTURE_DPI, pages_to_draw, to_html
from briefpress.reports.numbered_findings import MAX_LISTED
from briefpress.reports.overlay import ElementBoxes, StepElements, draw_marks, draw_overlay
from briefpress.structure import rasterize
from briefpress.transcript.transcription import transcribe
from browsing import violations
from hostile import CASES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from conftest import Printed

NAME = "out/kenya & co.pdf"
QUESTION = "Do the headings say what stands under them?"
VERDICTS = (
    Verdict("page-validation 0.11.0", Path(NAME), "ua1", compliant=True),
    Verdict(
        "veraPDF 1.30", Path(NAME), "3a", False, (Failure("6.2", 1, "<b>no font</b>", "root", 0),)
    ),
)


def report_of(facts: structure.PdfStructure) -> Report:
    """Return a report with a finding of each severity: in a box, on a page, and without a page."""
    table = next(element for element in facts.walk() if element.role == "Table")
    (page, box), *_ = table.boxes().items()
    broken = checks.RULES[0]
    findings = (
        Finding("no-doi", Severity.NOTE, "there is no DOI <yet>", Location(NAME)),
        Finding(broken.id, Severity.ERROR, "the table says nothing",
                Location(NAME, page=page + 1, path="Document/Table", box=box), broken.mend, broken.source),
        Finding("slip", Severity.WARNING, "a page is odd", Location(NAME, page=4), "look"),
    )  # fmt: skip
    waived = Finding(
        "last-page", Severity.WARNING, "the last page is empty", Location(NAME, page=4)
    )
    return Report(
        findings,
        tuple(rule.id for rule in checks.RULES[:-1]),
        ((checks.RULES[-1].id, "needs an engine"),),
        VERDICTS,
        (Waived(waived, "it holds the map"),),
        (QUESTION,),
    )


@pytest.fixture(scope="module")
def facts(kenya: Printed) -> structure.PdfStructure:
    return structure.inspect(kenya.pdf.data)


@pytest.fixture(scope="module")
def page_text(kenya: Printed, facts: structure.PdfStructure) -> str:
    report = report_of(facts)
    drawn = rasterize.rasterize_pages(
        kenya.pdf.data, PICTURE_DPI, pages_to_draw(report, len(facts.pages))
    )
    return to_html(
        NAME, report, checks.RULES, pdf=facts, pictures=drawn, transcript=transcribe(facts)
    )


@pytest.fixture(scope="module")
def file(page_text: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(page_text, "utf-8")
    return path


@pytest.fixture(params=[1280, 320], ids=["wide", "narrow"])
def shown(request: pytest.FixtureRequest, browser: Any, file: Path) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": request.param, "height": 900})
    page.goto(file.as_uri())
    yield page
    page.close()


# Its contents


def parse_errors(html: str) -> list[Any]:
    """Return the errors that an HTML parser reports."""
    parser = HTMLParser()
    parser.parse(html)
    errors: list[Any] = parser.errors
    return errors


def text_of(html: str) -> str:
    return " ".join(re.sub("<style>.*?</style>|<[^>]*>", " ", html, flags=re.DOTALL).split())


def test_the_page_is_valid_html(page_text: str) -> None:
    assert parse_errors(page_text) == []
    identifiers = re.findall(r'\bid="([^"]+)"', page_text)
    assert [name for name, times in Counter(identifiers).items() if times > 1] == []
    assert set(re.findall(r'href="#([^"]+)"', page_text)) <= set(identifiers)
    assert "<script" not in page_text


def test_the_page_has_everything_that_the_report_has(
    page_text: str, facts: structure.PdfStructure
) -> None:
    report = report_of(facts)
    text = text_of(page_text)

    for finding in report.findings:
        assert finding.message.replace("<", "&lt;").replace(">", "&gt;") in text
    assert "page-validation 0.11.0: nothing found that breaks PDF/UA-1" in text
    assert "veraPDF 1.30: finds 1 failure of PDF/A-3a" in text
    assert "&lt;b&gt;no font&lt;/b&gt;" in page_text
    assert "Reason given: it holds the map" in text
    assert "needs an engine" in text
    assert QUESTION in text
    assert checks.RULES[0].why in text
    assert [rule.id for rule in checks.RULES if f'id="rule-{rule.id}"' not in page_text] == []
    assert "complian" not in text.lower()


def test_all_marks_in_the_picture_are_also_there_as_text(page_text: str) -> None:
    for number, sheet in enumerate(page_text.split('<section class="sheet"')[1:], start=1):
        drawing, _, beside = sheet.partition("</svg>")
        assert f'alt="Page {number} as it looks, with' in drawing
        circles = re.findall(r"<circle[^>]*/><text[^>]*>(\d+)</text>", drawing)
        steps = re.findall(r'<span class="step">(\d+)</span>', beside)
        assert circles
        assert set(circles) <= set(steps)
        assert steps == [str(n) for n in range(1, len(steps) + 1)]
        marks = re.findall(r">(F\d+)</text>", drawing)
        assert set(marks) <= set(re.findall(r"</span>(F\d+)</span>", beside))
    assert 'class="error"' in page_text


def test_every_word_of_the_document_is_in_the_transcript(
    page_text: str, facts: structure.PdfStructure
) -> None:
    text = "".join(
        text_of(
            " ".join(re.findall(r'<ol class="transcript".*?</ol>', page_text, re.DOTALL))
        ).split()
    )

    for element in facts.walk():
        if element.role in ("H1", "H2", "H3", "TD"):
            assert "".join(element.text.split()).replace("&", "&amp;") in text


def test_a_report_can_do_without_a_pdf_and_rules() -> None:
    finding = Finding(
        "pdf-damaged", Severity.ERROR, "it is \x00 broken", Location("a.pdf"), "get it anew"
    )
    text = to_html("a.pdf", Report((finding,)))

    assert parse_errors(text) == []
    assert "it is \ufffd broken" in text
    assert "Get it anew" in text
    assert 'id="pages"' not in text
    assert "No engine was asked" in text
    assert "Nothing was found." in to_html("a.pdf", Report())


def test_a_page_with_more_than_anybody_reads_is_cut_short_and_says_so() -> None:
    case = next(case for case in CASES if case.name == "k-wide")
    facts = structure.inspect(case.make(MOST_ENTRIES + 10))

    text = to_html("wide.pdf", Report(), pdf=facts, transcript=transcribe(facts))

    assert text.count("<li>and 10 more</li>") == 1
    assert "<code>gone</code>" in to_html("a.pdf", Report(unchecked=(("gone", "why not"),)))


def test_pages_without_a_picture_have_a_transcript(facts: structure.PdfStructure) -> None:
    text = to_html(NAME, Report(), pdf=facts, transcript=transcribe(facts))

    assert text.count("There is no picture of this page.") == len(facts.pages)
    assert text.count('<ol class="transcript"') == len(facts.pages)


def test_many_findings_of_a_rule_are_cut_off_and_counted(facts: structure.PdfStructure) -> None:
    one = Finding("r", Severity.ERROR, "again", Location(NAME, page=1))
    text = to_html(NAME, Report((one,) * (MAX_LISTED + 20)), pdf=facts)

    assert text.count('id="finding-') == MAX_LISTED
    assert "and 20 more of this rule on page 1" in text
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(re.findall(r'\bid="([^"]+)"', text))


def test_pages_with_findings_are_chosen_first() -> None:
    findings = tuple(Finding("r", Severity.ERROR, "m", Location("a", page=n)) for n in (9, 5, 99))

    assert pages_to_draw(Report(findings), 10, 4) == (0, 1, 4, 8)
    assert pages_to_draw(Report(), 3) == (0, 1, 2)


# Its drawings


def test_outlines_enclose_their_element(kenya: Printed, facts: structure.PdfStructure) -> None:
    (picture,) = rasterize.rasterize_pages(kenya.pdf.data, 72, [0])
    title = next(element for element in facts.walk() if element.role == "H1")
    left, upper, right, lower = picture.to_pixels(title.boxes()[0])
    drawn = draw_overlay(
        picture,
        ElementBoxes(facts),
        (),
        [StepElements(1, [title], is_right_to_left=False)],
        [(7, title.boxes()[0], Severity.ERROR)],
    )

    (outline,) = [each for each in drawn.outlines if each.role == "H1"]
    (step,), (mark,) = drawn.steps, drawn.marks
    assert outline.kind == "heading"
    assert outline.label
    assert outline.box == mark.box
    assert (outline.box.x, outline.box.y) == pytest.approx((left - 2, upper - 2), abs=0.1)
    assert (outline.box.width, outline.box.height) == pytest.approx(
        (right - left + 4, lower - upper + 4), abs=0.1
    )
    assert step.x < left
    assert drawn.polyline == f"{step.x:.0f},{step.y:.0f}"
    assert len({(each.label.x, each.label.y) for each in drawn.outlines if each.label}) > 1


def test_a_box_outside_the_page_is_drawn_at_its_edge(kenya: Printed) -> None:
    (picture,) = rasterize.rasterize_pages(kenya.pdf.data, 72, [0])
    box = (-500.0, -500.0, 5000.0, -400.0)
    (mark,) = draw_marks(picture, [(1, box, Severity.NOTE)])

    assert (mark.box.x, mark.box.y, mark.box.width) == (0, picture.height, picture.width)


# In a browser


def test_axe_finds_no_violation(shown: Page) -> None:
    shown.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")

    assert violations(shown) == []


def test_the_page_fetches_nothing(browser: Any, file: Path) -> None:
    page = browser.new_page()
    requests: list[str] = []
    text: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda message: text.append(message.text))
    page.goto(file.as_uri(), wait_until="networkidle")
    page.close()

    assert [url for url in requests if not url.startswith("data:image/webp;")] == [file.as_uri()]
    assert text == []


def test_the_page_fits_its_window(shown: Page) -> None:
    width = shown.viewport_size["width"] if shown.viewport_size else 0

    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    wide = shown.evaluate(
        "[...document.querySelectorAll('main *, header *, nav *')]"
        ".filter(one => !one.closest('svg') && !one.classList.contains('hidden')"
        " && !one.closest('.wide table')"  # which scrolls in its own frame
        " && one.getBoundingClientRect().right > innerWidth + 1).map(one => one.outerHTML.slice(0, 80))"
    )
    assert wide == []


def test_the_focus_is_visible_from_the_first_tab(shown: Page) -> None:
    shown.keyboard.press("Tab")
    assert shown.evaluate("document.activeElement.className") == "skip"
    assert shown.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    shown.keyboard.press("Enter")
    assert shown.evaluate("document.activeElement.id") == "report"
    shown.keyboard.press("Tab")
    assert shown.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


@pytest.mark.parametrize(
    ("switch", "layer"), [("findings", "marks"), ("order", "order"), ("tree", "tree")]
)
def test_layers_are_switched_off_without_a_script(shown: Page, switch: str, layer: str) -> None:
    drawn = shown.locator(f"svg .{layer}").first
    assert drawn.evaluate("one => getComputedStyle(one).display") == "inline"

    shown.locator(f"#show-{switch}").uncheck()

    assert drawn.evaluate("one => getComputedStyle(one).display") == "none"
    assert shown.locator("svg .marks, svg .order, svg .tree").count() > 3


def test_the_drawing_covers_the_picture(shown: Page) -> None:
    for large in (False, True):
        shown.locator("#show-large").set_checked(large)
        picture, drawing = (
            shown.locator(f".layered > {one}").first.bounding_box() for one in ("img", "svg")
        )
        assert picture
        assert drawing == pytest.approx(picture, abs=0.5)
        assert large == (picture["width"] == pytest.approx(827, abs=2))


def test_headings_are_in_order(shown: Page) -> None:
    levels = shown.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4')].map(one => +one.tagName[1])"
    )

    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_page_can_be_printed(browser: Any, file: Path) -> None:
    page = browser.new_page()
    page.goto(file.as_uri())
    printed = page.pdf(format="A4", tagged=True)
    page.close()

    assert 5 < len(list(rasterize.rasterize_pages(printed, 20))) < 40


def test_the_report_is_reproducible(
    kenya: Printed, facts: structure.PdfStructure, page_text: str
) -> None:
    again = report_of(facts)
    drawn = rasterize.rasterize_pages(kenya.pdf.data, PICTURE_DPI)

    assert page_text == to_html(
        NAME, again, checks.RULES, pdf=facts, pictures=drawn, transcript=transcribe(facts)
    )
