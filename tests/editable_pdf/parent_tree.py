"""The parent tree: which structure element each marked content and annotation belongs to."""

from __future__ import annotations

from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NullObject, NumberObject

from editable_pdf.nodes import children, elements_below, own_marked_content, reference, set_entries


def write_parent_tree(tree: Any, pages: list[Any]) -> None:
    """Write the parent tree anew, from the structure tree and the annotations (ISO 32000-2, 14.7.5.4)."""
    owners: dict[int, Any] = {}
    for page in pages:
        for annotation in page.get("/Annots", ()):
            annotation.get_object().pop("/StructParent", None)
    next_key = 1 + max(int(page["/StructParents"]) for page in pages if "/StructParents" in page)
    for node in elements_below(tree):
        for number, mcid in own_marked_content(node):
            listed = owners.setdefault(number, ArrayObject())
            listed += [NullObject() for _ in range(mcid + 1 - len(listed))]
            listed[mcid] = reference(node)
        for kid in children(node):
            if isinstance(kid, DictionaryObject) and "/Obj" in kid:
                set_entries(kid["/Obj"], StructParent=next_key)
                owners[next_key] = reference(node)
                next_key += 1
    numbers = [each for key in sorted(owners) for each in (NumberObject(key), owners[key])]
    tree["/ParentTree"][NameObject("/Nums")] = ArrayObject(numbers)
    set_entries(tree, ParentTreeNextKey=next_key)
