"""The page tree, name trees and number trees of a PDF (ISO 32000-2 7.7.3, 7.9.6, 7.9.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

from briefpress.structure.problems import Allowance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.structure.objects import Objects

PAGES = 10_000
_INHERITED = frozenset(("/Resources", "/MediaBox", "/CropBox", "/Rotate"))


def page_tree(objects: Objects) -> list[DictionaryObject]:
    """Return the pages, each with what it inherits from the nodes above it (7.7.3.4)."""
    root = dict.get(objects.catalog, "/Pages") if isinstance(objects.catalog, dict) else None
    found: list[DictionaryObject] = []
    pending: list[tuple[object, dict[NameObject, Any]]] = [(root, {})]
    seen, allowance = set[int](), Allowance(objects.problems, PAGES, "pages")
    while pending:
        item, outer = pending.pop()
        node = objects.resolve(item)
        if not isinstance(node, DictionaryObject):
            objects.problems.add("the page tree holds something that is no page")
        elif "/Kids" not in node:
            if not allowance.take():
                break
            page = DictionaryObject({**outer, **node})
            page.indirect_reference = item if isinstance(item, IndirectObject) else None
            found.append(page)
        elif id(node) in seen:
            objects.problems.add("a part of the page tree is in it twice, or within itself")
        else:
            seen.add(id(node))
            own = {NameObject(key): node.raw_get(key) for key in _INHERITED & node.keys()}
            kids = objects.get(node, "/Kids")
            if isinstance(kids, ArrayObject) and objects.take_entries(len(kids)):
                pending += [(kid, outer | own) for kid in reversed(kids)]
    return found


def name_tree(objects: Objects, root: object) -> Iterator[tuple[str, object]]:
    """Yield the names and the unresolved values of a name tree (7.9.6)."""
    for key, value in _pairs(objects, root, "/Names"):
        yield objects.text(objects.resolve(key)) or "", value


def number_tree(objects: Objects, root: object) -> Iterator[tuple[int, object]]:
    """Yield the numbers and the unresolved values of a number tree (7.9.7)."""
    for key, value in _pairs(objects, root, "/Nums"):
        if isinstance(key, int):
            yield int(key), value


def _pairs(objects: Objects, root: object, entry: str) -> Iterator[tuple[object, object]]:
    """Yield the keys and values in the leaves of a name tree or number tree."""
    pending, seen = [root], set[int]()
    while pending:
        node = pending.pop()
        if node is None:
            continue
        if id(node) in seen:
            kind = "name" if entry == "/Names" else "number"
            objects.problems.add(f"a {kind} tree holds itself")
            continue
        seen.add(id(node))
        pending += reversed(objects.items(objects.get(node, "/Kids")))
        pairs = objects.get(node, entry)
        if isinstance(pairs, ArrayObject) and objects.take_entries(len(pairs)):
            yield from zip(pairs[::2], pairs[1::2], strict=False)
