"""HTML to a tagged PDF; no other package imports WeasyPrint.

    HtmlDocument ─print_pdf→ PdfDocument

`printing` lets WeasyPrint lay out and draw the HTML, once `preparation` has set what it would read otherwise
than HTML says. `engine` imports WeasyPrint, `patches` replaces parts
of it while a document is printed. `resources` decides which files a document may read, `colours` and
`css_colours` turn its pictures and colours into sRGB, `log` collects findings by the `rules`. `script_fonts` adds
the fonts of the scripts that a document is written in, `line_breaks` says where their lines may break, and
`glyph_texts` what each of their glyphs stands for. `tags` builds
the structure tree; `xmp` reads and writes the metadata, `pdfa` adds what PDF/A asks for, `pdfx` what a
printing house asks for.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
