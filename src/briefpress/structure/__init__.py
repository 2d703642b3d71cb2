"""PDF bytes to plain facts, and pages to pixels.

    bytes ─reader, objects→ dictionaries ─content_stream→ text and graphics ─tree→ elements ─inspection→ PdfStructure

`loading` loads pypdf, `inspection` goes the whole way; `elements` and `facts` define what it yields. `reader` opens
the file with pypdf, `objects` and `trees` resolve what is in it, `syntax` parses content streams, and `content_stream`
draws them. `tree` joins that with the structure tree (`parent_tree`, `line_ends`). `navigation` reads links, bookmarks
and page labels, `metadata` XMP and attached files. `problems` collects damage and enforces limits, `damage` says in
plain words what pypdf reports.

`tables` lays out tagged tables. `rasterize` draws pages with PDFium, `rasterizer` does so in a process
of its own, and a `bitmap` is what they yield.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
