"""Real texts, typed over as briefs by `real_texts`, are built as they are, and conform."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefpress.checks.validators import verapdf
from briefpress.content.profiles import PROFILES
from briefpress.findings import Severity
from conftest import build_here
from random_editorial_briefs import TEXTS
from real_texts import write_briefs

if TYPE_CHECKING:
    from pathlib import Path


def test_they_are_built_without_an_error(tmp_path: Path) -> None:
    made = [build_here(path, out=tmp_path / "out") for path in write_briefs(tmp_path)]

    assert len(made) == len(TEXTS) - 1
    found = [str(f) for each in made for f in each.report.findings if f.severity is Severity.ERROR]
    assert found == []
    assert all(sum(each.pages.values()) >= 4 for each in made)


@pytest.mark.slow("veraPDF")
@pytest.mark.parametrize("profile", PROFILES)
def test_they_keep_what_they_claim(profile: str, tmp_path: Path) -> None:
    chosen = PROFILES[profile]
    for path in write_briefs(tmp_path):
        build_here(path, out=tmp_path / "out", profile=chosen)
    judged = verapdf.validate(sorted((tmp_path / "out").glob("*/*.pdf")), chosen.flavours)

    assert len(judged) == (len(TEXTS) - 1) * len(chosen.flavours)
    assert [f"{v.path.name}: {failure}" for v in judged for failure in v.failures] == []
