"""Lines from right to left stand where the layout put them, whatever is added to them for those who listen."""

from __future__ import annotations

import pypdfium2
import pytest

from briefpress.html import HtmlDocument
from briefpress.pdf import print_pdf

WORDS = "وسوف يتخذون إجراءات تصحيحية مناسبة وعادلة ردًا على أي سلوك يعتبرونه غير لائق"
RIGHT = (300 - 40) * 0.75  # the right edge of the text, in points


def letters(text: str, style: str = "") -> list[tuple[str, float, float]]:
    """Return the letters of a printed paragraph, each with its left and right edge in points."""
    page = (
        "<html lang='ar' dir='rtl'><title>م</title><style>@page { size: 300px 400px; margin: 40px }"
        f"body {{ margin: 0; font: 16px 'DejaVu Sans'; {style} }}</style><p>{text}</p>"
    )
    drawn = pypdfium2.PdfDocument(print_pdf(HtmlDocument(page, "page")).data)[0].get_textpage()
    found = []
    for index in range(drawn.count_chars()):
        letter = drawn.get_text_range(index, 1)
        if letter.strip():
            left, _, right, _ = drawn.get_charbox(index)
            found.append((letter, left, right))
    return found


@pytest.mark.parametrize("style", ["", "text-align: justify"])
def test_no_line_reaches_over_its_edge(style: str) -> None:
    edges = [right for _, _, right in letters(WORDS, style)]
    assert len(edges) > 40
    assert RIGHT - 3 < max(edges) <= RIGHT + 1


def test_words_stand_apart_where_a_line_goes_on_after_a_phrase() -> None:
    found = letters(f"<b>wiki</b> {WORDS}")
    (phrase,) = (left for letter, left, _ in found if letter == "w")
    after = next(right for letter, _, right in found if letter == "و")
    assert phrase - after > 2
