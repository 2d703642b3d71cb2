"""WeasyPrint, imported without a search for fonts of this machine or for a compiler.

Import this module where it is used, as loading WeasyPrint takes longer than printing a brief, and before
all other modules that import WeasyPrint.
"""

from __future__ import annotations

import ctypes.util
import os
import sys
import warnings
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress.findings import Unequipped
from briefpress.system import lacking_libraries, loaded_late

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_FONTS = Path(__file__).with_name("fonts.conf")


@contextmanager
def _machine_fonts(*, allowed: bool) -> Iterator[None]:
    """Let Fontconfig find the fonts that are installed on this machine, or none."""
    before = os.environ.get("FONTCONFIG_FILE")
    if not allowed:
        os.environ["FONTCONFIG_FILE"] = str(_NO_FONTS)
    try:
        yield
    finally:
        if before is not None:
            os.environ["FONTCONFIG_FILE"] = before
        else:
            os.environ.pop("FONTCONFIG_FILE", None)


def _find_none(name: str) -> str | None:  # noqa: ARG001 - it stands in for find_library
    return None


@contextmanager
def _libraries_by_name() -> Iterator[None]:
    """Let cffi load libraries under the names that it is given, and search for no others.

    On Linux the loader knows all libraries by the names that WeasyPrint gives. For each that is not
    there, cffi would start gcc, ld and ldconfig: this makes a build of 1.86 s one of 1.72 s.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _find_none
    try:
        yield
    finally:
        ctypes.util.find_library = search


# What makes subsets where HarfBuzz cannot, and static fonts of variable ones: a quarter of the time that
# WeasyPrint takes to load.
_SELDOM_USED = ("fontTools.subset", "fontTools.varLib.instancer")

# WeasyPrint asks Fontconfig for fonts when it is imported, and warns if there are none. If a library is
# missing, it prints where its manual is, which a worker would take for an answer.
with (
    warnings.catch_warnings(),
    redirect_stdout(StringIO()),
    _machine_fonts(allowed=False),
    _libraries_by_name(),
    loaded_late(*_SELDOM_USED),
):
    warnings.simplefilter("ignore", UserWarning)
    try:
        import weasyprint
    except OSError:
        if (finding := lacking_libraries()) is None:
            raise
        raise Unequipped(finding) from None
    from weasyprint.css import InitialStyle
    from weasyprint.pdf.stream import Stream as ContentStream
    from weasyprint.text import ffi as libraries
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.text.line_break import create_layout
    from weasyprint.urls import URLFetcher, URLFetcherResponse

__all__ = [
    "LIBRARIES",
    "PRODUCER",
    "SRGB",
    "ContentStream",
    "Fonts",
    "URLFetcher",
    "URLFetcherResponse",
    "weasyprint",
]

# Functions that WeasyPrint does not use, in an FFI of our own: WeasyPrint's stays as it is.
_ffi = type(libraries.ffi)()
_ffi.cdef("""
    typedef struct _FcConfig FcConfig;
    FcConfig* FcInitLoadConfigAndFonts(void);
    int FcConfigSetCurrent(FcConfig* config);
    void FcConfigDestroy(FcConfig* config);
    const char* hb_version_string(void);
    int pango_layout_get_unknown_glyphs_count(void* layout);
""")
_fontconfig = libraries._dlopen(  # noqa: SLF001 - it knows how each platform finds a library
    _ffi, "libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"
)
_harfbuzz = libraries._dlopen(  # noqa: SLF001
    _ffi, "libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"
)
_pango = libraries._dlopen(  # noqa: SLF001
    _ffi, "libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"
)
_pango_version = libraries.pango.pango_version()  # 15601 for 1.56.1

PRODUCER = f"WeasyPrint {weasyprint.__version__}"
# The libraries of the machine that decide where lines break.
LIBRARIES = {
    "harfbuzz": _ffi.string(_harfbuzz.hb_version_string()).decode(),
    "pango": f"{_pango_version // 10000}.{_pango_version // 100 % 100}.{_pango_version % 100}",
}
SRGB = Path(weasyprint.__file__).with_name("pdf") / "sRGB2014.icc"


class Fonts:
    """The fonts that a document may use: none at first, or those that are installed on this machine.

    `configuration` is WeasyPrint's, to which style sheets add their fonts.
    """

    def __init__(self, *, machine_fonts: bool) -> None:
        with _machine_fonts(allowed=machine_fonts):
            loaded = _fontconfig.FcInitLoadConfigAndFonts()
            self._rules = _ffi.gc(loaded, _fontconfig.FcConfigDestroy)
            with self.in_use():
                self.configuration = FontConfiguration()

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Let Pango choose fonts by the rules for these, and not by those of the machine.

        It follows the rules that Fontconfig has for the process, whatever fonts it is given. After the
        block there are none: who needs them next loads those of the machine.
        """
        _fontconfig.FcConfigSetCurrent(self._rules)
        try:
            yield
        finally:
            _fontconfig.FcConfigSetCurrent(_ffi.NULL)

    def lacking(self, letters: str) -> int:
        """Return how many of some letters are in no font; these have to be in use."""
        layout = create_layout(letters, InitialStyle(self.configuration), None, None, 0).layout
        pointer = _ffi.cast("void*", int(libraries.ffi.cast("uintptr_t", layout)))
        return int(_pango.pango_layout_get_unknown_glyphs_count(pointer))
