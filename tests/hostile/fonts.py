"""Fonts, CMaps and colour spaces."""

from __future__ import annotations

from hostile.builder import HUGE_NUMBER, Case, make_page, make_pdf
from pdf_objects import flate_stream


def cmap(body: str) -> bytes:
    spaces = "1 begincodespacerange <0000> <FFFF> endcodespacerange"
    return flate_stream(
        f"/CIDInit/ProcSet findresource begin begincmap {spaces} {body} endcmap".encode()
    )


def type0(**entries: str) -> bytes:
    more = "".join(f"/{key} {value}" for key, value in entries.items())
    return f"<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H{more}>>".encode()


def cmap_ranges(size: int) -> bytes:
    ranges = "1 beginbfrange <0000> <FFFFFFFF> <0041> endbfrange " * size
    return make_page(b"BT /F2 9 Tf " + b"<00410042> Tj " * size, font=type0(ToUnicode="21 0 R"),
                 cmap=cmap(ranges))  # fmt: skip


def cmap_long(size: int) -> bytes:
    pairs = "".join(f"<{code & 65535:04X}> <0041>" for code in range(size))
    return make_page(b"BT /F2 9 Tf <00410042> Tj", font=type0(ToUnicode="21 0 R"),
                 cmap=cmap(f"9 beginbfchar {pairs} endbfchar"))  # fmt: skip


def cmap_of_many_fonts(size: int) -> bytes:
    """A long CMap that many fonts share."""
    pairs = "".join(f"<{code:04X}> <0041>" for code in range(20_000))
    fonts = {21 + n: type0(ToUnicode="20 0 R", DescendantFonts="[19 0 R]") for n in range(size)}
    names = "".join(f"/G{n} {21 + n} 0 R" for n in range(size))
    below = b"<</Subtype/CIDFontType2/W[0 65535 500]>>"
    content = "BT " + "".join(f"/G{n} 9 Tf <00410042> Tj " for n in range(size))
    return make_pdf({4: flate_stream(content.encode()), 7: f"<</Font<<{names}>>>>".encode(), 19: below,
                 20: cmap(f"9 beginbfchar {pairs} endbfchar"), **fonts})  # fmt: skip


def cmap_expansion(size: int) -> bytes:
    """A character code that is mapped to 100,000 characters."""
    return make_page(
        b"BT /F2 9 Tf " + b"(" + b"aa" * size + b") Tj " + b"(aa) Tj " * size,
        font=type0(ToUnicode="21 0 R"),
        cmap=cmap(f"1 beginbfchar <6161> <{'0041' * 100_000}> endbfchar"),
    )


def widths_huge(size: int) -> bytes:
    below = f"<</Subtype/CIDFontType2/DW {HUGE_NUMBER}/W[{'0 65535 500 ' * size}0 9999999999 500]>>"
    return make_page(b"BT /F2 9 Tf <00410042> Tj", font=type0(DescendantFonts="[21 0 R]"),
                 below=below.encode())  # fmt: skip


def fonts_many(size: int) -> bytes:
    fonts = {20 + n: b"<</Type/Font/Subtype/Type1/FirstChar 0/Widths 19 0 R>>" for n in range(size)}
    names = "".join(f"/G{n} {20 + n} 0 R" for n in range(size))
    content = "BT " + "".join(f"/G{n} 9 Tf (ab) Tj " for n in range(size))
    widths = f"[{'500 ' * 256}]".encode()
    return make_pdf(
        {
            4: flate_stream(content.encode()),
            7: f"<</Font<<{names}>>>>".encode(),
            19: widths,
            **fonts,
        }
    )


_FONTS = (
    "",
    "/Subtype/None",
    "/Subtype/Type0",
    "/Subtype/Type0/DescendantFonts[20 0 R]",
    "/Subtype/Type0/Encoding 4 0 R",
    "/Subtype/Type0/ToUnicode 4 0 R/DescendantFonts 20 0 R",
    "/Subtype/Type0/DescendantFonts[<</W[1[2]3[4 5]6 7]/DW(a)/FontDescriptor<</Ascent 1000000000/Descent 1>>>>]",
    "/Subtype/Type1/Encoding 3",
    "/Subtype/Type1/FontDescriptor 20 0 R",
    f"/Subtype/Type1/FirstChar -99/Widths[(a)/b null {HUGE_NUMBER}]",
    "/Subtype/TrueType/Encoding<</Differences[/a/b 1000000000/c -3/d(e)]>>",
    "/Subtype/Type3/FontMatrix[0 0 0 0 0 0]",
    "/Subtype/Type3/CharProcs<</a 4 0 R>>/FontMatrix[(a)]",
)


def fonts_odd(size: int) -> bytes:
    fonts = {20 + n: f"<</Type/Font{entries}>>".encode() for n, entries in enumerate(_FONTS)}
    names = "".join(f"/G{n} {20 + n} 0 R" for n in range(len(_FONTS)))
    content = "BT " + "".join(f"/G{n} 9 Tf (ab) Tj <414243> Tj " for n in range(len(_FONTS))) * size
    return make_pdf(
        {4: flate_stream(content.encode()), 7: f"<</Font<<{names}>>>>".encode(), **fonts}
    )


def colours_odd(size: int) -> bytes:
    spaces = ("/A[/Indexed 20 0 R 1000000000(abc)]/B[/Separation/x 20 0 R 21 0 R]/C 20 0 R/D[/Indexed/C 0 4 0 R]"
              "/E[/DeviceN[/a/b]/DeviceRGB<</FunctionType 2/C0[1 1]/C1[0]/N -5>>]/F[/Lab]"
              "/G[/Separation/x/DeviceGray<</FunctionType 2/N -5>>]")  # fmt: skip
    content = b"".join(
        b"/%c cs -1 scn (a) Tj 0 scn (b) Tj 999999999999999999999999999999 scn (c) Tj 1 2 3 4 5 scn (d) Tj "
        % name
        for name in b"ABCDEFG"
    )
    return make_pdf({4: flate_stream(b"BT /F1 9 Tf 0 g " + content * size),
                 7: f"<</Font<</F1 5 0 R>>/ColorSpace<<{spaces}>>>>".encode(),
                 20: b"[/Indexed 20 0 R 255 20 0 R]", 21: b"<</FunctionType 3/Functions[21 0 R]>>"})  # fmt: skip


CASES = (
    Case("cmap-ranges", cmap_ranges, 100_000),
    Case("cmap-long", cmap_long, 1_000_000),
    Case("cmap-of-many-fonts", cmap_of_many_fonts, 3_000),
    Case("cmap-expansion", cmap_expansion, 200_000),
    Case("widths-huge", widths_huge, 30_000, "widths"),
    Case("fonts-many", fonts_many, 50_000, "fonts are left out"),
    Case("fonts-odd", fonts_odd, 1),
    Case("colours-odd", colours_odd, 1),
)  # fmt: skip
