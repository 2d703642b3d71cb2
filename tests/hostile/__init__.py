"""Small PDFs that take far more time or memory than their size suggests, or that contradict themselves.

`CASES` has all of them. Each is written object by object, with the functions of `builder`.
"""

from __future__ import annotations

from hostile import (
    content,
    files,
    fonts,
    images,
    metadata,
    pages,
    streams,
    structure_trees,
    tables,
    texts,
)
from hostile.builder import Case

CASES: tuple[Case, ...] = (
    *structure_trees.CASES,
    *pages.CASES,
    *content.CASES,
    *texts.CASES,
    *streams.CASES,
    *images.CASES,
    *fonts.CASES,
    *tables.CASES,
    *files.CASES,
    *metadata.CASES,
)

__all__ = ["CASES", "Case"]
