"""Forms, patterns and operators without end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hostile.builder import PLAIN, Case, make_page, make_pdf
from pdf_objects import flate_stream, stream

if TYPE_CHECKING:
    from collections.abc import Callable


def form(content: bytes, entries: str = "") -> bytes:
    return stream(content, f"/Type/XObject/Subtype/Form/BBox[0 0 200 100]{entries}")


def billion_laughs(depth: int, kind: str = "/F1 9 Tf (ha) Tj") -> bytes:
    """Nested forms, each of which draws the next one ten times."""
    forms = {
        20 + n: form(b"/X Do " * 10, f"/Resources<</XObject<</X {21 + n} 0 R>>>>")
        for n in range(depth)
    }
    last = form(kind.encode(), "/Resources<</Font<</F1 5 0 R>>>>")
    resources = b"<</Font<</F1 5 0 R>>/XObject<</X 20 0 R>>>>"
    return make_pdf({4: stream(b"/X Do"), 7: resources, 20 + depth: last, **forms})


def form_of_itself(_size: int) -> bytes:
    own = "/Resources<</XObject<</X 21 0 R/Y 22 0 R>>>>"
    return make_page(b"/X Do", "/XObject<</X 21 0 R/Y 22 0 R>>", font=b"null",
                 x=form(b"/Y Do /X Do", own), y=form(b"/X Do /Y Do", own))  # fmt: skip


def patterns_doubling(depth: int) -> bytes:
    """Nested tiling patterns with steps of a hundredth of a point."""
    tile = "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep .01/YStep .01"
    fill = b"/Pattern cs /X scn 0 0 200 100 re f "
    patterns = {
        20 + n: stream(fill * 3, f"{tile}/Resources<</Pattern<</X {21 + n} 0 R>>>>")
        for n in range(depth)
    }
    last = stream(b"0 0 9 9 re f", f"{tile}/Resources<<>>")
    return make_pdf(
        {4: stream(fill), 7: b"<</Pattern<</X 20 0 R>>>>", 20 + depth: last, **patterns}
    )


def type3_of_itself(_size: int) -> bytes:
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/FirstChar 97"
        b"/LastChar 97/Widths[9]/Encoding<</Differences[97/a]>>/CharProcs<</a 21 0 R>>"
        b"/Resources<</Font<</F2 20 0 R>>>>>>"
    )
    glyph = stream(b"9 0 d0 BT /F2 9 Tf (" + b"a" * 99 + b") Tj ET")
    return make_page(b"BT /F2 9 Tf (aaaa) Tj ET", font=font, glyph=glyph)


def operators(text: bytes) -> Callable[[int], bytes]:
    def make(size: int) -> bytes:
        return make_page(b"BT /F1 9 Tf " + text * size, "/XObject<</Im 21 0 R>>/Properties<</A 22 0 R>>",
                     font=PLAIN[5], image=stream(b"\0", "/Subtype/Image/Width 1/Height 1"),
                     properties=b"<</ActualText 23 0 R>>", long=b"(" + b"word " * 100_000 + b")")  # fmt: skip

    return make


def marks_many(size: int) -> bytes:
    content = b"".join(b"/P<</MCID %d>>BDC(a)Tj EMC " % number for number in range(size))
    return make_page(b"BT /F1 9 Tf " + content, font=PLAIN[5])


def artifacts_many(size: int) -> bytes:
    """Artifacts with different texts in the middle of the page, and paragraphs to compare them with."""
    text = b"".join(b"/Artifact BMC 1 0 0 1 20 50 cm (one two %d) Tj EMC " % n for n in range(size))
    heard = b"".join(b"/P<</MCID %d>>BDC (one two %d one two %d) Tj EMC " % (n, n, n + 7)
                     for n in range(size))  # fmt: skip
    kids = b"<</S/P/Pg 3 0 R/K[" + b" ".join(b"%d" % n for n in range(size)) + b"]>>"
    content = b"BT /F1 9 Tf 20 50 Td " + text + heard
    return make_pdf({4: flate_stream(content), 8: kids})


def strings_long(size: int) -> bytes:
    """A text of one word, and one with a bracket that is never closed."""
    return make_page(
        b"BT /F1 1 Tf /P<</MCID 0>>BDC ("
        + b"a" * size + b") Tj EMC /P<</MCID 1>>BDC \\(" + b"a1 (" * size,
        font=PLAIN[5],
    )  # fmt: skip


CASES = (
    Case("form-of-itself", form_of_itself, 1, "draws itself"),
    Case("form-billion-laughs", billion_laughs, 25, "too much"),
    Case("form-billion-laughs-empty", lambda size: billion_laughs(size, ""), 25, "too much"),
    Case("patterns-doubling", patterns_doubling, 20),
    Case("type3-of-itself", type3_of_itself, 1),
    Case("operators-paths", operators(b"0 0 m 9 9 l S "), 1_000_000, "left out"),
    Case("operators-rectangles", operators(b"1 1 9 9 re f "), 1_000_000, "left out"),
    Case("operators-text", operators(b"(a) Tj 0 -9 Td "), 1_000_000, "left out"),
    Case("operators-states", operators(b"q "), 5_000_000, "left out"),
    Case("operators-images", operators(b"/Im Do "), 1_000_000, "left out"),
    Case("operators-inline-images", operators(b"BI ID \x80 EI "), 1_000_000),
    Case("operators-artifacts", operators(b"/Artifact BMC(a)Tj EMC "), 800_000, "left out"),
    Case("operators-nested-marks", operators(b"/P BMC "), 1_000_000, "marked content is not closed"),
    Case("operators-actual-text", operators(b"/Span/A BDC(a)Tj EMC "), 400_000, "left out"),
    Case("operators-open-arrays", operators(b"[ "), 5_000_000),
    Case("operators-open-strings", operators(b"( "), 5_000_000),
    Case("operators-numbers", operators(b"1 "), 9_000_000, "no operators"),
    Case("operators-moves", operators(b"999999999 1 Td "), 2_000_000),
    Case("marks-many", marks_many, 500_000, "left out"),
    Case("artifacts-many", artifacts_many, 80_000),
    Case("strings-long", strings_long, 2_000_000),
)  # fmt: skip
