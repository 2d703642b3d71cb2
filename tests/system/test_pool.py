"""Workers and their pool: what they answer, and what becomes of one that dies."""

from __future__ import annotations

import io
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefpress.build.rules import ENGINE_FAILED
from briefpress.findings import Unusable
from briefpress.system import pool as pools, serving
from briefpress.system.crashes import Reason, Task, WorkerDied, crash_finding
from briefpress.system.limits import Limits, memory_of
from briefpress.system.pool import Pool
from conftest import ROOT
from timing import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HERE = "worked"
MIB = 1024**2
LIMITS = Limits(PATIENCE, 1024 * MIB)
TASK = Task(ENGINE_FAILED, "nothing was done", "split it")


@pytest.fixture(autouse=True)
def _find_this_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    path = os.pathsep.join([str(ROOT / "tests"), os.environ.get("PYTHONPATH", "")])
    monkeypatch.setenv("PYTHONPATH", path)


@pytest.fixture
def pool() -> Iterator[Pool]:
    with Pool(HERE, LIMITS) as started:
        yield started


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.01)


# What they answer


def test_a_worker_stays_warm(pool: Pool) -> None:
    first = pool.call(f"{HERE}:process")

    assert first != os.getpid()
    assert {pool.call(f"{HERE}:process") for _ in range(3)} == {first}
    assert pool.processes == [first]


def test_what_is_refused_there_is_refused_here(pool: Pool) -> None:
    before = pool.call(f"{HERE}:process")
    with pytest.raises(Unusable) as caught:
        pool.call(f"{HERE}:refuse")

    assert [str(finding) for finding in caught.value.findings] == [
        "a.pdf: error[file-missing]: it is gone\n    look"
    ]
    assert pool.call(f"{HERE}:process") == before


def test_others_start_only_when_they_are_needed_and_the_warmest_comes_first() -> None:
    with Pool(HERE, LIMITS, most=3) as pool:
        first = pool.call(f"{HERE}:process")
        assert [value for value, _ in pool.map("time:sleep", [0.0])] == [0.0]
        assert pool.processes == [first]
        assert dict(pool.map("time:sleep", [0.5, 0.51])) == {0.5: None, 0.51: None}
        started = pool.processes
        assert len(started) == 2
        for _ in range(3):
            assert pool.call(f"{HERE}:process") in started
        assert pool.processes == started
        pool.end_idle()
        assert pool.processes == []
        assert pool.call(f"{HERE}:process") not in started
    assert not any(map(is_running, started))


def test_a_worker_is_replaced_after_so_many_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "_LIFE", 3)
    with Pool(HERE, LIMITS) as pool:
        processes = [pool.call(f"{HERE}:process") for _ in range(7)]

    assert [processes.count(each) for each in dict.fromkeys(processes)] == [3, 3, 1]


def test_a_lasting_worker_is_not_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "_LIFE", 3)
    with Pool(HERE, LIMITS, lasting=True) as pool:
        assert len({pool.call(f"{HERE}:process") for _ in range(7)}) == 1


def test_each_call_of_a_fresh_pool_has_a_process_of_its_own() -> None:
    with Pool(HERE, LIMITS, fresh=True) as pool:
        assert len({pool.call(f"{HERE}:process") for _ in range(3)}) == 3
        assert pool.processes == []


# What becomes of one that dies


@pytest.mark.parametrize(
    ("function", "args", "limits", "said"),
    [
        ("talk_and_abort", (), LIMITS, "it failed: Pango: no more fonts"),
        ("kill", (), LIMITS, "it failed: its process was ended by SIGKILL"),
        ("fail", (), LIMITS, "it failed: a fault of this program, RuntimeError: no such thing"),
        ("sleep_in_a_stage", (600,), Limits(2, 1024 * MIB), "sleeping did not finish within 2 seconds"),
        ("hold_the_interpreter", (), Limits(2, 1024 * MIB), "it did not finish within 2 seconds"),
        ("take", (2048 * MIB,), LIMITS, "it needs more than 1024 MiB of memory"),
        ("take_in_children", (50 * MIB, 4), Limits(PATIENCE, 150 * MIB), "it needs more than 150 MiB of memory"),
    ],
)  # fmt: skip
def test_a_worker_that_dies_costs_its_own_call_and_says_why(
    function: str, args: tuple[object, ...], limits: Limits, said: str
) -> None:
    with Pool(HERE, limits) as pool:
        before = pool.call(f"{HERE}:process")
        with pytest.raises(WorkerDied) as caught:
            pool.call(f"{HERE}:{function}", *args)
        finding = crash_finding(caught.value, TASK, "brief.yaml")

        assert finding.message == f"nothing was done: {said}"
        assert (finding.rule, finding.location.file) == ("engine-failed", "brief.yaml")
        assert "split it" in finding.mend
        assert pool.call(f"{HERE}:process") != before
        assert not is_running(before)


def test_what_was_said_in_an_earlier_call_is_not_why_a_worker_died(pool: Pool) -> None:
    pool.call(f"{HERE}:talk")
    with pytest.raises(WorkerDied) as caught:
        pool.call(f"{HERE}:kill")

    assert caught.value.words == "its process was ended by SIGKILL"


def test_among_many_calls_only_its_own_has_no_result() -> None:
    with Pool(HERE, Limits(2, 1024 * MIB), most=2, at_once=2) as pool:
        results = dict(pool.map("time:sleep", [0.01, 600.0, 0.02, 0.03, 0.04]))

    died = results.pop(600.0)
    assert isinstance(died, WorkerDied)
    assert died.reason is Reason.TIME
    assert results == {0.01: None, 0.02: None, 0.03: None, 0.04: None}


@pytest.mark.parametrize("setup", ["nowhere", "worked:kill", "worked:fail"])
def test_where_no_worker_can_begin_it_is_given_up_soon(setup: str) -> None:
    with Pool(setup, LIMITS, most=2) as pool, pytest.raises(WorkerDied) as caught:
        list(pool.map("time:sleep", [0.0] * 100))

    assert caught.value.reason is Reason.NO_START
    assert "no worker can begin: " in crash_finding(caught.value, TASK, "brief.yaml").message


def test_a_worker_that_cannot_be_started_is_one_that_cannot_begin(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Pool(HERE, LIMITS, at_once=0) as pool:
        monkeypatch.setattr(sys, "executable", "/nowhere/python")
        with pytest.raises(WorkerDied) as caught:
            pool.call(f"{HERE}:process")

    assert caught.value.reason is Reason.NO_START
    assert "no such file" in caught.value.words


def test_why_a_worker_died_passes_to_another_process() -> None:
    death = WorkerDied(Reason.MEMORY, LIMITS, "printing it", "MemoryError")
    again = pickle.loads(pickle.dumps(death))  # noqa: S301 - our own

    assert (again.reason, again.limits, again.stage, again.words) == (
        death.reason, death.limits, death.stage, death.words,
    )  # fmt: skip


def test_an_interrupt_leaves_no_thread_and_no_answer_for_the_next_call(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = threading.active_count()

    def interrupted(thread: threading.Thread) -> None:
        start(thread)
        raise KeyboardInterrupt

    start = threading.Thread.start
    monkeypatch.setattr(threading.Thread, "start", interrupted)
    with pytest.raises(KeyboardInterrupt):
        pool.call("time:sleep", 0.0)
    monkeypatch.undo()
    _path = os.pathsep.join([str(ROOT / "tests"), os.environ.get("PYTHONPATH", "")])
    monkeypatch.setenv("PYTHONPATH", _path)

    assert pool.call(f"{HERE}:process") in pool.processes
    assert threading.active_count() <= before  # a thread of an earlier test may have ended


# Below a worker, and above it


@pytest.mark.skipif(
    not Path("/proc/self/statm").exists(), reason="processes are looked up in /proc"
)
def test_what_a_worker_started_ends_with_it(tmp_path: Path) -> None:
    note = tmp_path / "note"
    with Pool(HERE, Limits(5, 1024 * MIB)) as pool, pytest.raises(WorkerDied):
        pool.call(f"{HERE}:hang_beside", str(note))

    process = int(note.read_text("ascii"))
    until(lambda: not is_running(process))


@pytest.mark.skipif(
    not Path("/proc/self/statm").exists(), reason="processes are looked up in /proc"
)
def test_a_program_that_a_worker_started_ends_with_it_at_once(tmp_path: Path) -> None:
    note = tmp_path / "note"
    begin = time.monotonic()
    with Pool(HERE, Limits(3, 1024 * MIB)) as pool, pytest.raises(WorkerDied):
        pool.call(f"{HERE}:wait_for_a_program", str(note))

    until(lambda: not is_running(int(note.read_text("ascii"))))
    assert time.monotonic() - begin < PATIENCE  # the program takes twice as long


KILLED = """
import sys
from briefpress.system import Limits, Pool, allow_copies
if sys.argv[2] == "copies":
    allow_copies()
with Pool("worked", Limits(600.0, 1024**3)) as pool:
    pool.call("worked:hang_beside", sys.argv[1])
"""


@pytest.mark.skipif(
    not Path("/proc/self/statm").exists(), reason="processes are looked up in /proc"
)
@pytest.mark.parametrize("how", ["copies", "new"])
def test_when_a_process_is_killed_its_workers_end_whatever_they_do(
    how: str, tmp_path: Path
) -> None:
    note = tmp_path / "note"
    command = [sys.executable, "-c", KILLED, str(note), how]
    with subprocess.Popen(command) as running:
        until(lambda: note.exists() and note.read_text("ascii").isdigit())
        below = int(note.read_text("ascii"))
        between = int(Path(f"/proc/{below}/stat").read_text().rpartition(")")[2].split()[1])
        assert memory_of(running.pid) > memory_of(between) > memory_of(below) > 0
        running.kill()

    until(lambda: not is_running(below) and not is_running(between))


def test_a_worker_ends_by_itself_when_nobody_asks_any_more() -> None:
    asked = pickle.dumps(("json:dumps", ([1],), {}))
    main = "from briefpress.system.serving import main; main()"
    command = [sys.executable, "-c", main, "json", str(1024 * MIB)]
    ours, theirs = os.pipe()
    for sent, answers in ((b"", 0), (asked * 2, 2), (asked + b"\0\0", 1), (asked[:-1], 0)):
        run = subprocess.run(
            [*command, str(ours)], input=sent, capture_output=True, check=True, pass_fds=[ours]
        )

        answered = io.BytesIO(run.stdout)
        assert serving.receive(answered) == (serving.READY, None)
        assert [serving.receive(answered)[1] for _ in range(answers)] == ["[1]"] * answers
        assert answered.read() == run.stderr == b""
    os.close(ours)
    os.close(theirs)


def test_a_worker_does_not_heed_an_interrupt_that_is_meant_for_its_parent(pool: Pool) -> None:
    process = pool.call(f"{HERE}:process")
    os.kill(process, signal.SIGINT)

    assert pool.call(f"{HERE}:process") == process


def test_temporary_files_of_a_worker_go_with_it(tmp_path: Path) -> None:
    with Pool("tempfile", LIMITS, folder=tmp_path) as pool:
        made = Path(pool.call("tempfile:mkdtemp"))
        assert made.is_dir()
        assert made.is_relative_to(tmp_path)

    assert list(tmp_path.iterdir()) == []
