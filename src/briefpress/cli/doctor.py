"""What this machine still lacks for Briefpress, and the one line that installs it.

Plain standard library and a script as well: `press` runs it by path before anything is installed,
so that which package holds which library is written down once.
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

# How each package manager installs, unattended. The first that a machine has is the one to use.
MANAGERS = {
    "apt-get": "{sudo}apt-get update; {sudo}apt-get install --yes {packages}",
    "dnf": "{sudo}dnf install --assumeyes {packages}",
    "apk": "{sudo}apk add --no-cache {packages}",
    "brew": "brew install {packages}",  # refuses to run as root
}


@dataclass(frozen=True, slots=True)
class Need:
    """Something that Briefpress uses: what was found of it, what it is for, and how to get it.

    `found` is a version, a path or a file name; None where nothing was found. `install` is one
    line for a shell, or for Python itself an address.
    """

    name: str
    found: str | None
    purpose: str
    required: bool
    install: str


@dataclass(frozen=True, slots=True)
class Part:
    """A library or a command of the machine, and the package that holds it for each of `MANAGERS`.

    `files` are the names under which WeasyPrint tries to load a library, with space between them.
    """

    name: str
    purpose: str
    packages: tuple[str, str, str, str]
    files: str = ""


LIBRARIES = (
    Part(
        "GObject",
        "is what Pango is built on",
        ("libpango-1.0-0", "pango", "so:libgobject-2.0.so.0", "pango"),  # Pango brings it along
        """libgobject-2.0-0 gobject-2.0-0 gobject-2.0
        libgobject-2.0.so.0 libgobject-2.0.0.dylib libgobject-2.0-0.dll""",
    ),
    Part(
        "Pango",
        "sets lines of text",
        ("libpango-1.0-0", "pango", "so:libpango-1.0.so.0", "pango"),
        """libpango-1.0-0 pango-1.0-0 pango-1.0
        libpango-1.0.so.0 libpango-1.0.dylib libpango-1.0-0.dll""",
    ),
    Part(
        "PangoFT2",
        "lets Pango use the fonts of a theme",
        ("libpangoft2-1.0-0", "pango", "so:libpangoft2-1.0.so.0", "pango"),
        """libpangoft2-1.0-0 pangoft2-1.0-0 pangoft2-1.0
        libpangoft2-1.0.so.0 libpangoft2-1.0.dylib libpangoft2-1.0-0.dll""",
    ),
    Part(
        "HarfBuzz",
        "shapes the letters of every script",
        ("libharfbuzz0b", "harfbuzz", "so:libharfbuzz.so.0", "harfbuzz"),
        """libharfbuzz-0 harfbuzz harfbuzz-0.0
        libharfbuzz.so.0 libharfbuzz.0.dylib libharfbuzz-0.dll""",
    ),
    Part(
        "HarfBuzz-subset",
        "embeds the letters that a brief uses, and no others",
        ("libharfbuzz-subset0", "harfbuzz", "so:libharfbuzz-subset.so.0", "harfbuzz"),
        """libharfbuzz-subset-0 harfbuzz-subset harfbuzz-subset-0.0
        libharfbuzz-subset.so.0 libharfbuzz-subset.0.dylib libharfbuzz-subset-0.dll""",
    ),
    Part(
        "fontconfig",
        "finds a font by its name",
        ("libfontconfig1", "fontconfig", "so:libfontconfig.so.1", "fontconfig"),
        """libfontconfig-1 fontconfig-1 fontconfig
        libfontconfig.so.1 libfontconfig.1.dylib libfontconfig-1.dll""",
    ),
)

FONTS = {"fontpkg_ibm_plex_serif": "IBM Plex Serif", "fontpkg_fira_sans": "Fira Sans"}

ORACLES = (
    Part(
        "pdfinfo",
        "prints a PDF as a screen reader meets it",
        ("poppler-utils", "poppler-utils", "poppler-utils", "poppler"),
    ),
    Part(
        "java",
        "runs veraPDF, the reference validator",
        ("default-jre-headless", "java-21-openjdk-headless", "openjdk17-jre-headless", "openjdk"),
    ),
)


def examine() -> tuple[Need, ...]:
    """Return what Briefpress uses of this machine and its Python, found or not."""
    python = python_version() if sys.version_info >= (3, 11) else None
    return (
        Need("Python", python, "runs Briefpress", True, "https://www.python.org/downloads/"),
        *(
            Need(part.name, _load(part.files), part.purpose, True, install_line(part.packages))
            for part in LIBRARIES
        ),
        *(_font(module, family) for module, family in FONTS.items()),
        *(
            Need(t.name, shutil.which(t.name), t.purpose, False, install_line(t.packages))
            for t in ORACLES
        ),
    )


def install_line(*wanted: tuple[str, str, str, str]) -> str:
    """Return the line that installs `wanted` here, or one for each manager where none is known.

    Every one of `wanted` is what one package is called by each of `MANAGERS`.
    """
    here = [manager for manager in MANAGERS if shutil.which(manager)][:1]
    sudo = "sudo " if hasattr(os, "geteuid") and os.geteuid() else ""
    return "  or  ".join(
        template.format(sudo=sudo, packages=" ".join(dict.fromkeys(packages)))
        for (manager, template), *packages in zip(MANAGERS.items(), *wanted, strict=True)
        if manager in (here or MANAGERS)
    )


def _load(files: str) -> str | None:
    """Return the first of `files` that can really be loaded, sought as WeasyPrint seeks it."""
    # `find_library` starts other programs, and so comes after all that needs no search.
    for seek in (str, ctypes.util.find_library):
        for name in files.split():
            if path := seek(name):
                try:
                    ctypes.CDLL(path)
                except OSError:
                    continue
                return path
    return None


def _font(module: str, family: str) -> Need:
    """Say where the package of a font lies that the themes use."""
    spec = find_spec(module)
    install = f"{sys.executable} -m pip install {module.replace('_', '-')}"
    return Need(family, spec.origin if spec else None, "is a font of the themes", True, install)


def _missing() -> list[tuple[str, str, str, str]]:
    """Return the packages that a checkout lacks before pip can install the rest."""
    missing = [part.packages for part in LIBRARIES if not _load(part.files)]
    if not find_spec("ensurepip"):  # Debian and its kin keep it apart from Python
        version = ".".join(map(str, sys.version_info[:2]))
        missing.append((f"python{version}-venv", "python3-libs", "python3", "python3"))
    return missing


def _script() -> None:
    """Print the line that installs what is missing, or nothing; fail where no manager is known."""
    missing = _missing()
    if missing and not any(map(shutil.which, MANAGERS)):
        sys.exit(f"press: this machine lacks libraries; install them by {install_line(*missing)}")
    if missing:
        sys.stdout.write(f"{install_line(*missing)}\n")


if __name__ == "__main__":
    _script()
