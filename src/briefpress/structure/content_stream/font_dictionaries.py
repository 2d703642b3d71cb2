"""Font dictionaries to fonts (ISO 32000-2 9.6 to 9.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pypdf._codecs import adobe_glyphs, charset_encoding  # no public name; pypdf is pinned
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from briefpress.structure.content_stream.cmaps import CharacterMap, character_map
from briefpress.structure.content_stream.font_encodings import (
    COLLECTIONS,
    is_encoding_sound,
    without_unicode,
)
from briefpress.structure.content_stream.fonts import UNKNOWN, Font, Widths
from briefpress.structure.content_stream.glyph_names import GlyphNames
from briefpress.structure.facts import FontFact
from briefpress.structure.objects import integer, name_of, number, string
from briefpress.structure.problems import Allowance

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefpress.structure.objects import Objects

FONTS = 4_000
CODES = 400_000
WIDTHS = 1_000_000
_TWO_BYTES: tuple[tuple[bytes, bytes], ...] = ((b"\0\0", b"\xff\xff"),)


class Fonts:
    """The fonts of a document, each of which is read once."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._fonts: dict[int, Font] = {}
        self._dictionaries: dict[Font, DictionaryObject] = {}
        self._maps: dict[int, CharacterMap] = {}
        self._glyph_names = GlyphNames(objects, _glyph_text)
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
        if name_of(self._objects.get(dictionary, "/Subtype")) == "Type0":
            return self._read_composite(dictionary)
        name, known = self._name(dictionary), self._to_unicode(dictionary)
        codes = self._simple_codes(dictionary)
        font = Font(name, known, codes, (), self._simple_widths(dictionary, name, codes))
        self._set_metrics(font, dictionary, dictionary)
        return font

    def _read_composite(self, dictionary: DictionaryObject) -> Font:
        """Read a Type0 font, which takes its glyphs from a descendant font (9.7)."""
        objects, known = self._objects, self._to_unicode(dictionary)
        descendant = next(iter(objects.items(objects.get(dictionary, "/DescendantFonts"))), None)
        encoding, spaces = objects.get(dictionary, "/Encoding"), _TWO_BYTES
        if isinstance(encoding, StreamObject):
            spaces = self._map(encoding).spaces or spaces
        elif encoding not in ("/Identity-H", "/Identity-V"):
            spaces = known.spaces or spaces
        font = Font(self._name(dictionary), known, {}, spaces, self._cid_widths(descendant))
        font.is_vertical = str(encoding).endswith("-V")
        self._set_metrics(font, dictionary, descendant)
        return font

    def _name(self, dictionary: object) -> str:
        return _without_subset_tag(name_of(self._objects.get(dictionary, "/BaseFont")) or "")

    def _to_unicode(self, dictionary: object) -> CharacterMap:
        return self._map(self._objects.get(dictionary, "/ToUnicode"))

    def _map(self, stream: object) -> CharacterMap:
        """Return a CMap, which several fonts may share."""
        if id(stream) not in self._maps:
            self._maps[id(stream)] = character_map(self._objects.data(stream), self._codes)
        return self._maps[id(stream)]

    def _set_metrics(self, font: Font, dictionary: object, descendant: object) -> None:
        """Set ascent and descent by the font descriptor, and the scale of a Type 3 font (9.6.4)."""
        objects = self._objects
        descriptor = objects.get(descendant, "/FontDescriptor")
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

    def _cid_widths(self, descendant: object) -> Widths:
        """Return the widths of a CIDFont by CID (9.7.4.3); codes are taken for CIDs."""
        objects, known = self._objects, dict[int, float]()
        items = iter(objects.items(objects.get(descendant, "/W")))
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
        default = number(objects.get(descendant, "/DW"))
        return Widths(known, 1000.0 if default is None else default)

    def _simple_codes(self, dictionary: DictionaryObject) -> dict[int, str]:
        """Return the texts of codes by the encoding of a simple font (9.6.5)."""
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

    def facts(self, used: Iterable[Mapping[Font, bool]]) -> tuple[FontFact, ...]:
        """Return the facts of the fonts that each page uses, and whether it paints text in them."""
        pages: dict[Font, list[int]] = {}
        painted: set[Font] = set()
        for index, page in enumerate(used):
            for font, is_painted in page.items():
                pages.setdefault(font, []).append(index)
                painted |= {font} if is_painted else set()
        return tuple(self._fact(font, on, is_painted=font in painted) for font, on in pages.items())

    def _fact(self, font: Font, pages: list[int], *, is_painted: bool) -> FontFact:
        objects, dictionary = self._objects, self._dictionaries[font]
        subtype = name_of(objects.get(dictionary, "/Subtype")) or ""
        descendant = next(
            iter(objects.items(objects.get(dictionary, "/DescendantFonts"))), dictionary
        )
        descriptor = objects.get(descendant, "/FontDescriptor")
        files = (objects.get(descriptor, f"/FontFile{kind}") for kind in ("", "2", "3"))
        given = (name_of(objects.get(dictionary, key)) for key in ("/BaseFont", "/Name"))
        name = next(filter(None, given), "")
        return FontFact(
            name=_without_subset_tag(name),
            subtype=subtype,
            embedded=subtype == "Type3" or any(isinstance(f, StreamObject) for f in files),
            has_to_unicode=objects.get(dictionary, "/ToUnicode") is not None,
            is_subset=name != _without_subset_tag(name),
            pages=tuple(pages),
            is_predefined=string(objects.get(descendant, "/CIDSystemInfo", "/Ordering"))
            in COLLECTIONS,
            is_painted=is_painted,
            unmapped=without_unicode(objects, dictionary, font.unmapped),
            is_encoding_sound=is_encoding_sound(objects, dictionary),
            contradictions=self._contradictions(font, dictionary, descendant),
        )

    def _contradictions(
        self, font: Font, dictionary: DictionaryObject, descendant: object
    ) -> tuple[tuple[str, str], ...]:
        """Return the texts of glyphs that their names, or the font, contradict; see `FontFact`."""
        encoding = self._objects.get(dictionary, "/Encoding")
        if encoding is None or self._objects.get(dictionary, "/ToUnicode") is None:
            return ()
        if descendant is dictionary:
            codes = self._simple_codes(dictionary).items()
            meant = {code: frozenset({text}) for code, text in codes}
        elif encoding in ("/Identity-H", "/Identity-V"):
            meant = self._glyph_names.meant_by_font(descendant)
        else:
            return ()
        return self._glyph_names.contradictions(font.shown, meant)


def _without_subset_tag(name: str) -> str:
    """Return a font name without the six letters that mark a subset (9.9.2)."""
    is_subset = name[6:7] == "+" and name[:6].isalpha() and name[:6].isupper()
    return name[7:] if is_subset else name


def _standard_widths(name: str, codes: Mapping[int, str]) -> Widths | None:
    """Return the widths of one of the 14 standard fonts, which a file may omit (9.6.2.2)."""
    from pypdf._codecs.core_font_metrics import CORE_FONT_METRICS  # noqa: PLC0415 - large, and rare

    metrics = CORE_FONT_METRICS.get(name)
    if metrics is None:
        return None
    known = metrics.character_widths
    return Widths({code: float(known[text]) for code, text in codes.items() if text in known})


def _is_control(text: str) -> bool:
    return text < " " or "\x7f" <= text < "\xa0"


def _glyph_text(name: str) -> str:
    """Return the text of a glyph name, by the rules of the Adobe Glyph List."""
    return "".join(map(_component_text, name.partition(".")[0].split("_")))


def _component_text(name: str) -> str:
    if known := adobe_glyphs.get(f"/{name}"):
        return known
    digits = name.removeprefix("uni" if name.startswith("uni") else "u")
    try:
        return chr(int(digits[:6], 16)) if digits != name else UNKNOWN
    except (ValueError, OverflowError):
        return UNKNOWN
