"""WeasyPrint's names of C types, understood without a parser of C.

cffi hands each type that is named in a call to a parser, with all types that were ever declared: 2.4 ms. It
keeps what it found, but arrays of glyphs have another length in each font: 20 ms of each brief, and 45 ms of
the first in a process, of 320. Most names are a declared type with stars or a length, which is told at once.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from weasyprint.text.ffi import cffi, ffi

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = re.compile(r"(\w+(?: int)?) ?(\**)(?:\[(\d*)\])?")
_PRIMITIVE = ("char", "unsigned int")


@contextmanager
def fast_types() -> Iterator[None]:
    """Tell cffi of types by their names as long as the block lasts."""
    known = ffi._parsed_types  # noqa: SLF001 - what was parsed before is kept there by name
    ffi._parsed_types = _Types(known)  # noqa: SLF001
    try:
        yield
    finally:
        known.update(ffi._parsed_types)  # noqa: SLF001
        ffi._parsed_types = known  # noqa: SLF001


class _Types(dict[str, tuple[Any, bool]]):
    """Types by their names, each with whether it is a function's; a `KeyError` leaves a name to the parser."""

    def __missing__(self, name: str) -> tuple[Any, bool]:
        found = _NAME.fullmatch(name)
        if found is None:
            raise KeyError(name)
        kind = _declared(found[1])
        for _ in found[2]:
            kind = cffi.model.PointerType(kind)
        if found[3] is not None:
            kind = cffi.model.ArrayType(kind, int(found[3]) if found[3] else None)
        with ffi._lock:  # noqa: SLF001
            self[name] = ffi._get_cached_btype(kind), False  # noqa: SLF001
        return self[name]


def _declared(name: str) -> Any:
    """Return a type that WeasyPrint declared, or one of C's own."""
    if name in _PRIMITIVE:
        return cffi.model.PrimitiveType(name)
    return ffi._parser._declarations[f"typedef {name}"][0]  # noqa: SLF001
