"""Briefs and pages that would take all of a machine: each ends in time, within its memory, with one finding."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from briefpress.system.limits import memory_of
from conftest import Cli, write_brief

if TYPE_CHECKING:
    from collections.abc import Callable

TIMEOUT, MEMORY = 3, 512  # seconds, MiB
MIB = 1024**2
# The command has to start and to end besides: two seconds, where nobody else works.
END = TIMEOUT + 2.0
MOST = 700  # MiB, of all processes together
# Which stage it is depends on how busy the machine is.
STAGE = "(reading the text|filling the templates|printing it)"
TOO_MUCH = f"(did not finish within {TIMEOUT} seconds|needs more than {MEMORY} MiB of memory)"
LOOK = 0.01  # seconds between two looks at the memory

pytestmark = [
    pytest.mark.slow("a long run"),
    pytest.mark.skipif(
        not Path("/proc/self/statm").exists(), reason="memory is looked up in /proc"
    ),
]


@dataclass(frozen=True)
class Ended:
    """How a command ended: after how many seconds of its own, with which peak of memory in MiB."""

    code: int
    stderr: str
    seconds: float
    memory: float


def run(*args: str | Path, cwd: Path) -> Ended:
    """Run a command within the limits, and look at the memory of its processes all the while."""
    limits = ("--timeout", str(TIMEOUT), "--memory", str(MEMORY))
    command = [sys.executable, "-m", "briefpress", *map(str, args), *limits]
    start, peak = time.monotonic(), 0
    with subprocess.Popen(command, cwd=cwd, stderr=subprocess.PIPE, text=True) as running:
        while running.poll() is None:
            peak = max(peak, memory_of(running.pid))
            time.sleep(LOOK)
        seconds = time.monotonic() - start
        assert running.stderr
        return Ended(running.returncode, running.stderr.read(), seconds, peak / MIB)


def loop_in_a_template(folder: Path) -> list[str]:
    templates = folder / "theme/templates"
    templates.mkdir(parents=True)
    loops = "{% for _ in range(99999) %}" * 3 + "{% endfor %}" * 3
    (templates / "brief.html").write_text(loops)
    write_brief(folder / "brief.yaml")
    return ["--theme", "theme"]


def write_brackets(folder: Path) -> list[str]:
    write_text(folder, ["[" * 19_000] * 95)
    return []


def match_an_abbreviation_a_million_times(folder: Path) -> list[str]:
    write_text(folder, ["A " * 9_400] * 107, abbreviations={"A": "Antananarivo"})
    return []


def show_one_large_picture_many_times(folder: Path) -> list[str]:
    step = "M1 0h1v1z"
    drawn = f'<path d="{step * (15_000_000 // len(step))}"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{drawn}</svg>'
    (folder / "large.svg").write_text(svg)
    figure = {"figure": {"image": "large.svg", "alt": "A", "source": "Made up"}}
    write_text(folder, [figure] * 300)
    return []


def write_text(folder: Path, body: list[Any], **fields: Any) -> None:
    write_brief(folder / "brief.yaml", sections=[{"heading": "H", "body": body}], **fields)


@pytest.mark.parametrize("jobs", [1, 2], ids=["alone", "in-a-series"])
@pytest.mark.parametrize(
    "prepare",
    [
        loop_in_a_template,
        write_brackets,
        match_an_abbreviation_a_million_times,
        show_one_large_picture_many_times,
    ],
)
def test_a_brief_that_takes_too_much_ends_with_one_finding(
    prepare: Callable[[Path], list[str]], jobs: int, cli: Cli, tmp_path: Path
) -> None:
    write_brief(tmp_path / "brief.yaml")
    assert cli("build", "brief.yaml", cwd=tmp_path).returncode == 0
    good = {path: path.read_bytes() for path in (tmp_path / "build").rglob("*") if path.is_file()}
    more = prepare(tmp_path)
    for number in range(1, jobs):
        (tmp_path / f"{number}.yaml").write_bytes((tmp_path / "brief.yaml").read_bytes())

    ended = run("build", ".", *more, cwd=tmp_path)

    assert ended.code == 1, ended.stderr
    findings = re.findall(
        r"^brief\.yaml: error\[engine-failed\]: (.*)\n    (.*)$", ended.stderr, re.MULTILINE
    )
    ((message, mend),) = findings
    assert re.fullmatch(f"no PDF was made: {STAGE} {TOO_MUCH}", message)
    assert re.search("--timeout|--memory", mend)
    assert ended.stderr.count("error[") == jobs
    assert "Traceback" not in ended.stderr
    assert ended.memory < (MOST if jobs == 1 else MOST + MEMORY)
    assert {path: path.read_bytes() for path in good} == good


@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="two processors share the work")
def test_what_loops_for_ever_ends_in_time(tmp_path: Path) -> None:
    more = loop_in_a_template(tmp_path)
    waiting = min(run("build", "nothing.yaml", cwd=tmp_path).seconds for _ in range(3))

    ended = run("build", "brief.yaml", *more, cwd=tmp_path)

    # A machine that has much else to do needs longer to start Python at all.
    assert ended.seconds < END + waiting


def test_a_page_that_takes_too_much_is_not_printed(tmp_path: Path) -> None:
    rows = "<tr><td>x" * 200_000
    (tmp_path / "page.html").write_text(f'<html lang="en"><title>T</title><h1>T</h1><table>{rows}')

    ended = run("print", "page.html", cwd=tmp_path)

    assert ended.code == 1
    assert "page.html: error[engine-failed]: no PDF was made: " in ended.stderr
    assert ended.stderr.count("error[") == 1
    assert ended.memory < MOST
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page.html"]


def test_a_package_that_takes_too_much_is_not_made(tmp_path: Path) -> None:
    write_brackets(tmp_path)

    ended = run("package", "brief.yaml", cwd=tmp_path)

    assert ended.code == 1
    assert re.search(f"no PDF was made: {STAGE} {TOO_MUCH}", ended.stderr)
    assert ended.memory < MOST
    assert sorted(path.name for path in tmp_path.iterdir()) == ["brief.yaml"]


def test_a_source_that_takes_too_much_does_not_hold_the_check_up(
    cli_process: Cli, tmp_path: Path
) -> None:
    write_brief(tmp_path / "brief.yaml")
    assert cli_process("build", "brief.yaml", cwd=tmp_path).returncode == 0
    write_brackets(tmp_path)

    args = ("check", "build/brief/brief.pdf", "--source", "brief.yaml", "--timeout", str(TIMEOUT))
    done = cli_process(*args, cwd=tmp_path)

    assert done.returncode == 1
    assert "error[not-checked]: the PDF was not checked: " in done.stdout
    assert f"did not finish within {TIMEOUT} seconds" in done.stdout
