"""PDF objects: how their values are read, made and written (ISO 32000-2, 7.3)."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, Any

from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NullObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

_NOT_IN_NAMES = re.compile(rb"[^!-~]|[#()<>\[\]{}/%]")
_ESCAPED_IN_STRINGS = re.compile(rb"[\\()\r]")


def entry(holder: object, key: str) -> Any:
    """Return an entry of a dictionary without following its reference; None if it is missing."""
    return dict.get(holder, key) if isinstance(holder, dict) else None


def name(value: object) -> str | None:
    """Return a name without its slash; None for any other object."""
    return str(value[1:]) if isinstance(value, NameObject) else None


def raw(value: str | bytes) -> bytes:
    """Return the bytes of a string or a name as they are in the file."""
    if isinstance(value, TextStringObject | ByteStringObject):
        return value.original_bytes
    return value if isinstance(value, bytes) else value.encode("latin-1")


def text(value: str) -> ByteStringObject:
    """Make a text string (7.9.2.2)."""
    try:
        return ByteStringObject(value.encode("ascii"))
    except UnicodeEncodeError:
        return ByteStringObject(b"\xfe\xff" + value.encode("utf-16-be"))


def dictionary(entries: dict[str, Any]) -> DictionaryObject:
    """Make a dictionary."""
    return DictionaryObject({NameObject(key): value for key, value in entries.items()})


def array(values: Iterable[Any]) -> ArrayObject:
    """Make an array."""
    return ArrayObject(values)


def stream(data: bytes, entries: dict[str, Any], *, compress: bool = True) -> StreamObject:
    """Make a stream of these bytes."""
    made = StreamObject()
    made.update(dictionary(entries))
    if compress:
        data = zlib.compress(data, 9)
        made[NameObject("/Filter")] = NameObject("/FlateDecode")
    set_stream_data(made, data)
    return made


def set_stream_data(target: StreamObject, data: bytes) -> None:
    """Give a stream its bytes as they are in the file; pypdf's set_data would decode them."""
    target._data = data  # noqa: SLF001


def serialise(value: Any) -> bytes:
    """Return an object as it is written in a file; raises `RecursionError` if it is nested too deep."""
    match value:
        case IndirectObject():
            return b"%d %d R" % (value.idnum, value.generation)
        case StreamObject():
            data: bytes = value._data  # noqa: SLF001 - encoded, as it is in the file
            entries = {**dict(dict.items(value)), NameObject("/Length"): NumberObject(len(data))}
            return _serialise_entries(entries) + b"\nstream\n" + data + b"\nendstream"
        case dict():
            return _serialise_entries(value)
        case list():
            return b"[" + b" ".join(serialise(item) for item in value) + b"]"
        case NameObject():
            return b"/" + _NOT_IN_NAMES.sub(
                lambda found: b"#%02X" % found[0][0], value[1:].encode("latin-1")
            )
        case TextStringObject() | ByteStringObject():
            return _serialise_string(raw(value))
        case NullObject():
            return b"null"
        case BooleanObject():
            return b"true" if value.value else b"false"
        case NumberObject() | FloatObject():
            return repr(value).encode()
        case _:
            raise TypeError(f"no object of a PDF: {value!r}")


def _serialise_entries(value: dict[Any, Any]) -> bytes:
    pairs = (serialise(key) + b" " + serialise(item) for key, item in dict.items(value))
    return b"<<" + b" ".join(pairs) + b">>"


def _serialise_string(data: bytes) -> bytes:
    if data.isascii() and b"\0" not in data:
        escaped = _ESCAPED_IN_STRINGS.sub(
            lambda found: b"\\r" if found[0] == b"\r" else b"\\" + found[0], data
        )
        return b"(" + escaped + b")"
    return b"<" + data.hex().encode() + b">"
