"""What Briefpress needs or can use on this machine, what of it is there, and how to get the rest."""

from __future__ import annotations

import re
import shutil
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from pathlib import Path
from platform import python_version
from typing import TYPE_CHECKING

from briefpress.scripts import SCRIPTS, is_installed
from briefpress.system import (
    CALLED_AS,
    LIBRARIES,
    PROGRAMS,
    install_extra,
    install_line,
    install_package,
    load_library,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

# Letters and signs by which a script is known to be in the fonts of the built-in theme.
_OF_THEME = {
    "Latin": "AaŁłĐđŞşẾếŊŋ",
    "Cyrillic": "ЖжЉљӘәҢңҰұ",
    "Greek": "ΩωΆέ",
}
_FACE = re.compile(r'font-family:\s*"([^"]+)".*?url\("font:([\w-]+)/([\w.-]+)"\)')
_OF_EXTRA = re.compile(r"""([\w.-]+).*;.*extra == ['"]([\w-]+)['"]""")


@dataclass(frozen=True, slots=True)
class Need:
    """Something that Briefpress uses: what was found, what it is for, and how to install it.

    `found` is a version, a path or a file name; None if nothing was found. `install` is a command, or
    for Python itself an address. `group` is the heading that it stands under.
    """

    group: str
    name: str
    found: str | None
    purpose: str
    required: bool
    install: str


def examine() -> tuple[Need, ...]:
    """Return all that Briefpress needs or can use of this machine and its Python, found or not."""
    python = python_version() if sys.version_info >= (3, 11) else None
    address = "https://www.python.org/downloads/"
    return (
        Need("Libraries", "Python", python, "runs Briefpress", True, address),
        *_libraries(),
        *_fonts(),
        *_scripts(),
        *_engines(),
        *_extras(),
        *_programs(),
    )


def _libraries() -> Iterator[Need]:
    for each in LIBRARIES:
        found, install = load_library(each.files), install_line(each.packages)
        yield Need("Libraries", each.name, found, each.purpose, True, install)


def _programs() -> Iterator[Need]:
    for each in PROGRAMS:
        found, install = shutil.which(each.name), install_line(each.packages)
        yield Need("Programs", each.name, found, each.purpose, False, install)


def _fonts() -> Iterator[Need]:
    """Yield the fonts of the built-in theme, which are Python packages."""
    for family, package in dict.fromkeys((family, package) for family, package, _ in font_faces()):
        module = f"fontpkg_{package.replace('-', '_')}"
        spec = find_spec(module)
        install = install_package(module.replace("_", "-"))
        found = spec.origin if spec else None
        yield Need("Fonts", family, found, "is a font of the built-in theme", True, install)


def font_faces() -> list[tuple[str, str, str]]:
    """Return the family, the package and the file of each font of the built-in theme."""
    from briefpress.html import Theme  # noqa: PLC0415 - `examine` alone needs it

    return _FACE.findall(Theme().style("fonts.css").read_text("utf-8"))


def _scripts() -> Iterator[Need]:
    """Yield the scripts with the fonts that hold their letters, and in one line for each extra those without."""
    letters = _letters()
    for name, sample in _OF_THEME.items():
        families = [family for family, held in letters.items() if held >= set(map(ord, sample))]
        yield Need("Scripts", name, ", ".join(families) or None, "", False, "")
    without: dict[str, list[str]] = {}
    for script in SCRIPTS:
        if is_installed(script):
            yield Need("Scripts", script.name, script.family, "", False, "")
        else:
            without.setdefault(script.extra, []).append(script.name)
    for extra, names in without.items():
        purpose = "no font has the letters"
        yield Need("Scripts", ", ".join(names), None, purpose, False, install_extra(extra))


def _letters() -> dict[str, set[int]]:
    """Return the code points that each family of the built-in theme holds, in its first file."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - it takes long to load

    letters: dict[str, set[int]] = {}
    for family, package, name in font_faces():
        spec = find_spec(f"fontpkg_{package.replace('-', '_')}")
        if family not in letters and spec and spec.origin:
            with TTFont(Path(spec.origin).parent / "files" / name, lazy=True) as font:
                letters[family] = set(font.getBestCmap())
    return letters


def _engines() -> Iterator[Need]:
    """Yield the engines that judge whether a PDF keeps a standard."""
    from briefpress.checks import BUILT_IN, VALIDATORS, validator_named  # noqa: PLC0415 - heavy

    for name in VALIDATORS:
        engine = validator_named(name)
        lacking = engine.missing()
        purpose = f"judges {len(engine.FLAVOURS)} standards ({CALLED_AS} check --engine {name})"
        found = None if lacking else "ready"
        yield Need("Engines", name, found, purpose, name == BUILT_IN, lacking or "")


def _extras() -> Iterator[Need]:
    """Yield what can be installed beside Briefpress, as `briefpress[NAME]`."""
    packages: dict[str, list[str]] = {}
    for requirement in requires("briefpress") or ():
        if extra := _OF_EXTRA.match(requirement):
            packages.setdefault(extra[2], []).append(extra[1])
    for name, wanted in packages.items():
        found = [f"{each} {there}" for each in wanted if (there := _version(each))]
        missing = [each for each in wanted if not _version(each)]
        purpose = f"lacks {', '.join(missing)}"
        install = install_extra(name)
        yield Need("Extras", name, None if missing else ", ".join(found), purpose, False, install)


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
