"""Numbers of figures, tables, boxes and sections, and pointers to them, as they are printed."""

from __future__ import annotations

from typing import Any

import pytest

from briefpress.content import Image
from rendered import Page, brief_of, page_of, text_of

TABLE: dict[str, Any] = {"caption": "Wells", "columns": ["a"], "rows": [["b"]]}


def page(text: str, *blocks: Any, **fields: Any) -> Page:
    first = {"heading": "Rain & *sun*", "id": "rain", "body": [text, *blocks]}
    others = [{"heading": f"H{number}", "body": ["b"]} for number in range(2)]
    return page_of(brief_of(sections=[first, *others], **fields), {})


def pointers(made: Page) -> list[str]:
    ids = made.by_id
    (main,) = made.all("main")
    links = [a for a in main.iter("a") if a.get("href", "").startswith("#id-")]
    assert all(a.get("href", "")[1:] in ids for a in links)
    return [text_of(a) for a in links]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["Table 2", "Table 1"]),
        ("fr", ["Tableau 2", "tableau 1"]),
        ("ru", ["Таблица 2", "таблица 1"]),
    ],
)
def test_pointers_have_the_words_of_the_language(language: str, said: list[str]) -> None:
    made = page(
        "[#b], see [#a]", {"table": {**TABLE, "id": "a"}}, {"table": {**TABLE, "id": "b"}},
        language=language,
    )  # fmt: skip

    assert pointers(made) == said
    captions = [text_of(caption) for caption in made.all("caption")]
    assert [caption.removesuffix(". Wells").casefold() for caption in captions] == sorted(
        words.casefold() for words in said
    )


def test_labels_name_the_kinds() -> None:
    made = page("see [#a]", {"table": {**TABLE, "id": "a"}}, labels={"table_number": "T<{number}>"})

    assert pointers(made) == ["T<1>"]
    assert [text_of(caption) for caption in made.all("caption")] == ["T<1>. Wells"]


def test_a_part_without_a_number_is_called_by_its_title() -> None:
    box = {"box": {"id": "b", "title": "A *case*", "body": ["t"]}}

    made = page("see [#rain] and [#b]", box)

    assert pointers(made) == ["Rain & sun", "A case"]


def test_numbers_of_sections_stand_in_headings_contents_and_pointers() -> None:
    made = page("see [#rain]", numbering={"sections": True})

    assert text_of(made.by_id["id-rain"]) == "1 Rain & sun"
    assert text_of(made.all("a")[0]) == "1 Rain & sun"
    assert pointers(made) == ["Section 1"]


def test_nothing_is_numbered_that_the_brief_leaves_out() -> None:
    made = page("t", {"table": TABLE}, numbering={"tables": False})

    assert [text_of(caption) for caption in made.all("caption")] == ["Wells"]


def test_pictures_side_by_side_have_letters_and_annexes_count_anew() -> None:
    one = {"image": "a.svg", "alt": "One"}
    figures = {"figures": {"id": "both", "caption": "Two", "items": [one, {**one, "id": "right"}]}}
    annex = {"heading": "M", "body": [{"table": {**TABLE, "id": "far"}}]}
    brief = brief_of(
        sections=[
            {"heading": "H", "body": ["[#right], [#both], [#far]", {"table": TABLE}, figures]}
        ],
        annexes=[annex],
        list_of_figures=True,
    )

    made = page_of(brief, {"a.svg": Image("image/svg+xml", b"<svg/>")})

    assert pointers(made)[:3] == ["Figure 1b", "Figure 1", "Table A1"]
    assert [text_of(a) for a in made.all("caption")] == ["Table 1. Wells", "Table A1. Wells"]
    listed = [text_of(a) for a in made.all("a") if a.get("href") == "#id-both"]
    assert len(listed) == 2  # the pointer, and the list of figures, which has no parts


def test_an_equation_with_an_id_is_numbered() -> None:
    equation = {"tex": "x = 1", "alt": "x is one"}
    made = page("by [#e]", {"equation": equation}, {"equation": {**equation, "id": "e"}})

    assert pointers(made) == ["(1)"]
    assert [p.get("id") for p in made.all("p") if "equation" in p.get("class", "")] == [
        None,
        "id-e",
    ]
