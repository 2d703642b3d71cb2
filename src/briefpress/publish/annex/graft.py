"""Objects of one PDF made objects of another, with everything that they refer to."""

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

from briefpress.publish.annex.pdf import DEPTH, entry, name, raw

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefpress.publish.annex.pdf import Pdf
    from briefpress.publish.annex.revision import Revision

_PARENTS = ("/StructParent", "/StructParents")


class Graft:
    """Takes objects of `source` into a revision; each once, renumbered, whole.

    `first_key` is what the keys of its parent tree begin at from now on, and `renamed` are the
    destinations that are called otherwise, by strings and, as in old files, by names (12.3.2.4).
    """

    def __init__(
        self,
        source: Pdf,
        revision: Revision,
        first_key: int,
        renamed: Mapping[bytes, bytes],
        renamed_names: Mapping[str, str],
    ) -> None:
        self._source, self._revision = source, revision
        self._first_key = first_key
        self._renamed, self._renamed_names = renamed, renamed_names
        self._known: dict[tuple[int, int], IndirectObject] = {}
        self._pending: list[tuple[IndirectObject, IndirectObject]] = []

    def become(self, old: object, new: IndirectObject) -> None:
        """Let references to an object of the source lead to another one."""
        if isinstance(old, IndirectObject):
            self._known[old.idnum, old.generation] = new

    def take(self, value: Any) -> Any:
        """Return a value as it has to stand in the revision; what it refers to comes as well."""
        taken = self._value(value, 0)
        while self._pending:
            old, new = self._pending.pop()
            found = self._source.resolve(old)
            self._revision.put(new, NullObject() if found is None else self._value(found, 0))
        return taken

    def _value(self, value: Any, depth: int) -> Any:
        """Rewrite a value and what lies in it, in place."""
        if depth > DEPTH:
            raise self._source.damaged("its objects lie too deep in one another")
        if isinstance(value, IndirectObject):
            return self._reference(value)
        if isinstance(value, DictionaryObject):
            self._rename(value)
            for key, item in dict.items(value):
                dict.__setitem__(value, key, self._value(item, depth + 1))
        elif isinstance(value, ArrayObject):
            value[:] = [self._value(item, depth + 1) for item in value]
        elif isinstance(value, bool):
            raise TypeError("a boolean of Python is no object of a PDF")
        return value

    def _reference(self, old: IndirectObject) -> IndirectObject:
        key = (old.idnum, old.generation)
        if key not in self._known:
            self._known[key] = self._revision.reserve()
            self._pending.append((old, self._known[key]))
        return self._known[key]

    def _rename(self, holder: DictionaryObject) -> None:
        """Give what points into the parent tree or to a destination its new key, number or name."""
        for place in _PARENTS:
            key = self._source.resolve(entry(holder, place))
            if isinstance(key, int):
                holder[NameObject(place)] = NumberObject(key + self._first_key)
        if "/Dest" in holder:
            self._aim(holder, "/Dest")
        if name(entry(holder, "/S")) == "GoTo":
            self._aim(holder, "/D")

    def _aim(self, holder: DictionaryObject, place: str) -> None:
        aim = self._source.resolve(entry(holder, place))
        if isinstance(aim, ArrayObject) and aim and isinstance(aim[0], int):
            pages = self._source.pages  # a number instead of the page, as some programs write it
            if 0 <= aim[0] < len(pages):
                aim[0] = pages[aim[0]]
        elif isinstance(aim, NameObject):
            holder[NameObject(place)] = NameObject(self._renamed_names.get(aim, aim))
        elif isinstance(aim, str | bytes) and (new := self._renamed.get(raw(aim))) is not None:
            holder[NameObject(place)] = ByteStringObject(new)
