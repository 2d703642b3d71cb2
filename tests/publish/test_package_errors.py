"""Briefs that cannot be packed, and packages that cannot be written."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from briefpress.build.engine import print_and_judge
from briefpress.build.requests import BuildRequest, shared_with
from briefpress.findings import Unusable
from briefpress.publish.records.package import make_package
from briefpress.publish.records.package_writer import write_package
from conftest import write_brief
from package_samples import (
    FULL,
    PIXEL,
    files_in,
    pack,
    write_full,
)

if TYPE_CHECKING:
    from briefpress.html.documents import PdfDocument
    from conftest import Cli


def refused(cli: Cli, *args: str | Path, code: int = 2) -> str:
    run = cli("package", *args)
    assert run.returncode == code, run.stderr
    assert "Traceback" not in run.stderr
    return run.stderr


def test_a_missing_brief_is_refused(cli: Cli, tmp_path: Path) -> None:
    messages = refused(cli, tmp_path / "none.yaml", "--out", tmp_path)

    assert "error[file-missing]" in messages
    assert list(tmp_path.iterdir()) == []


def test_after_an_error_the_last_package_stays(cli: Cli, tmp_path: Path) -> None:
    brief = write_brief(tmp_path / "bare.yaml")
    assert cli("package", brief, "--out", tmp_path / "out").returncode == 0
    before = files_in(tmp_path / "out")
    write_brief(brief, countri="Kenya")

    messages = refused(cli, brief, "--out", tmp_path / "out", code=1)

    assert "error[unknown-key]" in messages
    assert "no package was written" in messages
    assert files_in(tmp_path / "out") == before


def test_a_package_replaces_the_last_one_as_a_whole(tmp_path: Path) -> None:
    first = pack(write_full(tmp_path / "a"))
    second = pack(write_brief(tmp_path / "b/water.yaml"))
    write_package(first, tmp_path)
    left = tmp_path / ".water-package.999999999.part"
    left.mkdir()

    folder, archive = write_package(second, tmp_path)

    assert files_in(folder) == second.files
    assert archive.read_bytes() == second.zipped()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_an_unwritable_output_is_reported(cli: Cli, tmp_path: Path) -> None:
    brief = write_brief(tmp_path / "bare.yaml")

    assert "error[output-write]" in refused(cli, brief, "--out", brief)


def test_a_folder_with_other_files_is_not_replaced(cli: Cli, tmp_path: Path) -> None:
    brief = write_brief(tmp_path / "bare.yaml")
    (tmp_path / "bare-package").mkdir()
    (tmp_path / "bare-package/notes.txt").write_text("mine", "utf-8")

    messages = refused(cli, brief, "--out", tmp_path)

    assert "error[not-a-package]" in messages
    assert "notes.txt" in messages
    assert files_in(tmp_path / "bare-package") == {"notes.txt": b"mine"}


def test_if_the_zip_cannot_be_written_the_old_folder_is_restored(tmp_path: Path) -> None:
    first = pack(write_full(tmp_path / "a"))
    second = pack(write_brief(tmp_path / "b/water.yaml"))
    folder, archive = write_package(first, tmp_path)
    archive.unlink()
    (archive / "full").mkdir(parents=True)

    with pytest.raises(Unusable, match="output-write"):
        write_package(second, tmp_path)

    assert files_in(folder) == first.files
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


@pytest.mark.parametrize(
    "image",
    [
        "contents",
        "metadata_map.xml",
        "report.json",
        "images/a?b.svg",
        "images/-dot.svg",
        "Images/dot.svg",
        "handle",
    ],
)
def test_unportable_and_reserved_names_are_refused(image: str, tmp_path: Path) -> None:
    path = write_full(tmp_path / "brief")
    figures = [{"figure": {"image": name, "alt": "A box."}} for name in (image, "images/dot.svg")]
    (path.parent / image).parent.mkdir(exist_ok=True)
    (path.parent / image).write_text(PIXEL, "utf-8")
    write_full_again = {**FULL, "sections": [{"heading": "H", "body": ["Rain.", *figures]}]}
    path.write_text(json.dumps(write_full_again), "utf-8")

    result = make_package(BuildRequest(path, shared_with(path)), print_and_judge)

    assert result.package is None
    assert result.unusable
    assert {finding.rule for finding in result.report.findings} == {"package-name"}


def test_paths_of_images_are_normalised(tmp_path: Path) -> None:
    path = write_full(tmp_path / "brief")
    text = path.read_text("utf-8").replace("images/dot.svg", "./images/../images/dot.svg")
    path.write_text(text, "utf-8")

    assert pack(path).files["water/images/dot.svg"] == PIXEL.encode()


@pytest.mark.parametrize("changed", ["water.yaml", "series.yaml", "images/dot.svg"])
def test_a_source_that_changes_during_the_build_is_refused(changed: str, tmp_path: Path) -> None:
    path = write_full(tmp_path / "brief")

    def print_slowly(*args: Any, **options: Any) -> PdfDocument:
        printed = print_and_judge(*args, **options)
        target = path.parent / changed
        target.write_text(target.read_text("utf-8") + "\n", "utf-8")
        return printed

    result = make_package(BuildRequest(path, shared_with(path)), print_slowly)

    assert [finding.rule for finding in result.report.findings] == ["changed-meanwhile"]
    assert (result.package, result.unusable) == (None, True)


@pytest.mark.parametrize("email", ["nobody", "a b@example.org", "a@b", "a@b@example.org"])
def test_an_invalid_email_address_is_refused(email: str, cli: Cli, tmp_path: Path) -> None:
    messages = refused(cli, write_brief(tmp_path / "bare.yaml"), "--email", email)

    assert "error[bad-email]" in messages


def test_the_depositor_can_be_set_by_environment_variables(
    cli: Cli, packages: Path, tmp_path: Path
) -> None:
    known = {
        **os.environ,
        "BRIEFPRESS_DEPOSITOR": "The Desk",
        "BRIEFPRESS_EMAIL": "desk@example.org",
    }
    run = cli("package", packages / "full/water.yaml", "--out", tmp_path, env=known)

    assert run.returncode == 0, run.stderr
    again = (tmp_path / "water-package.zip").read_bytes()
    assert again == (packages / "water-package.zip").read_bytes()
