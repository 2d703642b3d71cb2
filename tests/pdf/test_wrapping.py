"""What is too long for its line breaks, where no author says otherwise; what fits stays as it is."""

from __future__ import annotations

import pytest

from briefpress import pdf, structure
from briefpress.html.documents import HtmlDocument

HEAD = '<html lang="en"><title>T</title><style>@page { size: A5; margin: 20mm }</style><body><h1>a</h1>'
MM = 72 / 25.4
RUN = "ACGTTGCAAGGCTTACGCATGCAATCGGTACCGGTTAACGGCATTCGGAAGCTTACG"
WORDS = "Rain fell on the hills in May, and the people of the valley went up."


def lines(body: str) -> list[str]:
    """Return the lines in which text is printed."""
    made = pdf.print_pdf(HtmlDocument(HEAD + body, "page.html"))
    texts = (node for root in structure.inspect(made.data).roots for node in root.content())
    return [
        run.text.strip() for text in texts if isinstance(text, structure.Text) for run in text.runs
    ]


@pytest.mark.parametrize(
    "element", ["p", "h2", "li", "blockquote", "dd", "pre", "code", "td", "th"]
)
def test_a_long_run_breaks(element: str) -> None:
    within = (
        f"<table><tr><{element}>{{}}</table>"
        if element in ("td", "th")
        else f"<{element}>{{}}</{element}>"
    )
    broken = lines(within.format(3 * RUN))

    assert RUN not in broken
    assert "".join(broken[1:]) == 3 * RUN


@pytest.mark.parametrize(
    ("style", "element"),
    [("overflow-wrap: normal", "p"), ("white-space: pre", "pre"), ("white-space: nowrap", "td"),
     ("overflow-wrap: normal", "td")],
)  # fmt: skip
def test_what_an_author_says_holds(style: str, element: str) -> None:
    within = f"<table><tr><td>{3 * RUN}</table>" if element == "td" else f"<{element}>{3 * RUN}"

    assert 3 * RUN in lines(f"<style>{element} {{ {style} }}</style>{within}")


def test_no_word_breaks_in_a_table_that_fits() -> None:
    printed = lines(f"<table><tr><td>Telecommunications<td>{WORDS}<td>of.it@example.org</table>")

    assert {"Telecommunications", "of.it@example.org"} <= {*printed}


def test_the_longest_words_break_and_numbers_never() -> None:
    printed = lines(f"<table><tr><td>{RUN}<td>Telecommunications<td>123456789012</table>")

    assert {"Telecommunications", "123456789012"} <= {*printed}
    assert RUN not in printed


def test_a_table_that_is_too_wide_gets_the_width_that_its_style_gives_it() -> None:
    wide = f'<table style="width: 60mm"><tr><td>{RUN}<td>Telecommunications</table>'
    made = pdf.print_pdf(HtmlDocument(HEAD + wide, "page.html"))
    boxes = structure.inspect(made.data).roots[0].boxes()

    left, _, right, _ = boxes[0]
    assert right - left < 60 * 72 / 25.4


def right_edge(body: str) -> float:
    """Return how far to the right text is printed, in points."""
    made = pdf.print_pdf(HtmlDocument(HEAD + body, "page.html"))
    return structure.inspect(made.data).roots[0].boxes()[0][2]


@pytest.mark.parametrize(
    "style", ["width: 940px", "min-width: 900px", "width: 200mm; margin: 0 auto"]
)
def test_a_block_that_is_wider_than_the_paper_becomes_as_wide_as_its_place(style: str) -> None:
    assert right_edge(f'<div style="{style}"><p>{WORDS} {WORDS}</div>') < (148 - 20) * MM


@pytest.mark.parametrize(
    "style", ["width: calc(100% + 15mm)", "width: 120mm", "margin-right: -15mm; background: #eee"]
)
def test_a_block_may_reach_into_the_margins(style: str) -> None:
    assert right_edge(f'<div style="{style}"><p>{WORDS} {WORDS} {WORDS}</div>') > (148 - 20) * MM


def test_a_block_that_reaches_beyond_the_paper_for_its_ground_stays_as_it_is() -> None:
    ground = "margin: 0 -30mm; padding: 0 30mm; background: #eee"

    assert lines(f'<div style="{ground}"><p>{WORDS}</div>') == lines(f"<div><p>{WORDS}</div>")
