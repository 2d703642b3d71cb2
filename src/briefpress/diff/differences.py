"""What changed for the reader between two PDFs, in words.

    two files ─inspect→ two PdfStructure ─extraction→ passages ─matching→ pairs ─comparison→ Changes

`extraction` goes through a tree and makes `passages`: sentences, headings, figures, tables. `matching`
finds which became which: `alignment` keeps to the order, and what is left may have moved or be alike.
`comparison` tells what changed in them, with `wording`, `traits`, `tables` and `moves`, and `document`
what changed of the document as a whole. `words` says it; `page` shows it, with what `looks` sees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diff.extraction import passages
from briefpress.diff.files import changes_of
from briefpress.diff.matching import match
from briefpress.diff.values import Changes

if TYPE_CHECKING:
    from briefpress.structure import PdfStructure


def compare(old: PdfStructure, new: PdfStructure) -> Changes:
    """Return what changed for a reader from one PDF to the other."""
    return changes_of(old, new, match(passages(old), passages(new)))
