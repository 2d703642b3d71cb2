"""The structure tree of a file: its elements in order, and what has to be known to merge it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pypdf.generic import ArrayObject, DictionaryObject

from briefpress.publish.annex.objects import entry, raw
from briefpress.publish.annex.role_map import RoleMap, heading_level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf.generic import IndirectObject

    from briefpress.publish.annex.pdf import Pdf

_MAX_ELEMENTS = 2_000_000


def walk_elements(pdf: Pdf) -> Iterator[DictionaryObject]:
    """Yield the structure elements, depth first (14.7.2); raises `Damaged` if one occurs twice."""
    root = pdf.get(pdf.catalog, "/StructTreeRoot")
    seen: set[int] = set()
    pending: list[object] = [root]
    while pending:
        node = pending.pop()
        kids = pdf.items(entry(node, "/K")) if isinstance(node, dict) else []
        elements = [
            kid
            for kid in map(pdf.resolve, kids)
            if isinstance(kid, DictionaryObject) and "/S" in kid
        ]
        pending += reversed(elements)
        if node is root:
            continue
        assert isinstance(node, DictionaryObject)
        if id(node) in seen:
            raise pdf.damaged("a structure element is in the tree twice, or within itself")
        seen.add(id(node))
        if len(seen) > _MAX_ELEMENTS:
            raise pdf.damaged(f"it has more than {_MAX_ELEMENTS:,} structure elements")
        yield node


def header_lists(pdf: Pdf, element: DictionaryObject) -> Iterator[ArrayObject]:
    """Yield the lists of header cells in the attributes of an element (14.8.5.7)."""
    for attributes in map(pdf.resolve, pdf.items(entry(element, "/A"))):
        cells = pdf.get(attributes, "/Headers")
        if isinstance(cells, ArrayObject):
            yield cells


@dataclass(slots=True)
class Survey:
    """What one walk through a structure tree found.

    `first_heading` is the role of the first heading, `h1_count` the number of H1, `types` are the
    types without a namespace, `ids` the elements by their identifiers.
    """

    first_heading: str = ""
    h1_count: int = 0
    ids: dict[bytes, IndirectObject] = field(default_factory=dict)
    types: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class StructureTree:
    """The structure tree of a file; `next_key` is the next free key of its parent tree (14.7.5.4)."""

    pdf: Pdf
    root: DictionaryObject
    roles: RoleMap
    survey: Survey
    next_key: int


def read_structure_tree(pdf: Pdf) -> StructureTree:
    """Return the structure tree of a file; raises `Damaged` if it is not sound."""
    root = pdf.get(pdf.catalog, "/StructTreeRoot")
    roles = RoleMap(pdf)
    declared = pdf.get(root, "/ParentTreeNextKey")
    keys = [key + 1 for key, _ in pdf.numbers(entry(root, "/ParentTree"))]
    next_key = max([*keys, int(declared) if isinstance(declared, int) else 0])
    return StructureTree(pdf, root, roles, _survey(pdf, roles), next_key)


def _survey(pdf: Pdf, roles: RoleMap) -> Survey:
    found = Survey()
    for element in walk_elements(pdf):
        tag = pdf.get(element, "/S")
        if "/NS" not in element:
            found.types.add(str(tag)[1:])
        role = roles.role_of(element)
        if role == "H" or heading_level(role):
            found.first_heading = found.first_heading or role
            found.h1_count += role == "H1"
        identifier = pdf.get(element, "/ID")
        if isinstance(identifier, str | bytes):
            found.ids[raw(identifier)] = pdf.reference_of(element, "a structure element")
    return found
