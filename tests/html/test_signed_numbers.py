"""Numbers with signs look in text from right to left as they were written."""

from __future__ import annotations

import pypdfium2
import pytest

from briefpress.html import HtmlDocument
from briefpress.html.signed_numbers import keep_signs_before_numbers
from briefpress.pdf import print_pdf

MARK = "\u200e"


def marked(page: str) -> str:
    return keep_signs_before_numbers(page).replace(MARK, "|")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("بنسبة -3.2% في", "بنسبة |-3.2% في"),
        ("من +45.5 إلى \u22127", "من |+45.5 إلى |\u22127"),
        ("(±0.5)", "(|±0.5)"),
        ("من 4.5% إلى 1,204.5 %", "من |4.5% إلى |1,204.5 %"),
        ("هاتف +254 20 123", "هاتف |+254 20 123"),
        ("يوم 2026-11-03", "يوم |2026-11-03"),
        ("ISBN 978-92-1-101234-5", "ISBN |978-92-1-101234-5"),
        ("نحو 45 km و$12 و5\xa0MW", "نحو |45 km و|$12 و|5\xa0MW"),
        ("كان 1 USD = 134.8 KES", "كان |1 USD = |134.8 KES"),
        ("كان 2 pts = 3", "كان |2 pts = 3"),
        ("في عام 2024 UNICEF", "في عام 2024 UNICEF"),
        ("1,204 و 10-15 و 3.2", "1,204 و 10-15 و 3.2"),  # which read as they should without
        ("A-3 و https://e.org/a-3-b-4", "A-3 و https://e.org/a-3-b-4"),
        (f"{MARK}-3.2", "|-3.2"),  # as a careful author wrote it
    ],
)
def test_a_mark_stands_before_signs_and_dates(text: str, expected: str) -> None:
    assert marked(f'<p dir="rtl">{text}</p>') == f'<p dir="rtl">{expected}</p>'


def test_only_what_is_read_from_right_to_left_has_marks() -> None:
    page = """<html dir="rtl"><head><title>-1</title></head><body><p data-x="-2">-3<br>-4</p>
<svg><text>-5</text></svg><q dir="ltr">-6 <i>-7</i></q><b>-8</b><img alt="-9"></body></html>"""
    shown = marked(page)
    assert [number for number in "123456789" if f"|-{number}" in shown] == ["3", "4", "8"]
    assert shown.replace("|", "") == page


@pytest.mark.parametrize(
    ("text", "is_address"),
    [
        ("https://e.org/3-2", True),
        ("ann@e.org", True),
        ("10.5555/12-34", False),
        ("e.org موقع", False),
        ("2024", False),
        ("FAO", False),
    ],
)
def test_a_link_that_shows_an_address_is_written_from_left_to_right(
    text: str, *, is_address: bool
) -> None:
    shown = marked(f'<html lang="ar" dir="rtl"><p>انظر <a class="x" href="y">{text}</a></p></html>')
    assert (f'<a dir="ltr" class="x" href="y">{text}</a>' in shown) == is_address


def test_a_page_from_left_to_right_is_left_alone() -> None:
    page = '<html dir="ltr"><body><p>-3.2</p></body></html>'
    assert keep_signs_before_numbers(page) == page


@pytest.mark.parametrize("is_marked", [True, False])
def test_the_sign_stands_at_the_left_on_the_page(is_marked: bool) -> None:
    text = (
        '<html lang="ar" dir="rtl"><title>T</title><body><h1>T</h1><p>بنسبة -3 في</p></body></html>'
    )
    page = keep_signs_before_numbers(text) if is_marked else text
    letters = pypdfium2.PdfDocument(print_pdf(HtmlDocument(page, "page")).data)[0].get_textpage()
    left = {
        letters.get_text_range(n, 1): letters.get_charbox(n)[0]
        for n in range(letters.count_chars())
    }
    assert (left["-"] < left["3"]) is is_marked
