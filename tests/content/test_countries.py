"""What a brief is about: one country, several, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief_texts import assert_findings, edited
from briefpress import content
from briefpress.html import read_outline
from conftest import MINIMAL
from rendered import brief_of, page_of

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.content import Manuscript

KENYA, MALI = {"name": "Kenya", "code": "KE"}, {"name": "Mali", "code": "ML"}
BOTH = "there is a country beside the countries / write either country: or countries:"


@pytest.mark.parametrize(
    ("fields", "cover"),
    [
        ({"country": KENYA}, "Kenya 1987"),
        ({"countries": [KENYA], "country": None}, "Kenya 1987"),
        ({"countries": [KENYA, MALI], "country": None}, "Kenya and Mali 1987"),
        ({"country": None}, "1987"),
    ],
)
def test_the_cover_names_the_countries(fields: dict[str, object], cover: str) -> None:
    made = page_of(brief_of(**{**MINIMAL, "date": "1987", **fields}), {})

    heard = [passage.text for passage in read_outline(made.text).passages]
    assert cover in heard


def test_country_and_countries_are_one_too_many(tmp_path: Path) -> None:
    text = edited(country="country: {name: Kenya, code: KE}\ncountries: ‸[{name: Mali, code: ML}]")
    assert_findings(tmp_path, text, f"wrong-value: {BOTH}")


def test_a_list_of_no_countries_is_empty(tmp_path: Path) -> None:
    text = edited(country="countries: ‸[]")
    expected = "The countries, where the brief is about several: instead of country."
    assert_findings(
        tmp_path, text, f'empty-field: "countries" is empty, or has too few entries / {expected}'
    )


def in_series(folder: Path, own: str, shared: str) -> Manuscript:
    (folder / "a.yaml").write_text(edited(country=own), "utf-8")
    (folder / "series.yaml").write_text(shared, "utf-8")
    return content.load(folder / "a.yaml", folder / "series.yaml")


@pytest.mark.parametrize(
    ("own", "shared", "names"),
    [
        ("", "country: {name: Mali, code: ML}", ["Mali"]),
        ("countries: [{name: Kenya, code: KE}]", "country: {name: Mali, code: ML}", ["Kenya"]),
        ("country: {name: Kenya, code: KE}", "countries: [{name: Mali, code: ML}]", ["Kenya"]),
    ],
)
def test_a_brief_replaces_the_countries_of_its_series(
    own: str, shared: str, names: list[str], tmp_path: Path
) -> None:
    manuscript = in_series(tmp_path, own, shared)

    assert manuscript.brief, manuscript.findings
    assert [country.name for country in manuscript.brief.places] == names
