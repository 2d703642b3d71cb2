"""Objects of one PDF copied into another, with everything that they refer to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
)

from briefpress.publish.annex.objects import entry, name, raw
from briefpress.publish.annex.pdf import MAX_NESTING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefpress.publish.annex.object_writer import ObjectWriter
    from briefpress.publish.annex.pdf import Pdf

_PARENT_TREE_KEYS = ("/StructParent", "/StructParents")


class ObjectCopier:
    """Copies objects of `source` to a writer, each once and with a new number.

    `first_key` is added to the keys of the parent tree (14.7.5.4). `renamed` maps named destinations
    to new names: strings, and `renamed_names` those of old files, which are names (12.3.2.4).
    """

    def __init__(
        self,
        source: Pdf,
        writer: ObjectWriter,
        first_key: int = 0,
        renamed: Mapping[bytes, bytes] | None = None,
        renamed_names: Mapping[str, str] | None = None,
    ) -> None:
        self._source, self._writer = source, writer
        self._first_key = first_key
        self._renamed, self._renamed_names = renamed or {}, renamed_names or {}
        self._copies: dict[tuple[int, int], IndirectObject] = {}
        self._pending: list[tuple[IndirectObject, IndirectObject]] = []

    def redirect(self, old: object, new: IndirectObject) -> None:
        """Let references to an object of the source become references to `new`."""
        if isinstance(old, IndirectObject):
            self._copies[old.idnum, old.generation] = new

    def copy(self, value: Any) -> Any:
        """Return a value as it is in the other file; what it refers to is copied as well."""
        copied = self._value(value, 0)
        while self._pending:
            old, new = self._pending.pop()
            found = self._source.resolve(old)
            self._writer.put(new, NullObject() if found is None else self._value(found, 0))
        return copied

    def _value(self, value: Any, nesting: int) -> Any:
        """Change the references and keys in a value, in place, and return it."""
        if nesting > MAX_NESTING:
            raise self._source.damaged("its objects are nested too deep")
        if isinstance(value, IndirectObject):
            return self._reference(value)
        if isinstance(value, DictionaryObject):
            self._rename(value)
            for key, item in dict.items(value):
                dict.__setitem__(value, key, self._value(item, nesting + 1))
        elif isinstance(value, ArrayObject):
            value[:] = [self._value(item, nesting + 1) for item in value]
        elif isinstance(value, bool):
            raise TypeError("a boolean of Python is no object of a PDF")
        return value

    def _reference(self, old: IndirectObject) -> IndirectObject:
        key = (old.idnum, old.generation)
        if key not in self._copies:
            self._copies[key] = self._writer.reserve()
            self._pending.append((old, self._copies[key]))
        return self._copies[key]

    def _rename(self, holder: DictionaryObject) -> None:
        """Change the keys of the parent tree and the destinations in a dictionary."""
        for place in _PARENT_TREE_KEYS:
            key = self._source.resolve(entry(holder, place))
            if isinstance(key, int):
                holder[NameObject(place)] = NumberObject(key + self._first_key)
        if "/Dest" in holder:
            self._rename_destination(holder, "/Dest")
        if name(entry(holder, "/S")) == "GoTo":
            self._rename_destination(holder, "/D")

    def _rename_destination(self, holder: DictionaryObject, place: str) -> None:
        target = self._source.resolve(entry(holder, place))
        if isinstance(target, ArrayObject) and target and isinstance(target[0], int):
            pages = self._source.pages  # some programs write the number of the page instead of it
            if 0 <= target[0] < len(pages):
                target[0] = pages[target[0]]
        elif isinstance(target, NameObject):
            holder[NameObject(place)] = NameObject(self._renamed_names.get(target, target))
        elif isinstance(target, str | bytes):
            renamed = self._renamed.get(raw(target))
            if renamed is not None:
                holder[NameObject(place)] = ByteStringObject(renamed)
