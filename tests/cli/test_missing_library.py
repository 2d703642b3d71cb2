"""A machine without Pango: each command that needs it says so, with the line that installs it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefpress.system import libraries
from conftest import write_brief

if TYPE_CHECKING:
    from conftest import Cli

# Python imports this module first, in every process of a command.
WITHOUT_PANGO = """
import cffi, ctypes

def without_pango(load):
    def refuse(*args, **options):
        if any("pango" in str(each) for each in args):
            raise OSError("no such library")
        return load(*args, **options)
    return refuse

ctypes.CDLL.__init__ = without_pango(ctypes.CDLL.__init__)
cffi.FFI.dlopen = without_pango(cffi.FFI.dlopen)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("machine")
    (folder / "sitecustomize.py").write_text(WITHOUT_PANGO, "utf-8")
    for name in ("one", "two"):
        write_brief(folder / f"briefs/{name}.yaml")
    page = '<html lang="en"><title>One</title><h1>One</h1>'
    (folder / "page.html").write_text(page, "utf-8")
    return folder


@pytest.mark.parametrize(
    "command",
    [
        "build briefs",
        "build briefs/one.yaml",
        "watch briefs",
        "print page.html",
        "package briefs/one.yaml",
    ],
)
def test_a_command_says_what_is_missing_and_what_installs_it(
    cli_process: Cli, folder: Path, command: str
) -> None:
    env = {"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin"}

    run = cli_process(*command.split(), cwd=folder, env=env)

    pango = [each.packages for each in libraries.LIBRARIES if "pango" in each.files]
    said = [line for line in run.stderr.splitlines() if not line.endswith("was written")]
    assert run.returncode == 2
    assert said[:1] == [
        "this machine: error[library-missing]: no PDF can be made here without Pango and PangoFT2"
    ]
    assert said[1:] == [f"    {libraries.install_line(*pango)}"]


def test_doctor_says_the_same(cli_process: Cli, folder: Path) -> None:
    run = cli_process(
        "doctor", cwd=folder, env={"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin"}
    )

    assert run.returncode == 1
    assert "\n  Pango: missing\n      sets lines of text; to get it: " in run.stdout
