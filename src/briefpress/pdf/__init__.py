"""HTML to a tagged PDF; no other package imports WeasyPrint.

    HtmlDocument ─print_pdf→ PdfDocument

`printing` lets WeasyPrint lay out and draw the HTML. `engine` imports WeasyPrint, `resources` decides
which files a document may read, `log` collects findings. `tags` builds the structure tree; `xmp` reads
and writes the metadata, `pdfa` adds what PDF/A asks for, `pdfx` what a printing house does.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
