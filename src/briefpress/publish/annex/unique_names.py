"""Names that differ from those that are taken."""

from __future__ import annotations

from itertools import count
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection


def unique_name(name: str, taken: Collection[str]) -> str:
    """Return a name, or with a number the first that is not taken: `map-2.svg` for `map.svg`."""
    suffix = PurePath(name).suffix if "/" not in name else ""
    stem = name[: len(name) - len(suffix)]
    candidates = (name if number == 1 else f"{stem}-{number}{suffix}" for number in count(1))
    return next(each for each in candidates if each not in taken)


def unique_bytes(name: bytes, taken: Collection[bytes]) -> bytes:
    """Return the first name with a number that is not taken; a UTF-16 text string stays one."""
    encoding = "utf-16-be" if name.startswith(b"\xfe\xff") else "ascii"
    candidates = (name + f"-{number}".encode(encoding) for number in count(2))
    return next(each for each in candidates if each not in taken)
