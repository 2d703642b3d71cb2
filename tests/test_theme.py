"""Where templates, styles and words are sought."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefpress.findings import Severity, Unusable
from briefpress.theme import BUILT_IN, Theme
from conftest import ROOT


def test_a_checkout_uses_its_own_folders() -> None:
    assert BUILT_IN.samefile(ROOT)
    assert Theme.at(None) == Theme()
    assert Theme().style("base.css") == BUILT_IN / "styles/base.css"


@pytest.mark.parametrize("part", ["styles", "templates"])
def test_a_theme_of_ones_own_comes_first_and_is_completed(part: str, tmp_path: Path) -> None:
    (tmp_path / part).mkdir()
    (tmp_path / part / "theme.css").touch()

    theme = Theme.at(tmp_path)

    assert theme.templates == (tmp_path / "templates", BUILT_IN / "templates")
    first = tmp_path if part == "styles" else BUILT_IN
    assert theme.style("theme.css") == first / "styles/theme.css"
    assert theme.style("page.css") == BUILT_IN / "styles/page.css"
    assert theme.styles("theme.css") == tuple(
        dict.fromkeys((BUILT_IN / "styles/theme.css", first / "styles/theme.css"))
    )


@pytest.mark.parametrize("name", ["", "gone", "file"])
def test_a_folder_without_any_part_of_a_theme_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(Unusable) as caught:
        Theme.at(tmp_path / name)

    (finding,) = caught.value.findings
    assert (finding.rule, finding.severity) == ("theme-missing", Severity.ERROR)
    assert finding.location.file == str(tmp_path / name)
