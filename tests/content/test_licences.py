"""The licences of a brief: those of the list, one of its own, and none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefpress import structure
from briefpress.content import LICENCES, licence_of
from conftest import build_here, write_brief

if TYPE_CHECKING:
    from pathlib import Path

OWN = {"name": "House licence", "url": "https://example.org/terms"}


@pytest.mark.parametrize("id_", LICENCES)
def test_every_licence_has_an_address_and_a_statement(id_: str) -> None:
    licence = licence_of(id_)

    assert licence.id == id_
    assert licence.url.startswith("https://")
    assert licence.name in licence.statement


@pytest.mark.parametrize(
    ("licence", "name", "address"),
    [
        ("CC-BY-NC-SA-3.0-IGO", "CC BY-NC-SA 3.0 IGO", "https://creativecommons.org/licenses/by-nc-sa/3.0/igo/"),
        ("CC-BY-3.0", "CC BY 3.0", "https://creativecommons.org/licenses/by/3.0/"),
        ("CC BY-SA 4.0", "CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
        ("OGL-UK-3.0", "OGL v3.0", LICENCES["OGL-UK-3.0"].url),
        (OWN, "House licence", "https://example.org/terms"),
    ],
)  # fmt: skip
def test_a_brief_names_its_licence_with_a_link(
    licence: object, name: str, address: str, tmp_path: Path
) -> None:
    made = build_here(write_brief(tmp_path / "water.yaml", licence=licence), out=tmp_path)

    assert {each.rule for each in made.report.findings} <= {"no-doi"}
    pdf = structure.inspect((tmp_path / "water/water.pdf").read_bytes())
    assert any(area.uri == address for page in pdf.pages for area in page.annotations)
    assert any(name in artifact.text for artifact in pdf.pages[0].artifacts)


def test_a_brief_without_a_licence_is_told_which_it_gets(tmp_path: Path) -> None:
    path = write_brief(tmp_path / "water.yaml")

    (note,) = (
        each
        for each in build_here(path, out=tmp_path).report.findings
        if each.rule == "licence-assumed"
    )

    assert "CC BY 4.0" in note.message


def test_the_licence_of_a_series_is_that_of_its_briefs(tmp_path: Path) -> None:
    (tmp_path / "series.yaml").write_text("licence: CC0-1.0\n", "utf-8")

    made = build_here(write_brief(tmp_path / "water.yaml"), out=tmp_path)

    assert "licence-assumed" not in {each.rule for each in made.report.findings}


@pytest.mark.parametrize(
    ("licence", "said"),
    [
        ("CC-BY", "it can be: CC-BY-4.0"),
        ({"name": "House licence"}, "add: url: …"),
        ({**OWN, "year": 2025}, "possible here: name, url"),
        ({**OWN, "url": "example.org"}, "https://"),
        (["CC-BY-4.0"], "or its name and url"),
    ],
)
def test_a_wrong_licence_is_one_error(licence: object, said: str, tmp_path: Path) -> None:
    path = write_brief(tmp_path / "water.yaml", licence=licence)

    (error,) = build_here(path, out=tmp_path).report.findings

    assert said in error.mend
