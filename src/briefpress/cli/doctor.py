"""What Briefpress needs that this machine does not have, and the command that installs it.

It uses the standard library alone, and is a script as well: `press` runs it by its path before
anything is installed.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import shutil
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from platform import python_version

# The commands of package managers that install without asking; the first that a machine has is used.
MANAGERS = {
    "apt-get": "{sudo}apt-get update; {sudo}apt-get install --yes {packages}",
    "dnf": "{sudo}dnf install --assumeyes {packages}",
    "apk": "{sudo}apk add --no-cache {packages}",
    "brew": "brew install {packages}",  # refuses to run as root
}


@dataclass(frozen=True, slots=True)
class Need:
    """Something that Briefpress uses: what was found, what it is for, and how to install it.

    `found` is a version, a path or a file name; None if nothing was found. `install` is a command, or
    for Python itself an address.
    """

    name: str
    found: str | None
    purpose: str
    required: bool
    install: str


@dataclass(frozen=True, slots=True)
class SystemDependency:
    """A library or a program, and the package that contains it for each of `MANAGERS`.

    `files` are the names by which WeasyPrint tries to load a library, separated by spaces.
    """

    name: str
    purpose: str
    packages: tuple[str, str, str, str]
    files: str = ""


LIBRARIES = (
    SystemDependency(
        "GObject",
        "is what Pango is built on",
        ("libpango-1.0-0", "pango", "so:libgobject-2.0.so.0", "pango"),  # Pango brings it along
        """libgobject-2.0-0 gobject-2.0-0 gobject-2.0
        libgobject-2.0.so.0 libgobject-2.0.0.dylib libgobject-2.0-0.dll""",
    ),
    SystemDependency(
        "Pango",
        "sets lines of text",
        ("libpango-1.0-0", "pango", "so:libpango-1.0.so.0", "pango"),
        """libpango-1.0-0 pango-1.0-0 pango-1.0
        libpango-1.0.so.0 libpango-1.0.dylib libpango-1.0-0.dll""",
    ),
    SystemDependency(
        "PangoFT2",
        "lets Pango use the fonts of a theme",
        ("libpangoft2-1.0-0", "pango", "so:libpangoft2-1.0.so.0", "pango"),
        """libpangoft2-1.0-0 pangoft2-1.0-0 pangoft2-1.0
        libpangoft2-1.0.so.0 libpangoft2-1.0.dylib libpangoft2-1.0-0.dll""",
    ),
    SystemDependency(
        "HarfBuzz",
        "shapes the letters of every script",
        ("libharfbuzz0b", "harfbuzz", "so:libharfbuzz.so.0", "harfbuzz"),
        """libharfbuzz-0 harfbuzz harfbuzz-0.0
        libharfbuzz.so.0 libharfbuzz.0.dylib libharfbuzz-0.dll""",
    ),
    SystemDependency(
        "HarfBuzz-subset",
        "embeds the letters that a brief uses, and no others",
        ("libharfbuzz-subset0", "harfbuzz", "so:libharfbuzz-subset.so.0", "harfbuzz"),
        """libharfbuzz-subset-0 harfbuzz-subset harfbuzz-subset-0.0
        libharfbuzz-subset.so.0 libharfbuzz-subset.0.dylib libharfbuzz-subset-0.dll""",
    ),
    SystemDependency(
        "fontconfig",
        "finds a font by its name",
        ("libfontconfig1", "fontconfig", "so:libfontconfig.so.1", "fontconfig"),
        """libfontconfig-1 fontconfig-1 fontconfig
        libfontconfig.so.1 libfontconfig.1.dylib libfontconfig-1.dll""",
    ),
)

FONTS = {"fontpkg_ibm_plex_serif": "IBM Plex Serif", "fontpkg_fira_sans": "Fira Sans"}

OPTIONAL_PROGRAMS = (
    SystemDependency(
        "pdfinfo",
        "prints a PDF as a screen reader meets it",
        ("poppler-utils", "poppler-utils", "poppler-utils", "poppler"),
    ),
    SystemDependency(
        "java",
        "runs veraPDF, the reference validator",
        ("default-jre-headless", "java-21-openjdk-headless", "openjdk17-jre-headless", "openjdk"),
    ),
)


def examine() -> tuple[Need, ...]:
    """Return all that Briefpress needs from this machine and its Python, found or not."""
    python = python_version() if sys.version_info >= (3, 11) else None
    return (
        Need("Python", python, "runs Briefpress", True, "https://www.python.org/downloads/"),
        *(
            Need(
                library.name,
                _load(library.files),
                library.purpose,
                True,
                install_line(library.packages),
            )
            for library in LIBRARIES
        ),
        *(_font(module, family) for module, family in FONTS.items()),
        *(
            Need(
                program.name,
                shutil.which(program.name),
                program.purpose,
                False,
                install_line(program.packages),
            )
            for program in OPTIONAL_PROGRAMS
        ),
    )


def install_line(*wanted: tuple[str, str, str, str]) -> str:
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


def _load(files: str) -> str | None:
    """Return the first of `files` that can be loaded, in the order in which WeasyPrint tries them."""
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


def _font(module: str, family: str) -> Need:
    """Return the need for a font of the themes, which is a Python package."""
    spec = find_spec(module)
    install = f"{sys.executable} -m pip install {module.replace('_', '-')}"
    return Need(family, spec.origin if spec else None, "is a font of the themes", True, install)


def _missing() -> list[tuple[str, str, str, str]]:
    """Return the packages that have to be installed before pip can install the others."""
    missing = [library.packages for library in LIBRARIES if not _load(library.files)]
    if not find_spec("ensurepip"):  # Debian has it in a package of its own
        version = ".".join(map(str, sys.version_info[:2]))
        missing.append((f"python{version}-venv", "python3-libs", "python3", "python3"))
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
