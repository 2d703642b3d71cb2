"""Briefs with tables, notes, quotations, Latin names and numbers, written in their language, are built as they come."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefpress.content import UA1, UA2, parse_yaml
from briefpress.findings import Severity
from conftest import build_here

if TYPE_CHECKING:
    from briefpress.content import Profile

BRIEFS = {each.stem: each for each in sorted(Path(__file__).with_name("briefs").glob("*.yaml"))}
ALWAYS = ("he", "brief")  # the others when slow tests run
COMBINATIONS = [
    pytest.param(
        each,
        theme,
        marks=() if (each, theme) == ALWAYS else pytest.mark.slow("a long run"),
    )
    for each in BRIEFS
    for theme in ("brief", "columns", "report")
]


def found(language: str, theme: str, profile: Profile, folder: Path) -> list[str]:
    """Return the rules of all findings above a note in a brief that is set in a theme."""
    text = BRIEFS[language].read_text("utf-8")
    path = folder / f"{language}.yaml"
    path.write_text(f"theme: {{name: {theme}}}\n{text}", "utf-8")
    for each in BRIEFS[language].parent.glob("*.csv"):
        (folder / each.name).write_bytes(each.read_bytes())
    assert parse_yaml(path.read_text("utf-8"), "").get(("language",)) == language
    made = build_here(path, out=folder / "out", profile=profile)
    assert made.files
    return [each.rule for each in made.report.findings if each.severity is not Severity.NOTE]


@pytest.mark.parametrize(("language", "theme"), COMBINATIONS)
def test_a_brief_is_built_without_a_finding(language: str, theme: str, tmp_path: Path) -> None:
    assert found(language, theme, UA1, tmp_path) == []


@pytest.mark.parametrize(("language", "theme"), COMBINATIONS)
def test_a_brief_is_built_without_a_finding_for_pdf_ua_2(
    language: str, theme: str, tmp_path: Path
) -> None:
    assert found(language, theme, UA2, tmp_path) == []
