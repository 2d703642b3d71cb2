"""Character codes to text, by the fonts of a PDF."""

from __future__ import annotations

import pytest

from briefpress.structure import (
    FontFact,
)
from handmade_pdfs import inspect_content
from pdf_objects import stream

CMAP = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
1 begincodespacerange <00> <7F> <8000> <FFFF> endcodespacerange
3 beginbfchar <41> <0061> <8001> <D83DDE00> <8002> <00660069> endbfchar
3 beginbfrange <42> <43> <0062> <8010> <8011> [<0078> <0079>] <44> (b) endbfrange
1 beginbfrange /no /such /range endbfrange"""


def test_simple_fonts_are_decoded_by_encoding_and_differences() -> None:
    names = "/eacute/f_i/uni0416/u1F600/g7/uniXYZ/a.alt"
    font = f"<</Subtype/Type1/Encoding<</Differences[65{names}]>>>>".encode()
    found = inspect_content(b"/P <</MCID 0>> BDC /F2 9 Tf (ABCDEFGab\x80) Tj EMC", font=font)

    assert found.roots[0].text == "éfiЖ😀\ufffd\ufffdaab\ufffd"


def test_to_unicode_overrides_the_encoding() -> None:
    font = b"<</Subtype/TrueType/Encoding/WinAnsiEncoding/ToUnicode 21 0 R>>"
    found = inspect_content(
        b"/P <</MCID 0>> BDC /F2 9 Tf (ABCX) Tj EMC", font=font, cmap=stream(CMAP)
    )

    assert found.roots[0].text == "abcX"
    assert found.fonts[0].has_to_unicode


@pytest.mark.parametrize("encoding", ["21 0 R", "/90ms-RKSJ-H"])
def test_codes_of_several_lengths(encoding: str) -> None:
    font = f"<</Subtype/Type0/Encoding {encoding}/ToUnicode 21 0 R>>".encode()
    shown = b"<41 42 8001 8002 8010 8011 8099 81> Tj"
    found = inspect_content(
        b"/P <</MCID 0>> BDC /F2 9 Tf " + shown + b" EMC", font=font, cmap=stream(CMAP)
    )

    assert found.roots[0].text == "ab😀fixy\ufffd\ufffd"


def test_unknown_codes_become_replacement_characters() -> None:
    font = b"<</Subtype/Type0/BaseFont/ABCDEF+Kozuka/Encoding/Identity-H/DescendantFonts[22 0 R]>>"
    below = b"<</Subtype/CIDFontType2/FontDescriptor<</FontFile2 21 0 R>>>>"
    content = b"/P <</MCID 0>> BDC /State gs <00410042> Tj EMC"
    state = "/ExtGState<</State<</Font[20 0 R 9]>>>>"
    found = inspect_content(content, state, font=font, file=stream(b""), below=below)

    assert found.roots[0].text == "\ufffd\ufffd"
    assert found.fonts == (FontFact("Kozuka", "Type0", True, False, True, (0,), unmapped=(65, 66)),)
