"""Where templates, styles and words are sought."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefpress.findings import Severity, Unusable
from briefpress.html.theme import BUILT_IN, Theme
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


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2, relative luminance)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("colour", "ground", "least"),
    [
        ("ink", "tint", 7),
        ("ink-soft", "tint", 7),
        ("accent", "tint", 7),
        ("on-accent", "accent", 7),
        ("on-accent-soft", "accent", 7),
        ("highlight", "tint", 4.5),
        ("highlight-on-accent", "accent", 4.5),
        ("rule", "tint", 4.5),
    ],
)
def test_the_colours_of_the_built_in_theme_have_contrast(
    colour: str, ground: str, least: float
) -> None:
    css = (BUILT_IN / "styles/theme.css").read_text("utf-8")
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css))
    assert contrast(colours[colour], colours[ground]) >= least
