"""Files are written whole or not at all, even if the process is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from briefpress.findings import Location, Unusable
from briefpress.system import write_files


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


FILES = {"a.html": b"new" * 9, "a.pdf": b"new" * 99, "report.json": b"new"}
KILLED_AT = """
import os, signal, sys
from pathlib import Path
from briefpress.system import write_files

left = int(sys.argv[2])

def mortal(step):
    def take(*args):
        global left
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        return step(*args)
    return take

os.fsync, os.replace, os.rename = map(mortal, (os.fsync, os.replace, os.rename))
write_files(Path(sys.argv[1]), {FILES!r})
""".replace("{FILES!r}", repr(FILES))


@pytest.mark.parametrize("steps", range(len(FILES) * 2))
def test_a_process_killed_at_any_step_leaves_every_file_whole(steps: int, tmp_path: Path) -> None:
    old = dict.fromkeys(FILES, b"old")
    write_files(tmp_path, old)

    run = subprocess.run([sys.executable, "-c", KILLED_AT, tmp_path, str(steps)], check=False)

    assert run.returncode == -signal.SIGKILL
    assert all((tmp_path / name).read_bytes() in (old[name], FILES[name]) for name in FILES)
    assert write_files(tmp_path, FILES) == tuple(tmp_path / name for name in FILES)
    assert {name: (tmp_path / name).read_bytes() for name in names(tmp_path)} == FILES


def test_only_leftovers_of_the_same_files_are_removed(tmp_path: Path) -> None:
    gone = subprocess.Popen(["true"])
    gone.wait()
    ours = [f".a.pdf.{gone.pid}.part", f".a.pdf.{'9' * 30}.part", f".a.pdf.{os.getpid()}.part"]
    others = [
        f".a.pdf.{os.getppid()}.part",  # is being written
        f".b.pdf.{gone.pid}.part", f"a.pdf.{gone.pid}.part", ".a.pdf.part", ".film.mp4.part", ".part", ".a.pdf.x.part",
    ]  # fmt: skip
    for name in (*ours, *others):
        (tmp_path / name).touch()

    write_files(tmp_path, {"a.pdf": b"new"})

    assert names(tmp_path) == sorted(["a.pdf", *others])


def test_the_temporary_file_of_another_user_s_process_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "kill", refuse)
    (tmp_path / ".a.pdf.1.part").touch()

    write_files(tmp_path, {"a.pdf": b"new"})

    assert names(tmp_path) == [".a.pdf.1.part", "a.pdf"]


@pytest.mark.parametrize("obstacle", ["folder", "file", "name"])
def test_an_error_leaves_the_old_files_and_no_temporary_ones(obstacle: str, tmp_path: Path) -> None:
    folder, files = tmp_path / "out", dict(FILES)
    if obstacle == "folder":
        folder.touch()
    elif obstacle == "file":
        (folder / "a.html").mkdir(parents=True)
    else:
        files["x" * 300] = b"new"

    with pytest.raises(Unusable) as caught:
        write_files(folder, files)

    (finding,) = caught.value.findings
    place = folder / "a.html" if obstacle == "file" else folder
    assert (finding.rule, finding.location) == ("output-write", Location(str(place)))
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and path != folder]


def test_an_interrupt_leaves_no_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)

    with pytest.raises(KeyboardInterrupt):
        write_files(tmp_path, FILES)
    assert names(tmp_path) == []
