"""What stands after the sections: annexes and lists; and abbreviations, spelt out once a section."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from rendered import brief_of, page_of, text_of

if TYPE_CHECKING:
    from rendered import Page

TABLE: dict[str, Any] = {"caption": "Wells", "columns": ["a"], "rows": [["b"]]}
GDP = {"abbreviations": {"GDP": "gross domestic product"}}


def page(*body: Any, **fields: Any) -> Page:
    return page_of(brief_of(sections=[{"heading": "H", "body": list(body)}], **fields), {})


def texts(made: Page, *tags: str) -> list[str]:
    return [text_of(element) for element in made.all(*tags)]


@pytest.mark.parametrize(
    ("language", "headings"),
    [("en", ["Annex A. a", "Annex B. b"]), ("ru", ["Приложение А. a", "Приложение Б. b"])],
)
def test_annexes_have_the_letters_of_the_language(language: str, headings: list[str]) -> None:
    annexes = [{"heading": name, "body": ["t"]} for name in "ab"]

    made = page("t", annexes=annexes, language=language)

    assert texts(made, "h2")[-3:-1] == headings
    assert texts(made, "nav")[0].endswith(" ".join(headings))


def test_the_lists_at_the_end_hold_what_has_a_number() -> None:
    body = [{"table": TABLE}, {"table": {**TABLE, "caption": "Rain & *sun*"}}]

    made = page(*body, list_of_tables=True, list_of_figures=True)

    assert texts(made, "nav") == ["Tables Table 1. Wells Table 2. Rain & sun"]
    assert [a.get("href") for a in made.all("nav")[0].iter("a")] == ["#table-1", "#table-2"]
    assert {"table-1", "table-2"} <= made.by_id.keys()


def test_abbreviations_are_printed_in_the_order_of_the_alphabet() -> None:
    known = {"b": "bee", "A": "ay", "C": "sea"}

    made = page("t", abbreviations=known, print_abbreviations=True)

    assert texts(made, "dt") == ["A", "b", "C"]
    assert texts(page("t", abbreviations=known), "dt") == []


def test_an_abbreviation_is_spelt_out_once_a_section() -> None:
    below = [{"heading": "GDP", "body": ["GDP"]}, {"heading": "b", "body": ["GDP and GDP", "GDP"]}]
    section = {"heading": "a", "body": ["Gross domestic product (GDP). GDP"], "sections": below}

    made = page_of(brief_of(sections=[section], **GDP), {})

    places = re.findall(r"<(\w+)[^>]*><abbr", made.text)
    assert places == ["h3", "p"]


def test_a_panel_of_recommendations_has_a_heading() -> None:
    items = ["Do *this*.", "Do that."]

    made = page(
        {"recommendations": {"items": items}},
        {"recommendations": {"items": items, "to": "A & *B*"}},
        {"recommendations": {"items": items, "title": "Do"}},
    )

    assert texts(made, "h3")[:3] == ["Recommendations", "Recommendations to A & B", "Do"]
    assert texts(made, "ol") == ["Do this. Do that."] * 3
