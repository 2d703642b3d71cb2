"""What the bytes of an output depend on besides its own files: versions, and the fonts at hand."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sys
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress import __version__
from briefpress.html import BUILT_IN

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGES = (
    "budoux", "cld3-py", "fontpkg-fira-sans", "fontpkg-ibm-plex-sans-arabic", "fontpkg-ibm-plex-serif", "fonttools",
    "icu4py", "jinja2", "justmytype-intl-cjk", "latex2mathml", "manimgx-fonts", "markdown-it-py", "mdit-py-plugins",
    "page-validation", "pillow", "pydantic", "pydyf", "pypandoc-binary", "pypdf", "pypdfium2", "pyphen", "pyyaml",
    "segno", "tinycss2", "tinyhtml5", "uharfbuzz", "vl-convert-python", "weasyprint", "ziafont", "ziamath",
    "zxing-cpp",
)  # fmt: skip
_LIBRARIES = (
    ("harfbuzz", "libharfbuzz.so.0", "hb_version_string"),
    ("pango", "libpango-1.0.so.0", "pango_version_string"),
)
_SIGNS = re.compile("[-_.]+")
_FONT = re.compile(r"""font:([\w-]+)/([\w.-]+)""")


@cache
def versions() -> dict[str, str]:
    """Return the versions of all that the bytes of an output can depend on."""
    found = installed()
    return {"briefpress": __version__} | {name: found.get(name, "missing") for name in _PACKAGES}


def installed() -> dict[str, str]:
    """Return the versions of the packages of this Python, by their normalized names (PEP 503).

    They stand in the names of the folders with what is said of a package. `importlib.metadata` reads
    that, as mail: a fifth of the time that it takes to find nothing to do.
    """
    found: dict[str, str] = {}
    for place in sys.path:  # the first is the one that is imported
        with contextlib.suppress(OSError):  # it is none, or an archive
            for entry in os.listdir(place or "."):  # noqa: PTH208 - thrice as fast
                about, _, kind = entry.rpartition(".")
                if kind in ("dist-info", "egg-info"):
                    name, _, rest = about.partition("-")
                    found.setdefault(_SIGNS.sub("-", name).lower(), rest.partition("-")[0])
    return found


@cache
def libraries() -> dict[str, str]:
    """Return the versions of this machine's libraries that set lines and shape letters, and of pandoc.

    WeasyPrint, which uses them, takes too long to load for that. One that the system does not find
    by its name is "unknown": it may be there all the same.
    """
    import ctypes  # noqa: PLC0415 - not where nothing but Python's packages matter

    found = {"pandoc": _program("pandoc")}
    for name, file, function in _LIBRARIES:
        try:
            ask = ctypes.CDLL(file)[function]
        except (AttributeError, OSError):
            found[name] = "unknown"
        else:
            ask.restype = ctypes.c_char_p
            found[name] = ask().decode()
    return found


def _program(name: str) -> str:
    """Return the size and time of a program of this machine: to ask it for its version takes longer."""
    path = shutil.which(name)
    if path is None:
        return "missing"
    found = Path(path).stat()
    return f"{found.st_size} {found.st_mtime_ns}"


@cache
def checkout() -> str:
    """Tell one state of a checkout from another; an installed package has its version for that."""
    package = Path(__file__).parents[1]
    if package == BUILT_IN:
        return ""
    return _digest(repr(sorted(_modules(str(package)))).encode())


def _modules(folder: str) -> Iterator[tuple[str, int, int]]:
    """Yield each module below a folder with its size and time."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".py"):
                found = entry.stat()
                yield entry.path, found.st_size, found.st_mtime_ns
            elif entry.is_dir() and entry.name != "__pycache__":
                yield from _modules(entry.path)


@cache
def fonts() -> dict[str, str]:
    """Return the digests of the built-in theme's fonts, by file name."""
    from briefpress.html import Theme  # noqa: PLC0415 - what is up to date is not set in it

    found = {}
    for package, name in _FONT.findall(Theme().style("fonts.css").read_text("utf-8")):
        spec = find_spec(f"fontpkg_{package.replace('-', '_')}")
        path = Path(spec.origin).parent / "files" / name if spec and spec.origin else None
        found[name] = _digest(path.read_bytes()) if path and path.is_file() else "missing"
    return found


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()
