"""What an embedded TrueType font says itself of its glyphs (ISO/IEC 14496-22, cmap and post).

Font libraries are loaded slowly, and raise errors of many kinds on hostile files; of these tables
little is needed.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNICODE = frozenset({(3, 1), (3, 10), *((0, encoding) for encoding in range(7))})
_TABLES, _SUBTABLES, _GROUPS = 100, 20, 10_000  # that are read at most
_GLYPHS = 65_536
_STANDARD_NAMES = 258  # of the Macintosh: their characters are in the cmap


def characters_by_glyph(data: bytes) -> dict[int, frozenset[str]]:
    """Return the characters that a font shows by each glyph, by its cmap; {} for a damaged one."""
    found: dict[int, set[str]] = {}
    try:
        for code, glyph in _cmap(data, *_table(data, b"cmap")):
            if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000:
                found.setdefault(glyph, set()).add(chr(code))
    except (struct.error, LookupError):
        return {}
    return {glyph: frozenset(characters) for glyph, characters in found.items()}


def names_by_glyph(data: bytes) -> dict[int, str]:
    """Return the names of glyphs that are none of the standard ones (post, format 2)."""
    try:
        start, length = _table(data, b"post")
        if struct.unpack_from(">I", data, start) != (0x00020000,):
            return {}
        (count,) = struct.unpack_from(">H", data, start + 32)
        numbers = struct.unpack_from(f">{count}H", data, start + 34)
        names = list(_pascal_strings(data[start + 34 + 2 * count : start + length]))
    except (struct.error, LookupError):
        return {}
    custom = ((glyph, number - _STANDARD_NAMES) for glyph, number in enumerate(numbers))
    return {glyph: names[place] for glyph, place in custom if 0 <= place < len(names)}


def _table(data: bytes, tag: bytes) -> tuple[int, int]:
    """Return the place and length of a table; raises `LookupError` if there is none."""
    (count,) = struct.unpack_from(">H", data, 4)
    for n in range(min(count, _TABLES)):
        name, _, start, length = struct.unpack_from(">4sIII", data, 12 + 16 * n)
        if name == tag:
            return start, length
    raise LookupError(tag)


def _pascal_strings(data: bytes) -> Iterator[str]:
    place = 0
    while place < len(data):
        end = place + 1 + data[place]
        yield data[place + 1 : end].decode("latin-1")
        place = end


def _cmap(data: bytes, start: int, _: int) -> Iterator[tuple[int, int]]:
    """Yield the character codes and glyphs of all tables of Unicode."""
    (count,) = struct.unpack_from(">H", data, start + 2)
    seen: set[int] = set()
    for n in range(min(count, _SUBTABLES)):
        platform, encoding, offset = struct.unpack_from(">HHI", data, start + 4 + 8 * n)
        if (platform, encoding) in _UNICODE and offset not in seen:
            seen.add(offset)
            (format_,) = struct.unpack_from(">H", data, start + offset)
            if format_ == 4:
                yield from _segments(data, start + offset)
            elif format_ == 12:
                yield from _groups(data, start + offset)


def _segments(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Yield the codes and glyphs of format 4: ranges of codes of two bytes."""
    (size,) = struct.unpack_from(">H", data, start + 6)
    count = size // 2
    ends = struct.unpack_from(f">{count}H", data, start + 14)
    first = start + 16 + 2 * count
    starts, deltas, offsets = (
        struct.unpack_from(f">{count}H", data, first + 2 * count * n) for n in range(3)
    )
    left = _GLYPHS
    for n, (low, high) in enumerate(zip(starts, ends, strict=True)):
        left -= max(high - low, 0) + 1
        if left < 0:
            return
        for code in range(low, high + 1):
            glyph = code
            if offsets[n]:
                place = first + 4 * count + 2 * n + offsets[n] + 2 * (code - low)
                (glyph,) = struct.unpack_from(">H", data, place)
                if not glyph:
                    continue
            yield code, (glyph + deltas[n]) % _GLYPHS


def _groups(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Yield the codes and glyphs of format 12: ranges of codes of four bytes."""
    (count,) = struct.unpack_from(">I", data, start + 12)
    left = _GLYPHS
    for n in range(min(count, _GROUPS)):
        low, high, glyph = struct.unpack_from(">III", data, start + 16 + 12 * n)
        left -= max(high - low, 0) + 1
        if left < 0:
            return
        yield from ((code, glyph + code - low) for code in range(low, high + 1))
