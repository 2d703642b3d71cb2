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
from random_editorial_briefs import TEXTS, Editor, sentences, write_briefs

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.build import Build
    from conftest import MakeOnce

FEW, MANY, JUDGED = 8, 20, 10


@pytest.fixture(scope="module")
def briefs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_briefs(MANY, tmp_path_factory.mktemp("briefs"))


def errors(made: Build) -> list[str]:
    found = (each for each in made.report.findings if each.severity is Severity.ERROR)
    return [str(finding) for finding in found]


@pytest.mark.parametrize(
    "seed",
    [pytest.param(n, marks=() if n < FEW else pytest.mark.slow("a long run")) for n in range(MANY)],
)
def test_a_brief_is_built(seed: int, briefs: list[Path], build_once: MakeOnce) -> None:
    assert errors(build_once(briefs[seed])[0]) == []


@pytest.mark.slow("veraPDF")
@pytest.mark.parametrize("profile", PROFILES)
def test_briefs_keep_what_they_claim(
    profile: str, briefs: list[Path], build_once: MakeOnce
) -> None:
    flavours = PROFILES[profile].flavours
    paths = [build_once(path, profile)[1] for path in briefs[:JUDGED]]
    judged = verapdf.validate(paths, flavours)

    assert len(judged) == JUDGED * len(flavours)
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
