"""Folders for outputs as strangers could send them: nothing is written or read outside, and no record hurts."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from briefpress.build.records import _MOST_OF_JSON, RECORD, BuildRecords, _sealed
from briefpress.build.requests import BuildRequest, BuildResult
from briefpress.build.series import build_stale
from briefpress.drafts import ImportedBrief, ImportWorker
from briefpress.findings import Report
from conftest import Cli, write_brief

if TYPE_CHECKING:
    from pathlib import Path

SPARSE = 20 * 1024**3  # bytes


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """A folder with a brief, beside another folder, with a file that nobody may touch."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/b.pdf").write_text("mine")
    (tmp_path / "sent/build").mkdir(parents=True)
    write_brief(tmp_path / "sent/b.yaml")
    return tmp_path / "sent"


def untouched(sent: Path) -> bool:
    outside = sent.parent / "outside"
    return [*outside.iterdir()] == [outside / "b.pdf"] and (outside / "b.pdf").read_text() == "mine"


def sparse(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        file.truncate(SPARSE)


def record(folder: Path, **fields: Any) -> None:
    folder.mkdir()
    held = {"outputs": {}, "named": [], "inputs": {}, "stamps": {}, "source": "../../gone.yaml"}
    body = json.dumps({**held, "theme": None, **fields}).encode()
    (folder / RECORD).write_bytes(_sealed(body))  # as anyone can


@pytest.mark.parametrize(
    "command", [("build",), ("package", "b.yaml"), ("theme", "show"), ("build", "--prune")]
)
def test_outputs_go_through_no_link_that_nobody_named(
    command: tuple[str, ...], sent: Path, cli: Cli
) -> None:
    (sent / "build").rmdir()
    (sent / "build").symlink_to("../outside")

    made = cli(*command, *([".",] if command[0] == "build" else []), cwd=sent)  # fmt: skip

    assert made.returncode == 2
    assert "error[link-elsewhere]: this is a link to another folder" in made.stderr
    assert "--out build" in made.stderr
    assert untouched(sent)


def test_outputs_go_through_a_link_that_is_named(sent: Path, cli: Cli) -> None:
    (sent / "build").rmdir()
    (sent / "build").symlink_to("../outside")

    made = cli("build", "b.yaml", "--out", "build", cwd=sent)

    assert made.returncode == 0, made.stderr
    assert (sent.parent / "outside/b/b.pdf").is_file()


def test_the_folder_of_a_brief_is_no_link(sent: Path, cli: Cli) -> None:
    (sent / "build/b").symlink_to("../../outside")

    made = cli("build", "b.yaml", cwd=sent)

    assert made.returncode == 2
    assert "build/b: error[link-elsewhere]" in made.stderr
    assert untouched(sent)


def test_outputs_stay_where_they_went_when_the_folder_is_replaced(sent: Path) -> None:
    records, request = BuildRecords(sent / "build"), BuildRequest(sent / "b.yaml")
    (sent / "build").rmdir()
    (sent / "build").symlink_to("../outside")
    made = BuildResult(Report(()), {"b.pdf": b"new"})

    (step,) = build_stale({request: ("",)}, records, lambda each: [(each[0], made)])

    assert [finding.rule for finding in step.built.report.findings] == ["link-elsewhere"]
    assert untouched(sent)


def test_pictures_of_a_draft_go_through_no_link(
    sent: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = ImportedBrief("title: A", {"a-pictures/a.png": b"a picture"}, ())
    monkeypatch.setattr(ImportWorker, "import_draft", lambda *_: made)
    (sent / "a.odt").touch()
    (sent / "a-pictures").symlink_to("../outside")

    said = cli("import", "a.odt", cwd=sent)

    assert said.returncode == 2, said.stderr
    assert "a-pictures: error[link-elsewhere]" in said.stderr
    assert untouched(sent)


def test_a_package_is_put_together_in_a_folder_of_its_own(sent: Path, cli: Cli) -> None:
    (sent / f"build/.b-package.{os.getpid()}.part").symlink_to("../../outside")

    made = cli("package", "b.yaml", cwd=sent)

    assert made.returncode == 2
    assert "the package cannot be written" in made.stderr
    assert untouched(sent)


def test_the_sums_of_an_old_package_are_of_a_size_that_can_be_read(sent: Path, cli: Cli) -> None:
    sparse(sent / "build/b-package/SHA256SUMS")

    made = cli("package", "b.yaml", cwd=sent)

    assert made.returncode == 2
    assert "is larger than" in made.stderr


@pytest.mark.parametrize(
    "fields",
    [{"named": ["\ud800"]}, {"outputs": {"\ud800": "0"}}, {"source": "a\0b"}, {"theme": "\ud800"}],
)
def test_a_record_with_an_impossible_name_is_none(fields: dict[str, Any], sent: Path) -> None:
    record(sent / "build/b", **fields)
    records = BuildRecords(sent / "build")

    assert records.reasons(BuildRequest(sent / "b.yaml")) == [
        "it was not built yet, or its record is lost"
    ]
    ((folder, names),) = records.removed({sent}, set())
    assert (folder, names[-1]) == (sent / "build/b", RECORD)


def test_a_source_that_no_file_can_be_called_is_gone(sent: Path) -> None:
    record(sent / "build/c", source="../../" + "a" * 300)

    assert [*BuildRecords(sent / "build").removed({sent}, set())] == [(sent / "build/c", [RECORD])]


def test_nothing_is_pruned_through_a_link(sent: Path) -> None:
    record(sent / "away")
    (sent / "build/c").symlink_to("../away")

    assert [*BuildRecords(sent / "build").removed({sent}, set())] == []


@pytest.mark.parametrize("text", ["[" * 100_000, '{"briefpress": 1, "source": 5}', "7", "[" + "0," * 20_000_000],
                         ids=["deep", "odd", "number", "large"])  # fmt: skip
def test_a_report_of_a_stranger_is_no_sign_of_a_build(text: str, sent: Path) -> None:
    (sent / "build/b").mkdir()
    (sent / "build/b/report.json").write_text(text)

    assert [*BuildRecords(sent / "build").removed({sent}, set())] == []


def test_what_is_too_large_is_not_read(sent: Path) -> None:
    """It would take all memory of this process, which has no limits as workers have."""
    for name in ("b.yaml", f"build/b/{RECORD}", "t/styles/a.css", "t/a.png"):
        (sent / name).unlink(missing_ok=True)
        (sent / name).parent.mkdir(parents=True, exist_ok=True)
        sparse(sent / name)
    records = BuildRecords(sent / "build")

    assert records.inputs(BuildRequest(sent / "b.yaml"))["content"] == "missing"
    assert len(records.reasons(BuildRequest(sent / "b.yaml"))) == 1
    assert records.theme(sent / "t")
    assert _MOST_OF_JSON < SPARSE


def test_a_changed_theme_of_any_size_is_another(sent: Path) -> None:
    sparse(sent / "t/a.png")
    before = BuildRecords(sent).theme(sent / "t")
    os.utime(sent / "t/a.png", (1, 1))

    assert BuildRecords(sent).theme(sent / "t") != before


def test_only_pdfs_that_were_built_here_are_compared(sent: Path, cli: Cli) -> None:
    sparse(sent / "build/b/other.pdf")
    (sent / "build/b/b.pdf").symlink_to("../../../outside/b.pdf")

    made = cli("build", "b.yaml", "--diff", cwd=sent)

    assert made.returncode == 0, made.stderr
    assert untouched(sent)
