"""The model of a brief: what it accepts, and the properties of its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from briefpress import content
from briefpress.content.editions import LARGE, PRINT, SCREEN
from briefpress.content.licences import LICENCES
from briefpress.content.model.blocks import BLOCK_KINDS
from briefpress.content.model.brief import Brief
from briefpress.content.model.imprint import Person
from briefpress.content.model.names import name_parts
from briefpress.content.model.sections import Section
from briefpress.content.model.tables import Column, Table
from briefpress.content.model.themes import ThemeChoice
from briefpress.findings import Severity
from conftest import MINIMAL, write_brief

if TYPE_CHECKING:
    from pathlib import Path


def brief(**fields: Any) -> Brief:
    return Brief.model_validate({**MINIMAL, **fields})


def section(**fields: Any) -> Section:
    return brief(sections=[{"heading": "H", **fields}]).sections[0]


def test_a_brief_is_immutable() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        brief().title = "Another"  # type: ignore[misc]


def test_the_default_licence_is_cc_by() -> None:
    assert brief().licence == "CC-BY-4.0"
    assert brief(licence="CC0-1.0").licence == "CC0-1.0"


@pytest.mark.parametrize("date", ["1987", "1987-02", "1987-02-28"])
def test_the_year_of_a_brief(date: str) -> None:
    assert brief(date=date).year == "1987"


@pytest.mark.parametrize("date", ["1987-2", "1987-13", "1987-02-29", "0000", "87", "June 1987"])
def test_a_date_that_is_not_in_the_calendar_is_refused(date: str) -> None:
    with pytest.raises(ValidationError):
        brief(date=date)


@pytest.mark.parametrize(
    ("name", "family", "cited"),
    [
        ("Harshita Kumari", None, "Kumari, H."),
        ("Ngũgĩ wa Thiong’o", None, "Ngũgĩ wa Thiong’o"),
        ("Ngũgĩ wa Thiong’o", "wa Thiong’o", "wa Thiong’o, N."),
        ("Kim Min-jun", "Kim", "Kim, M.-J."),
        ("Anna Ann", "Ann", "Ann, A."),
        ("Anna Ann", None, "Ann, A."),
        ("Plato", None, "Plato"),
        ("Ana María de la Cruz Pérez", "de la Cruz Pérez", "de la Cruz Pérez, A. M."),
        ("Ana María de la Cruz Pérez", None, "Ana María de la Cruz Pérez"),
        ("Ludwig van Beethoven", None, "van Beethoven, L."),
        ("John F. Kennedy", None, "Kennedy, J. F."),
        ("Martin Luther King Jr.", "King", "King, M. L., Jr."),
        ("Abd al-Rahman Munif", "Munif", "Munif, A. al-R."),
        ("Ahmad al-Khalil", None, "al-Khalil, A."),
        ("Nguyễn Văn An", "Nguyễn", "Nguyễn, V. A."),
        ("Kim Min-jun", None, "Kim Min-jun"),
        ("И. И. Иванов", None, "Иванов, И. И."),
        ("山田太郎", "山田", "山田太郎"),
        ("नीलम शर्मा", "शर्मा", "नीलम शर्मा"),
        ("نور الدين", "الدين", "نور الدين"),
        ("World Health Organization", None, "World Health Organization"),
        ("The Water Desk", "The Water Desk", "The Water Desk"),
    ],
)
def test_how_a_person_is_cited(name: str, family: str | None, cited: str) -> None:
    assert Person(name=name, family=family).cited_as == cited


@pytest.mark.parametrize(
    ("name", "family", "given", "parts"),
    [
        ("山田太郎", "山田", None, ("山田", "太郎", "")),
        ("홍길동", None, "길동", ("홍", "길동", "")),
        ("Nour El-Din", "El-Din", None, ("El-Din", "Nour", "")),
        ("Kim Yong-un", None, "Yong-un", ("Kim", "Yong-un", "")),
        ("Kofi A. Annan", "Annan", "Kofi Atta", ("Annan", "Kofi Atta", "")),
        ("Martin Luther King, Jr.", "King", None, ("King", "Martin Luther", "Jr.")),
        ("WHO", "WHO", None, ("WHO", "", "")),
        ("Wanjiru Kamau", "Njeri", None, ("", "", "")),
        ("Wanjiru Kamau", None, None, ("", "", "")),
    ],
)
def test_the_parts_of_a_name_are_those_that_the_brief_tells(
    name: str, family: str | None, given: str | None, parts: tuple[str, str, str]
) -> None:
    assert name_parts(name, family, given) == parts


@pytest.mark.parametrize(
    ("language", "name", "is_asked"),
    [
        ("en", "Wanjiru Kamau", False),
        ("hu", "Kovács János", True),
        ("vi", "Nguyễn Văn An", True),
        ("en", "山田太郎", True),
        ("hi", "नीलम शर्मा", True),
        ("id", "Sukarno", False),
        ("es", "Gabriel García Márquez", True),
    ],
)
def test_a_name_that_does_not_tell_the_family_name_is_asked_about(
    language: str, name: str, is_asked: bool, tmp_path: Path
) -> None:
    path = write_brief(tmp_path / "brief.yaml", language=language, authors=[{"name": name}])
    found = [each for each in content.load(path).findings if each.rule == "name-order"]

    assert [(each.severity, name in each.message) for each in found] == [
        (Severity.NOTE, True)
    ] * is_asked


@pytest.mark.parametrize(
    ("language", "given", "family", "printed"),
    [
        ("en", "Wanjiru", "Kamau", "Wanjiru Kamau"),
        ("hu", "János", "Kovács", "Kovács János"),
        ("en", "太郎", "山田", "山田太郎"),
    ],
)
def test_a_name_is_made_of_its_parts_where_there_is_no_other(
    language: str, given: str, family: str, printed: str, tmp_path: Path
) -> None:
    person = {"given": given, "family": family}
    path = write_brief(tmp_path / "brief.yaml", language=language, authors=[person])
    brief = content.load(path).brief

    assert brief
    assert [each.name for each in brief.authors] == [printed]


def test_the_kind_of_a_block_is_its_key() -> None:
    blocks: list[Any] = [
        "Prose.",
        {"figure": {"image": "a.svg", "alt": "A"}},
        {"figures": {"items": [{"image": "a.svg", "alt": "A"}] * 2}},
        {"chart": {"type": "bar", "file": "a.csv", "alt": "A"}},
        {"map": {"file": "a.geojson", "values": "a.csv", "key": "k", "value": "v", "alt": "A"}},
        {"table": {"caption": "C", "columns": ["a"], "rows": [["b"]]}},
        {"box": {"title": "B", "body": ["b"]}},
        {"quote": {"text": "q"}},
        {"pull_quote": {"text": "p"}},
        {"definitions": [{"term": "t", "definition": "d"}]},
        {"indicators": {"items": [{"label": "l", "value": "1.10"}]}},
        {"recommendations": {"items": ["r"]}},
        {"equation": {"tex": "a", "alt": "A"}},
    ]

    body = section(body=blocks).body

    assert body[0] == "Prose."
    assert [next(iter(type(block).model_fields)) for block in body[1:]] == list(BLOCK_KINDS)  # type: ignore[union-attr]
    assert section(body=body).body == body


@pytest.mark.parametrize("block", [{}, {"video": {}}, ["a"], [], {"a": "figure"}])
def test_an_unknown_block_is_refused(block: Any) -> None:
    with pytest.raises(ValidationError, match="this is not a block that a brief can hold"):
        section(body=[block])


def test_a_fifth_level_of_sections_is_refused() -> None:
    deep: dict[str, Any] = {"heading": "4", "body": ["b"]}

    def at_third_level(*sections: Any) -> Section:
        third = {"heading": "3", "sections": sections}
        return section(sections=[{"heading": "2", "sections": [third]}])

    assert at_third_level(deep).sections[0].sections[0].sections[0].sections == ()
    with pytest.raises(ValidationError, match=r"(sections\.0\.){3}sections\n"):
        at_third_level({**deep, "sections": [deep]})


def test_an_empty_section_is_refused() -> None:
    with pytest.raises(ValidationError, match="there is nothing under this heading"):
        section()


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "the figure has no alternative text"),
        ({"decorative": "true", "alt": "A"}, "is called decorative, but has an alternative text"),
        ({"decorative": True, "alt": "A"}, "is called decorative, but has an alternative text"),
    ],
)
def test_a_figure_needs_either_alternative_text_or_decorative(
    fields: dict[str, Any], message: str
) -> None:
    with pytest.raises(ValidationError, match=message):
        section(body=[{"figure": {"image": "a.svg", **fields}}])


def test_groups_of_columns_within_groups_are_refused() -> None:
    pair = [{"label": "a"}, {"label": "b"}]
    columns = [{"label": "c", "columns": [{"label": "d"}, {"label": "e", "columns": pair}]}]

    with pytest.raises(ValidationError, match="column groups can only be one level deep"):
        Table.model_validate({"caption": "C", "columns": columns, "rows": [["1", "2"]]})


def test_the_headings_of_a_table() -> None:
    group = {"label": "b", "columns": [{"label": "c"}, {"label": "d", "unit": "%"}]}
    rows = [["1", "2", "3"], ["", "", ""]]
    table = Table.model_validate({"caption": "C", "columns": ["a", group], "rows": rows})

    assert [heading.span for heading in table.headings] == [1, 2]
    assert table.headings[0] == Column(label="a")
    assert table.grouped
    assert not Table.model_validate({"caption": "C", "columns": ["a"], "rows": [["1"]]}).grouped


@pytest.mark.parametrize(
    ("said", "meant"), [("true", 1), ("false", 0), (True, 1), (False, 0), ("2", 2), (3, 3)]
)
def test_row_headings_can_be_turned_off_or_be_several(said: str | bool | int, meant: int) -> None:
    fields = {"caption": "C", "columns": ["a"], "rows": [["1"]]}

    assert Table.model_validate({**fields, "row_headings": said}).heading_columns == meant
    assert Table.model_validate(fields).heading_columns == 1


@pytest.mark.parametrize(
    "columns", [["a", "b"], [{"label": "a", "columns": [{"label": "b"}, {"label": "c"}]}]]
)
@pytest.mark.parametrize("row", [[], ["1"], ["1", "2", "3"]])
def test_a_row_of_the_wrong_length_is_refused(columns: list[Any], row: list[str]) -> None:
    with pytest.raises(ValidationError, match=f"2 columns, and this row fills {len(row)}"):
        Table.model_validate({"caption": "C", "columns": columns, "rows": [["1", "2"], row]})


@pytest.mark.parametrize(
    ("licence", "short", "path", "marks"),
    [
        ("CC-BY-4.0", "CC BY 4.0", "licenses/by/4.0/", "cc by"),
        ("CC-BY-3.0-IGO", "CC BY 3.0 IGO", "licenses/by/3.0/igo/", "cc by"),
        ("CC-BY-SA-4.0", "CC BY-SA 4.0", "licenses/by-sa/4.0/", "cc by sa"),
        ("CC-BY-NC-4.0", "CC BY-NC 4.0", "licenses/by-nc/4.0/", "cc by nc"),
        ("CC-BY-NC-ND-4.0", "CC BY-NC-ND 4.0", "licenses/by-nc-nd/4.0/", "cc by nc nd"),
        ("CC0-1.0", "CC0 1.0", "publicdomain/zero/1.0/", "cc zero"),
    ],
)
def test_the_licences(licence: str, short: str, path: str, marks: str) -> None:
    known = LICENCES[licence]

    assert known.id == licence
    assert known.short_name == short
    assert known.url == f"https://creativecommons.org/{path}"
    assert known.marks == tuple(marks.split())
    assert known.name.startswith("Creative Commons ")
    assert known.name in known.statement


def test_the_name_and_statement_of_a_licence() -> None:
    assert len(LICENCES) == 12
    assert LICENCES["CC-BY-3.0-IGO"].name == "Creative Commons Attribution 3.0 IGO"
    assert LICENCES["CC-BY-4.0"].statement == (
        "This work is distributed under the terms of the "
        "Creative Commons Attribution 4.0 International licence (CC BY 4.0)."
    )


@pytest.mark.parametrize(
    "said",
    [
        "our-theme",
        "report",
        {"name": "columns", "accent": "#7a1230"},
        {"folder": "ours", "text_font": "Lora"},
    ],
)
def test_a_theme_is_a_folder_or_a_choice(said: Any) -> None:
    theme = brief(theme=said).theme
    assert theme == said or (
        isinstance(theme, ThemeChoice) and theme.model_dump(exclude_unset=True) == said
    )


@pytest.mark.parametrize(
    "said", [{"name": "modern"}, {"accent": "red"}, {"accent": "#12345"}, {"colour": "#123"}]
)
def test_a_theme_that_there_is_not_is_refused(said: Any) -> None:
    with pytest.raises(ValidationError):
        brief(theme=said)


@pytest.mark.parametrize(
    ("paper", "screen", "large"),
    [
        ("A4", (210.0, 297.0), (210.0, 297.0)),
        ("A5", (148.0, 210.0), (210.0, 297.0)),
        ("letter", (215.9, 279.4), (215.9, 279.4)),
    ],
)
def test_the_paper_of_a_brief(
    paper: str, screen: tuple[float, float], large: tuple[float, float]
) -> None:
    made = brief(paper=paper, print={"size": "170 x 240 mm"})
    assert (made.page_in(SCREEN), made.page_in(LARGE)) == (screen, large)
    assert made.page_in(PRINT) == (170.0, 240.0)
