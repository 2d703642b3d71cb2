"""What changed for the reader between two PDFs, in words.

    two files ─inspect→ two PdfStructure ─extract_passages→ passages ─match→ pairs ─text_changes→ Changes

- `extraction` walks a structure tree and makes `passages`: sentences, headings, figures, tables. It
  collects `paragraphs`, which are cut into `sentences`; `tree_context` is what surrounds a node.
- `matching` finds which passage became which: `alignment` those in order, `candidates` others.
- `text_changes`, `table_changes`, `attribute_changes`, `move_changes` and `document_changes` yield
  the `changes`, with `word_diff` for their wording. `comparison` calls them all.
- `description` says the changes in words. `visual_diff` compares pictures of the pages
  (`page_pairs`, `visual_changes`, `pixel_diff`), and `html_diff` shows all in a page of HTML.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
