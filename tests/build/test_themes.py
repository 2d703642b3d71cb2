"""The built-in themes: whole briefs in each, on every paper and in every edition, with nothing to complain about."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from briefpress import structure
from briefpress.content import THEMES
from conftest import ROOT, Cli, build_here, rules

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.build import Build

_SIZES = {"A4": (595, 842), "letter": (612, 792)}  # points
_ALLOWED = {"last-page", "page-white", "copyfit"}  # advice on the one text


def built(
    folder: Path, theme: str, paper: str = "A4", editions: tuple[str, ...] = ("screen",)
) -> Build:
    """Build the Kenya brief in a theme."""
    text = (ROOT / "content/kenya.yaml").read_text("utf-8")
    shutil.copytree(ROOT / "content/images", folder / "images")
    path = folder / "kenya.yaml"
    path.write_text(f"theme: {{name: {theme}}}\npaper: {paper}\n{text}", "utf-8")
    return build_here(path, out=folder / "out", editions=editions)


@pytest.mark.slow("a long run")
@pytest.mark.parametrize("paper", _SIZES)
@pytest.mark.parametrize("theme", THEMES)
def test_every_theme_passes_its_checks_in_all_editions(
    tmp_path: Path, theme: str, paper: str
) -> None:
    made = built(tmp_path, theme, paper, ("screen", "print", "large"))

    assert set(rules(made)) <= _ALLOWED, [str(each) for each in made.report.findings]
    for name in ("kenya", "kenya-large"):
        facts = structure.inspect((tmp_path / f"out/kenya/{name}.pdf").read_bytes())
        sizes = {tuple(round(side) for side in page.size) for page in facts.pages}
        assert sizes == {_SIZES[paper]}


def test_report_numbers_its_chapters_and_lists_them_with_their_pages(tmp_path: Path) -> None:
    made = built(tmp_path, "report")

    assert set(rules(made)) <= _ALLOWED
    facts = structure.inspect((tmp_path / "out/kenya/kenya.pdf").read_bytes())
    headings = [each.text for each in facts.walk() if each.role == "H2"]
    numbered = [text for text in headings if re.match(r"\d ", text)]
    assert [text[0] for text in numbered] == ["1", "2", "3", "4"]
    assert "1.1 Water and sanitation" in [each.text for each in facts.walk() if each.role == "H3"]
    headed = {
        " ".join(each.text.split()): each.page for each in facts.walk() if each.role in ("H2", "H3")
    }
    contents = next(each for each in facts.walk() if each.role == "TOC")
    listed = [re.split(r" (?=\d+$)", e.text) for e in contents.walk() if e.role == "Reference"]
    assert len(listed) == 6
    assert all(headed[" ".join(name.split())] == int(page) - 1 for name, page in listed)


def test_columns_keep_the_order_of_the_text(tmp_path: Path) -> None:
    made = built(tmp_path, "columns")

    assert set(rules(made)) <= _ALLOWED
    facts = structure.inspect((tmp_path / "out/kenya/kenya.pdf").read_bytes())
    headings = [each.text for each in facts.walk() if each.role in ("H2", "H3")]
    assert (
        headings.index("Water and sanitation")
        == headings.index("A young and growing population") + 1
    )


def test_option_names_a_built_in_theme(cli: Cli, tmp_path: Path) -> None:
    done = cli(
        "build",
        ROOT / "content/kazakhstan.yaml",
        "--theme",
        "report",
        "--out",
        tmp_path,
        cwd=tmp_path,
    )

    assert done.returncode == 0
    page = (tmp_path / "kazakhstan/kazakhstan.html").read_text("utf-8")
    assert '<span class="number">1</span>' in page


def test_check_knows_the_theme_that_a_pdf_was_set_in(cli: Cli, tmp_path: Path) -> None:
    brief = ROOT / "content/kenya.yaml"
    cli("build", brief, "--theme", "report", "--out", tmp_path, cwd=tmp_path)

    done = cli("check", tmp_path / "kenya/kenya.pdf", cwd=tmp_path)

    assert (done.returncode, "error" in done.stdout + done.stderr) == (0, False), done.stdout
