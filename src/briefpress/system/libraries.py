"""The libraries that Python packages cannot bring, and the command that installs them on this system.

It uses the standard library alone, and is a script as well: `press` runs it by its path before
anything is installed.
"""

from __future__ import annotations

import contextlib
import ctypes
import ctypes.util
import os
import shutil
import sys
from dataclasses import dataclass
from importlib.util import find_spec

# The commands that install packages without asking; the first whose program a machine has is used.
MANAGERS = {
    "apt-get": "{sudo}apt-get update; {sudo}apt-get install --yes {packages}",
    "dnf": "{sudo}dnf install --assumeyes {packages}",
    "apk": "{sudo}apk add --no-cache {packages}",
    "pacman": "{sudo}pacman --sync --needed --noconfirm {packages}",
    "brew": "brew install {packages}",  # refuses to run as root
    # On Windows, libraries come from MSYS2, where WeasyPrint looks for them.
    "winget": r"winget install MSYS2.MSYS2; C:\msys64\usr\bin\pacman --sync --noconfirm {packages}",
}
_MSYS2 = r"C:\msys64\ucrt64\bin;C:\msys64\mingw64\bin"  # where WeasyPrint looks on Windows


@dataclass(frozen=True, slots=True)
class SystemDependency:
    """A library or a program, and the package that contains it for each of `MANAGERS`.

    `files` are the names by which WeasyPrint tries to load a library, separated by spaces.
    """

    name: str
    purpose: str
    packages: tuple[str, ...]
    files: str = ""


def _packages(debian: str, alpine: str, others: str) -> tuple[str, ...]:
    """Return the names of a package for `MANAGERS`: most have the same one."""
    return debian, others, alpine, others, others, f"mingw-w64-ucrt-x86_64-{others}"


LIBRARIES = (
    SystemDependency(
        "GObject",
        "is what Pango is built on",
        _packages("libpango-1.0-0", "so:libgobject-2.0.so.0", "pango"),  # Pango brings it along
        """libgobject-2.0-0 gobject-2.0-0 gobject-2.0
        libgobject-2.0.so.0 libgobject-2.0.0.dylib libgobject-2.0-0.dll""",
    ),
    SystemDependency(
        "Pango",
        "sets lines of text",
        _packages("libpango-1.0-0", "so:libpango-1.0.so.0", "pango"),
        """libpango-1.0-0 pango-1.0-0 pango-1.0
        libpango-1.0.so.0 libpango-1.0.dylib libpango-1.0-0.dll""",
    ),
    SystemDependency(
        "PangoFT2",
        "lets Pango use the fonts of a theme",
        _packages("libpangoft2-1.0-0", "so:libpangoft2-1.0.so.0", "pango"),
        """libpangoft2-1.0-0 pangoft2-1.0-0 pangoft2-1.0
        libpangoft2-1.0.so.0 libpangoft2-1.0.dylib libpangoft2-1.0-0.dll""",
    ),
    SystemDependency(
        "HarfBuzz",
        "shapes the letters of every script",
        _packages("libharfbuzz0b", "so:libharfbuzz.so.0", "harfbuzz"),
        """libharfbuzz-0 harfbuzz harfbuzz-0.0
        libharfbuzz.so.0 libharfbuzz.0.dylib libharfbuzz-0.dll""",
    ),
    SystemDependency(
        "HarfBuzz-subset",
        "embeds the letters that a brief uses, and no others",
        _packages("libharfbuzz-subset0", "so:libharfbuzz-subset.so.0", "harfbuzz"),
        """libharfbuzz-subset-0 harfbuzz-subset harfbuzz-subset-0.0
        libharfbuzz-subset.so.0 libharfbuzz-subset.0.dylib libharfbuzz-subset-0.dll""",
    ),
    SystemDependency(
        "fontconfig",
        "finds a font by its name",
        _packages("libfontconfig1", "so:libfontconfig.so.1", "fontconfig"),
        """libfontconfig-1 fontconfig-1 fontconfig
        libfontconfig.so.1 libfontconfig.1.dylib libfontconfig-1.dll""",
    ),
)

PROGRAMS = (
    SystemDependency(
        "pandoc",
        "sets citations and reads Word files, where briefpress[references] does not bring it along",
        ("pandoc", "pandoc-cli", "pandoc-cli", "pandoc-cli", "pandoc", ""),
    ),
    SystemDependency(
        "pdfinfo",
        "prints a PDF as a screen reader meets it",
        _packages("poppler-utils", "poppler-utils", "poppler"),
    ),
    SystemDependency(
        "java",
        "runs veraPDF, the reference validator",
        (
            "default-jre-headless",
            "java-21-openjdk-headless",
            "openjdk17-jre-headless",
            "jre-openjdk-headless",
            "openjdk",
            "",
        ),
    ),
)


def install_line(*wanted: tuple[str, ...]) -> str:
    """Return the command that installs packages on this machine.

    Each of `wanted` has the names of a package for all `MANAGERS`. If the machine has none of them, the
    commands of all are returned.
    """
    here = [manager for manager in MANAGERS if shutil.which(manager)][:1]
    sudo = "sudo " if hasattr(os, "geteuid") and os.geteuid() else ""
    return "  or  ".join(
        template.format(sudo=sudo, packages=" ".join(dict.fromkeys(packages)))
        for (manager, template), *packages in zip(MANAGERS.items(), *wanted, strict=True)
        if manager in (here or MANAGERS)
    )


def load_library(files: str) -> str | None:
    """Return the first of `files` that can be loaded, in the order in which WeasyPrint tries them."""
    if sys.platform == "win32":
        for folder in os.environ.get("WEASYPRINT_DLL_DIRECTORIES", _MSYS2).split(";"):
            with contextlib.suppress(OSError):
                os.add_dll_directory(folder)
    # `find_library` starts other programs, so it comes last.
    for find in (str, ctypes.util.find_library):
        for name in files.split():
            if path := find(name):
                try:
                    ctypes.CDLL(path)
                except OSError:
                    continue
                return path
    return None


def missing_libraries() -> tuple[SystemDependency, ...]:
    """Return the libraries that cannot be loaded."""
    return tuple(library for library in LIBRARIES if not load_library(library.files))


def _missing() -> list[tuple[str, ...]]:
    """Return the packages that have to be installed before pip can install the others."""
    missing = [library.packages for library in missing_libraries()]
    if not find_spec("ensurepip"):  # Debian has it in a package of its own
        version = ".".join(map(str, sys.version_info[:2]))
        missing.append(
            (f"python{version}-venv", "python3-libs", "python3", "python", "python3", "")
        )
    return missing


def _script() -> None:
    """Print the command that installs what is missing, or nothing; fail if there is no package manager."""
    missing = _missing()
    if missing and not any(map(shutil.which, MANAGERS)):
        sys.exit(f"press: this machine lacks libraries; install them by {install_line(*missing)}")
    if missing:
        sys.stdout.write(f"{install_line(*missing)}\n")


if __name__ == "__main__":
    _script()
