"""Lines break where words and phrases end, and what says so is not read back."""

from __future__ import annotations

import pytest

from briefpress.html import HtmlDocument
from briefpress.pdf import print_pdf
from briefpress.structure import Element, Run, Text, inspect
from script_samples import SENTENCES

WITHOUT_SPACES = ("th", "lo", "my", "km")
TITLE = "乾いた年に牧畜民と町はどのように水を分け合うのか"


def lines(html: str) -> list[tuple[str, float]]:
    """Return the lines of the paragraph or heading of a page, each with the place of its right edge in points."""
    pdf = print_pdf(HtmlDocument(f'<html lang="en"><title>T</title>{html}', "page.html"))
    assert [each.rule for each in pdf.findings if each.rule != "no-headings"] == []
    (element,) = (each for each in inspect(pdf.data).walk() if each.role in ("P", "H1"))
    found: dict[float, list[tuple[str, float]]] = {}
    for run in runs(element):
        found.setdefault(round(run.box[1]), []).append((run.text, run.box[2]))
    return [("".join(text for text, _ in line), max(x for _, x in line)) for line in found.values()]


def runs(element: Element) -> list[Run]:
    return [run for part in element.children if isinstance(part, Text) for run in part.runs]


@pytest.mark.parametrize("language", WITHOUT_SPACES)
def test_lines_break_between_words_without_spaces(language: str) -> None:
    text = SENTENCES[language].replace(" ", "") * 2

    found = lines(
        f'<style>@page {{margin: 0}} p {{margin: 0; width: 60mm}}</style><p lang="{language}">{text}'
    )

    assert len(found) > 2
    assert all(right < 62 / 25.4 * 72 for _, right in found)
    assert "".join(line for line, _ in found) == text


def test_title_in_japanese_breaks_between_phrases() -> None:
    found = lines(f'<style>h1 {{width: 95mm; font-size: 24pt}}</style><h1 lang="ja">{TITLE}')

    assert "".join(line for line, _ in found) == TITLE
    assert len(found) > 2
    starts = {line[:2] for line, _ in found}
    assert starts <= {"乾い", "牧畜", "町は", "どの", "水を", "分け"}


def test_korean_breaks_between_words() -> None:
    text = f"{SENTENCES['ko'][:-1]} " * 4

    found = lines(f'<style>p {{width: 37mm}}</style><p lang="ko">{text}')

    assert len(found) > 9
    assert [word for line, _ in found for word in line.split()] == text.split()


def test_korean_word_that_is_longer_than_its_line_breaks_all_the_same() -> None:
    page = '<style>@page {margin: 0} body, p {margin: 0; width: 20mm}</style><p lang="ko">'
    found = lines(f"{page}{'한국개발연구원' * 6}")

    assert len(found) > 3
    assert all(right < 21 / 25.4 * 72 for _, right in found)


def test_phrase_that_is_longer_than_its_line_breaks_all_the_same() -> None:
    found = lines(
        '<style>@page {margin: 0} h1 {width: 20mm; font-size: 24pt}</style><h1 lang="ja">どのように'
    )

    assert len(found) > 1
    assert all(right < 25 / 25.4 * 72 for _, right in found)


@pytest.mark.parametrize("sign", "、。」）")
def test_no_line_begins_with_a_closing_sign(sign: str) -> None:
    text = f"水{sign}" * 60

    found = lines(f'<style>p {{width: 55mm}}</style><p lang="ja">{text}')

    assert len(found) > 2
    assert not [line for line, _ in found if line.startswith(sign)]


def test_hyphens_that_no_font_has_are_drawn_and_read_as_they_are_written() -> None:
    text = "self\u2010made, non\u2011stop " * 8

    found = lines(f"<style>@page {{margin: 0}} p {{margin: 0; width: 32mm}}</style><p>{text}")

    assert len(found) > 4
    assert "".join(line for line, _ in found).split() == text.split()
    assert not [line for line, _ in found if line.strip().endswith("non\u2011")]
