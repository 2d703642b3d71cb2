"""CMaps: character codes to text, and the lengths of codes (ISO 32000-2 9.7.5, 9.10.3)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefpress.structure.syntax import operations

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefpress.structure.problems import Allowance

_LONGEST_TEXT = 512  # bytes of one code
_MOST_ENTRIES = 1e6  # of a section, which has 100 at most (Adobe Technical Note 5014)


@dataclass(frozen=True, slots=True)
class CharacterMap:
    """A CMap: texts by character code and by range of codes, and the codespace.

    `ranges` are (first code, last code, text of the first in UTF-16), sorted; `spaces` are the
    lowest and the highest code of each range of the codespace. `is_sound` is false where a section
    has another number of entries than it says, which some software takes for no map at all.
    """

    codes: Mapping[int, str] = field(default_factory=dict)
    ranges: tuple[tuple[int, int, bytes], ...] = ()
    spaces: tuple[tuple[bytes, bytes], ...] = ()
    is_sound: bool = True


def character_map(data: bytes, allowance: Allowance) -> CharacterMap:
    """Read a ToUnicode CMap, or the codespace of any embedded CMap, as far as the allowance goes."""
    codes: dict[int, str] = {}
    ranges: list[tuple[int, int, bytes]] = []
    spaces: list[tuple[bytes, bytes]] = []
    stated, is_sound = 0, True
    for operator, operands in operations(data):
        if not allowance.take(len(operands) // 2):
            break
        strings = [item for item in operands if isinstance(item, bytes)]
        pairs = zip(strings[::2], strings[1::2], strict=False)
        if operator == b"endcodespacerange":
            spaces += pairs
        elif operator in (b"beginbfchar", b"beginbfrange"):
            stated = int(last_number(operands))
        elif operator == b"endbfchar":
            is_sound &= len(operands) == 2 * stated
            codes.update((int.from_bytes(code), decode_utf16(text)) for code, text in pairs)
        elif operator == b"endbfrange":
            is_sound &= len(operands) == 3 * stated
            _read_ranges(operands, codes, ranges, allowance)
    valid = (pair for pair in spaces if len(pair[0]) == len(pair[1]) and 1 <= len(pair[0]) <= 4)
    return CharacterMap(codes, tuple(sorted(ranges)), tuple(dict.fromkeys(valid)), is_sound)


def last_number(operands: Sequence[object]) -> float:
    """Return the last operand, the number of entries of a section; -1 if it is no number."""
    last = operands[-1] if operands else None
    return last if isinstance(last, int | float) and 0 <= last < _MOST_ENTRIES else -1


def _read_ranges(
    operands: Sequence[object],
    codes: dict[int, str],
    ranges: list[tuple[int, int, bytes]],
    allowance: Allowance,
) -> None:
    """Add ranges of codes, whose texts are consecutive or listed one by one."""
    for low, high, target in zip(*(operands[n::3] for n in range(3)), strict=False):
        if not (isinstance(low, bytes) and isinstance(high, bytes)):
            break
        first = int.from_bytes(low)
        if isinstance(target, bytes):
            ranges.append((first, int.from_bytes(high), target))
        elif isinstance(target, list) and allowance.take(len(target)):
            texts = (decode_utf16(each) for each in target if isinstance(each, bytes))
            codes.update(enumerate(texts, first))


def decode_utf16(data: bytes) -> str:
    """Return the text of a code as a CMap writes it: UTF-16, or Latin-1 if it is a single byte."""
    data = data[:_LONGEST_TEXT]
    return data.decode("latin-1" if len(data) == 1 else "utf-16-be", "replace")
