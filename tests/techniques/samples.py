"""Texts, tables and lists that the files of techniques are made of."""

from __future__ import annotations

from typing import NamedTuple

from pdf_objects import assemble, stream
from tagged_pages import Drawing, Line, Node, element, tagged_pdf

BOLD = "Helvetica-Bold"
WELLS = "The survey of last year found that most wells of the north are dry in the summer."
COSTS = "A borehole costs as much as a small car, and a hand pump as much as a bicycle."
PHOTO = element(
    "Figure",
    Drawing("50 300 99 99 re f"),
    entries="/Alt(A dry well)/A<</O/Layout/BBox[50 300 149 399]>>",
)


def p(*kids: Node | Line | Drawing | str) -> Node:
    return element("P", *kids)


def title(text: str, tag: str = "H1", size: float = 20.0) -> Node:
    return element(tag, Line(text, size=size, font=BOLD))


def listed(*items: tuple[str, str], kind: str = "Disc", page: int = 0) -> Node:
    """Return a list of labels and texts."""
    return element(
        "L",
        *(item(label, text, page) for label, text in items),
        entries=f"/A<</O/List/ListNumbering/{kind}>>",
    )


def item(label: str, text: str, page: int = 0) -> Node:
    body = element("LBody", Line(text, x=70, page=page))
    return element("LI", element("Lbl", Line(label, page=page)), body)


def letters(text: str, y: float = 500) -> str:
    """Return operators that draw shapes in place of letters."""
    return " ".join(
        f"{50 + 5 * n} {y} {2 + n % 5 / 2} {6 + n % 3} re f"
        for n, sign in enumerate(text)
        if sign != " "
    )


def columns(first: float, second: float) -> tuple[Node, Node]:
    """Return two paragraphs in columns that begin at these places, with their lines from the top."""
    one = (
        "Most households in the dry ",
        "districts of the north walk ",
        "more than an hour to reach ",
        "the nearest pump that works.",
    )
    two = (
        "The office counted wells and ",
        "found that most of them are ",
        "older than the survey itself ",
        "and that none was mended yet.",
    )
    return (
        p(*(Line(text, first, 700 - 14 * n) for n, text in enumerate(one))),
        p(*(Line(text, second, 700 - 14 * n) for n, text in enumerate(two))),
    )


def across() -> Node:
    """Return a paragraph that takes the lines of two columns in turn."""
    left, right = columns(50, 250)
    return p(*(line for pair in zip(left.kids, right.kids, strict=True) for line in pair))


def glyphs(name: str, text: str) -> bytes:
    """Return a page with a glyph of this name, and this text by ToUnicode; none where it is empty."""
    pairs = "<41> <0041> <42> <0042> <43> <0043>" + (
        f" <44> <{text.encode('utf-16-be').hex()}>" if text else ""
    )
    cmap = f"begincmap 1 begincodespacerange <00> <ff> endcodespacerange 4 beginbfchar {pairs} endbfchar endcmap"
    return assemble({
        1: b"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>/Lang(en)>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 100]>>",
        3: b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/StructParents 0/Resources<</Font<</F1 5 0 R>>>>>>",
        4: stream(b"/P <</MCID 0>> BDC BT /F1 12 Tf (ABCD) Tj ET EMC"),
        5: b"<</Type/Font/Subtype/Type1/BaseFont/Own/ToUnicode 9 0 R/Encoding 10 0 R>>",
        6: b"<</Type/StructTreeRoot/K 8 0 R/ParentTree<</Nums[0[8 0 R]]>>>>",
        8: b"<</Type/StructElem/S/P/Pg 3 0 R/K 0>>",
        9: stream(cmap.encode()),
        10: f"<</Differences[65/A/B/C/{name}]>>".encode(),
    })  # fmt: skip


def sidebar(place: int) -> bytes:
    """Return a paragraph in two parts, with a box in the place of this number."""
    parts = [
        p("The survey of last year found that most "),
        p("wells of the north are dry in the summer."),
    ]
    box = element("Aside", p("A well costs as much as a car."))
    whole = [
        p("The survey of last year found that most ", "wells of the north are dry in the summer.")
    ]
    return tagged_pdf(*(whole if place else parts)[:1], box, *(() if place else parts[1:]))


TEXT = (title("Water in the north"), p(WELLS))
TABLE = [("District", "Wells"), ("North", "41"), ("South", "73")]


def table(head: str, *, scope: bool = True) -> Node:
    """Return a table whose head has cells of this tag."""
    attributes = "/A<</O/Table/Scope/Column>>" if scope else ""
    cells = [
        [element(head if not n else "TD", Line(text, 50 + 99 * x, 600 - 14 * n), entries=attributes if not n else "")
         for x, text in enumerate(row)] for n, row in enumerate(TABLE)
    ]  # fmt: skip
    return element("Table", *(element("TR", *row) for row in cells))


class Technique(NamedTuple):
    """A technique: a good and a bad file, and the rule that the bad one breaks; "" if only a person can tell."""

    code: str
    title: str
    good: bytes
    bad: bytes
    rule: str


def of(code: str, name: str, good: tuple[Node, ...], bad: tuple[Node, ...], rule: str) -> Technique:
    pages = 2
    return Technique(
        code, name, tagged_pdf(*good, pages=pages), tagged_pdf(*bad, pages=pages), rule
    )


ROMAN = (("I.", "North"), ("II.", "South"), ("III.", "East"))
BULLETS = (("\u2022", "North"), ("\u2022", "South"))
OVERLEAF = (("3.", "East"), ("4.", "West"))
OCR = Line(
    "",
    around=(
        "/Span <</ActualText(the modern pumps of the north)>> BDC (tbe modern pumps of the north) Tj EMC",
        "",
    ),
)
