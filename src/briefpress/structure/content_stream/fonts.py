"""Character codes to text and widths (ISO 32000-2 9.4.3, 9.7.6)."""

from __future__ import annotations

import struct
from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING

from briefpress.structure.content_stream.cmaps import decode_utf16

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefpress.structure.content_stream.cmaps import CharacterMap

UNKNOWN = "\ufffd"
_DEFAULT_WIDTH = 500.0  # thousandths of the size
_ONE_BYTE = {1}
_LONGEST_STRING = 100_000  # bytes: a longer one is cut
_ASCENT, _DESCENT = 0.75, -0.25  # shares of the size


class _Codes(dict[int, str]):
    """Character codes to text: by the map, else by the font's encoding, else U+FFFD.

    `unmapped` are the codes that were asked for and have no value in the map.
    """

    def __init__(self, known: CharacterMap, encoding: Mapping[int, str]) -> None:
        super().__init__()
        self._known, self._ranges, self._encoding = known.codes, known.ranges, encoding
        self.unmapped: set[int] = set()

    def __missing__(self, code: int) -> str:
        if (text := self._known.get(code)) is not None:
            self[code] = text
            return text
        text = self._encoding.get(code, UNKNOWN)
        place = bisect_right(self._ranges, code, key=itemgetter(0)) - 1
        low, high, target = self._ranges[place] if place >= 0 else (0, -1, b"")
        if code <= high:
            value = int.from_bytes(target) + code - low
            text = decode_utf16((value % (1 << 8 * len(target))).to_bytes(len(target)))
        if code > high or not target:
            self.unmapped.add(code)
        self[code] = text
        return text


class Widths(dict[int, float]):
    """Widths by character code, in thousandths of the size; `default` for all other codes."""

    def __init__(self, known: Mapping[int, float], default: float = _DEFAULT_WIDTH) -> None:
        super().__init__(known)
        self._default = default

    def __missing__(self, code: int) -> float:
        return self._default


class Font:
    """Decodes shown strings; codes have one byte if no codespace is given.

    `ascent` and `descent` are shares of the size; widths are multiplied by `scale`.
    """

    __slots__ = (
        "_codes", "_is_sound", "_sizes", "_spaces", "_widths", "ascent", "descent", "is_vertical", "name", "scale",
    )  # fmt: skip

    def __init__(
        self,
        name: str,
        known: CharacterMap,
        encoding: Mapping[int, str],
        spaces: Sequence[tuple[bytes, bytes]] = (),
        widths: Widths | None = None,
    ) -> None:
        self.name = name
        self._codes, self._spaces = _Codes(known, encoding), tuple(spaces)
        self._is_sound = known.is_sound
        self._sizes = {len(low) for low, _ in spaces} or _ONE_BYTE
        self._widths = Widths({}) if widths is None else widths
        self.ascent, self.descent = _ASCENT, _DESCENT
        self.scale = 0.001
        self.is_vertical = False

    @property
    def unmapped(self) -> frozenset[int]:
        """The codes shown so far that the font's ToUnicode map has no value for."""
        return frozenset(self._codes.unmapped if self._is_sound else self._codes)

    @property
    def shown(self) -> dict[int, str]:
        """The texts of the codes that were shown so far."""
        return dict(self._codes)

    def decode(self, data: bytes) -> tuple[str, float, int, int]:
        """Return the text of a shown string, its width, and the numbers of its codes and spaces.

        The width is a share of the size; spaces are single bytes 32, to which Tw applies (9.3.3).
        """
        data, sizes = data[:_LONGEST_STRING], self._sizes
        if sizes == _ONE_BYTE:
            text = data.decode("latin-1").translate(self._codes)
            width = sum(map(self._widths.__getitem__, data))
            return text, width * self.scale, len(data), data.count(32)
        if sizes == {2}:
            codes: Sequence[int] = struct.unpack_from(f">{len(data) // 2}H", data)
        else:
            codes = tuple(self._split(data, min(sizes)))
        text = "".join(map(self._codes.__getitem__, codes))
        return text, sum(map(self._widths.__getitem__, codes)) * self.scale, len(codes), 0

    def _split(self, data: bytes, shortest: int) -> Iterator[int]:
        """Yield the codes of a string if they have different lengths (9.7.6.3)."""
        position = 0
        while position < len(data):
            size = next(
                (len(low) for low, high in self._spaces if _within(data, position, low, high)),
                shortest,
            )
            yield int.from_bytes(data[position : position + size])
            position += size


def _within(data: bytes, position: int, low: bytes, high: bytes) -> bool:
    code = data[position : position + len(low)]
    return len(code) == len(low) and all(map(lambda a, b, c: a <= b <= c, low, code, high))
