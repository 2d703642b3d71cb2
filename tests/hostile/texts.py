"""Texts and elements that are slow to compare or to search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hostile.builder import Case, make_pdf, make_tree, references
from pdf_objects import flate_stream

if TYPE_CHECKING:
    pass


def paragraphs(text: bytes, count: int, role: str = "P") -> bytes:
    """Return a page with the same text in each of `count` elements."""
    content = b"".join(b"/P<</MCID %d>>BDC (%s) Tj EMC " % (n, text) for n in range(count))
    kids = {20 + n: f"<</S/{role}/Pg 3 0 R/K {n}>>".encode() for n in range(count)}
    root = f"<</K[{references(20, count)}]>>".encode()
    page = b"BT /F1 9 Tf 20 50 Td " + content
    return make_pdf({4: flate_stream(page), 6: root, **kids})


def prose_many(size: int) -> bytes:
    text = (
        b"The rain has come late this year, and those who sow have waited for it in vain so far. "
    )
    return paragraphs(text, size)


def actual_text_many(size: int) -> bytes:
    """Long texts with an ActualText that says something else."""
    lie = b"/Span<</ActualText(%s)>>BDC (%s) Tj EMC" % (b"abc " * 1_000, b"xyz " * 300)
    content = b"BT /F1 9 Tf 20 50 Td " + b"".join(
        b"/P<</MCID %d>>BDC %s EMC " % (n, lie) for n in range(size)
    )
    kids = b"<</S/P/Pg 3 0 R/K[" + b" ".join(b"%d" % n for n in range(size)) + b"]>>"
    return make_pdf({4: flate_stream(content), 8: kids})


def actual_text_deep(size: int) -> bytes:
    """Nested elements with an ActualText that says something else, around many texts."""
    outer = {20 + n: f"<</S/Div/ActualText(No)/K {21 + n} 0 R>>".encode() for n in range(size)}
    texts = b" ".join(b"%d" % n for n in range(20_000))
    inner = b"<</S/P/Pg 3 0 R/K[" + texts + b"]>>"
    content = b"".join(b"/P<</MCID %d>>BDC (some words) Tj EMC " % n for n in range(20_000))
    page = b"BT /F1 9 Tf 20 50 Td " + content
    return make_pdf({4: flate_stream(page), 6: b"<</K 20 0 R>>", **outer, 20 + size: inner})


def numbers_hidden(size: int) -> bytes:
    """Numbers that are artifacts, and list items, any of which may belong together."""
    signs = b"".join(b"/Artifact BMC 0 -9 Td (%d.) Tj EMC " % (n % 100) for n in range(size))
    items = b"".join(b"/LI<</MCID %d>>BDC (an item) Tj EMC " % n for n in range(size))
    kids = {20 + n: f"<</S/LI/Pg 3 0 R/K {n}>>".encode() for n in range(size)}
    root = f"<</K[{references(20, size)}]>>".encode()
    return make_pdf({4: flate_stream(b"BT /F1 9 Tf 20 50 Td " + signs + items), 6: root, **kids})


def contents_many(size: int) -> bytes:
    """Bookmarks whose titles are headings that stand elsewhere."""
    text = b"".join(b"/H1<</MCID %d>>BDC 0 -9 Td (Part %dx) Tj EMC " % (n, n) for n in range(size))
    kids = {20 + n: f"<</S/H1/Pg 3 0 R/K {n}>>".encode() for n in range(size)}
    first = 20 + size
    chain = {
        first
        + n: f"<</Title(Part {n}x)/Dest[3 0 R/XYZ 0 {n} 0]/Next {first + n + 1} 0 R>>".encode()
        for n in range(size)
    }
    root = f"<</K[{references(20, size)}]>>".encode()
    page = flate_stream(b"BT /F1 9 Tf 20 50 Td " + text)
    return make_pdf({4: page, 6: root, **kids, **chain}, Outlines=f"<</First {first} 0 R>>")


def layers_many(size: int) -> bytes:
    """Many layers that are hidden, and texts that belong to all of them."""
    groups = {20 + n: b"<</Type/OCG/Name(A)>>" for n in range(size)}
    listed = references(20, size)
    every = f"<</Type/OCMD/OCGs[{listed}]>>"
    names = "".join(
        f"/L{n} {every}" if n % 100 == 0 else f"/L{n} {20 + n} 0 R" for n in range(size)
    )
    content = b"".join(b"/OC/L%d BDC (a) Tj EMC " % n for n in range(size))
    page = flate_stream(b"/P<</MCID 0>>BDC BT /F1 9 Tf 20 50 Td " + content + b"EMC")
    resources = f"<</Font<</F1 5 0 R>>/Properties<<{names}>>>>".encode()
    return make_pdf(
        {4: page, 7: resources, **groups},
        OCProperties=f"<</OCGs[{listed}]/D<</BaseState/OFF/ON[{listed}]/OFF[{listed}]>>>>",
    )


def bracket_unclosed(size: int) -> bytes:
    return paragraphs(b"\\(" + b"abc 1999 def " * size, 3)


def word_unending(size: int) -> bytes:
    return paragraphs(b"aa." * size + b"." * size, 3)


def abbreviations_many(size: int) -> bytes:
    letters = "ABCDEFGHIJ"
    words = (
        "".join(letters[int(digit)] for digit in str(n)) for n in range(100_000, 100_000 + size)
    )
    return paragraphs(" ".join(f"{word} {word}" for word in words).encode(), 1)


def digits_as_alternate(size: int) -> bytes:
    kids = [f"<</S/Figure/Alt({'1' * size})/K<</S/Caption/Pg 3 0 R/K 0>>>>".encode()] * 3
    return make_tree(f"[{references(20, 3)}]", kids)


def figures_many(size: int) -> bytes:
    kids = [b"<</S/Figure/Alt(A map)/Pg 3 0 R/K 0>>"] * size
    return make_tree(f"<</S/Sect/K[{references(20, size)}]>>", kids)


CASES = (
    Case("prose-many", prose_many, 60_000),
    Case("actual-text-many", actual_text_many, 3_500),
    Case("actual-text-deep", actual_text_deep, 400),
    Case("numbers-hidden", numbers_hidden, 30_000),
    Case("contents-many", contents_many, 30_000),
    Case("layers-many", layers_many, 5_000),
    Case("bracket-unclosed", bracket_unclosed, 50_000),
    Case("word-unending", word_unending, 500_000),
    Case("abbreviations-many", abbreviations_many, 50_000),
    Case("digits-as-alternate", digits_as_alternate, 500_000),
    Case("figures-many", figures_many, 80_000),
)  # fmt: skip
