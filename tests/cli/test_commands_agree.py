"""What commands have in common: standard input, folders, formats, spelling, completion."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from briefpress.cli.app import COMMANDS, GROUPS, main
from conftest import write_brief
from in_process import workers_here

if TYPE_CHECKING:
    from conftest import Cli


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, cli: Cli) -> Path:
    """A folder with a brief and what it is built to."""
    folder: Path = tmp_path_factory.mktemp("commands")
    write_brief(folder / "water.yaml")
    (folder / "page.html").write_text('<html lang="en"><title>One</title><h1>One</h1>', "utf-8")
    (folder / "empty").mkdir()
    assert cli("build", "water.yaml", cwd=folder).returncode == 0
    return folder


def piped(data: bytes, *args: str) -> tuple[int, str, str]:
    with workers_here():
        done = CliRunner().invoke(main, args, input=io.BytesIO(data))
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["biuld"], "No such command 'biuld'. Did you mean 'build'?"),
        (["build", "--editoin", "x"], "Did you mean '--edition'?"),
        (["rules", "figure-atl"], 'did you mean "figure-alt"?'),
        (["read", "--tables", "--tree", "x.pdf"], "--tables and --tree cannot be printed together"),
        (["check", "page.html"], "briefpress print page.html makes a PDF of it"),
        (["read", "water.yaml"], "briefpress build water.yaml makes a PDF of it"),
        (["diff", "page.html", "water.yaml"], "error[not-a-pdf]"),
        (["check", "empty"], "empty: error[no-pdf]: the folder holds no PDF"),
        (["build", "-"], "-: error[file-name]: a brief is not read from standard input"),
        (["package", "-"], "-: error[file-name]: a brief is not read from standard input"),
    ],
)
def test_what_is_meant_is_said(cli: Cli, folder: Path, args: list[str], message: str) -> None:
    run = cli(*args, cwd=folder)

    assert (run.returncode, run.stdout) == (2, "")
    assert message in run.stderr


def test_every_command_is_in_one_group_of_the_help(cli: Cli) -> None:
    said = cli("--help").stdout

    assert [f"{title}:" in said for title in GROUPS] == [True] * len(GROUPS)
    assert sum(map(len, GROUPS.values())) == len(COMMANDS)
    assert "..." not in said.partition("\n")[2]


def test_a_folder_stands_for_the_pdfs_in_it(cli: Cli, folder: Path) -> None:
    run = cli("check", "build", "--format", "json", cwd=folder)

    (document,) = json.loads(run.stdout)["documents"]
    assert document["file"] == "build/water/water.pdf"


def test_standard_input_is_checked_and_read(folder: Path) -> None:
    pdf = (folder / "build/water/water.pdf").read_bytes()

    code, checked, _ = piped(pdf, "check", "-")
    assert code == 0
    assert "\nstandard input: " in f"\n{checked}"
    assert "heading level 1, Water in Kenya" in piped(pdf, "read", "-")[1]
    assert json.loads(piped(pdf, "info", "-", "--format", "json")[1])["title"] == "Water in Kenya"
    code, _, wrong = piped(b"none", "read", "-")
    assert (code, wrong.split(":")[0]) == (2, "standard input")


@pytest.mark.parametrize("what", ["transcript", "headings", "links", "tables", "tree"])
def test_readings_are_json_too(cli: Cli, folder: Path, what: str) -> None:
    flags = [] if what == "transcript" else [f"--{what}"]

    run = cli("read", "build/water/water.pdf", *flags, "--format", "json", cwd=folder)

    read = json.loads(run.stdout)
    assert read["file"] == "water.pdf"
    if what == "headings":
        assert read[what][0] == {"level": 1, "text": "Water in Kenya", "page": 1}
    assert all(item.get("page", 1) == 1 for item in read[what])
    assert bool(read[what]) == (what != "tables")


def test_differences_rules_and_needs_are_json_too(cli: Cli, folder: Path) -> None:
    pdf = "build/water/water.pdf"

    same = json.loads(cli("diff", pdf, pdf, "--format", "json", cwd=folder).stdout)
    assert same["changed"] is False
    (rule,) = json.loads(cli("rules", "figure-alt", "--format", "json").stdout)["rules"]
    assert rule["severity"] == "error"
    needs = json.loads(cli("doctor", "--format", "json").stdout)["needs"]
    assert {"Pango", "Latin"} <= {need["name"] for need in needs}


def test_a_build_is_json_too(cli: Cli, folder: Path) -> None:
    run = cli("build", "water.yaml", "gone.yaml", "--force", "--format", "json", cwd=folder)

    good, bad = sorted(json.loads(run.stdout)["documents"], key=lambda each: str(each["exit_code"]))
    assert (run.returncode, run.stderr) == (2, "")
    assert good["files"][0].startswith("build/water/")
    assert good["pages"] == {"water.pdf": 1}
    assert [each["rule"] for each in bad["findings"]] == ["file-missing"]


def test_a_print_is_json_too(cli: Cli, folder: Path) -> None:
    run = cli("print", "page.html", "-o", "page.pdf", "--format", "json", cwd=folder)

    (document,) = json.loads(run.stdout)["documents"]
    assert (document["file"], document["pages"]) == ("page.html", {"page.pdf": 1})


def test_quiet_says_what_is_wrong_and_verbose_what_was_applied(cli: Cli, folder: Path) -> None:
    pdf = "build/water/water.pdf"

    assert cli("check", pdf, "-q", cwd=folder).stdout == ""
    assert "table-association" in cli("check", pdf, "-v", cwd=folder).stdout
    assert "applied: " not in cli("check", pdf, cwd=folder).stdout


@pytest.mark.parametrize(
    ("words", "begun", "offered"),
    [
        (["rules"], "table-as", {"table-association"}),
        (["build", "--edition"], "screen,pr", {"screen,print"}),
        (["check", "--standard"], "pdf/ua", {"PDF/UA-1", "PDF/UA-2"}),
        ([], "doc", {"doctor"}),
    ],
)
def test_the_shell_completes(words: list[str], begun: str, offered: set[str]) -> None:
    complete = ShellComplete(main, {}, "briefpress", "_BRIEFPRESS_COMPLETE")

    assert {each.value for each in complete.get_completions(words, begun)} == offered


def test_a_new_brief_leaves_out_what_its_series_says(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "series.yaml").write_text(
        "publisher: {name: The Desk}\nauthors:\n  - name: A\nlanguage: fr\n", "utf-8"
    )

    cli("new", "mali", cwd=tmp_path)

    text = (tmp_path / "mali.yaml").read_text("utf-8")
    assert "publisher, authors, language" in text
    assert "publisher:" not in text
    assert "Firstname" not in text
    assert cli("build", "mali.yaml", cwd=tmp_path).returncode == 0


@pytest.mark.skipif(not shutil.which("git"), reason="it is git that is asked")
def test_the_author_of_a_new_brief_is_who_git_knows(cli: Cli, tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    name = 'Aïcha "A" Diallo: x'
    subprocess.run(["git", "config", "user.name", name], cwd=tmp_path, check=True)

    cli("new", "mali", cwd=tmp_path, env=dict(os.environ))
    built = cli("build", "mali.yaml", cwd=tmp_path)

    assert built.returncode == 0
    assert name in (tmp_path / "build/mali/mali.html").read_text("utf-8").replace("&#34;", '"')


@pytest.mark.parametrize(
    ("name", "data", "mend"),
    [
        ("deaths.csv", b"Region,Deaths\nNorth,<5\n", "- table: {file: deaths.csv, caption: "),
        ("water.yaml", b"title: A <p> in YAML\n", "briefpress build "),
        ("draft.docx", b"PK\x03\x04\xff\xff", "briefpress import "),
        ("notes.txt", b"Dear all", "save it as a page of HTML"),
        ("named-so.html", b"Dear all", "save it as a page of HTML"),
    ],
)
def test_what_is_no_page_is_not_printed(
    cli: Cli, tmp_path: Path, name: str, data: bytes, mend: str
) -> None:
    (tmp_path / name).write_bytes(data)

    run = cli("print", name, "-o", "out.pdf", cwd=tmp_path)

    assert (run.returncode, run.stdout) == (2, "")
    said = run.stderr.splitlines()
    assert said[0] == f"{name}: error[not-html]: this is no page of HTML"
    assert mend in said[1]
    assert len(said) == 3  # the last says that no PDF was written


def test_a_page_of_another_name_and_one_that_is_no_utf_8_are_still_pages(
    cli: Cli, tmp_path: Path
) -> None:
    page = '<html lang="en"><title>One</title><h1>Caf\u00e9</h1>'
    (tmp_path / "page.txt").write_text(page, "utf-8")
    (tmp_path / "old.html").write_text(page, "latin-1")

    assert "not-html" not in cli("print", "page.txt", cwd=tmp_path).stderr
    assert "not UTF-8" in cli("print", "old.html", cwd=tmp_path).stderr


def test_package_and_attach_print_json_for_programs(cli: Cli, folder: Path) -> None:
    packed = cli("package", "water.yaml", "--format", "json", "-o", "packed", cwd=folder)
    pdf = "build/water/water.pdf"
    put_in = cli("attach", pdf, "--to", pdf, "-o", "out.pdf", "--format", "json", cwd=folder)

    (package,) = json.loads(packed.stdout)["documents"]
    assert package["exit_code"] == packed.returncode == 0
    assert all((folder / name).is_file() for name in package["files"])
    assert "packed/water-package.zip" in package["files"]
    assert {each["format"]: each["written"] for each in package["records"]}["CSL-JSON"]
    (refused,) = json.loads(put_in.stdout)["documents"]
    assert (put_in.returncode, put_in.stderr, refused["exit_code"]) == (2, "", 2)
    assert [each["rule"] for each in refused["findings"]] == ["same-file"]


def test_a_brief_that_cannot_be_packed_is_told_as_json(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "bare.yaml").write_text("title: Rain")
    run = cli("package", "bare.yaml", "--format", "json", cwd=tmp_path)

    (document,) = json.loads(run.stdout)["documents"]
    assert (run.returncode, run.stderr, document["files"]) == (document["exit_code"], "", [])
    assert "field-missing" in {each["rule"] for each in document["findings"]}
