"""Country briefs that everyone can read: one YAML file becomes a checked, tagged PDF.

content/*.yaml ─load→ Brief ─render→ HtmlDocument ─print_pdf→ PdfDocument ─inspect→ PdfStructure
─check→ Report

`build` goes the whole way; `print_pdf` serves any HTML, `check` any PDF.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefpress.checking import check
    from briefpress.documents import HtmlDocument, PdfDocument
    from briefpress.pdf import print_pdf
    from briefpress.press import build

__all__ = ["HtmlDocument", "PdfDocument", "__version__", "build", "check", "print_pdf"]
__version__ = "0.1.0"

_HOMES = {
    "HtmlDocument": "documents",
    "PdfDocument": "documents",
    "build": "press",
    "check": "checking",
    "print_pdf": "pdf",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for: `briefpress --help` needs none of it."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"briefpress.{_HOMES[name]}"), name)
