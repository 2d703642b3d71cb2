"""Briefs composed at random of real sentences are built, whatever an editor puts together.

    python tests/random_editorial_briefs.py 500 FOLDER && briefpress build FOLDER

tries more of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefpress.checks.validators import verapdf
from briefpress.content.profiles import PROFILES
from briefpress.findings import Severity
from conftest import build_here
from random_editorial_briefs import TEXTS, Editor, sentences, write_briefs

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.build import Build

FEW, MANY, JUDGED = 8, 20, 10


def errors(made: Build) -> list[str]:
    found = (each for each in made.report.findings if each.severity is Severity.ERROR)
    return [str(finding) for finding in found]


@pytest.mark.parametrize("seed", range(FEW))
def test_a_brief_is_built(seed: int, tmp_path: Path) -> None:
    path = write_briefs(seed + 1, tmp_path)[seed]

    assert errors(build_here(path, out=tmp_path / "out")) == []


@pytest.mark.slow("a long run")
def test_many_briefs_are_built(tmp_path: Path) -> None:
    paths = write_briefs(MANY, tmp_path)
    found = {path.name: errors(build_here(path, out=tmp_path / "out")) for path in paths}

    assert len(found) == MANY
    assert {name: told for name, told in found.items() if told} == {}


@pytest.mark.slow("veraPDF")
@pytest.mark.parametrize("profile", PROFILES)
def test_briefs_keep_what_they_claim(profile: str, tmp_path: Path) -> None:
    chosen = PROFILES[profile]
    for path in write_briefs(JUDGED, tmp_path):
        build_here(path, out=tmp_path / "out", profile=chosen)
    judged = verapdf.validate(sorted((tmp_path / "out").glob("*/*.pdf")), chosen.flavours)

    assert len(judged) == JUDGED * len(chosen.flavours)
    assert [f"{v.path.name}: {failure}" for v in judged for failure in v.failures] == []


def test_briefs_vary_as_those_of_editors_do() -> None:
    briefs = [Editor(seed).brief() for seed in range(200)]
    lengths = [len(brief["title"]) for brief in briefs]
    kinds = {
        next(iter(block)) if isinstance(block, dict) else "prose"
        for brief in briefs
        for section in brief["sections"]
        for block in section["body"]
    }

    assert min(lengths) < 25
    assert max(lengths) > 140
    assert {len(brief["authors"]) for brief in briefs} == {1, 2, 3, 4, 5}
    assert {brief["language"] for brief in briefs} == set(TEXTS.values())
    assert {"series" in brief for brief in briefs} == {True, False}
    assert {"prose", "table", "quote", "pull_quote", "box", "definitions", "figure"} <= kinds
    assert any(
        len(set(brief["notes"].values())) < len(brief["notes"])
        for brief in briefs
        if "notes" in brief
    )
    assert all(len(sentences(name)) >= 40 for name in TEXTS)


def test_the_same_number_gives_the_same_brief() -> None:
    assert Editor(7).brief() == Editor(7).brief()
    assert Editor(7).brief() != Editor(8).brief()
