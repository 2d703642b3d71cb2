"""A worker that begins before it is asked for: who takes it, and that none is left."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest

from briefpress.cli.start import worker_setup
from briefpress.system import USUAL_MEMORY, pool
from conftest import ROOT, Cli

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.system.worker import Worker

_BEGIN = """
import os
from briefpress.system import Limits, Pool, ahead, allow_copies, start_ahead

def is_running(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True

allow_copies()
MEMORY = 1024**3
start_ahead("worked", MEMORY)
early = ahead._waiting[0].worker.process
assert is_running(early)
"""


def _run(code: str) -> str:
    path = os.pathsep.join([str(ROOT / "tests"), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-c", _BEGIN + textwrap.dedent(code)],
        env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_pool_takes_the_worker_that_was_started_ahead() -> None:
    _run("""
        with Pool("worked", Limits(60, MEMORY)) as pool:
            assert pool.processes == [early]
            assert pool.call("worked:process") == early
        assert not is_running(early)
    """)


@pytest.mark.parametrize("asked", ['"worked", Limits(60, 2 * MEMORY)', '"os", Limits(60, MEMORY)'])
def test_a_pool_that_wants_another_worker_ends_it(asked: str) -> None:
    _run(f"""
        with Pool({asked}) as pool:
            assert early not in pool.processes
            assert not is_running(early)
    """)


def test_a_copy_of_the_process_leaves_it_alone() -> None:
    _run("""
        if not (copy := os.fork()):
            pool = Pool("worked", Limits(60, 2 * MEMORY))
            pool.close()
            os._exit(not is_running(early))
        assert os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1]) == 0
        assert ahead.take_ahead("worked", MEMORY).process == early
    """)


def test_one_that_nobody_wants_ends_with_the_process() -> None:
    early = int(_run("print(early)"))

    with pytest.raises(ProcessLookupError):
        os.kill(early, 0)


def test_the_commands_want_what_is_started_ahead_for_them(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    wanted: list[tuple[str, int]] = []

    def take(setup: str, memory: int) -> Worker | None:
        wanted.append((setup, memory))
        return None

    monkeypatch.setattr(pool, "take_ahead", take)
    page, pdf = tmp_path / "page.html", tmp_path / "no.pdf"
    page.write_text("<!doctype html><html lang=en><title>Water</title><h1>Water</h1><p>Rain.")
    pdf.write_text("Water")  # which a worker refuses, as it does the brief
    (tmp_path / "water.yaml").write_text("title: Water")
    for command in (
        ["print", str(page)], ["check", str(pdf)], ["info", str(pdf)],
        ["build", str(tmp_path / "water.yaml"), "--out", str(tmp_path / "build")],
    ):  # fmt: skip
        wanted.clear()
        cli(*command)
        assert wanted[:1] == [(worker_setup(command), USUAL_MEMORY)], command


def test_none_is_started_ahead_for_a_brief_that_was_not_changed_since_it_was_built(
    tmp_path: Path,
) -> None:
    brief, out = tmp_path / "water.yaml", tmp_path / "out"
    brief.touch()
    command = ["build", str(brief), "--out", str(out)]
    assert worker_setup(command)  # never built

    (out / "water").mkdir(parents=True)
    assert not worker_setup(command)
    assert not worker_setup(["build", f"--out={out}", str(brief)])
    assert worker_setup([*command, "--force"])
    assert worker_setup(["build", str(brief)])  # elsewhere

    os.utime(out / "water", (1, 1))  # the brief is younger
    assert worker_setup(command)


@pytest.mark.parametrize(
    "words",
    [[], ["check"], ["check", "--help"], ["build", "content"], ["build", "a.yaml", "b.yaml"], ["rules"], ["no", "a"]],
)  # fmt: skip
def test_no_worker_is_started_ahead_where_none_may_be_needed(words: list[str]) -> None:
    assert not worker_setup(words)
