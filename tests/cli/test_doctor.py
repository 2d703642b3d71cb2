"""`briefpress doctor`: what is missing on a machine, and the command that installs it."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

from briefpress.cli import doctor
from briefpress.system import install_extra, install_package, libraries
from conftest import ROOT

PANGO, HARFBUZZ = libraries.LIBRARIES[1], libraries.LIBRARIES[3]
GONE = libraries.SystemDependency("X", "x", PANGO.packages, "libgone.so")


@pytest.fixture
def manager(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A machine on which the user is not root, with one package manager, or none for an empty name."""
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(shutil, "which", lambda name: name if name == request.param else None)
    return str(request.param)


def test_this_machine_has_everything_that_is_required() -> None:
    lacking = [need for need in doctor.examine() if need.required and not need.found]

    assert not lacking


def test_every_need_has_a_purpose_and_an_install_command() -> None:
    needs = doctor.examine()

    assert {need.name for need in needs} >= {"Python", "Pango", "IBM Plex Serif", "Fira Sans"}
    assert all(need.purpose and need.install for need in needs if not need.found)
    assert {need.name for need in needs if need.group == "Programs"} == {
        "pandoc",
        "pdfinfo",
        "java",
    }
    assert {need.name for need in needs if need.group == "Engines"} == {
        "page-validation",
        "veraPDF",
    }


def test_scripts_are_those_that_the_fonts_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {need.name: need.found for need in doctor.examine() if need.group == "Scripts"}
    assert found["Latin"] == "IBM Plex Serif, Fira Sans"
    assert found["Greek"] == "Fira Sans"
    assert found["Khmer"] == "Noto Sans Khmer"

    monkeypatch.setattr(doctor, "is_installed", lambda script: script.extra != "southeast-asian")
    (need,) = (each for each in doctor.examine() if each.group == "Scripts" and not each.found)
    assert need.name == "Thai, Lao, Burmese, Khmer"
    assert need.install == install_extra("southeast-asian")


def test_extras_are_those_of_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"][
        "optional-dependencies"
    ]
    found = {need.name: need for need in doctor.examine() if need.group == "Extras"}
    assert found.keys() == extras.keys()

    there = doctor._version  # noqa: SLF001 - one package is taken away
    monkeypatch.setattr(doctor, "_version", lambda name: None if name == "uvicorn" else there(name))
    (preview,) = (need for need in doctor.examine() if need.name == "preview")
    assert (preview.found, preview.purpose) == (None, "lacks uvicorn")
    assert preview.install == install_extra("preview")


def test_libraries_are_loaded_by_the_names_that_weasyprint_tries() -> None:
    weasyprint = find_spec("weasyprint")
    assert weasyprint
    assert weasyprint.origin
    ffi = ast.parse((Path(weasyprint.origin).parent / "text/ffi.py").read_text())
    calls = [
        node for node in ast.walk(ffi) if isinstance(node, ast.Call) and _called(node) == "_dlopen"
    ]
    tried = {
        tuple(arg.value for arg in call.args[1:] if isinstance(arg, ast.Constant)): bool(
            call.keywords
        )
        for call in calls
    }
    ours = {tuple(library.files.split()) for library in libraries.LIBRARIES}

    assert tried
    assert ours <= tried.keys()
    assert {names for names, optional in tried.items() if not optional} <= ours


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


@pytest.mark.parametrize(
    ("manager", "line"),
    [
        (
            "apt-get",
            "sudo apt-get update; sudo apt-get install --yes libpango-1.0-0 libharfbuzz0b",
        ),
        ("dnf", "sudo dnf install --assumeyes pango harfbuzz"),
        ("apk", "sudo apk add --no-cache so:libpango-1.0.so.0 so:libharfbuzz.so.0"),
        ("pacman", "sudo pacman --sync --needed --noconfirm pango harfbuzz"),
        ("brew", "brew install pango harfbuzz"),
        (
            "winget",
            (
                r"winget install MSYS2.MSYS2; C:\msys64\usr\bin\pacman --sync --noconfirm"
                " mingw-w64-ucrt-x86_64-pango mingw-w64-ucrt-x86_64-harfbuzz"
            ),
        ),
    ],
    indirect=["manager"],
)
def test_one_command_installs_everything(manager: str, line: str) -> None:
    assert manager in line
    assert libraries.install_line(PANGO.packages, HARFBUZZ.packages) == line


@pytest.mark.parametrize("manager", ["dnf"], indirect=True)
def test_a_package_with_two_libraries_is_named_once(manager: str) -> None:
    line = libraries.install_line(*(library.packages for library in libraries.LIBRARIES))

    assert line == f"sudo {manager} install --assumeyes pango harfbuzz fontconfig"


@pytest.mark.parametrize("manager", [""], indirect=True)
def test_without_a_package_manager_all_commands_are_listed(manager: str) -> None:
    line = libraries.install_line(PANGO.packages)

    assert not manager
    assert line.count("  or  ") == len(libraries.MANAGERS) - 1
    assert all(name in line for name in libraries.MANAGERS)


@pytest.mark.parametrize("manager", ["apk"], indirect=True)
def test_root_needs_no_sudo(manager: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    assert libraries.install_line(PANGO.packages).startswith(manager)


def test_a_library_that_cannot_be_loaded_is_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LIBRARIES", (GONE,))

    (gone,) = (need for need in doctor.examine() if need.name == "X")

    assert gone.required
    assert gone.found is None
    assert "pango" in gone.install


def test_a_font_without_its_package_is_not_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "font_faces", lambda: [("Gone", "gone", "Gone.ttf")])

    (gone,) = (need for need in doctor.examine() if need.name == "Gone")

    assert gone.found is None
    assert gone.install == install_package("fontpkg-gone")


def test_the_script_prints_nothing_if_nothing_is_missing() -> None:
    run = subprocess.run(
        [sys.executable, "-I", libraries.__file__], capture_output=True, text=True, check=True
    )

    assert (run.stdout, run.stderr) == ("", "")


@pytest.mark.parametrize("manager", ["apt-get"], indirect=True)
def test_the_script_prints_how_to_install_libraries_and_venv(
    manager: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(libraries, "LIBRARIES", (GONE,))
    monkeypatch.setattr(libraries, "find_spec", lambda _: None)

    libraries._script()  # noqa: SLF001 - what `press` runs

    python = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    line = f"sudo {manager} update; sudo {manager} install --yes libpango-1.0-0 {python}\n"
    assert capsys.readouterr().out == line


@pytest.mark.parametrize("manager", [""], indirect=True)
def test_the_script_fails_without_a_package_manager(
    manager: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libraries, "LIBRARIES", (GONE,))

    with pytest.raises(SystemExit, match="press: this machine lacks libraries"):
        libraries._script()  # noqa: SLF001 - what `press` runs
    assert not manager
