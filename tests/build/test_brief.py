"""One brief to its files: whole or not at all, whatever happens."""

from __future__ import annotations

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from briefpress import checks, pdf
from briefpress.build import brief, build, engine, requests
from briefpress.findings import Finding, Location, Severity, Unusable
from briefpress.html.documents import HtmlDocument, PdfDocument
from conftest import MINIMAL, NOTES, ROOT, build_here, print_here, rules, write_brief

GOOD = (
    '<!DOCTYPE html><html lang="en"><title>T</title><meta name="author" content="A">'
    '<meta name="dcterms.created" content="2025"><link rel="license" href="https://example.org/">'
    "<h1>T</h1>"
)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# Files


@pytest.mark.parametrize("path", sorted((ROOT / "content").glob("*.yaml")), ids=lambda p: p.stem)
def test_the_briefs_of_this_repository_build_without_a_warning(path: Path, tmp_path: Path) -> None:
    made = build_here(path, out=tmp_path)

    # A page of the web that the brief on East Africa cites states no date.
    assert {*rules(made)} <= {"bibliography-gap"}
    assert (made.exit_code, made.unusable) == (0, False)
    assert [file.relative_to(tmp_path / path.stem) for file in made.files] == [
        Path(f"{path.stem}.html"),
        Path(f"{path.stem}.pdf"),
        Path("report.json"),
    ]
    assert names(tmp_path / path.stem) == sorted(file.name for file in made.files)


def test_the_report_names_the_pdf_the_rules_and_no_folder(tmp_path: Path) -> None:
    made = build_here(write_brief(tmp_path / "in/water.yaml"), out=tmp_path / "out")
    text = (tmp_path / "out/water/report.json").read_text("utf-8")
    report = json.loads(text)

    assert report["source"] == "water.yaml"
    assert report["pages"] == made.pages["water.pdf"] == 1
    assert (
        report["pdf_sha256"] == sha256((tmp_path / "out/water/water.pdf").read_bytes()).hexdigest()
    )
    assert report["checked"] == [rule.id for rule in checks.RULES]
    assert [(f["rule"], f["file"]) for f in report["findings"]] == [
        ("licence-assumed", "water.yaml"),
        ("no-doi", "water.yaml"),
    ]
    assert str(tmp_path) not in text


BROKEN = {
    "content": ({"title": ""}, ["empty-field"]),
    "render": ({"labels": {"months": "May"}}, ["labels-months"]),
    "glyph": ({"summary": "A \U0001f642."}, ["missing-glyph"]),
    "copyedit": ({"sections": [{"heading": "H", "body": [{"pull_quote": {"text": "Gone."}}]}]}, ["pull-quote"]),
    "long quote": (
        {"sections": [{"heading": "H", "body": [{"pull_quote": {"text": "Land sinks faster than the sea rises."}}]}]},
        ["pull-quote"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "expected"), BROKEN.values(), ids=BROKEN)
def test_after_an_error_the_last_good_files_stay(
    fields: dict[str, object], expected: list[str], tmp_path: Path
) -> None:
    path = write_brief(tmp_path / "water.yaml")
    good = build_here(path, out=tmp_path)
    before = [(file.read_bytes(), file.stat().st_mtime_ns) for file in good.files]

    bad = build_here(write_brief(path, **fields), out=tmp_path)

    assert (rules(bad), bad.exit_code, bad.files) == (expected, 1, ())
    assert [(file.read_bytes(), file.stat().st_mtime_ns) for file in good.files] == before
    assert len(names(tmp_path / "water")) == 3


def test_what_cannot_be_read_is_unusable(tmp_path: Path) -> None:
    made = build_here(tmp_path / "gone.yaml", out=tmp_path / "out")

    assert (rules(made), made.exit_code, made.unusable) == (["file-missing"], 2, True)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("theme", "mend"),
    [
        ("colums", 'did you mean "columns"?'),
        ("ours", "put it beside this file; built in are: brief"),
    ],
)
def test_a_theme_that_is_not_there_is_told_where_it_is_named(
    theme: str, mend: str, tmp_path: Path
) -> None:
    path = write_brief(tmp_path / "water.yaml", theme=theme)

    (finding,) = build_here(path, out=tmp_path / "out").report.findings

    before, _, _ = path.read_text("utf-8").partition(theme)
    where = Location(str(path), before.count("\n") + 1, len(before) - before.rfind("\n"))
    assert (finding.rule, finding.location) == ("theme-missing", where)
    assert finding.mend.startswith(mend)


def test_a_character_without_a_glyph_is_told_where_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "water.yaml"
    path.write_text(
        write_brief(path).read_text().replace("Rain is late.", "Rain is\\n 🙂 late."), "utf-8"
    )

    (finding,) = (f for f in build_here(path, out=tmp_path).report.findings if f.rule not in NOTES)

    line = next(n for n, text in enumerate(path.read_text("utf-8").splitlines(), 1) if "🙂" in text)
    assert finding.location == Location(str(path), line, 24)


def test_a_character_that_the_template_sets_is_told_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/words.yaml").write_text("en: {imprint: Credits 🙂}", "utf-8")
    path = write_brief(tmp_path / "water.yaml")

    made = build_here(path, out=tmp_path, theme=tmp_path)

    (finding,) = (f for f in made.report.findings if f.rule == "missing-glyph")
    assert (finding.location.file, finding.location.line) == (str(path), None)


def test_what_the_engine_says_of_a_theme_is_told(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles/theme.css").write_text("h1 { colour: red }")
    path = write_brief(tmp_path / "water.yaml")

    made = build_here(path, out=tmp_path, theme=tmp_path)

    assert (rules(made), made.exit_code) == (["css"], 0)
    assert made.report.worst is Severity.WARNING


def test_a_note_that_nobody_calls_is_no_more_than_a_warning(tmp_path: Path) -> None:
    made = build_here(write_brief(tmp_path / "water.yaml", notes={"a": "A note."}), out=tmp_path)

    assert (rules(made), made.exit_code) == (["note-unused"], 0)


def test_an_engine_that_makes_no_pdf_is_found_out(tmp_path: Path) -> None:
    def broken(html: HtmlDocument, **_: object) -> PdfDocument:  # noqa: ARG001 - a stand-in
        return PdfDocument(b"%PDF-", 1)

    made = build_here(write_brief(tmp_path / "water.yaml"), out=tmp_path, print_pdf=broken)

    assert (rules(made), made.exit_code) == (["pdf-damaged"], 1)


def test_an_engine_that_fails_is_an_error_beside_what_else_was_found(tmp_path: Path) -> None:
    def failing(html: HtmlDocument, **_: object) -> PdfDocument:
        raise Unusable(Finding("engine-failed", Severity.ERROR, "it failed", Location(html.name)))

    path = write_brief(tmp_path / "water.yaml", notes={"a": "A note."})
    page = tmp_path / "page.html"
    page.write_text(GOOD)

    brief = build_here(path, out=tmp_path, print_pdf=failing)
    html = print_here(page, tmp_path / "page.pdf", print_pdf=failing)

    assert (rules(brief), brief.exit_code) == (["note-unused", "engine-failed"], 1)
    assert (rules(html), html.exit_code) == (["engine-failed"], 1)


# HTML of any origin


def test_html_is_printed_with_the_files_beside_it(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
    (tmp_path / "a.css").write_text("h1 { color: teal }")
    page = tmp_path / "page.html"
    page.write_text(f'{GOOD}<link rel="stylesheet" href="a.css"><img src="a.svg" alt="A">')

    made = print_here(page, tmp_path / "out/page.pdf")

    assert (rules(made), made.exit_code, made.pages) == ([], 0, {"page.pdf": 1})
    assert made.files == (tmp_path / "out/page.pdf",)
    assert names(tmp_path / "out") == ["page.pdf"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('<html lang="en"><h1>T</h1>', "title-shown"),
        ("<title>T</title><h1>T</h1>", "language"),
        (f'{GOOD}<img src="data:image/svg+xml,%3Csvg/%3E">', "figure-alt"),
        (f"{GOOD}<h3>U</h3>", "heading-levels"),
        (f'{GOOD}<img src="/etc/passwd" alt="x">', "resource-refused"),
    ],
)
def test_html_with_errors_is_refused(text: str, rule: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(text)

    made = print_here(page, tmp_path / "page.pdf")

    assert rule in rules(made)
    assert (made.exit_code, made.files) == (1, ())
    assert names(tmp_path) == ["page.html"]


def test_a_fault_is_told_once_whoever_finds_it(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"{GOOD}<h3>U</h3>")
    assert rules(print_here(page, tmp_path / "page.pdf")).count("heading-levels") == 1


def test_lists_in_lists_show_signs_that_the_fonts_hold(tmp_path: Path) -> None:
    sections = [{"heading": "H", "body": ["- a\n  - b\n    - c\n\n1. d\n   1. e"]}]
    made = build_here(write_brief(tmp_path / "water.yaml", sections=sections), out=tmp_path)
    assert rules(made) == []
    assert made.files


@pytest.mark.parametrize("name", ["gone.html", "."])
def test_html_that_cannot_be_read_is_unusable(name: str, tmp_path: Path) -> None:
    made = print_here(tmp_path / name, tmp_path / "page.pdf")

    assert (rules(made), made.exit_code) == (["file-missing"], 2)


# Which files


def test_a_folder_stands_for_its_content_files(tmp_path: Path) -> None:
    for name in ("b.yml", "a.yaml", "c.txt", ".d.yaml~"):
        (tmp_path / name).touch()
    (tmp_path / "e.yaml").mkdir()

    found = requests.find((tmp_path, tmp_path / "gone.yaml", tmp_path / "e.yaml/../a.yaml"))

    assert [path.name for path in found] == ["a.yaml", "b.yml", "gone.yaml"]


def test_a_folder_without_content_files_is_unusable(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="no-content"):
        requests.find((tmp_path,))


@pytest.mark.parametrize(
    "name",
    [
        "...yaml",
        ". .yaml",
        " .yaml",
        "a .yaml",
        "CON.yaml",
        "lpt1.b.yaml",
        "a\x1b[m.yaml",
        "a\nb.yaml",
    ],
)
def test_a_name_that_no_folder_can_have_is_refused(name: str, tmp_path: Path) -> None:
    path = write_brief(tmp_path / "content" / name)

    with pytest.raises(Unusable, match=r"error\[file-name\]: no folder can be called"):
        requests.find((path,))
    assert build(path, out=tmp_path / "out").exit_code == 2
    assert [each.name for each in tmp_path.iterdir()] == ["content"]
    assert [each.name for each in (tmp_path / "content").iterdir()] == [name]


def test_names_that_differ_by_capitals_are_one_on_some_machines(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="same-name"):
        requests.find((tmp_path / "Mali.yaml", tmp_path / "mali.yaml"))


@pytest.mark.parametrize(
    "name", ["mali-2026.yaml", "Côte d’Ivoire.yaml", "v1.2.yaml", ".a.yaml", "مالي.yaml"]
)
def test_honest_names_are_taken(name: str, tmp_path: Path) -> None:
    assert requests.find((tmp_path / name,)) == (tmp_path / name,)


@pytest.mark.parametrize("other", ["below/a.yaml", "a.yml"])
def test_two_files_of_one_name_would_overwrite_each_other(other: str, tmp_path: Path) -> None:
    with pytest.raises(
        Unusable, match=r"same-name.*a\.yaml would be built into the same folder, a"
    ):
        requests.find((tmp_path / "a.yaml", tmp_path / other))


def test_two_builds_at_once_in_one_folder_both_end_right(tmp_path: Path) -> None:
    path = write_brief(tmp_path / "water.yaml")
    command = [
        sys.executable,
        "-m",
        "briefpress",
        "build",
        str(path),
        "--out",
        f"{tmp_path}/out",
    ]

    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate()[0] for process in running]

    assert [process.returncode for process in running] == [0, 0]
    one = f"{tmp_path}/out/water/water.pdf: 1 page\n"
    assert set(said) <= {one, "1 brief up to date\n"}
    alone = build_here(path, out=tmp_path / "alone")
    made = {f.name: f.read_bytes() for f in (tmp_path / "out/water").iterdir()}
    assert made.pop(".record.json")
    assert made == {f.name: f.read_bytes() for f in alone.files}


def test_the_date_that_is_given_changes_the_pdf_and_not_the_text(tmp_path: Path) -> None:
    path = write_brief(tmp_path / "water.yaml")
    one = build_here(path, out=tmp_path / "one")
    two = build_here(path, out=tmp_path / "two", date="1970-01-01T00:00:00Z")

    assert [
        a.read_bytes() == b.read_bytes() for a, b in zip(one.files, two.files, strict=True)
    ] == [
        True,
        False,
        False,
    ]
    assert MINIMAL["date"] in one.files[0].read_text("utf-8")


def test_the_engine_of_this_process_and_of_another_print_the_same(tmp_path: Path) -> None:
    path = write_brief(tmp_path / "water.yaml")

    here = build_here(path, out=tmp_path / "here", print_pdf=pdf.print_pdf)
    default = build_here(path, out=tmp_path / "default")

    assert here.files[1].read_bytes() == default.files[1].read_bytes()


def test_the_engine_beside_ends_once_all_editions_are_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []

    def print_one(html: HtmlDocument, **options: Any) -> PdfDocument:
        steps.append("printed")
        return engine.print_and_judge(html, **options)

    monkeypatch.setattr(brief, "end_beside", lambda: steps.append("ended"))
    path = write_brief(tmp_path / "water.yaml")
    result = brief.build_brief(
        requests.BuildRequest(path, editions=("screen", "large")), print_one, ahead=True
    )

    assert sorted(result.pages) == ["water-large.pdf", "water.pdf"]
    assert steps == ["printed", "printed", "ended"]
