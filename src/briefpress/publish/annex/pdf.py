"""A PDF whose objects are read one by one; damage is an error here, for what is joined has to be whole."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    StreamObject,
    TextStringObject,
)

from briefpress.structure import PYPDF_ERRORS, Problems, open_reader, text_string

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.structure import Reader

PAGES = 20_000
DEPTH = 200  # of arrays and dictionaries in one another
_ENTRIES = 300_000  # of a tree of names or numbers
_LONGEST = 300  # characters of a message


class Damaged(Exception):  # noqa: N818 - an outcome that the caller reports, not a bug
    """The file is not what a PDF has to be; the message says how, and `file` which it is."""

    def __init__(self, message: str, file: str) -> None:
        super().__init__(message)
        self.file = file


@contextmanager
def opened(data: bytes, file: str) -> Iterator[Pdf]:
    """Open a PDF called `file`; raises `UnreadablePdf` or `Damaged` where that cannot be done."""
    problems, charsets = Problems(), NameObject.CHARSETS
    # Names are bytes, and have to be written as they were read: Latin-1 maps each to one letter.
    NameObject.CHARSETS = ("latin1",)  # type: ignore[assignment]
    try:
        with open_reader(data, problems) as reader:
            yield Pdf(data, file, reader, problems)
    finally:
        NameObject.CHARSETS = charsets


class Pdf:
    """The objects of a PDF; what is missing is None."""

    def __init__(self, data: bytes, file: str, reader: Reader, problems: Problems) -> None:
        self.data, self.file, self.reader, self._problems = data, file, reader, problems
        self.catalog: DictionaryObject = reader.root_object

    def damaged(self, how: str) -> Damaged:
        """Return what is raised where the file is not what it has to be."""
        return Damaged(how[:_LONGEST], self.file)

    def refuse_repairs(self) -> None:
        """Raise `Damaged` where the file had to be repaired in order to be read so far."""
        for problem in self._problems.all():
            raise self.damaged(problem)
        if misplaced := self.reader.misplaced():
            raise self.damaged(f"object {misplaced[0]} is not where the file says it is")

    @property
    def version(self) -> str:
        """The version, such as 1.7 (ISO 32000-2, 7.5.2 and 7.7.2)."""
        start = self.data.find(b"%PDF-", 0, 1024)
        header = self.data[start + 5 : start + 8].decode("latin-1") if start >= 0 else ""
        return max(header, name(self.get(self.catalog, "/Version")) or "")

    def resolve(self, value: object) -> Any:
        """Follow references; null is None, and booleans are Python's."""
        for _ in range(4):
            if not isinstance(value, IndirectObject):
                break
            try:
                value = self.reader.get_object(value)
            except PYPDF_ERRORS as error:
                number = getattr(value, "idnum", 0)
                raise self.damaged(f"object {number} cannot be read: {error!r}") from error
        if isinstance(value, BooleanObject):
            return value.value
        return None if isinstance(value, NullObject | IndirectObject) else value

    def get(self, holder: object, *path: str) -> Any:
        """Return what lies at the end of a path of keys; None if anything is missing."""
        for key in path:
            if not isinstance(holder, dict):
                return None
            holder = self.resolve(entry(holder, key))
        return holder

    def entries(self, holder: object, *path: str) -> dict[Any, Any]:
        """Return the entries of the dictionary at the end of a path, unresolved; none if it is missing."""
        found = self.get(holder, *path)
        return dict(dict.items(found)) if isinstance(found, DictionaryObject) else {}

    def items(self, value: object) -> list[Any]:
        """Return the unresolved items of an array, or a single value as a list of one."""
        found = self.resolve(value)
        if isinstance(found, ArrayObject):
            return list(found)
        return [] if found is None else [value]

    def text(self, value: object) -> str:
        """Return a text string as text."""
        value = self.resolve(value)
        return text_string(raw(value)) if isinstance(value, str | bytes) else ""

    def data_of(self, stream: object) -> bytes:
        """Return what a stream holds, decoded."""
        stream = self.resolve(stream)
        if not isinstance(stream, StreamObject):
            return b""
        try:
            return bytes(stream.get_data())
        except PYPDF_ERRORS as error:
            raise self.damaged(f"a stream cannot be decoded: {error!r}") from error

    @cached_property
    def pages(self) -> list[IndirectObject]:
        """The pages, in their order."""
        found: list[IndirectObject] = []
        seen = set[int]()
        pending: list[object] = [entry(self.catalog, "/Pages")]
        while pending:
            reference = pending.pop()
            node = self.resolve(reference)
            if not isinstance(node, DictionaryObject) or not isinstance(reference, IndirectObject):
                raise self.damaged("the page tree holds something that is no page")
            if id(node) in seen:
                raise self.damaged("a part of the page tree stands twice in it, or in itself")
            seen.add(id(node))
            if "/Kids" in node:
                pending += reversed(self.items(entry(node, "/Kids")))
            else:
                found.append(reference)
            if len(found) > PAGES:
                raise self.damaged(f"it has more than {PAGES:,} pages")
        return found

    def names(self, root: object) -> list[tuple[bytes, Any]]:
        """Return the names and unresolved values of a name tree (7.9.6)."""
        pairs = self._leaves(root, "/Names")
        return [
            (raw(key), value)
            for key, value in ((self.resolve(k), v) for k, v in pairs)
            if isinstance(key, str | bytes)
        ]

    def numbers(self, root: object) -> list[tuple[int, Any]]:
        """Return the numbers and unresolved values of a number tree (7.9.7)."""
        pairs = ((self.resolve(k), v) for k, v in self._leaves(root, "/Nums"))
        return [(int(key), value) for key, value in pairs if isinstance(key, int)]

    def _leaves(self, root: object, place: str) -> Iterator[tuple[Any, Any]]:
        pending, seen, left = [root], set[int](), _ENTRIES
        while pending:
            node = self.resolve(pending.pop())
            if not isinstance(node, dict):
                continue
            if id(node) in seen:
                raise self.damaged("a tree of names or numbers holds itself")
            seen.add(id(node))
            pending += reversed(self.items(entry(node, "/Kids")))
            pairs = self.items(entry(node, place))
            left -= len(pairs) // 2
            if left < 0:
                raise self.damaged(f"a tree of names or numbers has more than {_ENTRIES:,} entries")
            yield from zip(pairs[::2], pairs[1::2], strict=False)


def entry(holder: object, key: str) -> Any:
    """Return an entry of a dictionary as it stands there; None where there is none."""
    return dict.get(holder, key) if isinstance(holder, dict) else None


def name(value: object) -> str | None:
    """Return a name without its slash."""
    return str(value[1:]) if isinstance(value, NameObject) else None


def raw(value: str | bytes) -> bytes:
    """Return the bytes of a string or a name as they are in the file."""
    if isinstance(value, TextStringObject | ByteStringObject):
        return value.original_bytes
    return value if isinstance(value, bytes) else value.encode("latin-1")


def text(value: str) -> TextStringObject | ByteStringObject:
    """Return a text string (7.9.2.2)."""
    try:
        return ByteStringObject(value.encode("ascii"))
    except UnicodeEncodeError:
        return ByteStringObject(b"\xfe\xff" + value.encode("utf-16-be"))


def reference_of(pdf: Pdf, value: object, what: str) -> IndirectObject:
    """Return the reference of an object that was read by it; raises `Damaged` where it has none."""
    reference = getattr(value, "indirect_reference", None)
    if not isinstance(reference, IndirectObject):
        raise pdf.damaged(f"{what} is no object of its own")
    return reference
