"""What changed for the reader between two PDFs, in words.

    two files ─inspect→ two PdfStructure ─extraction→ passages ─matching→ pairs ─comparison→ Changes

`extraction` goes through a tree and makes `passages`: sentences, headings, figures, tables. `matching`
finds which became which: `alignment` keeps to the order, and what is left may have moved or be alike.
`comparison` tells what changed in them, with `wording`, `traits`, `tables` and `moves`, and `document`
what changed of the document as a whole. `words` says it; `page` shows it, with what `looks` sees.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.changes.extraction import passages
from briefpress.changes.files import Compared, changes_of, diff
from briefpress.changes.matching import match
from briefpress.changes.values import Change, Changes, How, Place, Words
from briefpress.changes.words import as_dict, as_text

if TYPE_CHECKING:
    from briefpress.structure import PdfStructure

__all__ = [
    "Change",
    "Changes",
    "Compared",
    "How",
    "Place",
    "Words",
    "as_dict",
    "as_text",
    "compare",
    "diff",
]


def compare(old: PdfStructure, new: PdfStructure) -> Changes:
    """Return what changed for a reader from one PDF to the other."""
    return changes_of(old, new, match(passages(old), passages(new)))
