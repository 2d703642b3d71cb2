"""PDF bytes to plain facts, read with pypdf, which `slim` loads.

    bytes ─reader, objects→ dictionaries ─canvas→ runs of text and graphics ─tree→ elements ─inspect→ PdfStructure

`syntax` reads content streams, `fonts` turns codes into text and widths, `canvas` draws a page and
notes what is where, `tree` joins that with the structure tree, `navigation` reads links, bookmarks
and labels, `metadata` XMP and attachments.
"""

from __future__ import annotations

from briefpress import slim as slim  # isort: skip - before all others

from briefpress.structure.facts import (
    EMPTY,
    Artifact,
    Attachment,
    Attributes,
    Boxes,
    Colour,
    Destination,
    Element,
    FontFact,
    Graphic,
    ObjectRef,
    OutlineItem,
    OutputIntent,
    Page,
    Painting,
    PdfStructure,
    Rect,
    Run,
    Text,
    union,
)
from briefpress.structure.inspection import digests, inspect
from briefpress.structure.reader import UnreadablePdf

__all__ = [
    "EMPTY",
    "Artifact",
    "Attachment",
    "Attributes",
    "Boxes",
    "Colour",
    "Destination",
    "Element",
    "FontFact",
    "Graphic",
    "ObjectRef",
    "OutlineItem",
    "OutputIntent",
    "Page",
    "Painting",
    "PdfStructure",
    "Rect",
    "Run",
    "Text",
    "UnreadablePdf",
    "digests",
    "inspect",
    "union",
]
