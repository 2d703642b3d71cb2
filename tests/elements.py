"""Structure elements and PDFs built by hand, in as few words as possible."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from briefpress.structure.facts import (
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

_OF_ATTRIBUTES = {
    "scope": "scope", "headers": "headers", "cols": "col_span", "rows": "row_span",
    "summary": "summary", "numbering": "list_numbering",
}  # fmt: skip

Kid = Element | Text | ObjectRef | str


def e(role: str, *kids: Kid, **said: Any) -> Element:
    """Return an element; a string is a text, and attributes stand beside what else is said of it."""
    stated = {_OF_ATTRIBUTES[key]: said.pop(key) for key in list(said) if key in _OF_ATTRIBUTES}
    children = tuple(Text(said.get("page", 0), 0, k) if isinstance(k, str) else k for k in kids)
    said = {"tag": role, "page": 0, **said}
    return Element(role, children=children, attributes=Attributes(**stated), **said)


def link(address: str | None = None, **said: Any) -> ObjectRef:
    """Return a link to an address, a page or a name."""
    place = Destination(said.pop("name", None), said.pop("page", None))
    destination = None if place == Destination(None, None) else place
    return ObjectRef(0, "Link", uri=address, destination=destination, in_tree=True, **said)


def rows(*texts: str) -> list[Element]:
    """Return rows of cells; those that begin with ! are headers."""
    return [
        e("TR", *(e("TH", c[1:]) if c[:1] == "!" else e("TD", c) for c in text.split("|")))
        for text in texts
    ]


def page(index: int = 0, **said: Any) -> Page:
    """Return a page on which there is nothing but what is said."""
    nothing: dict[str, Any] = {
        "size": (595.0, 842.0), "boxes": Boxes(), "label": None, "tabs": "S", "artifacts": (),
        "unmarked": (), "unmarked_graphics": (), "orphans": (), "annotations": (),
    }  # fmt: skip
    return Page(index=index, **{**nothing, **said})


def run(text: str, left: float, bottom: float, size: float = 10.0, **said: Any) -> Run:
    """Return a run of text whose characters are half as wide as high."""
    box = (left, bottom, left + len(text) * size / 2, bottom + size)
    return Run(text, box, size, "Test", **said)


def artifact(text: str) -> Artifact:
    """Return a running head."""
    return Artifact("Pagination", "Header", text, 0)


def pdf(*roots: Element, **said: Any) -> PdfStructure:
    """Return a PDF in English of one page with these elements."""
    nothing: dict[str, Any] = {
        "pdf_version": "2.0", "encrypted": False, "title": "T", "title_shown": True,
        "language": "en", "marked": True, "info": MappingProxyType({}), "xmp": None,
        "xmp_values": MappingProxyType({}), "role_map": MappingProxyType({}), "pages": (page(),),
        "fonts": (), "outline": (), "attachments": (), "problems": (),
    }  # fmt: skip
    return PdfStructure(roots=roots, **{**nothing, **said})
