"""`briefpress theme`: a theme that is begun can be used at once, and shown with every part of a brief."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from briefpress import content
from briefpress.cli.theme import _without_extras
from briefpress.content import THEMES
from briefpress.content.model.blocks import BLOCK_KINDS
from briefpress.html import BUILT_IN, Theme

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Cli

SPECIMEN = BUILT_IN / "templates/specimen/theme.yaml"


@pytest.mark.parametrize("base", THEMES)
def test_a_new_theme_looks_as_the_one_that_it_builds_on(
    cli: Cli, tmp_path: Path, base: str
) -> None:
    done = cli("theme", "new", "ours", "--from", base, cwd=tmp_path)

    assert done.returncode == 0, done.stderr
    assert "theme show ours" in done.stdout
    folder = tmp_path / "ours"
    assert base in (folder / "README.md").read_text("utf-8")
    built_in = Theme(name=base)
    assert Theme.at(folder, base).properties == built_in.properties
    text = (folder / "styles/theme.css").read_text("utf-8")
    assert [name for name in built_in.properties if name not in text] == []


def test_words_of_a_new_theme_are_those_of_english(cli: Cli, tmp_path: Path) -> None:
    assert cli("theme", "new", "ours", cwd=tmp_path).returncode == 0

    text = (tmp_path / "ours/templates/words/en.yaml").read_text("utf-8")
    offered = re.findall(r"^(?:# )?(\w+):", text, re.MULTILINE)
    own = (BUILT_IN / "templates/words/en.yaml").read_text("utf-8")
    assert sorted(offered) == sorted(re.findall(r"^(\w+):", own, re.MULTILINE))


def test_a_folder_with_something_in_it_is_left_alone(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours/mine.txt").write_text("mine", "utf-8")

    done = cli("theme", "new", "ours", cwd=tmp_path)
    assert done.returncode == 2
    assert "error[file-exists]" in done.stderr
    assert [each.name for each in (tmp_path / "ours").iterdir()] == ["mine.txt"]


def test_the_specimen_has_every_part_of_a_brief() -> None:
    text = SPECIMEN.read_text("utf-8")

    kinds = [kind for kind in BLOCK_KINDS if kind != "page_break"]
    assert [kind for kind in kinds if f"- {kind}:" not in text] == []
    assert content.load(SPECIMEN).brief


def test_the_specimen_is_sound_without_extras(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    text = _without_extras(SPECIMEN.read_text("utf-8"))

    assert not re.search(r"- (chart|map|equation):", text)
    assert "- recommendations:" in text


def test_a_theme_is_shown_as_pdf_and_as_a_page(cli: Cli, tmp_path: Path) -> None:
    assert cli("theme", "new", "ours", cwd=tmp_path).returncode == 0
    style = tmp_path / "ours/styles/theme.css"
    style.write_text(style.read_text("utf-8").replace("#0f4257", "#6d2315"), "utf-8")

    done = cli("theme", "show", "ours", "--quiet", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "build/theme/theme.pdf").is_file()
    assert "--accent: #6d2315" in (tmp_path / "build/theme/theme.html").read_text("utf-8")


def test_what_is_found_in_the_specimen_is_told_of_the_theme(cli: Cli, tmp_path: Path) -> None:
    done = cli("theme", "show", "report", cwd=tmp_path)

    assert done.returncode == 0
    assert "report: note[copyfit]" in done.stderr
    assert "theme.yaml" not in done.stderr


def test_what_is_no_theme_is_said(cli: Cli, tmp_path: Path) -> None:
    done = cli("theme", "show", "nothing", cwd=tmp_path)

    assert done.returncode == 2
    assert done.stderr.startswith("nothing: error[theme-missing]: there is no folder")
    assert "specimen" not in done.stderr + done.stdout


@pytest.mark.parametrize(
    "name", ["a*/ } body {x", "a\x1b[31mb", "x\n::error::y", "{{ 7 }}", "it's: #x", "b\udcff", ".."]
)
def test_a_name_that_would_not_stay_a_name_is_refused(name: str, cli: Cli, tmp_path: Path) -> None:
    done = cli("theme", "new", name, cwd=tmp_path)

    assert done.returncode == 2
    assert "error[bad-name]" in done.stderr
    assert [*tmp_path.iterdir()] == []


def test_a_link_to_nowhere_is_not_written_through(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "ours").symlink_to(tmp_path / "gone")

    assert "error[file-exists]" in cli("theme", "new", "ours", cwd=tmp_path).stderr
    assert cli("theme", "new", "the themes/Été 2.1", cwd=tmp_path).returncode == 0
