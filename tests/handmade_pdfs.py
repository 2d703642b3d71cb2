"""Small PDFs that are written object by object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.structure import inspect
from pdf_objects import assemble, stream

if TYPE_CHECKING:
    from briefpress.structure import Element, PdfStructure


PLAIN: dict[int, bytes] = {
    1: b"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>>>",
    2: b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 100]>>",
    3: b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources 7 0 R/Annots[9 0 R]>>",
    4: stream(b"/P <</MCID 0>> BDC BT /F1 12 Tf (Hello) Tj ET EMC"),
    5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    6: b"<</Type/StructTreeRoot/K 8 0 R>>",
    7: b"<</Font<</F1 5 0 R>>>>",
    8: b"<</Type/StructElem/S/P/Pg 3 0 R/K 0>>",
    9: b"<</Type/Annot/Subtype/Link/Rect[9 8 1 2]>>",
}


def make(changes: dict[int, bytes] | None = None, trailer: str = "") -> bytes:
    """Return a small PDF of the objects of `PLAIN`; `changes` replace some, or add others."""
    return assemble({**PLAIN, **(changes or {})}, trailer)


def inspect_content(content: bytes, resources: str = "", **more: bytes) -> PdfStructure:
    """Return the facts of a page with this content, whose MCID 0 is in a P; `more` are objects 20, 21, …"""
    extra = dict(enumerate(more.values(), 20))
    fonts = f"<</Font<</F1 5 0 R/F2 20 0 R>>{resources}>>".encode()
    return inspect(make({4: stream(content), 7: fonts, **extra}))


def inspect_tree(kids: str, **more: str) -> PdfStructure:
    """Return the facts of a structure tree with these kids of its root; `more` are entries of the root."""
    entries = "".join(f"/{key} {value}" for key, value in more.items())
    return inspect(make({6: f"<</Type/StructTreeRoot/K {kids}{entries}>>".encode()}))


def first(document: PdfStructure, role: str) -> Element:
    """Return the first element of a role."""
    return next(element for element in document.walk() if element.role == role)


def has_problem(document: PdfStructure, part: str) -> bool:
    """Say whether a problem of the document contains a text."""
    return any(part in problem for problem in document.problems)
