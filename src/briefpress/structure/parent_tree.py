"""The parent tree: from content and annotations to the elements that they belong to (ISO 32000-2 14.7.5.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from briefpress.structure.objects import integer, object_number
from briefpress.structure.trees import number_tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefpress.structure.content_stream.resources import Stream
    from briefpress.structure.objects import Objects


class ParentTree:
    """The parent tree of a document, whose pages have these dictionaries."""

    def __init__(self, objects: Objects, root: object, pages: Sequence[DictionaryObject]) -> None:
        self._objects, self._pages = objects, pages
        self._owners = dict(number_tree(objects, objects.get(root, "/ParentTree")))
        self._lists: dict[Stream, ArrayObject | None] = {}

    def owns(self, element: object, stream: Stream, mcid: int, form: object) -> bool:
        """Say whether the owner of marked content is an element; `form` is the stream, if it is no page."""
        if stream not in self._lists:
            kind, number = stream
            on_page = self._pages[number] if 0 <= number < len(self._pages) else None
            holder = on_page if kind == "page" else form
            owned = self._owner(self._objects.get(holder, "/StructParents"))
            self._lists[stream] = owned if isinstance(owned, ArrayObject) else None
        owners = self._lists[stream]
        owner = owners[mcid] if owners is not None and 0 <= mcid < len(owners) else None
        return isinstance(owner, IndirectObject) and owner.idnum == object_number(element)

    def owner_of(self, annotation: object) -> DictionaryObject | None:
        """Return the structure element of an annotation or another object; None if it has none."""
        owner = self._owner(self._objects.get(annotation, "/StructParent"))
        return owner if isinstance(owner, DictionaryObject) else None

    def _owner(self, key: object) -> object:
        number = integer(key)
        return None if number is None else self._objects.resolve(self._owners.get(number))
