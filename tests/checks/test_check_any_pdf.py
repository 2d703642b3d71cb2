"""`briefpress check` and `read`, on good files, bad files and what is no file."""

from __future__ import annotations

import io
import json
import threading
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfWriter

import briefpress
from briefpress import structure
from briefpress.build import pdf_tasks
from briefpress.checks.checking import RULES
from briefpress.findings import Severity, Unusable
from conftest import ROOT, Cli, Printed
from defects.structure import retag_headings
from editable_pdf import EditablePdf

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, kenya: Printed) -> Path:
    folder = tmp_path_factory.mktemp("checking")
    (folder / "kenya.pdf").write_bytes(kenya.pdf.data)
    (folder / "cut.pdf").write_bytes(kenya.pdf.data[: len(kenya.pdf.data) // 2])
    (folder / "text.pdf").write_text("Dear all")
    (folder / "empty.pdf").write_bytes(b"")
    locked = PdfWriter(clone_from=io.BytesIO(kenya.pdf.data))
    locked.encrypt("secret", algorithm="RC4-128")
    locked.write(folder / "locked.pdf")
    (folder / "folder.pdf").mkdir()
    return folder


def test_reports_of_several_files_come_in_the_order_in_which_the_files_are_named(
    cli: Cli, folder: Path
) -> None:
    names = ["text.pdf", "kenya.pdf", "cut.pdf", "locked.pdf"]
    done = cli("check", *names, "--format", "json", cwd=folder)
    found = json.loads(done.stdout)["documents"]

    assert done.returncode == 2
    assert [each["file"] for each in found] == names
    assert [bool(each["checked"]) for each in found] == [False, True, True, True]
    alone = json.loads(cli("check", "kenya.pdf", "--format", "json", cwd=folder).stdout)
    assert found[1] == alone["documents"][0]


def test_a_good_file_passes_and_the_report_says_what_was_done(cli: Cli, folder: Path) -> None:
    done = cli("check", "kenya.pdf", cwd=folder)

    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "kenya.pdf: nothing found, but not all that it claims was judged"
    assert "rules applied; " in lines[1]
    assert "    page-validation 0.11.0: nothing found that breaks PDF/UA-1" in lines
    assert "for a person to judge:" in lines
    assert lines[-1] == "kenya.pdf: claims PDF/A-3a, not judged: --engine veraPDF"
    assert "compliant" not in done.stdout


def test_a_source_lets_more_rules_be_applied(cli: Cli, folder: Path) -> None:
    done = cli("check", "kenya.pdf", "--source", ROOT / "content/kenya.yaml", cwd=folder)

    assert (done.returncode, done.stderr) == (0, "")
    assert f"{len(RULES)} rules applied\n" in done.stdout
    other = cli("check", "kenya.pdf", "--source", ROOT / "content/kazakhstan.yaml", cwd=folder)
    assert other.returncode == 1
    assert "error[same-headings]" in other.stdout


@pytest.mark.parametrize(
    ("name", "code", "said"),
    [
        ("cut.pdf", 1, "error[pdf-damaged]"),
        ("text.pdf", 2, "error[not-a-pdf]: this is no PDF"),
        ("empty.pdf", 2, "error[not-a-pdf]: this is no PDF: it is empty"),
        ("locked.pdf", 1, "the file is encrypted, and opens only with a password"),
        ("gone.pdf", 2, "error[file-missing]: the file cannot be read: no such file"),
    ],
)
def test_what_cannot_be_read_is_a_finding(
    name: str, code: int, said: str, cli: Cli, folder: Path
) -> None:
    done = cli("check", name, cwd=folder)

    assert done.returncode == code
    assert said in done.stdout
    assert done.stderr == ""
    read = cli("read", name, cwd=folder)
    assert read.returncode == (0 if name == "cut.pdf" and not read.stderr else 2)
    assert "Traceback" not in done.stdout + read.stderr


def test_what_is_no_pdf_is_told_in_one_line(cli: Cli, folder: Path) -> None:
    (folder / "shifted.pdf").write_bytes(b"\n\n" + (folder / "kenya.pdf").read_bytes())

    said = cli("check", "text.pdf", cwd=folder).stdout
    assert "rules applied" not in said
    assert "for a person to judge" not in said
    assert "not-a-pdf" not in cli("check", "shifted.pdf", cwd=folder).stdout


@pytest.mark.parametrize("tag", ["H0", "H00", "H99", f"H{'9' * 5000}"])
def test_a_heading_of_a_level_that_there_is_none_of_is_a_made_up_tag(
    tag: str, cli: Cli, kenya: Printed, tmp_path: Path
) -> None:
    pdf = EditablePdf(kenya.pdf.data, structure.inspect(kenya.pdf.data))
    retag_headings(pdf, tag)
    (tmp_path / "a.pdf").write_bytes(pdf.data())

    done = cli("check", "a.pdf", cwd=tmp_path)

    assert done.returncode == 1
    assert "error[ua-structure]: a tag that the producer made up" in done.stdout + done.stderr


def test_one_bad_file_does_not_keep_the_others_from_being_checked(cli: Cli, folder: Path) -> None:
    done = cli("check", "gone.pdf", "text.pdf", "kenya.pdf", "--report", "all.json", cwd=folder)

    documents = json.loads((folder / "all.json").read_text("utf-8"))["documents"]
    assert done.returncode == 2
    assert [len(each["findings"]) > 0 for each in documents] == [True, True, False]
    assert done.stdout.count("for a person to judge") == 1


def test_what_takes_too_long_is_not_passed(cli_process: Cli, folder: Path) -> None:
    done = cli_process("check", "kenya.pdf", "--timeout", "0.01", cwd=folder)

    assert done.returncode == 1
    assert "error[not-checked]" in done.stdout
    assert "did not finish within 0.01 seconds" in done.stdout


def test_all_reports_are_written(cli: Cli, folder: Path) -> None:
    names = ("r.html", "r.json", "r.sarif", "r.xml")
    done = cli("check", "kenya.pdf", *(f"--report={name}" for name in names), cwd=folder)

    assert done.returncode == 0
    assert [f"{name}: written" in done.stderr for name in names] == [True] * 4
    html = (folder / "r.html").read_text("utf-8")
    assert html.count("<svg") >= 4
    assert "Kenya: Clean Power, Uncertain Rain" in html
    assert json.loads((folder / "r.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert ET.parse(folder / "r.xml").getroot().tag == "testsuites"  # noqa: S314 - our own


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["kenya.pdf", "--report", "r.txt"], "no report has this ending"),
        (["kenya.pdf", "text.pdf", "--report", "r.html"], "a page shows one PDF"),
        (["kenya.pdf", "text.pdf", "--source", "a.html"], "the source is that of one PDF"),
        (["kenya.pdf", "--engine", "acrobat"], "'acrobat' is not one of"),
        (["kenya.pdf", "--source", "gone.yaml"], "the file cannot be read"),
    ],
)
def test_what_cannot_be_done_is_refused(
    arguments: list[str], said: str, cli: Cli, folder: Path
) -> None:
    done = cli("check", *arguments, cwd=folder)

    assert done.returncode == 2
    assert said in done.stdout + done.stderr


def test_all_faults_of_the_arguments_are_told_at_once(cli: Cli, folder: Path) -> None:
    done = cli("check", "kenya.pdf", "a.pdf", "--report=a.pdf", "--report=b.html", cwd=folder)

    assert done.returncode == 2
    assert done.stderr.count("error[report-kind]") == 2
    assert done.stderr.count("error[same-file]") == 1
    assert not (folder / "b.html").exists()


def test_a_standard_that_no_engine_at_hand_judges_is_not_passed_over(
    cli: Cli, folder: Path
) -> None:
    done = cli("check", "kenya.pdf", "--standard", "ua2", cwd=folder)

    assert done.returncode == 1
    assert "error[engine-unjudged]: whether the file keeps PDF/UA-2 is not known" in done.stdout


def test_a_claim_that_no_engine_was_asked_about_is_an_error_only_where_that_is_wanted(
    cli: Cli, folder: Path
) -> None:
    said = "claims PDF/A-3a, not judged: --engine veraPDF"
    reports = [f"--report=c.{kind}" for kind in ("html", "json", "sarif", "xml")]
    plain = cli("check", "kenya.pdf", *reports, cwd=folder)
    strict = cli("check", "kenya.pdf", "--strict", cwd=folder)
    asked = cli("check", "kenya.pdf", "--strict", "--standard", "PDF/UA-1", cwd=folder)

    assert [done.returncode for done in (plain, strict, asked)] == [0, 1, 0]
    assert f"error[engine-unjudged]: the file {said}" in strict.stdout
    assert "claims" not in asked.stdout
    for kind in ("html", "sarif", "xml"):
        assert said in (folder / f"c.{kind}").read_text("utf-8")
    (document,) = json.loads((folder / "c.json").read_text("utf-8"))["documents"]
    claimed = {"flavour": "3a", "standard": "PDF/A-3a", "engines": ["veraPDF"]}
    assert document["not_judged"] == [claimed]


@pytest.mark.parametrize("written", ["PDF/UA-1", "UA1", "pdfua-1", "ua1", "ISO 14289-1:2014"])
def test_a_standard_is_known_by_what_people_write(written: str, cli: Cli, folder: Path) -> None:
    done = cli("check", "kenya.pdf", "--standard", written, cwd=folder)

    assert done.returncode == 0
    assert "nothing found that breaks PDF/UA-1" in done.stdout


def test_a_standard_that_nobody_knows_is_refused_with_a_list(cli: Cli, folder: Path) -> None:
    done = cli("check", "kenya.pdf", "--standard", "UA9", "--standard", "pdfua", cwd=folder)

    assert done.returncode == 2
    assert done.stderr.count("error[unknown-standard]: no standard has this name") == 2
    assert "choose one of PDF/UA-1, PDF/UA-2, PDF/A-1a" in done.stderr


def test_the_library_checks_like_the_command(folder: Path) -> None:
    made = briefpress.check(folder / "kenya.pdf", source=ROOT / "content/kenya.yaml")

    assert (made.report.findings, made.exit_code) == ((), 0)
    assert [verdict.compliant for verdict in made.report.verdicts] == [True]
    gone = briefpress.check(folder / "gone.pdf")
    assert (gone.unusable, gone.exit_code) == (True, 2)


def test_reading_says_the_document_and_its_lists(cli: Cli, folder: Path) -> None:
    said = cli("read", "kenya.pdf", cwd=folder).stdout
    lists = {
        kind: cli("read", "kenya.pdf", f"--{kind}", cwd=folder).stdout.splitlines()
        for kind in ("headings", "links", "tables", "tree")
    }

    assert "heading level 2, Key messages\nlist with 3 items\n" in said
    assert "[in Swahili: Jamhuri ya Kenya]" in said
    assert "Key messages" in lists["headings"][2]
    assert any("https://sdgs.un.org/goals" in line for line in lists["links"])
    assert "Access to drinking water and sanitation, 2022" in lists["tables"][0]
    assert lists["tree"][0].startswith("Document")
    with pytest.raises(Unusable):
        pdf_tasks.read_file(folder / "text.pdf")


def test_our_own_rules_find_no_error_in_the_pass_files_of_the_corpus(verapdf_corpus: Path) -> None:
    found = {
        (path.name, finding.rule, finding.severity)
        for path in sorted(verapdf_corpus.glob("ua?/*-pass-*.pdf"))
        for finding in pdf_tasks.check_file(path, validators=()).report.findings
    }

    assert not {each for each in found if each[2] is Severity.ERROR}
    assert {
        ("7.1-t03-pass-a.pdf", "contrast", Severity.WARNING),  # a date in the foot, in mid grey
        ("7.18.1-t03-pass-f.pdf", "empty-page", Severity.WARNING),
        # a row's heading names an ID that nothing has
        ("7.5-t01-pass-e.pdf", "table-association", Severity.WARNING),
    } <= found


def test_nothing_goes_on_in_a_thread_when_a_file_is_done(kenya: Printed, tmp_path: Path) -> None:
    path, source = tmp_path / "kenya.pdf", tmp_path / "bad.yaml"
    path.write_bytes(kenya.pdf.data)
    source.write_text("title: Kenya")
    (tmp_path / "none.pdf").write_bytes(b"%PDF-1.7")
    before = threading.enumerate()

    def going_on() -> list[threading.Thread]:
        return [
            each
            for each in threading.enumerate()
            if each not in before and not isinstance(each, threading.Timer)
        ]

    with pytest.raises(Unusable):
        pdf_tasks.check_file(path, source=source)
    assert not going_on()
    pdf_tasks.check_file(tmp_path / "none.pdf")
    assert not going_on()
