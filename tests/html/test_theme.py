"""Themes: where templates, style sheets and words are looked for, and what is wrong with them."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from briefpress import html
from briefpress.content import EDITIONS, THEMES, ThemeChoice
from briefpress.findings import Severity, Unusable
from briefpress.html import BUILT_IN, Theme
from briefpress.html.style_sheets import custom_properties
from conftest import ROOT, Cli, write_brief
from rendered import brief_of, page_of, text_of, theme_with


def test_checkout_uses_its_own_folders() -> None:
    assert BUILT_IN.samefile(ROOT)
    assert Theme.at(None) == Theme()
    assert Theme().style("base.css") == BUILT_IN / "styles/base.css"


@pytest.mark.parametrize("part", ["styles", "templates"])
def test_own_theme_comes_before_the_built_in_one(part: str, tmp_path: Path) -> None:
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


@pytest.mark.parametrize("name", THEMES)
def test_built_in_theme_is_chosen_by_its_name(name: str) -> None:
    assert Theme.at(Path(name)).name == name
    assert Theme.at(None, name).name == name
    assert Theme.at(None, ThemeChoice.model_validate({"name": name})).name == name
    assert Theme.at(None, ThemeChoice.model_validate({"name": name})).own_folder is None


def test_folder_called_as_a_built_in_theme_is_that_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "report/styles").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)

    theme = Theme.at(Path("report"), ThemeChoice(name="columns"))

    assert (theme.own_folder, theme.name) == (Path("report"), "columns")


def test_what_a_brief_changes_comes_after_its_theme_and_before_the_edition(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles/theme.css").write_text(":root { --accent: #111111 }")
    choice = ThemeChoice(accent="#7a1230", heading_font='Own "Sans")} body {')

    text = html.render(brief_of(), Theme.at(tmp_path, choice), {}, "x.yaml", EDITIONS["print"]).text

    assert '--heading-font: "Own Sans body "; }' in text
    changed = "--accent: #7a1230"
    places = [text.index(each) for each in ("--accent: #111111", changed, "--ink: #000000")]
    assert places == sorted(places)


@pytest.mark.parametrize("name", ["", "gone", "file"])
def test_folder_without_templates_and_styles_is_refused(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(Unusable) as caught:
        Theme.at(tmp_path / name)

    (finding,) = caught.value.findings
    assert (finding.rule, finding.severity) == ("theme-missing", Severity.ERROR)
    assert finding.location.file == str(tmp_path / name)


def test_templates_styles_and_words_of_an_own_theme_come_first(tmp_path: Path) -> None:
    words = "en: {imprint: Colophon}\nen-gb: {licence: Terms}\nkk: {notes: Ескертпелер}\n"
    theme = theme_with(
        tmp_path, footer__html="<footer>Mine: {{ brief.title }}</footer>", words__yaml=words
    )
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles/theme.css").write_text(":root { --accent: teal > blue }")
    (tmp_path / "styles/page.css").write_text("/* mine */")

    made = page_of(brief_of(), {}, theme)

    assert text_of(made.all("footer")[0]) == "Mine: Water in Kenya"
    assert [text_of(h2) for h2 in made.all("h2", "h3")] == [
        "Rain", "Colophon", "Suggested citation", "Terms",
    ]  # fmt: skip
    mine = made.text.index(":root { --accent: teal > blue }\n</style>")
    assert made.text.index("/* mine */\n</style>") < made.text.index("--margin-end:") < mine
    assert "@bottom-left" not in made.text


_PAGE = (BUILT_IN / "templates/brief.html").read_text("utf-8").splitlines()
_INCLUDED = _PAGE.index('{% include "cover.html" %}') + 1
FAULTS: dict[str, tuple[str | bytes, str, int, str]] = {
    "undefined": ("\n{{ brief.titel }}", "cover.html", 2, "has no attribute 'titel'"),
    "undefined-word": ("{{ words.nothing }}", "cover.html", 1, "'nothing'"),
    "syntax": ("a\n\n{% if %}", "cover.html", 3, "Expected an expression"),
    "missing": ("{% include 'gone.html' %}", "cover.html", 1, "'gone.html' not found"),
    "type": ("\n\n{{ 1 + 'a' }}", "cover.html", 3, "unsupported operand"),
    "filter": ("{{ brief.title | shout }}", "cover.html", 1, "No filter named 'shout'"),
    "not-utf-8": (b"\xff", "", _INCLUDED, "is not UTF-8"),
}


@pytest.mark.parametrize(("text", "file", "line", "said"), FAULTS.values(), ids=FAULTS)
def test_fault_in_a_template_is_a_finding_with_its_line(
    text: str | bytes, file: str, line: int, said: str, tmp_path: Path
) -> None:
    theme = theme_with(tmp_path, cover__html=text)

    with pytest.raises(Unusable) as caught:
        html.render(brief_of(), theme, {}, "x.yaml")

    (finding,) = caught.value.findings
    assert (finding.rule, finding.severity) == ("theme-template", Severity.ERROR)
    folder = (
        tmp_path if file else BUILT_IN
    )  # a file that is not text is a fault of the line that includes it
    assert Path(finding.location.file) == folder / "templates" / (file or "brief.html")
    assert finding.location.line == line
    assert said in finding.message


def test_fault_in_a_theme_ends_the_command_without_a_traceback(cli: Cli, tmp_path: Path) -> None:
    theme_with(tmp_path / "look", cover__html="{{ brief.titel }}")
    brief = write_brief(tmp_path / "water.yaml")

    run = cli("build", brief, "--theme", "look", cwd=tmp_path)

    assert run.returncode == 2
    assert run.stderr.startswith("look/templates/cover.html:1: error[theme-template]: ")
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "build").exists()


OUT = "out of the folder of the theme"
ATTACKS = {
    "globals of a helper": "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "globals of a function": "{{ inline.func.__globals__ }}",
    "globals by a filter": "{{ kind_of|attr('__globals__') }}",
    "subclasses": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "a model that unpickles": "{{ brief.parse_raw('x', proto='pickle', allow_pickle=True) }}",
    "a model that reads files": "{{ brief.parse_file('/etc/hostname') }}",
    "a model's class": "{{ brief.model_construct() }}",
    "a format string": "{{ '{0.__class__}'.format(brief) }}",
    "a change": "{% set x = apparatus.addresses.append('x') %}",
    "a large range": "{% for x in range(999999999) %}{% endfor %}",
    "a file above": "{% include '../../secret.html' %}",
    "a file by its path": "{% include '/etc/hostname' %}",
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_template_that_reaches_out_is_a_finding(attack: str, tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("secret", "utf-8")
    theme = theme_with(tmp_path / "look", cover__html=ATTACKS[attack])

    with pytest.raises(Unusable) as caught:
        html.render(brief_of(), theme, {}, "x.yaml", EDITIONS["print"])

    (finding,) = caught.value.findings
    assert finding.rule == "theme-template"
    assert finding.location.line


@pytest.mark.parametrize("place", ["styles/theme.css", "templates/cover.html", "styles/a/b.woff"])
@pytest.mark.parametrize("kind", ["link", "link of a folder", "pipe", "large", "circle"])
def test_a_theme_holds_files_of_its_own(place: str, kind: str, tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/file").write_text("secret", "utf-8")
    path = tmp_path / "look" / place
    path.parent.mkdir(parents=True)
    said = "this is no regular file"
    if kind == "link":
        path.symlink_to(tmp_path / "secret/file")
        said = OUT
    elif kind == "link of a folder":
        path.symlink_to(tmp_path / "secret", target_is_directory=True)
        said = OUT
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "circle":
        path.symlink_to(path)
    else:
        with path.open("wb") as file:
            file.truncate(60 * 1024**2)
        said = "larger than 50 MiB"

    with pytest.raises(Unusable) as caught:
        Theme.at(tmp_path / "look")

    (finding,) = caught.value.findings
    assert (finding.rule, finding.location.file) == ("theme-file", str(path))
    assert said in finding.message


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
def test_colours_of_the_built_in_theme_have_contrast(
    colour: str, ground: str, least: float
) -> None:
    css = (BUILT_IN / "styles/theme.css").read_text("utf-8")
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css))
    assert contrast(colours[colour], colours[ground]) >= least


def test_words_are_hyphenated_on_wish() -> None:
    assert (
        "--hyphens: auto"
        in page_of(brief_of(), {}, Theme.at(None, ThemeChoice(hyphenate=True))).text
    )
    assert "--hyphens: auto" not in page_of(brief_of(), {}).text


def test_properties_of_small_pages_count_before_those_of_the_theme() -> None:
    sheets = Theme(name="report").look("")

    assert custom_properties(sheets)["--hang"] == "40mm"
    assert custom_properties(sheets, is_small=True)["--hang"] == "0mm"
