"""The structure elements of a file, in their order, each once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pypdf.generic import ArrayObject, DictionaryObject

from briefpress.publish.annex.pdf import entry, raw, reference_of
from briefpress.publish.annex.roles import Roles, level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf.generic import IndirectObject

    from briefpress.publish.annex.pdf import Pdf

ELEMENTS = 2_000_000


def walk(pdf: Pdf) -> Iterator[DictionaryObject]:
    """Yield the structure elements, depth first (14.7.2); raises `Damaged` where one stands twice."""
    root = pdf.get(pdf.catalog, "/StructTreeRoot")
    seen: set[int] = set()
    pending: list[object] = [root]
    while pending:
        node = pending.pop()
        kids = pdf.items(entry(node, "/K")) if isinstance(node, dict) else []
        below = [
            kid
            for kid in map(pdf.resolve, kids)
            if isinstance(kid, DictionaryObject) and "/S" in kid
        ]
        pending += reversed(below)
        if node is root:
            continue
        assert isinstance(node, DictionaryObject)
        if id(node) in seen:
            raise pdf.damaged("a structure element stands twice in the tree, or in itself")
        seen.add(id(node))
        if len(seen) > ELEMENTS:
            raise pdf.damaged(f"it has more than {ELEMENTS:,} structure elements")
        yield node


@dataclass(slots=True)
class Survey:
    """What is known of a structure tree after one look: headings, identifiers, types."""

    first_heading: str = ""
    titles: int = 0  # headings of the first level
    unnumbered: bool = False  # whether there are headings without a level (H)
    ids: dict[bytes, IndirectObject] = field(default_factory=dict)
    types: set[str] = field(default_factory=set)  # those without a namespace


def survey(pdf: Pdf, roles: Roles) -> Survey:
    """Look at every structure element of a file once."""
    found = Survey()
    for element in walk(pdf):
        tag = pdf.get(element, "/S")
        if "/NS" not in element:
            found.types.add(str(tag)[1:])
        role = roles.of(element)
        if role == "H" or level(role):
            found.first_heading = found.first_heading or role
            found.titles += role == "H1"
            found.unnumbered |= role == "H"
        identifier = pdf.get(element, "/ID")
        if isinstance(identifier, str | bytes):
            found.ids[raw(identifier)] = reference_of(pdf, element, "a structure element")
    return found


def headers(pdf: Pdf, element: DictionaryObject) -> Iterator[ArrayObject]:
    """Yield the lists of header cells that an element names (14.8.5.7)."""
    for attributes in map(pdf.resolve, pdf.items(entry(element, "/A"))):
        cells = pdf.get(attributes, "/Headers")
        if isinstance(cells, ArrayObject):
            yield cells


@dataclass(frozen=True, slots=True)
class Tree:
    """The structure tree of a file: its root, what its types stand for, what is in it, the next free key."""

    pdf: Pdf
    root: DictionaryObject
    roles: Roles
    survey: Survey
    next_key: int


def look(pdf: Pdf) -> Tree:
    """Look at the whole structure tree of a file, its parent tree included (14.7.5.4)."""
    root = pdf.get(pdf.catalog, "/StructTreeRoot")
    roles = Roles(pdf)
    said = pdf.get(root, "/ParentTreeNextKey")
    keys = [key + 1 for key, _ in pdf.numbers(entry(root, "/ParentTree"))]
    following = max([*keys, int(said) if isinstance(said, int) else 0])
    return Tree(pdf, root, roles, survey(pdf, roles), following)
