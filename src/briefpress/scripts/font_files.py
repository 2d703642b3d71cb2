"""Files of fonts from anywhere, before anything reads them."""

from __future__ import annotations

_WITH_TABLES = (b"\0\1\0\0", b"OTTO", b"true")  # TrueType and OpenType; WOFF is packed
_HEADER, _ROW, _TAG = 12, 16, 4  # bytes


def is_damaged_font(data: bytes) -> bool:
    """Return whether a font has tables without names, which are four letters of ASCII (OpenType 1.9.1, 4.3).

    What uses fonts takes the names on trust. False for what is no font, and for one that is packed (WOFF).
    """
    if not data.startswith(_WITH_TABLES):
        return False
    count = int.from_bytes(data[4:6])
    rows = (data[at : at + _TAG] for at in range(_HEADER, _HEADER + count * _ROW, _ROW))
    return not count or not all(len(tag) == _TAG and _is_name(tag) for tag in rows)


def _is_name(tag: bytes) -> bool:
    return all(0x20 <= letter < 0x7F for letter in tag)
