"""A brief to HTML, and HTML to what has to be heard.

    Brief, Theme ─render→ HtmlDocument ─outline→ HtmlOutline

`rendering` sets a brief in the templates of a `theme`. `outline` reads HTML as someone who listens
meets it; `semantics` says which structure type an HTML element has in a PDF, `tables` which cells of a
table are headings of which. `documents` has the values that go from one package to the next.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
