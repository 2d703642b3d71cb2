"""Small tagged PDFs with fonts and parent trees of many kinds, and which tests of PDF/UA-1 each breaks.

What each breaks is veraPDF's verdict, as far as it concerns the tests of `known_faults`.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache, cached_property, partial
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

from pdf_objects import assemble, flate_stream, stream

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FONT = "fontpkg_fira_sans/files/FiraSans-Regular.ttf"
TEXT = "Helo"
XMP = b"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part><dc:title><rdf:Alt><rdf:li xml:lang="x-default">Wells</rdf:li></rdf:Alt>
</dc:title></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""
OBJECTS = {
    1: b"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>/Lang(en)"
    b"/ViewerPreferences<</DisplayDocTitle true>>/Metadata 9 0 R>>",
    2: b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 300 100]>>",
    3: b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/StructParents 0/Tabs/S"
    b"/Resources<</Font<</F1 20 0 R>>>>/Annots 5 0 R>>",
    4: stream(b"/P<</MCID 0>>BDC BT /F1 20 Tf 20 40 Td (Hello) Tj ET EMC"),
    5: b"[]",
    6: b"<</Type/StructTreeRoot/K 7 0 R/ParentTree 10 0 R/RoleMap<</Anchor/Link>>>>",
    7: b"<</Type/StructElem/S/Document/P 6 0 R/K[8 0 R]>>",
    8: b"<</Type/StructElem/S/P/P 7 0 R/Pg 3 0 R/K[0]>>",
    9: stream(XMP, "/Type/Metadata/Subtype/XML"),
    10: b"<</Nums[0[8 0 R]]>>",
}


@dataclass(frozen=True)
class Judged:
    """A file, and the tests that it breaks."""

    name: str
    make: Callable[[], bytes]
    breaks: tuple[str, ...] = ()

    @cached_property
    def data(self) -> bytes:
        return self.make()

    def __str__(self) -> str:
        return self.name


# Fonts


@cache
def _program(
    tables: tuple[tuple[int, int], ...],
) -> tuple[bytes, Mapping[str, int], Mapping[str, int]]:
    """Return a TrueType program with such character tables, and glyph and width of each letter."""
    path = Path(str(distribution("fontpkg-fira-sans").locate_file(FONT)))
    font: Any = TTFont(path)
    subsetter = subset.Subsetter(subset.Options(layout_features=[], notdef_outline=True))
    subsetter.populate(text=TEXT)
    subsetter.subset(font)
    letters = font.getBestCmap()
    font["cmap"].tables = [_table(*kind, letters) for kind in tables]
    out = io.BytesIO()
    font.save(out)
    scale = 1000 / font["head"].unitsPerEm
    widths = {chr(code): round(font["hmtx"][name][0] * scale) for code, name in letters.items()}
    glyphs = {chr(code): font.getGlyphID(name) for code, name in letters.items()}
    return out.getvalue(), glyphs, widths


def _table(platform: int, encoding: int, letters: Mapping[int, str]) -> Any:
    table: Any = CmapSubtable.newSubtable(0 if platform == 1 else 4)
    shift = 0xF000 if (platform, encoding) == (3, 0) else 0
    table.cmap = {code + shift: name for code, name in letters.items()}
    table.platformID, table.platEncID, table.language = platform, encoding, 0
    return table


def _descriptor(flags: int, program: bytes) -> dict[int, bytes]:
    return {
        22: b"<</Type/FontDescriptor/FontName/ABCDEF+Fira/Flags %d/FontBBox[0 0 1000 1000]/ItalicAngle 0"
        b"/Ascent 800/Descent -200/CapHeight 700/StemV 80/FontFile2 23 0 R>>" % flags,
        23: flate_stream(program, f"/Length1 {len(program)}"),
    }


def _map(sections: bytes, codes: bytes = b"<0000> <ffff>") -> bytes:
    head = b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /X def\n"
    space = b"1 begincodespacerange\n%b\nendcodespacerange\n" % codes
    return head + b"/CMapType 2 def\n" + space + sections + b"\nendcmap\nend end"


def composite(make: Callable[[Mapping[str, int]], bytes] | None, entry: bytes = b"24 0 R") -> bytes:
    """Return a file with a composite font, whose ToUnicode map is made of the glyphs of its letters."""
    program, glyphs, widths = _program(((3, 1),))
    by_glyph = b"".join(b"%d[%d]" % (glyphs[each], widths[each]) for each in TEXT)
    below = (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+Fira/FontDescriptor 22 0 R/CIDToGIDMap/Identity"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/W[%b]>>" % by_glyph
    )
    shown = b"".join(b"%04x" % glyphs[each] for each in TEXT)
    return assemble(
        {
            **OBJECTS,
            4: stream(b"/P<</MCID 0>>BDC BT /F1 20 Tf 20 40 Td <%b> Tj ET EMC" % shown),
            20: b"<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Fira/Encoding/Identity-H/DescendantFonts[21 0 R]"
            b"/ToUnicode %b>>" % entry,
            21: below,
            **_descriptor(4, program),
            24: stream(_map(make(glyphs)) if make else b""),
        }
    )


def _chars(glyphs: Mapping[str, int], line: bytes = b"<%04x> <%04x>\n", *, but: str = "") -> bytes:
    entries = [line % (glyph, ord(letter)) for letter, glyph in glyphs.items() if letter != but]
    return b"%d beginbfchar\n%bendbfchar\n" % (len(entries), b"".join(entries))


def _with_l(section: bytes) -> Callable[[Mapping[str, int]], bytes]:
    """Return what makes a map in which a section of its own, with the glyph's code, is for the l."""
    return lambda glyphs: _chars(glyphs, but="l") + section.replace(b"CODE", b"%04x" % glyphs["l"])


def _listed(glyphs: Mapping[str, int], *, short: bool = False) -> bytes:
    last = max(glyphs.values())
    values = {glyph: ord(letter) for letter, glyph in glyphs.items()}
    texts = b"".join(b"<%04x>" % values.get(code, 32) for code in range(1 if short else last + 1))
    return b"1 beginbfrange\n<0000><%04x>[%b]\nendbfrange" % (last, texts)


def simple(
    tables: tuple[tuple[int, int], ...], encoding: bytes, flags: int = 32, codes: bytes = b""
) -> bytes:
    """Return a file with a TrueType font of such character tables and such an encoding."""
    program, _, widths = _program(tables)
    by_code = b" ".join(b"%d" % widths.get(chr(code), 0) for code in range(32, 127))
    font = (
        b"<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Fira/FirstChar 32/LastChar 126/Widths[%b]"
        b"/FontDescriptor 22 0 R/Encoding %b%b>>"
        % (by_code, encoding, b"/ToUnicode 24 0 R" if codes else b"")
    )
    objects = {**OBJECTS, 20: font, **_descriptor(flags, program)}
    return assemble({**objects, 24: stream(_map(codes, b"<00> <ff>"))} if codes else objects)


# The parent tree


def annotated(
    parents: bytes,
    role: bytes = b"Link",
    subtype: bytes = b"Link",
    more: bytes = b"/StructParent 1",
    box: bytes = b"20 40 50 60",
) -> bytes:
    """Return a file with an annotation in an element of a role, and such a parent tree."""
    program, _, widths = _program(((3, 1),))
    by_code = b" ".join(b"%d" % widths.get(chr(code), 0) for code in range(32, 127))
    return assemble(
        {
            **OBJECTS,
            5: b"[11 0 R]",
            8: b"<</Type/StructElem/S/P/P 7 0 R/Pg 3 0 R/K[0 12 0 R]>>",
            10: parents,
            11: b"<</Type/Annot/Subtype/%b/Rect[%b]/Contents(To the wells)/Border[0 0 0]"
            b"/A<</S/URI/URI(https://example.org)>>%b>>" % (subtype, box, more),
            12: b"<</Type/StructElem/S/%b/P 8 0 R/Pg 3 0 R/K[<</Type/OBJR/Obj 11 0 R>>]>>" % role,
            13: b"<</Limits[0 1]/Nums[0[8 0 R]1 12 0 R]>>",
            20: b"<</Type/Font/Subtype/TrueType/BaseFont/ABCDEF+Fira/FirstChar 32/LastChar 126/Widths[%b]"
            b"/FontDescriptor 22 0 R/Encoding/WinAnsiEncoding>>" % by_code,
            **_descriptor(32, program),
        }
    )


WIN = b"/WinAnsiEncoding"
UNICODE, MAC, SYMBOL = (3, 1), (1, 0), (3, 0)
DIRECT = b"<</Kids[<</Limits[0 1]/Nums[0[8 0 R]1 12 0 R]>>]>>"
DIRECT_WITHOUT = b"<</Kids[<</Limits[0 0]/Nums[0[8 0 R]]>>]>>"
DIFFERENCES = b"<</BaseEncoding/WinAnsiEncoding/Differences[%b]>>"
NO_UNICODE, NO_ENCODING = ("7.21.7-1",), ("7.21.6-2",)

MAPS = (
    Judged("characters one by one", partial(composite, _chars)),
    Judged("no blanks between codes", partial(composite, partial(_chars, line=b"<%04x><%04x>\n"))),
    Judged("one line", partial(composite, partial(_chars, line=b"<%04x> <%04x> "))),
    Judged("blanks within a code", partial(composite, partial(_chars, line=b"<%04x> <00 %02x>\n"))),
    Judged("a list in a range", partial(composite, _listed)),
    Judged("a list that is too short", partial(composite, partial(_listed, short=True)), NO_UNICODE),
    Judged("a range without blanks", partial(composite, _with_l(b"1 beginbfrange\n<CODE><CODE><006c>\nendbfrange"))),
    Judged("a range without a value",
           partial(composite, _with_l(b"1 beginbfrange\n<CODE> <CODE> <>\nendbfrange")), NO_UNICODE),
    Judged("a range that ends before it begins",
           partial(composite, _with_l(b"1 beginbfrange\n<CODE> <0000> <0041>\nendbfrange")), NO_UNICODE),
    Judged("an empty value", partial(composite, _with_l(b"1 beginbfchar\n<CODE> <>\nendbfchar"))),
    Judged("a value of one byte", partial(composite, _with_l(b"1 beginbfchar\n<CODE> <6c>\nendbfchar"))),
    Judged("several characters", partial(composite, _with_l(b"1 beginbfchar\n<CODE> <00660069>\nendbfchar"))),
    Judged("a character beyond the first plane",
           partial(composite, _with_l(b"1 beginbfchar\n<CODE> <D835DC00>\nendbfchar"))),
    Judged("a letter that is missing", partial(composite, partial(_chars, but="l")), NO_UNICODE),
    Judged("fewer entries than stated",
           partial(composite, _with_l(b"9 beginbfchar\n<CODE> <006c>\nendbfchar")), NO_UNICODE),
    Judged("more entries than stated",
           partial(composite, _with_l(b"0 beginbfchar\n<CODE> <006c>\nendbfchar")), NO_UNICODE),
    Judged("a map by its name", partial(composite, None, b"/Identity-H")),
    Judged("an empty map", partial(composite, None), NO_UNICODE),
    Judged("no map", partial(composite, None, b"null"), NO_UNICODE),
)  # fmt: skip
ENCODINGS = (
    Judged("a table of the Macintosh alone", partial(simple, (MAC,), WIN)),
    Judged("a table of the Macintosh, and its encoding", partial(simple, (MAC,), b"/MacRomanEncoding")),
    Judged("a table of the Macintosh and one of symbols", partial(simple, (SYMBOL, MAC), WIN)),
    Judged("a base encoding", partial(simple, (MAC,), DIFFERENCES.replace(b"/Differences[%b]", b""))),
    Judged("no differences in the list", partial(simple, (UNICODE,), DIFFERENCES % b"")),
    Judged("no differences in the list, and no Unicode", partial(simple, (MAC,), DIFFERENCES % b""), NO_ENCODING),
    Judged("names of glyphs", partial(simple, (UNICODE,), DIFFERENCES % b"72/H 101/e")),
    Judged("names of glyphs, and no Unicode", partial(simple, (MAC,), DIFFERENCES % b"72/H 101/e"), NO_ENCODING),
    Judged("a name that says nothing", partial(simple, (UNICODE,), DIFFERENCES % b"72/g1"), NO_ENCODING + NO_UNICODE),
    Judged("a name of a code", partial(simple, (UNICODE,), DIFFERENCES % b"72/uni0048"), NO_ENCODING + NO_UNICODE),
    Judged("a name that says nothing, with a map",
           partial(simple, (UNICODE,), DIFFERENCES % b"72/g1", codes=b"1 beginbfrange\n<48><48>[<0048>]\nendbfrange"),
           NO_ENCODING),
    Judged("another encoding", partial(simple, (UNICODE,), b"/PDFDocEncoding"), NO_ENCODING + NO_UNICODE),
    Judged("no encoding", partial(simple, (UNICODE,), b"null"), NO_ENCODING + NO_UNICODE),
    Judged("a font of symbols", partial(simple, (SYMBOL,), b"null", 4), NO_UNICODE),
    Judged("a font of symbols with a map",
           partial(simple, (SYMBOL,), b"null", 4, b"1 beginbfrange\n<20><7e><0020>\nendbfrange")),
)  # fmt: skip
PARENTS = (
    Judged("one list", partial(annotated, b"<</Nums[0[8 0 R]1 12 0 R]>>")),
    Judged("a part of its own", partial(annotated, b"<</Kids[13 0 R]>>")),
    Judged("a direct part", partial(annotated, DIRECT)),
    Judged("two direct parts",
           partial(annotated, b"<</Kids[<</Limits[0 0]/Nums[0[8 0 R]]>><</Limits[1 1]/Nums[1 12 0 R]>>]>>")),
    Judged("a direct part in a direct part", partial(annotated, b"<</Kids[<</Limits[0 1]/Kids[13 0 R]>>]>>")),
    Judged("a role of one's own", partial(annotated, DIRECT, b"Anchor")),
    Judged("a comment", partial(annotated, DIRECT, b"Annot", b"Text")),
    Judged("a comment in a link", partial(annotated, DIRECT, b"Link", b"Text"), ("7.18.1-1",)),
    Judged("a window of a comment", partial(annotated, DIRECT, b"Span", b"Popup"), ("7.18.1-1",)),
    Judged("a field", partial(annotated, DIRECT, b"Form", b"Widget")),
    Judged("a field in a paragraph", partial(annotated, DIRECT, b"Span", b"Widget"), ("7.18.4-1",)),
    Judged("a link that the tree leaves out", partial(annotated, DIRECT_WITHOUT), ("7.18.5-1",)),
    Judged("a link of another element", partial(annotated, DIRECT.replace(b"1 12", b"1 8")), ("7.18.5-1",)),
    Judged("a link of none", partial(annotated, DIRECT, more=b""), ("7.18.5-1",)),
    Judged("a link in a span", partial(annotated, DIRECT, b"Span"), ("7.18.5-1",)),
    Judged("a hidden link of none", partial(annotated, DIRECT, more=b"/F 2")),
    Judged("a link of none that is not viewed", partial(annotated, DIRECT, more=b"/F 32"), ("7.18.5-1",)),
    Judged("a link of none off the page",
           partial(annotated, DIRECT, more=b"", box=b"920 40 950 60")),
)  # fmt: skip
JUDGED = MAPS + ENCODINGS + PARENTS
