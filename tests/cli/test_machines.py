"""Machines that lack something: no room, no /proc, few open files. The command does without, or says so once."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import write_brief

pytestmark = pytest.mark.slow("a long run")


def can_mount() -> bool:
    command = ["unshare", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"]
    return (
        bool(shutil.which("unshare"))
        and not subprocess.run(command, check=False, capture_output=True).returncode
    )


mounts = pytest.mark.skipif(not can_mount(), reason="this user may not mount file systems")


def briefpress(prepare: str, *args: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command where shell lines have prepared the machine: file systems of its own, or limits."""
    script = f'{prepare}; cd "$0"; exec "$@"'
    command = ["sh", "-c", script, str(folder), sys.executable, "-m", "briefpress", *args]
    if "mount" in prepare:
        command = ["unshare", "--mount", *command]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Traceback" not in run.stderr
    return run


@pytest.mark.parametrize(
    "prepare",
    [
        pytest.param("mount -t tmpfs -o ro none /dev/shm", marks=mounts),
        pytest.param("mount -t tmpfs -o size=4k none /dev/shm", marks=mounts),
        pytest.param("mount -t tmpfs none /proc", marks=mounts),
        "ulimit -n 64",
    ],
)
def test_a_brief_is_built_without(prepare: str, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_brief(tmp_path / f"{name}.yaml")

    run = briefpress(prepare, "build", ".", folder=tmp_path)

    assert (run.returncode, run.stderr.count("error")) == (0, 0), run.stderr
    assert (tmp_path / "build/a/a.pdf").exists()


@mounts
@pytest.mark.parametrize(
    ("args", "rule"),
    [
        (["new", "mali"], "output-write"),
        (["package", "brief.yaml", "--out", "full"], "output-write"),
        (["build", "brief.yaml", "--out", "full"], "output-write"),
    ],
    ids=lambda each: each[0] if isinstance(each, list) else "",
)
def test_a_full_disk_is_one_error_and_leaves_nothing(
    args: list[str], rule: str, tmp_path: Path
) -> None:
    write_brief(tmp_path / "brief.yaml")
    full = tmp_path / "full"
    full.mkdir()
    folder = full if args[0] == "new" else tmp_path
    listing = f'ls -A "{full}" >&2'
    prepare = f'mount -t tmpfs -o size=8k none "{full}"'
    script = f'{prepare}; cd "{folder}"; "$@"; code=$?; {listing}; exit $code'
    command = [
        "unshare",
        "--mount",
        "sh",
        "-c",
        script,
        "sh",
        sys.executable,
        "-m",
        "briefpress",
        *args,
    ]

    run = subprocess.run(command, capture_output=True, text=True, check=False)

    assert run.returncode == 2
    assert run.stderr.count(": error[") == 1, run.stderr
    assert f"error[{rule}]" in run.stderr
    assert "Traceback" not in run.stderr
    assert not [
        line for line in run.stderr.splitlines() if line.endswith((".yaml", ".part", ".zip"))
    ]


@mounts
def test_without_a_place_for_temporary_files_that_is_said(tmp_path: Path) -> None:
    places = ("/tmp", "/var/tmp", str(tmp_path))  # noqa: S108 - where Python looks for one
    read_only = " && ".join(
        f'mount --bind "{each}" "{each}" && mount -o remount,ro,bind "{each}"' for each in places
    )
    script = f'unset TMPDIR TEMP TMP; {read_only} && cd "{tmp_path}" && exec "$@"'
    command = ["unshare", "--mount", "sh", "-c", script, "sh", sys.executable, "-m", "briefpress"]

    run = subprocess.run(
        [*command, "check", "/proc/version"], capture_output=True, text=True, check=False
    )

    assert run.returncode == 2
    assert (
        "error[no-temporary-folder]: there is no place for temporary files"
        in run.stderr + run.stdout
    )
    assert "Traceback" not in run.stderr


def test_few_open_files_are_one_error(tmp_path: Path) -> None:
    write_brief(tmp_path / "brief.yaml")

    run = briefpress("ulimit -n 10", "build", "brief.yaml", folder=tmp_path)

    assert run.returncode == 2
    assert "too many open files" in run.stderr
