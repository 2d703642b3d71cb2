"""The files of a theme's own: its pictures and fonts are in the page, and nothing else is."""

from __future__ import annotations

import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from briefpress import html, pdf, structure
from briefpress.findings import Unusable
from briefpress.html import Theme
from briefpress.html.theme_folders import theme_files
from conftest import ROOT, Cli, write_brief
from rendered import brief_of, page_of, theme_with

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"/>'
EMBEDDED = "data:image/svg+xml;base64,"


def theme(folder: Path, css: str = "", **templates: str | bytes) -> Theme:
    """Return a theme with a style sheet, templates, and the picture pictures/a.svg."""
    for kind in ("styles", "pictures", "templates"):
        (folder / kind).mkdir(parents=True, exist_ok=True)
    (folder / "styles/theme.css").write_text(css, "utf-8")
    (folder / "pictures/a.svg").write_text(SVG, "utf-8")
    return theme_with(folder, **templates)


@pytest.mark.parametrize(
    "address",
    ['url("../pictures/a.svg")', "url('../pictures/a.svg')", "url( ../pictures/a.svg )", "URL(../pictures/a.svg#x)"],
)  # fmt: skip
def test_a_style_sheet_shows_a_picture_of_its_theme(address: str, tmp_path: Path) -> None:
    made = page_of(brief_of(), {}, theme(tmp_path, f"h2 {{ background: {address} }}"))

    assert f"h2 {{ background: url({EMBEDDED}" in made.text


@pytest.mark.parametrize(
    "css",
    ['/* url("gone.svg") */', 'h2 { background: url("data:image/png;base64,AA==") }',
     "h2 { clip-path: url(#a) }", "h2 { background: url() }"],
)  # fmt: skip
def test_other_addresses_stay_as_they_are(css: str, tmp_path: Path) -> None:
    assert css in page_of(brief_of(), {}, theme(tmp_path, css)).text


@pytest.mark.parametrize(
    "html",
    ['<img src="pictures/a.svg" alt="">', "<img alt='>' src = 'pictures/a.svg'>",
     '<svg viewBox="0 0 1 1"><image href="pictures/a.svg"/></svg>',
     '<p style="background: url(pictures/a.svg)">x</p>',
     '<style>p { background: url(pictures/a.svg) }</style>'],
)  # fmt: skip
def test_a_template_shows_a_picture_of_its_theme(html: str, tmp_path: Path) -> None:
    made = page_of(brief_of(), {}, theme(tmp_path, cover__html=html))

    assert EMBEDDED in made.text
    assert "pictures/a.svg" not in made.text


def test_words_that_look_like_addresses_stay_as_they_are(tmp_path: Path) -> None:
    brief = brief_of(title='<img src="gone.svg"> url(gone.svg)')

    made = page_of(brief, {}, theme(tmp_path, cover__html="<h1>{{ brief.title }}</h1>"))

    assert made.text.count("url(gone.svg)") == 5  # title, heading, foot, citation and metadata


OUTSIDE, GONE = "is outside of the folder of the theme", "is not in the folder of the theme, as "


@pytest.mark.parametrize(
    ("css", "cover", "rule", "place", "said"),
    [
        ("\nh2 { background: url(gone.svg) }", "", "theme-file", ("styles/theme.css", 2), GONE + "styles/gone.svg"),
        ("h2 { background: url(../../secret.svg) }", "", "theme-file", ("styles/theme.css", 1), OUTSIDE),
        ("h2 { background: url(/etc/hostname) }", "", "theme-file", ("styles/theme.css", 1), OUTSIDE),
        (f"h2 {{ background: url({'a' * 5000}) }}", "", "theme-file", ("styles/theme.css", 1), GONE + "styles/aaa"),
        ("h2 { background: url(theme.css) }", "", "image-damaged", ("styles/theme.css", 1), "is damaged"),
        ("", "<p>\n<img src='gone.svg'>", "theme-file", ("templates/cover.html", 2), GONE + "gone.svg"),
        ("", "<img src='../secret.svg'>", "theme-file", ("templates/cover.html", 1), OUTSIDE),
        ("", "<img src='{{ \"..\" }}/secret.svg'>", "theme-file", ("templates", None), OUTSIDE),
    ],
)  # fmt: skip
def test_files_that_cannot_be_shown_are_told_with_their_line(
    css: str, cover: str, rule: str, place: tuple[str, int | None], said: str, tmp_path: Path
) -> None:
    (tmp_path / "secret.svg").write_text(SVG, "utf-8")
    look = theme(tmp_path / "look", css, **({"cover__html": cover} if cover else {}))

    with pytest.raises(Unusable) as caught:
        html.render(brief_of(), look, {}, "x.yaml")

    (finding,) = caught.value.findings
    assert (finding.rule, finding.location.line) == (rule, place[1])
    assert finding.location.file == str(tmp_path / "look" / place[0])
    assert said in finding.message


def test_a_link_out_of_the_theme_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.svg").write_text(SVG, "utf-8")
    look = theme(tmp_path / "look", "h2 { background: url(../pictures/b.svg) }")
    (tmp_path / "look/pictures/b.svg").symlink_to(tmp_path / "secret.svg")

    with pytest.raises(Unusable, match="outside of the folder"):
        html.render(brief_of(), look, {}, "x.yaml")


def test_a_font_in_a_folder_of_its_own_is_used(tmp_path: Path) -> None:
    spec = find_spec("fontpkg_fira_sans")
    assert spec
    assert spec.origin
    look = theme(tmp_path / "look")
    (tmp_path / "look/fonts").mkdir()
    font = Path(spec.origin).with_name("files") / "FiraSans-ThinItalic.ttf"
    shutil.copy(font, tmp_path / "look/fonts/Own.ttf")
    rule = '@font-face { font-family: "Own"; src: url("../fonts/Own.ttf") }'
    (tmp_path / "look/styles/fonts.css").write_text(rule, "utf-8")
    (tmp_path / "look/styles/theme.css").write_text("h1 { font-family: Own }", "utf-8")

    printed = pdf.print_pdf(html.render(brief_of(), look, {}, "x.yaml"))

    assert [finding for finding in printed.findings if finding.rule == "resource-refused"] == []
    assert any(font.name.startswith("Own") for font in structure.inspect(printed.data).fonts)


def test_the_files_of_a_theme(tmp_path: Path) -> None:
    theme(tmp_path, cover__html="")
    for name in (".git/a.svg", "notes.txt", "fonts/a.TTF", "styles/deep/notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "styles/elsewhere.css").symlink_to("/etc/hostname")

    found = [str(path.relative_to(tmp_path)) for path in theme_files(tmp_path)]

    assert sorted(found) == [
        "fonts/a.TTF", "pictures/a.svg", "styles/deep/notes.txt", "styles/theme.css", "templates/cover.html",
    ]  # fmt: skip
    assert {path.relative_to(ROOT).parts[0] for path in theme_files(ROOT)} == {
        "styles",
        "templates",
    }


def test_a_changed_picture_of_the_theme_is_a_reason_to_build(cli: Cli, tmp_path: Path) -> None:
    look = theme(tmp_path / "look", ".standfirst { background: url(../pictures/a.svg) }")
    brief = write_brief(tmp_path / "water.yaml", theme="look")

    built = cli("build", brief, "--profile", "ua2", cwd=tmp_path)
    same = cli("build", brief, "--profile", "ua2", "--explain", cwd=tmp_path)
    (tmp_path / "look/pictures/a.svg").write_text(SVG.replace("2 1", "3 1"), "utf-8")
    again = cli("build", brief, "--profile", "ua2", "--explain", cwd=tmp_path)

    assert look.own_folder == tmp_path / "look"
    assert (built.returncode, "the theme changed" in same.stderr + same.stdout) == (0, False), (
        built.stderr
    )
    assert "the theme changed" in again.stderr + again.stdout
