"""What cannot be printed ends in one message at most, with an exit code that means something."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

from conftest import write_brief

if TYPE_CHECKING:
    from collections.abc import Sequence

FULL = Path("/dev/full")
LOST = "output: error[output-write]: some of what was printed is lost: no space left on device\n"


def briefpress(*args: str | Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "briefpress", *map(str, args)]
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options
    run: Any = subprocess.run(command, check=False, **options)
    return cast("subprocess.CompletedProcess[bytes]", run)


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("args", [["rules"], ["rules", "figure-alt"], ["--help"]], ids=" ".join)
def test_a_full_disk_behind_the_output_is_one_message(args: Sequence[str]) -> None:
    with FULL.open("wb") as full:
        run = briefpress(*args, stdout=full)

    assert (run.returncode, run.stderr.decode()) == (2, LOST)


@pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
def test_messages_that_are_lost_are_told_by_the_exit_code(tmp_path: Path) -> None:
    with FULL.open("wb") as full:
        run = briefpress("check", tmp_path / "gone.pdf", stdout=full, stderr=full)

    assert run.returncode == 2


@pytest.mark.parametrize(
    ("args", "code"), [(["rules"], 0), (["rules", "no-such"], 2), (["build", "gone.yaml"], 2)]
)
def test_who_reads_no_further_costs_nothing(args: Sequence[str], code: int, tmp_path: Path) -> None:
    theirs, ours = os.pipe()
    os.close(theirs)  # as `| head` does when it has enough
    run = briefpress(*args, stdout=ours, cwd=tmp_path)
    os.close(ours)

    assert run.returncode == code
    assert b"Traceback" not in run.stderr
    assert b"roken pipe" not in run.stderr


@pytest.mark.parametrize("closed", [0, 1, 2])
def test_a_stream_that_is_closed_is_replaced_by_no_other_file(closed: int, tmp_path: Path) -> None:
    write_brief(tmp_path / "brief.yaml")
    run = briefpress("build", "brief.yaml", cwd=tmp_path, preexec_fn=lambda: os.close(closed))

    assert run.returncode == 0
    assert b"Traceback" not in run.stderr
    assert sorted(path.name for path in (tmp_path / "build/brief").iterdir()) == [
        ".record.json", "brief.html", "brief.pdf", "report.json",
    ]  # fmt: skip
    assert (tmp_path / "build/brief/brief.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "latin-1", "utf-8:strict"])
def test_signs_that_an_output_cannot_encode_are_escaped(encoding: str, tmp_path: Path) -> None:
    env = {**os.environ, "PYTHONIOENCODING": encoding}
    run = briefpress("check", tmp_path / "Қазақ-\udcff.pdf", env=env)

    assert run.returncode == 2
    assert b"error[file-missing]: the file cannot be read" in run.stdout
    assert b"Traceback" not in run.stderr


def test_a_machine_without_a_language_will_do(tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if name[:3] not in ("LC_", "LAN")}
    env["LC_ALL"] = "C"
    brief = write_brief(tmp_path / "Қазақстан.yaml", title="Су")
    run = briefpress("build", brief.name, cwd=tmp_path, env=env)

    assert run.returncode == 0, run.stderr
    assert (tmp_path / "build/Қазақстан/Қазақстан.pdf").exists()


@pytest.mark.skipif(os.name != "posix", reason="this system has no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_a_command_as_shells_tell_of_it(number: int, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "briefpress", "watch"]
    write_brief(tmp_path / "content/brief.yaml")
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        while not running.stdout.readline().startswith("watching"):
            assert running.poll() is None
        running.send_signal(number)
        assert running.wait() == 128 + number
