"""Parses content streams and CMaps to operators with their operands (ISO 32000-2 7.2, 7.8)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Tokens, by the lexical conventions of 7.2. All quantifiers are possessive, so that matching takes
# linear time on any input.
_SPACE = rb"[\x00\t\n\f\r ]"
_TOKEN = re.compile(
    _SPACE + rb"*+(?:(?P<word>[^\x00\t\n\f\r ()<>\[\]{}/%]++)|/(?P<name>[^\x00\t\n\f\r ()<>\[\]{}/%]*+)"
    rb"|\((?P<plain>[^()\\\r]*+)\)|<(?P<hex>[0-9A-Fa-f\s]*+)>|(?P<open><<|\[)|(?P<close>>>|\])"
    rb"|(?P<nested>\()|(?P<comment>%[^\r\n]*+)|(?P<stray>.))",
    re.DOTALL,
)  # fmt: skip
# The usual case: an operator whose operands are all numbers, such as `1 0 0 1 72 720 cm`, but for a
# name that may stand before them, such as `/F1 12 Tf`.
_USUAL_OPERATOR = re.compile(
    _SPACE + rb"*+(?:/([^\x00\t\n\f\r ()<>\[\]{}/%]++)" + _SPACE + rb"++)?+"
    rb"((?:[-+]?+[0-9.]++" + _SPACE + rb"++){0,40}+)([A-Za-z'\"][A-Za-z0-9*]*+)"
    rb"(?=[\x00\t\n\f\r ()<>\[\]/%]|\Z)"
)
# A path without rectangles, or a part of one: all its numbers are coordinates.
_PATH = re.compile(
    rb"(?:"
    + _SPACE
    + rb"*+(?:[-+]?+[0-9.]++"
    + _SPACE
    + rb"++){0,6}+[mlcvyh](?="
    + _SPACE
    + rb"|\Z)){1,5000}+"
)
# The usual way to show text: `[<0041> -20 <0042>] TJ`.
_HEX_ARRAY = re.compile(
    rb"\[((?:[\x00\t\n\f\r 0-9+.-]++|<(?:[0-9A-Fa-f]{2})*+>)*+)\]" + _SPACE + rb"*+TJ(?=\s|\Z)"
)
_HEX_OR_NUMBER = re.compile(rb"<([0-9A-Fa-f]*+)>|([-+]?[0-9.]++)")
_BRACKET = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)|\r\n?", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_NUMBER_SIGN = re.compile(rb"#([0-9A-Fa-f]{2})")
_END_OF_IMAGE = re.compile(rb"(?<=[\x00\t\n\f\r ])EI(?=[\x00\t\n\f\r ]|\Z)")
_KEYWORDS = {b"true": True, b"false": False, b"null": None}
_NOT_USUAL = frozenset({*_KEYWORDS, b"BI"})  # an inline image follows
_OPERANDS = 100_000  # of one operator; of a longer array, the rest is left out
_LONG_ARRAY = 500_000  # bytes
_DEPTH = 100  # of nested arrays and dictionaries

# Pseudo-operators that `operations` yields.
TOO_MANY_OPERANDS = b"too many operands"  # the rest of the stream is not read
PATH = b"path"  # its operand is a list of coordinates, x and y in turn

# PDFDocEncoding where it is not Latin-1 (D.2).
_PDFDOC = dict(zip(range(0x18, 0x20), "˘ˇˆ˙˝˛˚˜", strict=True))
_PDFDOC |= dict(zip(range(0x80, 0xA1), "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\ufffd€", strict=True))


class Name(str):
    """A name object, without its slash."""

    __slots__ = ()


class Word(bytes):
    """An operator, or an unknown keyword."""

    __slots__ = ()


def text_string(data: bytes) -> str:
    """Decode a text string: UTF-16 or UTF-8 with its mark, else PDFDocEncoding (7.9.2.2)."""
    if data.startswith((b"\xfe\xff", b"\xff\xfe")):
        return data.decode("utf-16", "replace")
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8", "replace")
    return data.decode("latin-1").translate(_PDFDOC)


def operations(data: bytes) -> Iterator[tuple[bytes, list[object]]]:
    """Yield each operator of a content stream or CMap with its operands.

    A path comes as one `PATH` with its coordinates, an inline image as one `BI` with its entries.
    """
    operands: list[object] = []
    position = 0
    while True:
        if not operands:
            if path := _PATH.match(data, position):
                position = path.end()
                yield PATH, [_numbers(path[0].translate(None, b"mlcvyh"))]
                continue
            usual = _USUAL_OPERATOR.match(data, position)
            if usual and (operator := usual[3]) not in _NOT_USUAL:
                position = usual.end()
                numbers = _numbers(usual[2])
                yield operator, [_name(usual[1]), *numbers] if usual[1] else numbers
                continue
        if not (token := _TOKEN.match(data, position)):
            return
        position, name, value = _read(data, token)
        if name is not None:
            yield name, value if isinstance(value, list) else operands
            operands = []
        elif value is not _NOTHING:
            operands.append(value)
            if len(operands) > _OPERANDS:
                yield TOO_MANY_OPERANDS, []
                return


_NOTHING = object()


def _read(data: bytes, token: re.Match[bytes]) -> tuple[int, bytes | None, object]:
    """Read what starts with a token; return its end, and an operator or else an operand.

    Some operators come with a list of operands, which replaces those that were read before.
    """
    kind = token.lastgroup
    if kind == "open":
        shown = _HEX_ARRAY.match(data, token.start("open"))
        if shown and shown.end() - shown.start() < _LONG_ARRAY:
            return shown.end(), b"TJ", [_hex_array(shown[1])]
        value, position = _container(data, token.end())
        return position, None, value
    if kind in ("close", "comment", "stray"):
        return token.end(), None, _NOTHING
    value, position = _scalar(data, token)
    if isinstance(value, Word):
        if value == b"BI":
            entries, position = _image(data, position)
            return position, b"BI", [entries]
        return position, bytes(value), None
    return position, None, value


def _hex_array(parts: bytes) -> list[object]:
    # A step of 0 between two strings is none: WeasyPrint writes one after each glyph.
    return [
        _float(number) if number else bytes.fromhex(digits.decode())
        for digits, number in _HEX_OR_NUMBER.findall(parts.replace(b">0<", b""))
    ]


def _numbers(text: bytes) -> list[object]:
    try:
        return list(map(float, text.split()))
    except ValueError:
        return [_float(number) for number in text.split()]


def _float(raw: bytes) -> float:
    """Parse a number; 0 if it is malformed, such as 1.2.3."""
    try:
        return float(raw)
    except ValueError:
        return 0.0


def _scalar(data: bytes, token: re.Match[bytes]) -> tuple[object, int]:
    """Return the value of a token that does not open a container, and its end."""
    match token.lastgroup:
        case "name":
            return _name(token["name"]), token.end()
        case "plain":
            return token["plain"], token.end()
        case "hex":
            digits = b"".join(token["hex"].split())
            return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()), token.end()
        case "nested":
            return _literal(data, token.start("nested"))
        case _:
            return _word(token["word"]), token.end()


@lru_cache(maxsize=1024)
def _name(raw: bytes) -> Name:
    plain = _NUMBER_SIGN.sub(lambda code: bytes.fromhex(code[1].decode()), raw)
    try:
        return Name(plain.decode())
    except UnicodeDecodeError:
        return Name(plain.decode("latin-1"))


def _word(raw: bytes) -> object:
    if raw[:1] in b"+-.0123456789" and len(raw) < 64:
        for kind in (int, float):
            try:
                return kind(raw)
            except ValueError:
                continue
    return _KEYWORDS.get(raw, Word(raw))


def _literal(data: bytes, start: int) -> tuple[bytes, int]:
    """Return a literal string with escapes or nested parentheses, and its end (7.3.4.2)."""
    depth, end = 0, len(data)
    for bracket in _BRACKET.finditer(data, start):
        depth += {b"(": 1, b")": -1}.get(bracket[0], 0)
        if depth == 0:
            end = bracket.start()
            break
    return _ESCAPE.sub(_unescape, data[start + 1 : end]), end + 1


def _unescape(found: re.Match[bytes]) -> bytes:
    code: bytes | None = found[1]
    if code is None:
        return b"\n"
    if code in (b"\n", b"\r", b"\r\n"):
        return b""
    if code[0] in b"01234567":
        return bytes((int(code, 8) & 255,))
    return _ESCAPED.get(code, code)


def _container(data: bytes, position: int, last: bytes = b"") -> tuple[object, int]:
    """Return the array or dictionary whose content starts at `position`, and its end.

    With the keyword `last`, returns the values up to that as a list.
    """
    open_lists: list[list[object]] = [[]]
    while token := _TOKEN.match(data, position):
        position = token.end()
        kind = token.lastgroup
        if kind == "open":
            if len(open_lists) < _DEPTH:
                open_lists.append([])
        elif kind == "close":
            items = open_lists.pop()
            value: object = _pairs(items) if token["close"] == b">>" else items
            if not open_lists:
                return value, position
            open_lists[-1].append(value)
        elif kind == "word" and token["word"] == last:
            return open_lists[0], position
        elif kind not in ("comment", "stray"):
            value, position = _scalar(data, token)
            if len(open_lists[-1]) < _OPERANDS:
                open_lists[-1].append(value)
    return None, len(data)


def _pairs(items: Sequence[object]) -> dict[str, object]:
    pairs = zip(items[::2], items[1::2], strict=False)
    return {key: value for key, value in pairs if isinstance(key, Name)}


def _image(data: bytes, position: int) -> tuple[dict[str, object], int]:
    """Return the entries of the inline image whose `BI` ends at `position`, and the image's end (8.9.7)."""
    items, position = _container(data, position, b"ID")
    entries = _pairs(items) if isinstance(items, list) else {}
    length = entries.get("L", entries.get("Length"))
    if isinstance(length, int) and 0 <= length <= len(data):
        end = _TOKEN.match(data, position + 1 + length)
        if end and end["word"] == b"EI":
            return entries, end.end()
    for found in _END_OF_IMAGE.finditer(data, position):
        following = data[found.end() : found.end() + 16]
        if all(byte in b"\0\t\n\f\r" or 32 <= byte < 127 for byte in following):
            return entries, found.end()
    return entries, len(data)
