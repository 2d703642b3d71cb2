"""Country briefs that everyone can read: one YAML file becomes a checked, tagged PDF.

    content/*.yaml ─load→ Brief ─render→ HtmlDocument ─print_pdf→ PdfDocument ─inspect→ PdfStructure
    ─check→ Report

`build` goes the whole way; `print_pdf` serves any HTML, `check` any PDF.
"""

import lazy_loader

__version__ = "0.1.0"
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
