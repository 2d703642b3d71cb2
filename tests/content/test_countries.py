"""What a brief is about: one country, several, or none."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from babel import Locale

from brief_texts import assert_findings, edited, load
from briefpress import content
from briefpress.content import UnknownCountry, find_country
from briefpress.content.model.identifiers import country_codes
from briefpress.html import read_outline
from conftest import MINIMAL
from rendered import brief_of, page_of

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.content import Manuscript
    from conftest import Cli

SEVERAL = "may be one of several countries / write which:"
OTHER = "any other name is written with its code: {name: …, code: KE}"
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


@pytest.mark.parametrize(
    ("language", "written", "name", "code"),
    [
        ("en", "Kenya", "Kenya", "KE"),
        ("en", "Guinea", "Guinea", "GN"),
        ("en", "Cote d'Ivoire", "Cote d'Ivoire", "CI"),
        ("en-GB", "the Gambia", "the Gambia", "GM"),
        ("en", "Bolivia (Plurinational State of)", "Bolivia (Plurinational State of)", "BO"),
        ("en", "Republic of Korea", "Republic of Korea", "KR"),
        ("en", "Democratic Republic of the Congo", "Democratic Republic of the Congo", "CD"),
        ("en", "CD", "Democratic Republic of the Congo", "CD"),
        ("en", "BIH", "Bosnia and Herzegovina", "BA"),
        ("kk", "Қазақстан", "Қазақстан", "KZ"),
        ("fr", "Allemagne", "Allemagne", "DE"),
        ("fr", "Germany", "Allemagne", "DE"),
        ("sw", "KEN", "Kenya", "KE"),
        ("ta", "கினியா", "கினியா", "GN"),
        ("kis", "Papua New Guinea", "Papua New Guinea", "PG"),
    ],
)
def test_a_country_is_found_by_its_name_or_code(
    tmp_path: Path, language: str, written: str, name: str, code: str
) -> None:
    text = edited(country=f"country: {written}", language=f"language: {language}")
    listed = edited(country=f"countries: [{written}, ML]", language=f"language: {language}")

    for brief in (load(tmp_path, text).brief, load(tmp_path, listed).brief):
        assert brief
        assert (brief.places[0].name, brief.places[0].code) == (name, code)


def test_a_country_that_is_written_as_fields_may_lack_one(tmp_path: Path) -> None:
    fields = "[{name: DRC}, {code: MLI}, {name: Bharat, code: IND}]"
    brief = load(tmp_path, edited(country=f"countries: {fields}")).brief

    assert brief
    assert [(each.name, each.code) for each in brief.places] == [
        ("DRC", "CD"), ("Mali", "ML"), ("Bharat", "IN"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Congo", f'"Congo" {SEVERAL} Democratic Republic of the Congo (CD), Republic of the Congo (CG)'),
        ("Korea", f'"Korea" {SEVERAL} North Korea (KP), South Korea (KR)'),
        ("Virgin Islands", f'"Virgin Islands" {SEVERAL} British Virgin Islands (VG), U.S. Virgin Islands (VI)'),
        ("Tanzanya", f'there is no country "Tanzanya" / did you mean "Tanzania" (TZ)? {OTHER}'),
        ("ke", 'there is no country "ke" / did you mean "KE"?'),
        ("Atlantis", f'there is no country "Atlantis" / {OTHER}'),
    ],
)  # fmt: skip
def test_a_country_that_may_be_none_or_several_is_refused_with_the_choices(
    tmp_path: Path, written: str, expected: str
) -> None:
    assert_findings(tmp_path, edited(country=f"country: ‸{written}"), f"wrong-value: {expected}")


def test_every_name_of_cldr_leads_to_its_country_or_is_refused() -> None:
    for language in ("ar", "bn", "en", "es", "fr", "hi", "ja", "ru", "sw", "th", "zh"):
        names = Locale.parse(language).territories
        for code in country_codes():
            with suppress(UnknownCountry):
                assert find_country(names[code], language).code == code


def test_the_country_of_a_series_may_be_a_name(tmp_path: Path) -> None:
    manuscript = in_series(tmp_path, "", "country: Mali")

    assert manuscript.brief
    assert manuscript.brief.places[0].code == "ML"


def test_a_translation_begins_with_the_country_in_its_language(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(edited(country="countries: [Germany, KE, Congo]"), "utf-8")

    done = cli("translations", "--begin", "fr", "a.yaml", cwd=tmp_path)

    assert "countries: [Allemagne, KE, Congo]" in (tmp_path / "a.fr.yaml").read_text("utf-8"), done
