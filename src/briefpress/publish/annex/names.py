"""Names beside those that are taken already."""

from __future__ import annotations

from itertools import count
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection


def free(name: str, taken: Collection[str]) -> str:
    """Return a name, or the first like name-2 that is not taken; what ends like a file keeps its ending."""
    path = PurePath(name)
    suffix = path.suffix if "/" not in name else ""
    stem = name[: len(name) - len(suffix)]
    return next(
        each
        for number in count(1)
        if (each := name if number == 1 else f"{stem}-{number}{suffix}") not in taken
    )


def free_bytes(name: bytes, taken: Collection[bytes]) -> bytes:
    """Return the first name like name-2 that is not taken; a text in UTF-16 stays one."""
    for number in count(2):
        more = f"-{number}"
        wide = name.startswith(b"\xfe\xff")
        each = name + (more.encode("utf-16-be") if wide else more.encode())
        if each not in taken:
            return each
    raise AssertionError
