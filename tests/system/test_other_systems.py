"""What differs on systems that are not Linux, as far as it can run here."""

from __future__ import annotations

import os
import subprocess
import sys

import psutil
import pytest

from briefpress.system import is_running, limits
from briefpress.system.processes import kill_group
from timing import PATIENCE


def test_memory_is_that_of_a_process_and_its_children(monkeypatch: pytest.MonkeyPatch) -> None:
    here = limits.memory_of(os.getpid())
    monkeypatch.setattr(sys, "platform", "darwin")

    assert here
    assert limits.memory_of(os.getpid()) == pytest.approx(here, rel=0.2)
    assert limits.memory_of(_ended()) == 0


def test_a_process_is_found_without_a_signal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")

    assert is_running(os.getppid())
    assert not is_running(os.getpid())
    assert not is_running(_ended())


def test_a_process_is_ended_with_those_below_it(monkeypatch: pytest.MonkeyPatch) -> None:
    starts_another = "import subprocess, sys; subprocess.run(['sleep', '600'])"
    with subprocess.Popen([sys.executable, "-c", starts_another]) as leader:
        while not (below := psutil.Process(leader.pid).children()):
            pass
        monkeypatch.setattr(sys, "platform", "win32")
        kill_group(leader.pid)

    assert psutil.wait_procs(below, PATIENCE)[1] == []


def _ended() -> int:
    with subprocess.Popen(["true"]) as process:
        return process.pid
