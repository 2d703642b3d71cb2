"""Themes of strangers: what is wrong with a file is told with its place, and nothing outside is read."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from briefpress import html
from briefpress.findings import Unusable
from briefpress.html import Theme
from briefpress.html.font_packages import installed_address
from briefpress.html.style_sheets import custom_properties, font_faces
from rendered import brief_of, theme_with

FIRA = "font:fira-sans/FiraSans-Regular.ttf"


def sheet(folder: Path, css: str | bytes, name: str = "theme.css") -> Path:
    (folder / "styles").mkdir(exist_ok=True)
    path = folder / "styles" / name
    path.write_bytes(css.encode() if isinstance(css, str) else css)
    return path


def font(source: str, weight: str = "400") -> str:
    return f'@font-face {{ font-family: F; font-weight: {weight}; src: url("{source}") }}'


@pytest.mark.parametrize("name", ["theme.css", "fonts.css", "base.css"])
def test_a_style_sheet_that_is_not_utf_8_is_told_with_its_line(name: str, tmp_path: Path) -> None:
    path = sheet(tmp_path, b"p {}\n/* caf\xe9 */", name)

    with pytest.raises(Unusable, match="not UTF-8") as caught:
        html.render(brief_of(), Theme.at(tmp_path), {}, "x.yaml")

    (finding,) = caught.value.findings
    assert (finding.location.file, finding.location.line) == (str(path), 2)


@pytest.mark.parametrize("name", ["theme.css", "page.css"])
def test_a_number_that_nobody_can_read_is_told_with_its_line(name: str, tmp_path: Path) -> None:
    path = sheet(tmp_path, "p {}\nq { width: " + "9" * 5000 + "px }", name)

    with pytest.raises(Unusable, match="number is too long") as caught:
        html.render(brief_of(), Theme.at(tmp_path), {}, "x.yaml")

    (finding,) = caught.value.findings
    assert (finding.location.file, finding.location.line) == (str(path), 2)


def test_a_mark_of_utf_8_at_the_beginning_hides_no_rule(tmp_path: Path) -> None:
    path = sheet(tmp_path, b"\xef\xbb\xbf:root { --accent: #123456 }")

    assert custom_properties([path]) == {"--accent": "#123456"}


@pytest.mark.parametrize(
    ("weight", "number"),
    [("700", 700), ("bold", 700), ("normal", 400), ("\N{SUPERSCRIPT TWO}", 400), ("9" * 500, 400), ("0", 400)],
)  # fmt: skip
def test_the_weight_of_a_font(weight: str, number: int, tmp_path: Path) -> None:
    (face,) = font_faces(sheet(tmp_path, font(FIRA, weight)))

    assert face.weight == number


def test_a_font_of_a_package_is_a_file_of_that_package(tmp_path: Path) -> None:
    spec = find_spec("fontpkg_fira_sans")
    assert spec
    assert spec.origin
    up = "../" * len(Path(spec.origin).parents)
    (tmp_path / "secret.ttf").touch()
    outside = f"font:fira-sans/{up}{tmp_path}/secret.ttf"
    addresses = [outside, "font:a.b.c/F.ttf", "font:", "font:fira-sans/"]

    for number, address in enumerate(addresses):
        assert font_faces(sheet(tmp_path, font(address), f"{number}.css")) == ()


def test_only_a_font_of_an_installed_package_has_its_address(tmp_path: Path) -> None:
    (face,) = font_faces(sheet(tmp_path, font(FIRA)))
    others = [Path("f.ttf"), Path("/"), tmp_path / "fontpkg_fira_sans/files/FiraSans-Regular.ttf"]

    assert installed_address(face.file) == FIRA
    assert [installed_address(each) for each in others] == [None, None, None]


def test_a_font_within_a_style_sheet_is_no_name_of_a_file(tmp_path: Path) -> None:
    assert font_faces(sheet(tmp_path, font("data:font/woff2;base64," + "A" * 9000))) == ()


@pytest.mark.parametrize(
    ("cover", "said"),
    [
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "recursion"),
        ('{% include "cover.html" %}', "recursion"),
        ('{% extends "cover.html" %}', "recursion"),
        ("{{ " + "(" * 2000 + "1" + ")" * 2000 + " }}", "recursion"),
        ('{{ "\\ud83d" }}', "no character"),
    ],
)
def test_a_template_without_end_is_the_fault_of_its_theme(
    cover: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(Unusable, match=said) as caught:
        html.render(brief_of(), theme_with(tmp_path, cover__html=cover), {}, "x.yaml")

    assert [finding.rule for finding in caught.value.findings] == ["theme-template"]
