"""Character codes to text and widths (ISO 32000-2 9.6 to 9.10)."""

from __future__ import annotations

import struct
from bisect import bisect_right
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING

from pypdf._codecs import adobe_glyphs, charset_encoding  # no public name; pypdf is pinned
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from briefpress.structure.facts import FontFact
from briefpress.structure.objects import integer, name_of, number, string
from briefpress.structure.problems import Allowance
from briefpress.structure.syntax import operations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from briefpress.structure.objects import Objects

UNKNOWN = "\ufffd"
_USUAL = 500.0  # thousandths of the size: the width of a glyph of which nothing is said
_ONE_BYTE = {1}
_LONGEST = 512  # bytes: the text of one code (9.10.3)
_SHOWN = 100_000  # bytes: a longer string is cut
FONTS = 4_000
CODES = 400_000
WIDTHS = 1_000_000
_ASCENT, _DESCENT = 750.0, -250.0


@dataclass(frozen=True, slots=True)
class CharacterMap:
    """A CMap: text by character code, by range of codes, and the codespace (9.7.5, 9.10.3).

    `ranges` are (first code, last code, text of the first in UTF-16), sorted; `spaces` are the
    lowest and the highest code of each part of the codespace.
    """

    codes: Mapping[int, str] = field(default_factory=dict)
    ranges: tuple[tuple[int, int, bytes], ...] = ()
    spaces: tuple[tuple[bytes, bytes], ...] = ()


def character_map(data: bytes, room: Allowance) -> CharacterMap:
    """Read a ToUnicode CMap, or the codespace of any embedded CMap, as far as there is room for it."""
    codes: dict[int, str] = {}
    ranges: list[tuple[int, int, bytes]] = []
    spaces: list[tuple[bytes, bytes]] = []
    for operator, operands in operations(data):
        strings = [item for item in operands if isinstance(item, bytes)]
        if not room.take(len(operands) // 2):
            break
        if operator == b"endcodespacerange":
            spaces += zip(strings[::2], strings[1::2], strict=False)
        elif operator == b"endbfchar":
            pairs = zip(strings[::2], strings[1::2], strict=False)
            codes.update((int.from_bytes(code), _target(text)) for code, text in pairs)
        elif operator == b"endbfrange":
            for low, high, target in zip(*(operands[n::3] for n in range(3)), strict=False):
                if not (isinstance(low, bytes) and isinstance(high, bytes)):
                    break
                first = int.from_bytes(low)
                if isinstance(target, bytes):
                    ranges.append((first, int.from_bytes(high), target))
                elif isinstance(target, list) and room.take(len(target)):
                    texts = (_target(each) for each in target if isinstance(each, bytes))
                    codes.update(enumerate(texts, first))
    fitting = (pair for pair in spaces if len(pair[0]) == len(pair[1]) and 1 <= len(pair[0]) <= 4)
    return CharacterMap(codes, tuple(sorted(ranges)), tuple(dict.fromkeys(fitting)))


def _target(data: bytes) -> str:
    data = data[:_LONGEST]
    return data.decode("latin-1" if len(data) == 1 else "utf-16-be", "replace")


class _Codes(dict[int, str]):
    """Character codes to text: by the map, else by the font's encoding, else U+FFFD."""

    def __init__(self, known: CharacterMap, encoding: Mapping[int, str]) -> None:
        super().__init__()
        self._known, self._ranges, self._encoding = known.codes, known.ranges, encoding

    def __missing__(self, code: int) -> str:
        if (text := self._known.get(code)) is not None:
            self[code] = text
            return text
        text = self._encoding.get(code, UNKNOWN)
        place = bisect_right(self._ranges, code, key=itemgetter(0)) - 1
        if place >= 0:
            low, high, target = self._ranges[place]
            if code <= high:
                value = int.from_bytes(target) + code - low
                text = _target((value % (1 << 8 * len(target))).to_bytes(len(target)))
        self[code] = text
        return text


class Widths(dict[int, float]):
    """Widths by character code, in thousandths of the size; all others are `usual`."""

    def __init__(self, known: Mapping[int, float], usual: float = _USUAL) -> None:
        super().__init__(known)
        self._usual = usual

    def __missing__(self, code: int) -> float:
        return self._usual


class Font:
    """Character codes to text; codes are of one byte where no codespace is given.

    `ascent` and `descent` are shares of the size, `scale` is what widths are multiplied with.
    """

    __slots__ = (
        "_codes",
        "_sizes",
        "_spaces",
        "_widths",
        "ascent",
        "descent",
        "is_vertical",
        "name",
        "scale",
    )

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
        self._sizes = {len(low) for low, _ in spaces} or _ONE_BYTE
        self._widths = Widths({}) if widths is None else widths
        self.ascent, self.descent = _ASCENT / 1000, _DESCENT / 1000
        self.scale = 0.001
        self.is_vertical = False

    def show(self, data: bytes) -> tuple[str, float, int, int]:
        """Return the text of a shown string, its width, and how many codes and spaces it has.

        The width is a share of the size; a space is the single byte 32, to which Tw applies (9.3.3).
        """
        data, sizes = data[:_SHOWN], self._sizes
        if sizes == _ONE_BYTE:
            text = data.decode("latin-1").translate(self._codes)
            width = sum(map(self._widths.__getitem__, data))
            return text, width * self.scale, len(data), data.count(32)
        if sizes == {2}:
            codes: Sequence[int] = struct.unpack_from(f">{len(data) // 2}H", data)
        else:
            codes = tuple(self._mixed(data, min(sizes)))
        text = "".join(map(self._codes.__getitem__, codes))
        return text, sum(map(self._widths.__getitem__, codes)) * self.scale, len(codes), 0

    def _mixed(self, data: bytes, shortest: int) -> Iterator[int]:
        """Yield the codes of a string whose codespace has several lengths (9.7.6.3)."""
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


class Fonts:
    """The fonts of a document, each read once."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._fonts: dict[int, Font] = {}
        self._dictionaries: dict[Font, DictionaryObject] = {}
        self._maps: dict[int, CharacterMap] = {}
        self._count = Allowance(objects.problems, FONTS, "fonts")
        self._codes = Allowance(objects.problems, CODES, "character codes of fonts")
        self._widths = Allowance(objects.problems, WIDTHS, "widths of glyphs")

    def get(self, value: object) -> Font | None:
        """Return the font of a font dictionary; None for anything else."""
        if not isinstance(value, DictionaryObject):
            return None
        if (font := self._fonts.get(id(value))) is None:
            if not self._count.take():
                return None
            font = self._fonts[id(value)] = self._read(value)
            self._dictionaries[font] = value
        return font

    def _read(self, dictionary: DictionaryObject) -> Font:
        objects = self._objects
        known = self._map(objects.get(dictionary, "/ToUnicode"))
        name = _without_tag(name_of(objects.get(dictionary, "/BaseFont")) or "")
        if name_of(objects.get(dictionary, "/Subtype")) != "Type0":
            codes = self._simple_codes(dictionary)
            font = Font(name, known, codes, (), self._simple_widths(dictionary, name, codes))
            below: object = dictionary
        else:
            below = next(iter(objects.items(objects.get(dictionary, "/DescendantFonts"))), None)
            encoding, spaces = objects.get(dictionary, "/Encoding"), _TWO_BYTES
            if isinstance(encoding, StreamObject):
                spaces = self._map(encoding).spaces or spaces
            elif encoding not in ("/Identity-H", "/Identity-V"):
                spaces = known.spaces or spaces
            font = Font(name, known, {}, spaces, self._cid_widths(below))
            font.is_vertical = str(encoding).endswith("-V")
        self._measure(font, dictionary, below)
        return font

    def _map(self, stream: object) -> CharacterMap:
        """Read a CMap, which several fonts may share."""
        if id(stream) not in self._maps:
            self._maps[id(stream)] = character_map(self._objects.data(stream), self._codes)
        return self._maps[id(stream)]

    def _measure(self, font: Font, dictionary: object, below: object) -> None:
        """Take the height of the font from its descriptor, and the scale of a Type 3 font (9.6.4)."""
        objects = self._objects
        descriptor = objects.get(below, "/FontDescriptor")
        ascent = number(objects.get(descriptor, "/Ascent"))
        descent = number(objects.get(descriptor, "/Descent"))
        if ascent and descent and 0 < ascent <= 2000 and 0 < ascent - descent <= 3000:
            font.ascent, font.descent = ascent / 1000, -abs(descent) / 1000
        if name_of(objects.get(dictionary, "/Subtype")) == "Type3":
            matrix = objects.items(objects.get(dictionary, "/FontMatrix"))
            font.scale = number(matrix[0]) or 0.001 if matrix else 0.001

    def _simple_widths(
        self, dictionary: object, name: str, codes: Mapping[int, str]
    ) -> Widths | None:
        objects = self._objects
        if objects.get(dictionary, "/Widths") is None:
            return _standard_widths(name, codes)
        first = integer(objects.get(dictionary, "/FirstChar")) or 0
        given = map(number, objects.items(objects.get(dictionary, "/Widths"))[:256])
        known = {code: width for code, width in enumerate(given, first) if width is not None}
        return Widths(
            known, number(objects.get(dictionary, "/FontDescriptor", "/MissingWidth")) or 0.0
        )

    def _cid_widths(self, below: object) -> Widths:
        """Return the widths of a CIDFont, taking codes for CIDs (9.7.4.3)."""
        objects, known = self._objects, dict[int, float]()
        items = iter(objects.items(objects.get(below, "/W")))
        for first in items:
            second = next(items, None)
            if not isinstance(first, int):
                break
            if isinstance(second, list):
                given = (number(objects.resolve(width)) for width in second)
                known |= {code: width or 0.0 for code, width in enumerate(given, int(first))}
            elif isinstance(second, int):
                width = number(next(items, None)) or 0.0
                codes = range(max(int(first), 0), min(int(second), 65_535) + 1)
                known |= dict.fromkeys(codes, width) if self._widths.take(len(codes)) else {}
        usual = number(objects.get(below, "/DW"))
        return Widths(known, 1000.0 if usual is None else usual)

    def _simple_codes(self, dictionary: DictionaryObject) -> dict[int, str]:
        """Return the text of each code by the encoding of a simple font (9.6.5)."""
        objects, encoding = self._objects, self._objects.get(dictionary, "/Encoding")
        own = name_of(objects.get(dictionary, "/BaseFont"))
        base = name_of(encoding) or name_of(objects.get(encoding, "/BaseEncoding")) or own
        table = charset_encoding.get(f"/{base}", charset_encoding["/StandardEncoding"])
        codes = {code: text for code, text in enumerate(table) if not _is_control(text)}
        code = 0
        for item in objects.items(objects.get(encoding, "/Differences")):
            if isinstance(item, int):
                code = item
            elif isinstance(item, NameObject):
                codes[code] = _glyph_text(item[1:])
                code += 1
        return codes

    def facts(self, used: Iterable[Iterable[Font]]) -> tuple[FontFact, ...]:
        """Return a fact for each font, from the fonts that each page uses."""
        pages: dict[Font, list[int]] = {}
        for index, page in enumerate(used):
            for font in page:
                pages.setdefault(font, []).append(index)
        return tuple(self._fact(self._dictionaries[font], on) for font, on in pages.items())

    def _fact(self, font: DictionaryObject, pages: list[int]) -> FontFact:
        objects = self._objects
        subtype = name_of(objects.get(font, "/Subtype")) or ""
        below = next(iter(objects.items(objects.get(font, "/DescendantFonts"))), font)
        descriptor = objects.get(below, "/FontDescriptor")
        files = (objects.get(descriptor, f"/FontFile{kind}") for kind in ("", "2", "3"))
        name = name_of(objects.get(font, "/BaseFont")) or name_of(objects.get(font, "/Name")) or ""
        return FontFact(
            name=_without_tag(name),
            subtype=subtype,
            embedded=subtype == "Type3" or any(isinstance(f, StreamObject) for f in files),
            has_to_unicode=objects.get(font, "/ToUnicode") is not None,
            is_subset=name != _without_tag(name),
            pages=tuple(pages),
            is_predefined=string(objects.get(below, "/CIDSystemInfo", "/Ordering")) in _COLLECTIONS,
        )


_COLLECTIONS = frozenset({"Japan1", "GB1", "CNS1", "Korea1", "KR"})
_TWO_BYTES: tuple[tuple[bytes, bytes], ...] = ((b"\0\0", b"\xff\xff"),)


def _without_tag(name: str) -> str:
    """Take off the six letters that mark a subset (9.9.2)."""
    is_subset = name[6:7] == "+" and name[:6].isalpha() and name[:6].isupper()
    return name[7:] if is_subset else name


def _standard_widths(name: str, codes: Mapping[int, str]) -> Widths | None:
    """Return the widths of one of the standard 14 fonts, which a file need not state (9.6.2.2)."""
    from pypdf._codecs.core_font_metrics import CORE_FONT_METRICS  # noqa: PLC0415 - large, and rare

    metrics = CORE_FONT_METRICS.get(name)
    if metrics is None:
        return None
    known = metrics.character_widths
    return Widths({code: float(known[text]) for code, text in codes.items() if text in known})


def _is_control(text: str) -> bool:
    return text < " " or "\x7f" <= text < "\xa0"


def _glyph_text(name: str) -> str:
    """Return the text that a glyph name stands for, by the Adobe Glyph List's rules."""
    return "".join(map(_component_text, name.partition(".")[0].split("_")))


def _component_text(name: str) -> str:
    if known := adobe_glyphs.get(f"/{name}"):
        return known
    digits = name.removeprefix("uni" if name.startswith("uni") else "u")
    try:
        return chr(int(digits[:6], 16)) if digits != name else UNKNOWN
    except (ValueError, OverflowError):
        return UNKNOWN
