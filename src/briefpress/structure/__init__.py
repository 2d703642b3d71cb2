"""PDF bytes to plain facts, read with pypdf.

    bytes ─reader, objects→ dictionaries ─canvas→ runs of text and graphics ─tree→ elements ─inspect→ PdfStructure

`syntax` reads content streams, `fonts` turns codes into text and widths, `canvas` draws a page and
notes what is where, `tree` joins that with the structure tree, `navigation` reads links, bookmarks
and labels, `metadata` XMP and attachments.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
