"""The look of an institute: colours that follow from two, contrast, and fonts that are at hand."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, strategies as st

from briefpress.content import ThemeChoice
from briefpress.drawing import Oklch, contrast, with_contrast
from briefpress.findings import Finding, Location
from briefpress.html import Theme, contrast_findings, font_findings
from briefpress.html.chosen_fonts import font_rules
from conftest import write_brief

if TYPE_CHECKING:
    from conftest import Cli

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def theme(**fields: Any) -> Theme:
    return Theme.at(None, ThemeChoice.model_validate(fields))


def faults(**fields: Any) -> list[Finding]:
    choice = ThemeChoice.model_validate(fields)
    return [*contrast_findings(choice, lambda path: Location("x.yaml", path=".".join(path)))]


@given(COLOURS)
def test_a_colour_by_lightness_chroma_and_hue_is_the_colour(colour: str) -> None:
    assert Oklch.of(colour).as_hex == colour


@given(COLOURS, COLOURS, st.sampled_from([3.0, 4.5]))
def test_the_nearest_colour_has_the_contrast_and_is_no_further_than_needed(
    colour: str, ground: str, least: float
) -> None:
    found = with_contrast(colour, ground, least)

    assert contrast(found, ground) >= least
    if contrast(colour, ground) >= least:
        assert found == colour
    else:
        assert contrast(found, ground) < least + 0.4


@given(COLOURS, COLOURS)
def test_all_that_follows_from_two_colours_can_be_read(accent: str, highlight: str) -> None:
    known = dict(theme(accent=accent, highlight=highlight).changes)

    assert contrast(known["--accent"], "#ffffff") >= 7
    assert contrast(known["--accent"], known["--tint"]) >= 7
    assert contrast(known["--on-accent"], known["--accent"]) >= 7
    assert contrast(known["--on-accent-soft"], known["--accent"]) >= 7
    assert contrast(known["--highlight"], known["--tint"]) >= 7
    assert contrast(known["--highlight-on-accent"], known["--accent"]) >= 7
    assert contrast(known["--rule"], "#ffffff") >= 4.5


def test_a_theme_without_colours_of_its_own_keeps_those_of_the_built_in_one() -> None:
    assert theme(name="report").changes == ()
    assert set(dict(theme(highlight="#8a5a00").changes)) == {"--highlight", "--highlight-on-accent"}


def test_a_pale_colour_is_an_error_with_the_nearest_that_would_do() -> None:
    (accent, highlight) = faults(accent="#7bb", highlight="#c58b2a")

    assert 'the accent "#77bbbb" has a contrast of 2.0:1' in str(accent)
    assert accent.location.path == "theme.accent"
    named = accent.mend.rpartition('"#')[2].rstrip('"')
    assert not faults(accent=f"#{named}")
    assert 'the highlight "#c58b2a" has' in highlight.message


def test_colours_that_can_be_read_are_no_finding() -> None:
    assert faults(accent="#7a1230", highlight="#714a00") == []


def test_charts_take_the_colours_that_are_named() -> None:
    known = theme(chart_colours=["#123456", "#abc"]).properties

    assert (known["--series-1"], known["--series-2"]) == ("#123456", "#aabbcc")
    assert known["--series-3"] == Theme().properties["--series-3"]


# Fonts


def test_a_font_of_an_installed_package_is_used() -> None:
    found = theme(text_font="IBM Plex Sans Arabic, sans-serif")

    assert dict(found.changes)["--text-font"] == '"IBM Plex Sans Arabic"'
    assert 'src: url("font:ibm-plex-sans-arabic/IBMPlexSansArabic-Regular.ttf")' in font_rules(
        found.fonts
    )


@pytest.mark.parametrize(
    ("family", "mend"),
    [
        ("Barlow Condensed", "pip install fontpkg-barlow-condensed"),
        ("Gill Sans Nova", "name them under fonts:"),
        ("x; curl evil.example.org", "name them under fonts:"),
    ],
)
def test_a_font_that_is_nowhere_is_one_warning_that_names_its_package(
    family: str, mend: str
) -> None:
    choice = ThemeChoice(text_font=family, heading_font=family)

    (found,) = font_findings(choice, Theme().style("fonts.css"), lambda _: Location("x.yaml"))
    assert found.severity.name == "WARNING"
    assert mend in found.mend
    assert "evil" not in found.mend


def test_a_file_that_is_no_font_is_an_error(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "Ours.ttf").write_bytes(b"\0\1\0\0" + b"junk" * 200)
    fonts = [{"family": "Ours", "file": "Ours.ttf"}]
    brief = write_brief(tmp_path / "brief.yaml", theme={"text_font": "Ours", "fonts": fonts})

    done = cli("build", brief, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "brief.yaml:31:14: error[font-file]" in done.stderr


def test_a_name_of_a_font_ends_no_rule(cli: Cli, tmp_path: Path) -> None:
    name = 'x"}; body { display: none } @font-face { "</style>'
    brief = write_brief(tmp_path / "brief.yaml", theme={"text_font": name})

    assert cli("build", brief, "--out", tmp_path / "out").returncode == 0
    page = next(tmp_path.glob("out/*/*.html")).read_text("utf-8")
    assert '"x body display none font-face style"' in " ".join(page.split()).replace("  ", " ")


def own_font(folder: Path) -> Path:
    source = next(face.file for face in Theme().faces if face.family == "Fira Sans")
    return Path(shutil.copy(source, folder / "Ours.ttf"))


def test_a_font_file_beside_the_brief_is_embedded(cli: Cli, tmp_path: Path) -> None:
    own_font(tmp_path)
    fonts = [{"family": "Ours", "file": "Ours.ttf"}]
    write_brief(tmp_path / "brief.yaml", theme={"heading_font": "Ours", "fonts": fonts})

    # In the folder of the brief, the font has the shortest of paths.
    assert cli("build", "brief.yaml", "--out", "out", cwd=tmp_path).returncode == 0
    page = next(tmp_path.glob("out/*/*.html")).read_text("utf-8")
    assert 'font-family: "Ours"' in page


def test_a_font_file_is_found_where_one_works(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_font(tmp_path)
    fonts = [{"family": "Ours", "file": "Ours.ttf"}]
    write_brief(tmp_path / "brief.yaml", theme={"heading_font": "Ours", "fonts": fonts})
    monkeypatch.chdir(tmp_path)

    assert cli("build", "brief.yaml").returncode == 0
    assert 'font-family: "Ours"' in Path("build/brief/brief.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("../Ours.ttf", "outside"),
        ("https://fonts.example.org/x.woff2", "is not a file beside the brief"),
        ("missing.ttf", "cannot be read"),
        ("brief.yaml", "is no font"),
    ],
)
def test_other_fonts_are_refused_with_their_line(
    cli: Cli, tmp_path: Path, file: str, said: str
) -> None:
    own_font(tmp_path)
    folder = tmp_path / "briefs"
    folder.mkdir()
    fonts = [{"family": "Ours", "file": file}]
    brief = write_brief(folder / "brief.yaml", theme={"heading_font": "Ours", "fonts": fonts})

    done = cli("build", brief, "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "error[font-file]" in done.stdout + done.stderr
    assert said in done.stdout + done.stderr


def test_a_pale_accent_stops_a_build_before_anything_is_set(cli: Cli, tmp_path: Path) -> None:
    done = cli(
        "build",
        write_brief(tmp_path / "brief.yaml", theme={"accent": "#88bbcc"}),
        "--out",
        tmp_path,
    )

    assert done.returncode == 1
    assert "error[theme-contrast]" in done.stdout + done.stderr
