"""A PDF that is read object by object; unlike in `structure`, damage is an error.

An annex takes objects over from a file, and cannot repair them.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    StreamObject,
)

from briefpress.publish.annex.objects import entry, name, raw
from briefpress.structure import PYPDF_ERRORS, Problems, open_reader, text_string

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.structure import Reader

_MAX_PAGES = 20_000
MAX_NESTING = 200  # of arrays and dictionaries within each other
_MAX_TREE_ENTRIES = 300_000  # of a name tree or number tree
_MAX_MESSAGE = 300  # characters
_MAX_REFERENCES = 4  # from one reference to another


class Damaged(Exception):  # noqa: N818 - an outcome that the caller reports, not a bug
    """The PDF called `file` is damaged; the message says how."""

    def __init__(self, message: str, file: str) -> None:
        super().__init__(message, file)  # all of its arguments, so that it can be pickled
        self.message, self.file = message, file

    def __str__(self) -> str:
        return self.message


@contextmanager
def open_pdf(data: bytes, file: str) -> Iterator[Pdf]:
    """Open a PDF called `file`; raises `UnreadablePdf` or `Damaged` if that is not possible."""
    problems, charsets = Problems(), NameObject.CHARSETS
    # Names are bytes, and are written as they were read: Latin-1 maps each byte to one character.
    NameObject.CHARSETS = ("latin1",)  # type: ignore[assignment]
    try:
        with open_reader(data, problems) as reader:
            yield Pdf(data, file, reader, problems)
    finally:
        NameObject.CHARSETS = charsets


class Pdf:
    """The objects of a PDF; an entry that is missing is None."""

    def __init__(self, data: bytes, file: str, reader: Reader, problems: Problems) -> None:
        self.data, self.file, self.reader, self._problems = data, file, reader, problems
        self.catalog: DictionaryObject = reader.root_object

    def damaged(self, how: str) -> Damaged:
        """Return the exception for a file that is damaged in this way."""
        return Damaged(how[:_MAX_MESSAGE], self.file)

    def check_unrepaired(self) -> None:
        """Raise `Damaged` if the reader has had to repair the file so far."""
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

    @property
    def language(self) -> str:
        """The language of the document, "" if it has none (14.9.2)."""
        return self.text(self.get(self.catalog, "/Lang"))

    def resolve(self, value: object) -> Any:
        """Return what a value refers to; null becomes None, and booleans become Python's."""
        for _ in range(_MAX_REFERENCES):
            if not isinstance(value, IndirectObject):
                break
            try:
                value = self.reader.get_object(value)
            except PYPDF_ERRORS as error:
                number = getattr(value, "idnum", 0)
                raise self.damaged(f"object {number} cannot be read") from error
        if isinstance(value, BooleanObject):
            return value.value
        return None if isinstance(value, NullObject | IndirectObject) else value

    def get(self, holder: object, *path: str) -> Any:
        """Return the value at the end of a path of keys; None if anything is missing."""
        for key in path:
            if not isinstance(holder, dict):
                return None
            holder = self.resolve(entry(holder, key))
        return holder

    def entries(self, holder: object, *path: str) -> dict[Any, Any]:
        """Return the entries of the dictionary at the end of a path, without following references."""
        found = self.get(holder, *path)
        return dict(dict.items(found)) if isinstance(found, DictionaryObject) else {}

    def items(self, value: object) -> list[Any]:
        """Return the items of an array, or a single value as a list, without following references."""
        found = self.resolve(value)
        if isinstance(found, ArrayObject):
            return list(found)
        return [] if found is None else [value]

    def text(self, value: object) -> str:
        """Return the text of a text string, "" for anything else."""
        value = self.resolve(value)
        return text_string(raw(value)) if isinstance(value, str | bytes) else ""

    def stream_data(self, stream: object) -> bytes:
        """Return the decoded data of a stream, b"" if it is none."""
        stream = self.resolve(stream)
        if not isinstance(stream, StreamObject):
            return b""
        try:
            return bytes(stream.get_data())
        except PYPDF_ERRORS as error:
            raise self.damaged("a stream cannot be unpacked") from error

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
                raise self.damaged("the page tree contains something that is no page")
            if id(node) in seen:
                raise self.damaged("a part of the page tree is in it twice, or within itself")
            seen.add(id(node))
            if "/Kids" in node:
                pending += reversed(self.items(entry(node, "/Kids")))
            else:
                found.append(reference)
            if len(found) > _MAX_PAGES:
                raise self.damaged(f"it has more than {_MAX_PAGES:,} pages")
        return found

    def forget_pages(self) -> None:
        """Read `pages` anew when they are next asked for."""
        vars(self).pop("pages", None)

    def names(self, root: object) -> list[tuple[bytes, Any]]:
        """Return the keys and values of a name tree, without following references (7.9.6)."""
        pairs = self._leaf_pairs(root, "/Names")
        return [
            (raw(key), value)
            for key, value in ((self.resolve(k), v) for k, v in pairs)
            if isinstance(key, str | bytes)
        ]

    def numbers(self, root: object) -> list[tuple[int, Any]]:
        """Return the keys and values of a number tree, without following references (7.9.7)."""
        pairs = ((self.resolve(k), v) for k, v in self._leaf_pairs(root, "/Nums"))
        return [(int(key), value) for key, value in pairs if isinstance(key, int)]

    def _leaf_pairs(self, root: object, key: str) -> Iterator[tuple[Any, Any]]:
        pending, seen, left = [root], set[int](), _MAX_TREE_ENTRIES
        while pending:
            node = self.resolve(pending.pop())
            if not isinstance(node, dict):
                continue
            if id(node) in seen:
                raise self.damaged("a name tree or number tree contains itself")
            seen.add(id(node))
            pending += reversed(self.items(entry(node, "/Kids")))
            pairs = self.items(entry(node, key))
            left -= len(pairs) // 2
            if left < 0:
                raise self.damaged(
                    f"a name tree or number tree has more than {_MAX_TREE_ENTRIES:,} entries"
                )
            yield from zip(pairs[::2], pairs[1::2], strict=False)

    def reference_of(self, value: object, what: str) -> IndirectObject:
        """Return the reference of an object that was read; raises `Damaged` if it has none.

        `what` names the object in the message.
        """
        reference = getattr(value, "indirect_reference", None)
        if not isinstance(reference, IndirectObject):
            raise self.damaged(f"{what} is not an indirect object")
        return reference
