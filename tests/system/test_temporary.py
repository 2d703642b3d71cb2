"""Temporary folders go with their process; those of killed processes are removed by the next one."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from briefpress.findings import Unusable
from briefpress.system import TemporaryFolder, temporary

HOLD = """
import sys
from pathlib import Path
from briefpress.system import TemporaryFolder
folder = TemporaryFolder(Path(sys.argv[1]))
(folder.path / "file").touch()
print(folder.path.name, flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def _first_of_its_process() -> None:
    """Let each test look for the folders of killed processes, as a new process does."""
    temporary._remove_ownerless.cache_clear()  # noqa: SLF001 - the memory of a process


def holding(parent: Path) -> subprocess.Popen[str]:
    """Start a process that holds a folder until its input ends."""
    command = [sys.executable, "-c", HOLD, str(parent)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)


def test_a_folder_goes_with_its_block(tmp_path: Path) -> None:
    with TemporaryFolder(tmp_path) as folder:
        (folder.path / "file").touch()
        assert folder.path.parent == tmp_path

    assert list(tmp_path.iterdir()) == []


def test_a_folder_goes_with_its_process(tmp_path: Path) -> None:
    with holding(tmp_path) as process:
        assert process.stdout
        assert (tmp_path / process.stdout.readline().strip() / "file").exists()

    assert list(tmp_path.iterdir()) == []


def test_only_the_folder_of_a_killed_process_is_removed(tmp_path: Path) -> None:
    with holding(tmp_path) as alive, holding(tmp_path) as killed:
        assert alive.stdout
        assert killed.stdout
        kept, left = alive.stdout.readline().strip(), killed.stdout.readline().strip()
        killed.kill()
        killed.wait()
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted([kept, left])

        with TemporaryFolder(tmp_path):
            assert not (tmp_path / left).exists()
            assert (tmp_path / kept / "file").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no locks there")
def test_a_folder_that_another_process_removes_before_it_is_locked_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Path] = []
    make = tempfile.mkdtemp

    def removed_at_first(**options: str) -> str:
        made.append(Path(make(**options)))
        if len(made) == 1:
            made[0].rmdir()
        return str(made[-1])

    monkeypatch.setattr(tempfile, "mkdtemp", removed_at_first)
    with TemporaryFolder(tmp_path) as folder:
        assert folder.path == made[1]
        assert list(tmp_path.iterdir()) == [made[1]]


def test_what_a_name_leads_to_is_not_removed(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/file").touch()
    (tmp_path / "briefpress-run-link").symlink_to("mine")
    (tmp_path / "briefpress-run-file").touch()
    (tmp_path / "briefpress-other").mkdir()
    before = sorted(tmp_path.rglob("*"))

    TemporaryFolder(tmp_path).remove()

    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system makes no copies of processes")
def test_the_copy_of_a_process_removes_nothing(tmp_path: Path) -> None:
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom briefpress.system import TemporaryFolder\n"
        "folder = TemporaryFolder(Path(sys.argv[1]))\n"
        "if os.fork():\n    os.wait()\n    print(folder.path.exists())"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)

    assert (run.stdout, run.stderr) == ("True\n", "")
    assert list(tmp_path.iterdir()) == []


def test_where_there_is_no_place_that_is_a_finding(tmp_path: Path) -> None:
    with pytest.raises(Unusable) as caught:
        TemporaryFolder(tmp_path / "gone")

    (finding,) = caught.value.findings
    assert finding.rule == "no-temporary-folder"
    assert finding.location.file == str(tmp_path / "gone")
