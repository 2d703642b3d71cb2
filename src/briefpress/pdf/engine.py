"""WeasyPrint, imported without asking for fonts of the machine or for a compiler.

Import this module late: even so, WeasyPrint takes longer to load than a brief takes to print.
"""

from __future__ import annotations

import ctypes.util
import os
import sys
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ONLY_THEME_FONTS = Path(__file__).with_name("fonts.conf")


@contextmanager
def _fonts_of(wanted: bool) -> Iterator[None]:
    """Let Fontconfig see the fonts that are installed on this machine, or none."""
    before = os.environ.get("FONTCONFIG_FILE")
    if not wanted:
        os.environ["FONTCONFIG_FILE"] = str(_ONLY_THEME_FONTS)
    try:
        yield
    finally:
        if before is not None:
            os.environ["FONTCONFIG_FILE"] = before
        else:
            os.environ.pop("FONTCONFIG_FILE", None)


def _find_nothing(name: str) -> str | None:  # noqa: ARG001 - it stands in for find_library
    return None


@contextmanager
def _libraries_by_name() -> Iterator[None]:
    """Keep cffi from asking a compiler for a library that the system's loader does not find.

    On Linux the loader knows all libraries by the names that WeasyPrint tries; the search for the
    optional ones that are not there starts gcc, ld and ldconfig, and takes longer than a brief.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _find_nothing
    try:
        yield
    finally:
        ctypes.util.find_library = search


# Fontconfig is asked for fonts, and warns that there are none, when WeasyPrint is imported.
with (
    warnings.catch_warnings(),
    _fonts_of(wanted=False),
    _libraries_by_name(),
):
    warnings.simplefilter("ignore", UserWarning)
    import weasyprint
    from weasyprint.pdf.stream import Stream as ContentStream
    from weasyprint.text.ffi import ffi, fontconfig, harfbuzz, pango
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

__all__ = [
    "LIBRARIES",
    "PRODUCER",
    "SRGB",
    "ContentStream",
    "FontConfiguration",
    "URLFetcher",
    "URLFetcherResponse",
    "font_configuration",
    "weasyprint",
]

ffi.cdef("int FcInitReinitialize(void); const char* hb_version_string(void);")

PRODUCER = f"WeasyPrint {weasyprint.__version__}"
# What lines and letters depend on besides the packages of Python.
LIBRARIES = {
    "harfbuzz": ffi.string(harfbuzz.hb_version_string()).decode(),
    "pango": "{}.{}.{}".format(
        *divmod(pango.pango_version() // 100, 100), pango.pango_version() % 100
    ),
}
SRGB = Path(weasyprint.__file__).with_name("pdf") / "sRGB2014.icc"


def font_configuration(*, machine_fonts: bool) -> FontConfiguration:
    """Return a configuration without fonts, or with those that are installed on this machine."""
    with _fonts_of(machine_fonts):
        # Pango asks Fontconfig's rules for this process, whatever rules a font map has.
        fontconfig.FcInitReinitialize()
        return FontConfiguration()
