"""Rules that look at text, on pages in scripts with signs, without spaces, and from right to left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from briefpress.checks.checking import CHECKS
from briefpress.findings import Family
from briefpress.html import HtmlDocument
from briefpress.pdf import print_pdf
from briefpress.pdf.tags import spelling
from script_samples import SENTENCES
from tagged_pages import found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

RULES = tuple(each.rule.id for each in CHECKS if each.rule.family is Family.MEANING)
OTHERS = {"hi": "bn", "km": "my", "my": "km", "th": "lo", "ar": "he"}


def printed(language: str, text: str) -> bytes:
    direction = "rtl" if language in ("ar", "fa", "ur", "he") else "ltr"
    body = f"<h1>{text}</h1><p>{text} {text}</p><ul><li>{text}</ul>"
    style = "<style>body {width: 120mm; font-size: 11pt}</style>"
    html = f'<html lang="{language}" dir="{direction}"><title>{text}</title>{style}{body}'
    return print_pdf(HtmlDocument(html, "page.html")).data


@pytest.mark.parametrize("language", SENTENCES)
def test_nothing_is_found_in_a_good_page(language: str) -> None:
    assert found(printed(language, SENTENCES[language]), *RULES) == []


@pytest.mark.parametrize("language", ["hi", "km", "my", "th"])
def test_replaced_text_that_says_something_else_is_found(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, honest = SENTENCES[OTHERS[language]], spelling._replaced_by  # noqa: SLF001 - what is mutated
    monkeypatch.setattr(spelling, "_replaced_by", lambda _, shown: honest(other, shown))

    assert found(printed(language, SENTENCES[language].replace(" ", "")), "actual-text")


@pytest.mark.parametrize("language", ["hi", "ar"])
def test_words_without_spaces_are_found(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = spelling._written  # noqa: SLF001 - what is mutated

    def write_letters(pieces: Sequence[Any]) -> Iterator[Any]:
        return honest([each for each in pieces if any(one.text.strip() for one in each.glyphs)])

    monkeypatch.setattr(spelling, "_written", write_letters)

    assert found(printed(language, SENTENCES[language]), "words-apart")
