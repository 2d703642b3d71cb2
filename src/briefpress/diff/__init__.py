"""What changed for the reader between two PDFs, in words.

    two files ─inspect→ two PdfStructure ─extraction→ passages ─matching→ pairs ─comparison→ Changes

`extraction` goes through a tree and makes `passages`: sentences, headings, figures, tables. `matching`
finds which became which: `alignment` keeps to the order, and what is left may have moved or be alike.
`comparison` tells what changed in them, with `wording`, `traits`, `tables` and `moves`, and `document`
what changed of the document as a whole. `words` says it; `page` shows it, with what `looks` sees.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
