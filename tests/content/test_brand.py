"""The brand of an institute beside its briefs: `_brand.yml`, as public projects write it."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, strategies as st

from briefpress import content
from briefpress.content import ThemeChoice
from briefpress.content.brand import read_brand
from briefpress.content.brand_files import find_brand
from briefpress.content.colours import hex_of
from conftest import ROOT, write_brief
from weasyprint_pdf import SERIF

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.content import Manuscript
    from conftest import Cli

# With the names, places and ways of writing that brands of public bodies have.
INSTITUTE = """
meta:
  name: {short: WD, full: The Water Desk Trust}
  link: {home: https://water.example.org, github: https://github.example.org}
logo:
  images:
    wide: {path: /images/logo.svg, alt: The Water Desk Trust}
    icon: images/icon.svg
  small: icon
  medium: {light: wide, dark: icon}
color:
  palette:
    indigo: "#2E3192"
    gold: "#ECD263" # grounds only
    charcoal: rgb(65, 64, 66)
  primary: indigo
  secondary: charcoal
  warning: gold
  background: {light: white, dark: "#191E29"}
typography:
  fonts:
    - {family: Fira Sans, source: google, weight: [400, 700]}
  base: {family: "'IBM Plex Serif', serif", size: 1.1rem}
  headings: {family: Fira Sans, weight: 600, color: indigo}
  monospace: monospace
defaults:
  bootstrap: {"$link-hover-color": $dark}
"""


def load(folder: Path, brand: str, **fields: Any) -> Manuscript:
    (folder / "images").mkdir(exist_ok=True)
    shutil.copy(ROOT / "content/images/logo.svg", folder / "images/logo.svg")
    (folder / "_brand.yml").write_text(brand, "utf-8")
    return content.load(write_brief(folder / "brief.yaml", **fields))


def look_of(manuscript: Manuscript) -> ThemeChoice:
    assert manuscript.brief, manuscript.findings
    assert isinstance(manuscript.brief.theme, ThemeChoice)
    return manuscript.brief.theme


def warnings(manuscript: Manuscript) -> list[str]:
    return [f"{each.rule} {each.location.line}" for each in manuscript.findings]


def test_a_brand_gives_name_website_logo_colours_and_fonts(tmp_path: Path) -> None:
    manuscript = load(tmp_path, INSTITUTE, publisher={"place": "Nairobi"})

    look = look_of(manuscript)
    assert (look.accent, look.highlight) == ("#2e3192", "#ecd263")
    assert look.chart_colours == ("#2e3192", "#ecd263")
    assert (look.text_font, look.heading_font) == ("IBM Plex Serif", "Fira Sans")
    assert manuscript.brief
    publisher = manuscript.brief.publisher
    assert (publisher.name, publisher.place) == ("The Water Desk Trust", "Nairobi")
    assert publisher.url == "https://water.example.org"
    assert publisher.logo
    assert (publisher.logo.image, publisher.logo.alt) == ("images/logo.svg", "The Water Desk Trust")
    assert warnings(manuscript) == []


def test_what_a_brief_says_goes_before_its_brand(tmp_path: Path) -> None:
    own = {"name": "report", "accent": "#123456", "heading_font": "Lato"}
    look = look_of(load(tmp_path, INSTITUTE, theme=own))

    assert (look.name, look.accent, look.heading_font) == ("report", "#123456", "Lato")
    assert look.highlight == "#ecd263"


def test_a_built_in_theme_takes_the_brand_and_a_folder_does_not(tmp_path: Path) -> None:
    assert look_of(load(tmp_path, INSTITUTE, theme="columns")).accent == "#2e3192"

    manuscript = load(tmp_path, INSTITUTE, theme="our-theme")
    assert manuscript.brief
    assert manuscript.brief.theme == "our-theme"


def test_a_series_goes_before_the_brand(tmp_path: Path) -> None:
    (tmp_path / "series.yaml").write_text("theme: {accent: '#654321'}", "utf-8")
    load(tmp_path, INSTITUTE)

    manuscript = content.load(tmp_path / "brief.yaml", tmp_path / "series.yaml")
    assert look_of(manuscript).accent == "#654321"


@pytest.mark.parametrize(
    ("brand", "said"),
    [
        ("logo: gone.svg", "brand-file 1"),
        ("logo: ../outside.svg", "brand-file 1"),
        ("logo: https://example.org/logo.svg", "brand-file 1"),
        ("color:\n  primary: no-such-name", "brand-value 2"),
        ("color: [1, 2]", "brand-value 1"),
        ("typography: Lato", "brand-value 1"),
        ("color:\n  palette: {a: b, b: a}\n  primary: a", "brand-value 2"),
        (
            "typography:\n  base: Ours\n  fonts:\n  - {family: Ours, source: file, files: [x.ttf]}",
            "brand-file 4",
        ),
    ],
)
def test_what_cannot_be_used_is_a_warning_and_left_out(
    tmp_path: Path, brand: str, said: str
) -> None:
    (tmp_path.parent / "outside.svg").write_bytes((ROOT / "content/images/logo.svg").read_bytes())
    manuscript = load(tmp_path, brand)

    assert manuscript.brief
    assert said in warnings(manuscript)
    assert manuscript.brief.publisher.logo is None


@pytest.mark.parametrize(
    "brand", ["meta: 3", "color: [red]", "typography: {fonts: x}", "a: {b: c}"]
)
def test_a_brand_of_another_shape_does_no_harm(tmp_path: Path, brand: str) -> None:
    assert load(tmp_path, brand).brief


def test_a_brand_that_is_no_yaml_is_an_error_in_its_line(tmp_path: Path, cli: Cli) -> None:
    write_brief(tmp_path / "brief.yaml")
    (tmp_path / "_brand.yml").write_text("meta:\n  name: [", "utf-8")

    done = cli("build", tmp_path / "brief.yaml", "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "_brand.yml:2" in done.stdout + done.stderr


def test_pale_colours_of_a_brand_are_replaced_with_a_warning(tmp_path: Path, cli: Cli) -> None:
    brief = write_brief(tmp_path / "brief.yaml")
    (tmp_path / "_brand.yml").write_text("color: {primary: '#ff4815'}", "utf-8")

    done = cli("build", brief, "--out", tmp_path / "out")
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert "_brand.yml:1:" in said
    assert "warning[theme-contrast]" in said
    assert "stands in for it" in said


def test_a_changed_brand_builds_a_brief_again_and_its_pdf_can_be_checked(
    tmp_path: Path, cli: Cli
) -> None:
    brief = write_brief(tmp_path / "brief.yaml", publisher={"place": "Nairobi", "name": "W"})
    build = ("build", brief, "--out", tmp_path / "out", "-v")
    assert cli(*build).returncode == 0

    brand = tmp_path / "_brand.yml"
    brand.write_text("meta: {link: https://a.example.org}", "utf-8")
    assert "_brand.yml came" in cli(*build).stdout
    brand.write_text("meta: {link: https://b.example.org}", "utf-8")
    assert "_brand.yml changed" in cli(*build).stdout
    brand.unlink()
    assert "_brand.yml changed" in cli(*build).stdout
    brand.write_text("meta: {link: https://c.example.org}\ncolor: {primary: navy}", "utf-8")
    assert cli(*build).returncode == 0
    assert cli("check", tmp_path / "out/brief/brief.pdf").returncode == 0


def test_a_folder_with_a_brand_is_a_series(tmp_path: Path, cli: Cli) -> None:
    write_brief(tmp_path / "briefs/one.yaml")
    write_brief(tmp_path / "briefs/two.yaml")
    (tmp_path / "briefs/_brand.yml").write_text("color: {primary: navy}", "utf-8")

    done = cli("build", "briefs", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in (tmp_path / "build").iterdir()) == ["one", "two"]
    assert "--accent: #000080" in (tmp_path / "build/two/two.html").read_text("utf-8")


def _series(tmp_path: Path) -> Path:
    """Write a series whose brand, logo and font lie in the folder above, and return the file of a brief."""
    shutil.copytree(ROOT / "content/images", tmp_path / "series/images")
    shutil.copy(SERIF.removeprefix("file://"), tmp_path / "series/ours.ttf")
    (tmp_path / "series/_brand.yml").write_text(
        "meta: {name: The Desk}\nlogo: images/logo.svg\ncolor: {primary: navy}\n"
        "typography: {base: Ours, fonts: [{family: Ours, source: file, files: [ours.ttf]}]}",
        "utf-8",
    )
    return write_brief(tmp_path / "series/mali/mali.yaml", publisher={"place": "Bamako"})


def test_a_brand_above_a_brief_brings_its_logo_and_fonts(tmp_path: Path, cli: Cli) -> None:
    brief = _series(tmp_path)
    build = ("build", brief, "--out", "out", "-v")

    done = cli(*build, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "out/mali/mali.html").read_text("utf-8")
    assert "--accent: #000080" in page
    assert 'font-family: "Ours"' in page
    assert 'alt="The Desk"' in page
    assert "1 brief up to date" in cli(*build, cwd=tmp_path).stdout
    logo = tmp_path / "series/images/logo.svg"
    logo.write_text(logo.read_text("utf-8") + "<!-- -->", "utf-8")
    assert "file images/logo.svg changed" in cli(*build, cwd=tmp_path).stdout


def test_a_brand_is_looked_for_up_to_the_folder_one_works_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brief = _series(tmp_path)
    monkeypatch.chdir(tmp_path / "series/mali")
    assert find_brand(brief) is None
    monkeypatch.chdir(tmp_path)
    assert find_brand(brief) == tmp_path / "series/_brand.yml"
    (tmp_path / "series/mali/_brand.yml").write_text("meta: {name: Mali}", "utf-8")
    assert find_brand(brief) == tmp_path / "series/mali/_brand.yml"


def test_a_link_to_a_brand_elsewhere_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brief = write_brief(tmp_path / "series/mali/mali.yaml")
    (tmp_path / "elsewhere.yml").write_text("meta: {name: Elsewhere}", "utf-8")
    (tmp_path / "series/_brand.yml").symlink_to(tmp_path / "elsewhere.yml")
    monkeypatch.chdir(tmp_path / "series")
    assert find_brand(brief) is None


def test_a_logo_of_the_brand_is_left_out_where_the_brief_has_another_of_that_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    brief = _series(tmp_path)
    (brief.parent / "images").mkdir()
    shutil.copy(ROOT / "content/images/rift.svg", brief.parent / "images/logo.svg")
    monkeypatch.chdir(tmp_path)
    manuscript = content.load(brief)
    assert manuscript.brief
    assert manuscript.brief.publisher.logo is None
    assert [each.rule for each in manuscript.findings].count("brand-file") == 1


def test_a_package_holds_the_brand(tmp_path: Path, cli: Cli) -> None:
    write_brief(tmp_path / "brief.yaml")
    (tmp_path / "_brand.yml").write_text("color: {primary: navy}", "utf-8")

    done = cli("package", "brief.yaml", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [*tmp_path.glob("build/brief-package/**/_brand.yml")]


SCALARS = st.sampled_from(
    ["primary", "blue", "#12f", "x.svg", "{}", "light", "sans-serif", "", "1"]
)
KEYS = st.sampled_from([
    "meta", "name", "full", "link", "home", "logo", "images", "medium", "path", "alt", "color", "palette", "primary",
    "secondary", "blue", "light", "typography", "fonts", "base", "headings", "family", "source", "files",
])  # fmt: skip
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4)
)


@given(st.dictionaries(KEYS, ANYTHING, min_size=1, max_size=4))
def test_any_brand_gives_fields_that_a_brief_can_have(brand: dict[str, Any]) -> None:
    found = read_brand(json.dumps(brand), "_brand.yml")

    assert isinstance(found.data, dict)
    assert found.data.keys() <= {"publisher", "theme"}
    if theme := found.data.get("theme"):
        ThemeChoice.model_validate(theme)


@pytest.mark.parametrize(
    ("colour", "shown"),
    [
        ("#7a1230", "#7a1230"),
        ("rgb(none 0 0)", "#000000"),
        ("oklch(0.5 0 20)", "#636363"),
        ("lab(29.2345% 39.3825 20.0664)", "#7d2329"),
        ("color(display-p3 1 0 0)", "#ff0000"),
        ("hwb(1e300 1e300% 1%)", "#ffffff"),
        ("rgb(1e999, 0, 0)", None),
        (f"rgb({'9' * 5000} 0 0)", None),
        ("color(rec2020 1 1 1)", None),
        ("currentcolor", None),
        ("url(x)", None),
    ],
)
def test_a_colour_of_any_space_is_one_of_srgb(colour: str, shown: str | None) -> None:
    assert hex_of(colour) == shown
