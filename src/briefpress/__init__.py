"""Country briefs that everyone can read: one YAML file becomes a checked, tagged PDF.

    content/*.yaml ─load→ Brief ─render→ HtmlDocument ─print_pdf→ PdfDocument ─inspect→ PdfStructure
    ─check→ Report

`build` goes the whole way; `print_pdf` serves any HTML, `check` any PDF.
"""

from typing import TYPE_CHECKING

import lazy_loader

if TYPE_CHECKING:
    from briefpress.build import build as build, check as check
    from briefpress.html import HtmlDocument as HtmlDocument, PdfDocument as PdfDocument
    from briefpress.pdf import print_pdf as print_pdf

__version__ = "0.1.0"
__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "build": ["build", "check"],
        "html": ["HtmlDocument", "PdfDocument"],
        "pdf": ["print_pdf"],
    },
)
