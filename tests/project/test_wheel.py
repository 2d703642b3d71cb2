"""The wheel: it contains all files, and works without the checkout and without a network."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIBRARIES = sysconfig.get_path("purelib")

# Every Python process of the new environment runs this first: access to the network or to a file
# of the checkout raises PermissionError. Only the libraries, which may be below the checkout, may be read.
GUARD = f"""
import os
import sys

CHECKOUT, LIBRARIES = {str(ROOT) + os.sep!r}, {LIBRARIES!r}
NETWORK = "socket.connect", "socket.getaddrinfo", "socket.sendto"
FILES = "open", "os.listdir", "os.scandir"


def guard(event, arguments):
    if event in NETWORK:
        raise PermissionError("the network is blocked")
    if event in FILES and isinstance(arguments[0], (str, bytes)):
        path = os.path.abspath(os.fsdecode(arguments[0]))
        if path.startswith(CHECKOUT) and not path.startswith(LIBRARIES):
            raise PermissionError(f"not a file of the wheel: {{path}}")


sys.addaudithook(guard)
"""


@dataclass(frozen=True)
class Installed:
    """A wheel, and the environment that it was installed into."""

    wheel: Path
    environment: Path

    def run(self, command: str, *args: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        """Run a command of the environment in a folder."""
        return subprocess.run(
            [self.environment / "bin" / command, *args],
            cwd=cwd,
            env={"PATH": os.environ["PATH"], "HOME": str(cwd)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("wheel")
    python = [sys.executable, "-m"]
    hatchling = [*python, "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(hatchling, cwd=ROOT, check=True)
    (wheel,) = folder.glob("*.whl")
    environment = folder / "environment"
    venv.create(environment, symlinks=True)
    pip = [*python, "pip", "--python", str(environment), "install", "--quiet"]
    subprocess.run([*pip, "--no-index", "--no-deps", wheel], check=True)
    (packages,) = environment.glob("lib/python*/site-packages")
    (packages / "wheel_guard.py").write_text(GUARD)
    (packages / "wheel_guard.pth").write_text(f"{LIBRARIES}\nimport wheel_guard\n")
    return Installed(wheel, environment)


def test_the_wheel_contains_every_template_and_style(installed: Installed) -> None:
    files = [
        path.relative_to(ROOT)
        for folder in ("templates", "styles")
        for path in (ROOT / folder).rglob("*")
        if path.is_file()
    ]

    with ZipFile(installed.wheel) as wheel:
        names = set(wheel.namelist())
    assert {path.parts[0] for path in files} == {"templates", "styles"}
    assert {f"briefpress/{path.as_posix()}" for path in files} <= names
    assert not [name for name in names if "tests" in name or "__pycache__" in name]


@pytest.mark.parametrize(
    ("forbidden", "message"),
    [
        ("import socket; socket.create_connection(('127.0.0.1', 9))", "the network is blocked"),
        (f"open({str(ROOT / 'pyproject.toml')!r})", "not a file of the wheel"),
    ],
)
def test_the_guard_blocks_the_network_and_the_checkout(
    installed: Installed, tmp_path: Path, forbidden: str, message: str
) -> None:
    run = installed.run("python", "-c", forbidden, cwd=tmp_path)

    assert run.returncode == 1
    assert f"PermissionError: {message}" in run.stderr


def test_the_installed_command_prints_help(installed: Installed, tmp_path: Path) -> None:
    run = installed.run("briefpress", "--help", cwd=tmp_path)

    assert run.returncode == 0, run.stderr
    assert "build" in run.stdout


def test_the_installed_doctor_finds_everything(installed: Installed, tmp_path: Path) -> None:
    run = installed.run("briefpress", "doctor", cwd=tmp_path)

    assert run.returncode == 0, run.stdout + run.stderr


def test_the_installed_command_begins_and_builds_a_brief(
    installed: Installed, tmp_path: Path
) -> None:
    for command in (["new", "demo"], ["build", "demo.yaml"]):
        run = installed.run("briefpress", *command, cwd=tmp_path)
        assert run.returncode == 0, run.stdout + run.stderr

    assert (tmp_path / "build/demo/demo.pdf").read_bytes().startswith(b"%PDF-")


def test_the_installed_templates_and_styles_are_used(installed: Installed, tmp_path: Path) -> None:
    command = "print(*Theme().templates, Theme().style('base.css'))"
    code = f"from briefpress.html.theme import Theme; {command}"
    run = installed.run("python", "-c", code, cwd=tmp_path)

    assert run.returncode == 0, run.stderr
    assert all(path.startswith(str(installed.environment)) for path in run.stdout.split())


def test_the_readme_of_the_wheel_begins_with_what_is_typed(installed: Installed) -> None:
    with ZipFile(installed.wheel) as wheel:
        (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
        head, _, readme = wheel.read(name).decode().partition("\n\n")

    assert "Description-Content-Type: text/markdown" in head
    assert "Classifier: Programming Language :: Python :: 3.14" in head
    first = "# Briefpress\n\n```sh\nbriefpress new mali\nbriefpress build mali.yaml\n```\n"
    assert readme.lstrip().startswith(first)
    assert "## Install it without a clone" in readme
    assert "./press test" not in readme
    assert "](.github/" not in readme
