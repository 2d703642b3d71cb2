"""Whether the encoding of a font says which characters its codes are (ISO 32000-1 9.6.6, 9.10.2)."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from pypdf._codecs import adobe_glyphs, charset_encoding  # no public name; pypdf is pinned
from pypdf.generic import NameObject, StreamObject

from briefpress.structure.objects import integer, name_of, string

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.structure.objects import Objects

# Character collections of East Asian languages, whose text software knows without a map (9.7.5.2).
COLLECTIONS = frozenset({"Japan1", "GB1", "CNS1", "Korea1", "KR"})
_SYMBOLIC = 4  # a font flag (9.8.2)
_TRUETYPE_ENCODINGS = ("WinAnsiEncoding", "MacRomanEncoding")
_WINDOWS_UNICODE = (3, 1)  # a table of a TrueType program by platform and encoding
_MOST_TABLES = 100  # of a TrueType program


def without_unicode(objects: Objects, font: object, unmapped: Iterable[int]) -> tuple[int, ...]:
    """Return those of the codes that the ToUnicode map lacks which nothing else gives a Unicode value.

    A composite font may be of a character collection that software knows; the encoding of a simple
    font may name the character (PDF/UA-1 7.21.7).
    """
    if isinstance(objects.get(font, "/ToUnicode"), NameObject):
        return ()  # a map that software knows by its name
    if name_of(objects.get(font, "/Subtype")) == "Type0":
        descendant = next(iter(objects.items(objects.get(font, "/DescendantFonts"))), None)
        collection = string(objects.get(descendant, "/CIDSystemInfo", "/Ordering"))
        return () if collection in COLLECTIONS else tuple(sorted(unmapped))
    known = dict(_encoded(objects, font))
    return tuple(code for code in sorted(unmapped) if not known.get(code))


def _encoded(objects: Objects, font: object) -> Iterator[tuple[int, bool]]:
    """Yield the codes of the encoding of a simple font, and whether each is a known character."""
    encoding = objects.get(font, "/Encoding")
    base = name_of(encoding) or name_of(objects.get(encoding, "/BaseEncoding"))
    is_truetype = name_of(objects.get(font, "/Subtype")) == "TrueType"
    if base in _TRUETYPE_ENCODINGS or (base and not is_truetype):
        table = charset_encoding.get(f"/{base}", ())
        yield from (
            (code, text.isprintable() and text != "\ufffd") for code, text in enumerate(table)
        )
    yield from ((code, _is_known(name)) for code, name in _differences(objects, encoding))


def _differences(objects: Objects, encoding: object) -> Iterator[tuple[int, str]]:
    code = 0
    for item in objects.items(objects.get(encoding, "/Differences")):
        if isinstance(item, int):
            code = int(item)
        elif isinstance(item, NameObject):
            yield code, str(item[1:])
            code += 1


def _is_known(glyph: str) -> bool:
    """Say whether a name is in the Adobe Glyph List; pypdf also has names with signs, which are not."""
    return glyph.isalnum() and f"/{glyph}" in adobe_glyphs


def is_encoding_sound(objects: Objects, font: object) -> bool:
    """Say whether a TrueType font that is not symbolic has an encoding as it has to (PDF/UA-1 7.21.6).

    It is one of two; where it lists differences, these are names of the Adobe Glyph List, and
    the font program has a table of Unicode values.
    """
    flags = integer(objects.get(font, "/FontDescriptor", "/Flags")) or 0
    if name_of(objects.get(font, "/Subtype")) != "TrueType" or flags & _SYMBOLIC:
        return True
    encoding = objects.get(font, "/Encoding")
    base = name_of(encoding) or name_of(objects.get(encoding, "/BaseEncoding"))
    if base not in _TRUETYPE_ENCODINGS:
        return False
    if objects.get(encoding, "/Differences") is None:
        return True
    names = (name for _, name in _differences(objects, encoding))
    if not all(_is_known(name) or name == ".notdef" for name in names):
        return False
    program = objects.get(font, "/FontDescriptor", "/FontFile2")
    if not isinstance(program, StreamObject):
        return True  # what is not embedded is another fault
    return _WINDOWS_UNICODE in _character_tables(objects.data(program))


def _character_tables(program: bytes) -> list[tuple[int, int]]:
    """Return platform and encoding of each subtable of the `cmap` of a TrueType program."""
    try:
        (count,) = struct.unpack_from(">H", program, 4)
        for each in range(min(count, _MOST_TABLES)):
            tag, _, offset, _ = struct.unpack_from(">4s3L", program, 12 + 16 * each)
            if tag == b"cmap":
                (subtables,) = struct.unpack_from(">H", program, offset + 2)
                return [
                    struct.unpack_from(">HH", program, offset + 4 + 8 * number)
                    for number in range(min(subtables, _MOST_TABLES))
                ]
    except struct.error:
        pass  # it is cut off
    return []
