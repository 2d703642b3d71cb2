"""Pandoc is found, runs within limits, and reads nothing but what it is given."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefpress.system import PandocFailed, find_pandoc, run_pandoc
from briefpress.system.limits import Limits

BIBTEX = ["--from=biblatex", "--to=csljson"]


def test_the_text_is_converted() -> None:
    items = json.loads(run_pandoc(BIBTEX, b"@book{kim, title={The {\\'e}tat of rivers}}"))
    assert [(item["id"], item["title"]) for item in items] == [("kim", "The état of rivers")]


def test_files_are_named_by_the_arguments() -> None:
    given = {"kim.json": b'[{"id": "kim", "type": "book", "title": "Rivers"}]'}
    arguments = ["--from=markdown", "--to=plain", "--citeproc", "--bibliography=kim.json"]
    assert "Rivers" in run_pandoc(arguments, b"[@kim]", given).decode()


def test_an_error_has_its_line_and_column() -> None:
    with pytest.raises(PandocFailed, match="unexpected '@'") as caught:
        run_pandoc(BIBTEX, b"@book{a, title={x}\n@book{b}\n")
    error = caught.value
    assert (error.rule.id, error.line, error.column) == ("pandoc-failed", 2, 1)


def test_no_other_file_is_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("A secret.", "utf-8")
    arguments = ["--from=rst", "--to=plain"]
    assert b"secret." not in run_pandoc(arguments, f".. include:: {secret}\n".encode())


def test_a_run_that_takes_too_long_is_ended() -> None:
    with pytest.raises(PandocFailed, match=r"within 0\.01 seconds"):
        run_pandoc(BIBTEX, b"@book{kim}", limits=Limits(0.01, 1024**3))


def test_a_run_that_needs_too_much_memory_is_ended() -> None:
    with pytest.raises(PandocFailed, match="more than 16 MiB of memory"):
        run_pandoc(
            ["--from=markdown", "--to=html"], b"a *b* " * 20_000, limits=Limits(30, 16 * 1024**2)
        )


def test_the_reason_names_an_unknown_format() -> None:
    with pytest.raises(PandocFailed, match="Unknown input format nothing"):
        run_pandoc(["--from=nothing"], b"")


@pytest.mark.parametrize(
    ("script", "message"),
    [
        (None, "is not installed"),
        ("echo pandoc 2.9.2.1", r"2\.9\.2\.1 is too old: 3\.0 at least"),
        ("exit 1", "too old"),
    ],
)
def test_a_program_that_is_missing_or_too_old_is_said_to_be(
    script: str | None, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if script:
        program = tmp_path / "pandoc"
        program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("briefpress.system.pandoc.find_spec", lambda _: None)
    find_pandoc.cache_clear()
    try:
        with pytest.raises(PandocFailed, match=message) as caught:
            find_pandoc()
    finally:
        find_pandoc.cache_clear()
    assert caught.value.rule.id == "pandoc-missing"
