"""A PDF of ours is compared with the content file that it carries, which is as untrusted as the PDF."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from briefpress import content, html, pdf
from briefpress.build import pdf_tasks
from briefpress.build.carried_files import ABOUT_BRIEF
from briefpress.checks.checking import RULES
from briefpress.findings import Severity
from briefpress.structure import inspect
from carried import checked, with_carried
from conftest import ROOT, write_brief

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Cli

BRIEF = ROOT / "content/kazakhstan.yaml"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, cli: Cli) -> bytes:
    out = tmp_path_factory.mktemp("attached")
    done = cli("build", BRIEF, "--out", out)
    assert done.returncode == 0, done.stdout + done.stderr
    return (out / "kazakhstan/kazakhstan.pdf").read_bytes()


def changed(data: bytes, change: Callable[[str], str]) -> bytes:
    """Return a PDF that carries another content file, with its pages as they are."""
    return with_carried(data, ".yaml", lambda held: change(held.decode()).encode())


def test_no_rule_is_left_out_on_our_own_files(built: bytes, tmp_path: Path) -> None:
    report = checked(built, tmp_path)

    assert (report.findings, report.unchecked) == ((), ())
    assert len(report.checked) == len(RULES)


def test_a_difference_is_found_and_located_in_the_content_file(
    built: bytes, tmp_path: Path
) -> None:
    other = changed(built, lambda text: text.replace("Review 2025", "Review 2026"))
    report = checked(other, tmp_path)

    assert {"same-title", "same-headings"} & {each.rule for each in report.findings}
    assert all(each.rule != "attached-source" for each in report.findings)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda _: "title: [", "it cannot be read"),
        (lambda _: "title: Kazakhstan", "it has errors"),
        (
            lambda text: text.replace(
                "sections:\n",
                "sections:\n  - {heading: H, body: [{table: {caption: C, file: a.csv}}]}\n",
            ),
            "it shows a.csv, which the PDF does not carry along",
        ),
        (lambda text: text + "a: &x [1]\nb: *x\n", "it cannot be read"),
        (lambda _: "- " * 60_000, "it cannot be read"),
        (lambda text: text + "# " + "x" * 3_000_000, "it cannot be read"),
    ],
)
def test_a_content_file_that_is_of_no_use_is_named(
    change: Callable[[str], str], said: str, built: bytes, tmp_path: Path
) -> None:
    report = checked(changed(built, change), tmp_path)
    (finding,) = (each for each in report.findings if each.rule == "attached-source")

    assert "the file carries kazakhstan.yaml, and was not compared with it" in finding.message
    assert said in finding.message
    assert any(rule == "same-headings" for rule, _ in report.unchecked)


def test_it_waives_nothing_that_is_wrong_with_the_file_itself(built: bytes, tmp_path: Path) -> None:
    waivers = (
        "waivers:\n- {rule: same-title, reason: it is so}\n- {rule: one-h1, reason: it is so}\n"
    )

    def change(text: str) -> str:
        return text.replace("Review 2025", "Review 2026").replace("waivers:\n", "") + waivers

    data = changed(built, change)
    report = checked(data, tmp_path)

    assert inspect(data).title
    assert "same-title" not in {each.rule for each in report.findings}
    assert {each.finding.rule for each in report.waived} == {"same-title"}
    assert "waiver-unused" not in {each.rule for each in report.findings}


def test_a_file_of_another_program_is_not_compared(built: bytes, tmp_path: Path) -> None:
    report = checked(built.replace(b"Briefpress 0", b"Pamphleter 0"), tmp_path)

    assert not [each for each in report.findings if each.rule == "attached-source"]


def test_templates_of_a_theme_have_to_be_at_hand(cli: Cli, tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    (theme / "templates/blocks").mkdir(parents=True)
    prose = (ROOT / "templates/blocks/prose.html").read_text("utf-8")
    (theme / "templates/blocks/prose.html").write_text(prose, "utf-8")
    out = tmp_path / "out"
    assert cli("build", BRIEF, "--out", out, "--theme", theme).returncode == 0
    path = out / "kazakhstan/kazakhstan.pdf"
    alone, themed = (
        cli("check", path), cli("check", path, "--theme", theme)
    )  # fmt: skip

    assert (alone.returncode, themed.returncode) == (0, 0)
    assert "it was set by a theme that is not at hand: name it with --theme" in alone.stdout
    assert f"{len(RULES)} rules applied\n" in themed.stdout
    sourced = cli("check", path, "--source", BRIEF, "--theme", theme)
    assert (sourced.returncode, sourced.stderr) == (0, "")


CITING = {
    "bibliography": "works.bib",
    "citation_style": "own.csl",
    "introduction": ["Rain falls [@kim, p. 4], as @kim says."],
}


def test_a_brief_with_a_bibliography_is_compared_with_what_the_pdf_carries(
    tmp_path: Path, cli: Cli
) -> None:
    text = "@book{kim, author = {Kim, Min}, title = {The {\\'e}tat}, year = 2024}\n@book{other, title = {x}}"
    (tmp_path / "works.bib").write_text(text, "utf-8")
    csl = ROOT / "src/briefpress/content/references/csl/ieee.csl"
    (tmp_path / "own.csl").write_bytes(csl.read_bytes())
    brief = write_brief(tmp_path / "rain.yaml", **CITING)
    done = cli("build", brief, "--out", tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr

    data = (tmp_path / "rain/rain.pdf").read_bytes()
    carried = PdfReader(io.BytesIO(data)).attachments
    report = checked(data, tmp_path / "rain")

    assert list(carried) == ["own.csl", "rain.yaml", "references.json"]
    assert [work["id"] for work in json.loads(carried["references.json"][0])] == ["kim"]
    assert (report.findings, report.unchecked) == ((), ())


OTHERS = ["same-title", "same-headings", "same-notes", "nothing-added"]  # of the rules left out


@pytest.fixture(scope="module")
def of_older_templates(tmp_path_factory: pytest.TempPathFactory, built: bytes) -> bytes:
    """The brief, set in templates and words that are not those of today."""
    folder = tmp_path_factory.mktemp("older")
    for name, old, new in (
        ("apparatus.html", '<h2 id="references">', '<p>As of today</p><h2 id="references">Part: '),
        ("key_messages.html", "<ul>", "<p>What to remember</p><ul>"),
    ):
        text = (ROOT / "templates" / name).read_text("utf-8")
        path = folder / "older/templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace(old, new), "utf-8")
    words = "en: {notes: Remarks, suggested_citation: How to cite this}\n"
    (folder / "older/templates/words.yaml").write_text(words, "utf-8")
    manuscript = content.load(BRIEF)
    assert manuscript.brief
    theme = html.Theme((folder / "older", html.BUILT_IN))
    page = html.render(manuscript.brief, theme, manuscript.images, BRIEF.name)
    carried = html.Attachment(BRIEF.name, BRIEF.read_bytes(), "application/yaml", ABOUT_BRIEF)
    older = pdf.print_pdf(replace(page, attachments=(carried,))).data
    assert inspect(older).templates != inspect(built).templates
    return older


def test_a_pdf_of_older_templates_has_what_its_author_wrote(
    of_older_templates: bytes, tmp_path: Path
) -> None:
    report = checked(of_older_templates, tmp_path)

    assert [each for each in report.findings if each.severity is Severity.ERROR] == []
    (note,) = (each for each in report.findings if each.rule == "attached-source")
    assert "set in other templates than those at hand" in note.message
    assert set(OTHERS) <= {rule for rule, _ in report.unchecked}
    assert "same-texts" in report.checked


@pytest.mark.parametrize("is_named", [False, True])
def test_a_word_of_the_author_is_missed_in_a_pdf_of_older_templates(
    of_older_templates: bytes, tmp_path: Path, *, is_named: bool
) -> None:
    text = BRIEF.read_text("utf-8")
    if is_named:
        (tmp_path / "kazakhstan.yaml").write_text(text.replace("activism", "elephants"))
        (tmp_path / "brief.pdf").write_bytes(of_older_templates)
        source = tmp_path / "kazakhstan.yaml"
        report = pdf_tasks.check_file(tmp_path / "brief.pdf", source=source).report
    else:
        other = changed(of_older_templates, lambda text: text.replace("activism", "elephants"))
        report = checked(other, tmp_path)

    found = [each for each in report.findings if each.severity is Severity.ERROR]
    assert {each.rule for each in found} == {"same-texts"}
    assert "is not in the PDF as it is written" in found[0].message
    assert found[0].location.line


def test_notes_at_the_foot_of_pages_are_compared_by_the_numbers_beside_them(
    tmp_path: Path, cli: Cli
) -> None:
    fields = {"introduction": ["It rains.[^a]"], "notes": {"a": "Late."}, "notes_at": "foot"}
    brief = write_brief(tmp_path / "rain.yaml", **fields)
    done = cli("build", brief, "--out", tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    report = checked((tmp_path / "rain/rain.pdf").read_bytes(), tmp_path)

    assert (report.findings, report.unchecked) == ((), ())
