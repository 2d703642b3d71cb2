"""Texts that may have words without spaces between them, and how many words they have."""

from __future__ import annotations

import pytest

from briefpress.checks.fidelity.script import _words
from briefpress.checks.reading import count_words
from briefpress.scripts import may_lack_spaces

LACKING = ("水が", "Water 水", "ปี", "ရေ", "ទឹក", "𠀀", "ປີ")
SPACED = ("", "Water’s “price” – 5 €", "Вода є", "पानी है", "ماء", "ⓐ b")


@pytest.mark.parametrize("text", LACKING)
def test_letters_without_spaces_are_found(text: str) -> None:
    assert may_lack_spaces(text)


@pytest.mark.parametrize("text", SPACED)
def test_other_texts_are_told_at_once(text: str) -> None:
    assert not may_lack_spaces(text)
    assert _words(text) == text.split()
    assert count_words(text) == len(text.split())


def test_words_are_counted_by_letters_where_there_are_no_spaces() -> None:
    assert count_words("“Water” 水が高い") == 2 + 2
    assert _words("a’s 水が") == ["a’s", "水", "が"]
