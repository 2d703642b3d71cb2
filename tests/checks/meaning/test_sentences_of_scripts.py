"""Sentences in large letters are no headings, in scripts that end them with signs of their own."""

from __future__ import annotations

import pytest

from briefpress.html import HtmlDocument
from briefpress.pdf import print_pdf
from tagged_pages import found


def warned(language: str, large: str, text: str) -> bool:
    """Return whether a large paragraph before one of text is taken for a heading."""
    page = (
        f"<html lang='{language}'><title>{large}</title><p style='font-size: 24px'>{large}</p>"
        f"<p>{text}</p>"
    )
    return found(print_pdf(HtmlDocument(page, "page.html")).data, "faked-heading") != []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ja", "北部の井戸は夏に干上がる。"),
        ("hi", "उत्तर के कुएँ गर्मियों में सूख जाते हैं।"),
        ("ar", "هل تجف آبار الشمال في الصيف؟"),
    ],
)
def test_a_sentence_is_no_heading(language: str, sentence: str) -> None:
    text = 6 * f"{sentence} "
    assert not warned(language, sentence, text)
    assert warned(language, sentence[:-1], text)


def test_a_paragraph_of_wide_letters_is_longer_than_a_heading() -> None:
    words = "北部の井戸は夏に干上がる"
    assert warned("ja", words, 6 * f"{words}。")
    assert not warned("ja", 4 * words, 6 * f"{words}。")
