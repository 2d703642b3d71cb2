"""Short ways to build structure elements, pages and PDFs by hand."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from briefpress.structure import (
    Artifact,
    Attributes,
    Boxes,
    Destination,
    Element,
    ObjectRef,
    Page,
    PdfStructure,
    Run,
    Text,
)
from briefpress.transcript import as_text, transcribe

_ATTRIBUTES = {
    "scope": "scope", "headers": "headers", "cols": "col_span", "rows": "row_span",
    "summary": "summary", "numbering": "list_numbering",
}  # fmt: skip

Kid = Element | Text | ObjectRef | str


def e(role: str, *kids: Kid, **properties: Any) -> Element:
    """Return an element; strings become texts, and `_ATTRIBUTES` are given beside its properties."""
    attributes = {
        _ATTRIBUTES[key]: properties.pop(key) for key in list(properties) if key in _ATTRIBUTES
    }
    children = tuple(
        Text(properties.get("page", 0), 0, k) if isinstance(k, str) else k for k in kids
    )
    properties = {"tag": role, "page": 0, **properties}
    return Element(role, children=children, attributes=Attributes(**attributes), **properties)


def link(address: str | None = None, **properties: Any) -> ObjectRef:
    """Return the annotation of a link to an address, a page or a named destination."""
    place = Destination(properties.pop("name", None), properties.pop("page", None))
    destination = None if place == Destination(None, None) else place
    return ObjectRef(0, "Link", uri=address, destination=destination, in_tree=True, **properties)


def rows(*texts: str) -> list[Element]:
    """Return table rows of cells with | between them; those that begin with ! are headers."""
    return [
        e("TR", *(e("TH", c[1:]) if c[:1] == "!" else e("TD", c) for c in text.split("|")))
        for text in texts
    ]


def page(index: int = 0, **properties: Any) -> Page:
    """Return a page that is empty but for the given properties."""
    defaults: dict[str, Any] = {
        "size": (595.0, 842.0), "boxes": Boxes(), "label": None, "tabs": "S", "artifacts": (),
        "unmarked": (), "unmarked_graphics": (), "orphans": (), "annotations": (),
    }  # fmt: skip
    return Page(index=index, **{**defaults, **properties})


def run(text: str, left: float, bottom: float, size: float = 10.0, **properties: Any) -> Run:
    """Return a run of text whose characters are half as wide as high."""
    box = (left, bottom, left + len(text) * size / 2, bottom + size)
    return Run(text, box, size, "Test", **properties)


def artifact(text: str) -> Artifact:
    """Return a running head."""
    return Artifact("Pagination", "Header", text, 0)


def pdf(*roots: Element, **properties: Any) -> PdfStructure:
    """Return a PDF in English with one page and these elements."""
    defaults: dict[str, Any] = {
        "pdf_version": "2.0", "encrypted": False, "title": "T", "title_shown": True,
        "language": "en", "marked": True, "info": MappingProxyType({}), "xmp": None,
        "xmp_values": MappingProxyType({}), "role_map": MappingProxyType({}), "pages": (page(),),
        "fonts": (), "outline": (), "attachments": (), "problems": (),
    }  # fmt: skip
    return PdfStructure(roots=roots, **{**defaults, **properties})


def transcript_of(*roots: Element, **facts: object) -> str:
    """Return the transcript of elements, without the introduction of the document."""
    return as_text(transcribe(pdf(*roots, **facts))).partition("\n")[2]
