"""Real texts, typed over as briefs by `real_texts`, are built as they are, and conform."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefpress.checks.validators import verapdf
from briefpress.content.profiles import PROFILES
from briefpress.findings import Severity
from random_editorial_briefs import TEXTS
from real_texts import write_briefs

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import MakeOnce


@pytest.fixture(scope="module")
def briefs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_briefs(tmp_path_factory.mktemp("briefs"))


def test_they_are_built_without_an_error(briefs: list[Path], build_once: MakeOnce) -> None:
    made = [build_once(path)[0] for path in briefs]

    assert len(made) == len(TEXTS) - 1
    found = [str(f) for each in made for f in each.report.findings if f.severity is Severity.ERROR]
    assert found == []
    assert all(sum(each.pages.values()) >= 4 for each in made)


@pytest.mark.slow("veraPDF")
@pytest.mark.parametrize("profile", PROFILES)
def test_they_keep_what_they_claim(profile: str, briefs: list[Path], build_once: MakeOnce) -> None:
    flavours = PROFILES[profile].flavours
    judged = verapdf.validate([build_once(path, profile)[1] for path in briefs], flavours)

    assert len(judged) == (len(TEXTS) - 1) * len(flavours)
    assert [f"{v.path.name}: {failure}" for v in judged for failure in v.failures] == []
