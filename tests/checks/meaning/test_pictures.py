"""Text that is only seen, figures that are none, and links that are hidden."""

from __future__ import annotations

import pytest

from briefpress import structure
from pdf_objects import assemble, stream
from tagged_pages import Drawing, Line, Node, element, found, tagged_pdf

BODY = element("P", "The survey of last year found that", "most wells of the north are dry.")


def figure(operators: str, alt: str = "Wells", *, box: bool = True) -> Node:
    entries = f"/Alt({alt})" + ("/A<</O/Layout/BBox[0 0 100 100]>>" if box else "")
    return element("Figure", Drawing(operators), entries=entries)


# Pictures of text


def shapes(lines: int, letters: int, *, alike: bool = False) -> str:
    """Return operators that paint shapes in lines, as wide as letters or all alike."""
    return " ".join(
        f"{50 + 6 * n} {400 - 14 * line} {3 if alike else 1 + n % 5} {4 if alike else 4 + n % 3} re f"
        for line in range(lines)
        for n in range(letters)
    )


def drawn(operators: str) -> bytes:
    """Return a page with this decoration."""
    return tagged_pdf(BODY, artifacts=(Line("", around=(f"ET {operators} BT", "")),))


def test_letters_that_are_drawn_as_shapes_are_found() -> None:
    assert len(found(drawn(shapes(3, 30)), "text-as-picture")) == 1


@pytest.mark.parametrize(
    "operators",
    [
        shapes(2, 30),  # a word mark
        shapes(3, 8),
        shapes(6, 60, alike=True),  # a dotted ground
        "50 400 300 1 re f 50 380 300 1 re f 50 360 300 1 re f",
        "",
    ],
)
def test_other_drawings_are_no_text(operators: str) -> None:
    assert found(drawn(operators), "text-as-picture") == []


def test_shapes_of_a_described_figure_are_described() -> None:
    assert found(tagged_pdf(BODY, figure(shapes(5, 40))), "text-as-picture") == []


LINE = "Most wells of the north are dry in summer"


@pytest.mark.parametrize(
    ("box", "alternate", "count"),
    [
        ("50 400 250 14", LINE, 1),
        ("50 400 250 14", "Water Desk", 0),  # a logo
        ("50 400 250 160", LINE, 0),  # a picture
        ("50 400 500 2", LINE, 0),  # a line
    ],
)
def test_a_figure_in_the_shape_of_its_words_is_text(box: str, alternate: str, count: int) -> None:
    pdf = tagged_pdf(BODY, figure(f"{box} re f", alternate))

    assert len(found(pdf, "text-as-picture")) == count


def image_at(*places: tuple[float, float, float, float]) -> str:
    inline = "BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI"
    return " ".join(f"q {w} 0 0 {h} {x} {y} cm {inline} Q" for x, y, w, h in places)


def test_lines_that_are_images_are_found() -> None:
    lines = image_at((50, 400, 300, 12), (50, 386, 300, 12), (50, 372, 280, 12))
    rules = image_at((50, 400, 300, 1), (50, 386, 300, 1), (50, 372, 300, 1))
    banners = image_at((50, 700, 300, 30), (50, 400, 300, 30), (50, 100, 300, 30))

    assert len(found(drawn(lines), "text-as-picture")) == 1
    assert found(drawn(rules), "text-as-picture") == []
    assert found(drawn(banners), "text-as-picture") == []


# Text in patterns

CELL = stream(
    b"BT /F1 12 Tf (Fetching water) Tj ET",
    "/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 99 20]/XStep 99/YStep 20/Resources 7 0 R",
)


def patterned(operators: str, text: str = "", cell: bytes = CELL) -> bytes:
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R/StructTreeRoot 6 0 R/MarkInfo<</Marked true>>>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 200 100]>>",
        3: b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources 7 0 R>>",
        4: stream(
            f"/P <</MCID 0>> BDC BT /F1 9 Tf ({text}) Tj ET EMC /Artifact BMC {operators} EMC".encode()
        ),
        5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        6: b"<</Type/StructTreeRoot/K 8 0 R>>",
        7: b"<</Font<</F1 5 0 R>>/Pattern<</P1 9 0 R>>>>",
        8: b"<</Type/StructElem/S/P/Pg 3 0 R/K 0>>",
        9: cell,
    }
    return assemble(objects)


FILL = "/Pattern cs /P1 scn 0 0 99 99 re f"


@pytest.mark.parametrize(
    "operators", [FILL, "/Pattern CS /P1 SCN 0 0 99 99 re S", f"{FILL} {FILL}"]
)
def test_words_in_a_pattern_are_found_once(operators: str) -> None:
    assert found(patterned(operators), "text-in-pattern") == [
        '"Fetching water" stands in a pattern, and is not read out'
    ]


@pytest.mark.parametrize(
    ("operators", "text", "cell"),
    [
        ("", "", CELL),  # not used
        (FILL, "Fetching water is work", CELL),  # read out elsewhere
        (FILL, "", CELL.replace(b"Fetching water", b"..............")),
        (FILL, "", CELL.replace(b"/PatternType 1", b"/PatternType 2")),
    ],
)
def test_patterns_without_words_of_their_own_are_passed(
    operators: str, text: str, cell: bytes
) -> None:
    assert found(patterned(operators, text, cell), "text-in-pattern") == []


def test_a_pattern_that_paints_with_itself_is_drawn_once() -> None:
    cell = stream(
        b"/Pattern cs /P1 scn 0 0 9 9 re f",
        "/PatternType 1/PaintType 1/BBox[0 0 9 9]/Resources 7 0 R",
    )

    assert structure.inspect(patterned(FILL, cell=cell)).pages[0].patterned == ()


# Figures


@pytest.mark.parametrize(
    ("operators", "alternate"),
    [
        ("50 400 400 1 re f", "A line"),
        ("50 400 1 300 re f", "A vertical bar of the layout"),
        ("50 400 4 4 re f", "A dot"),
        ("0 0 595 842 re f", "A blue ground"),
        ("0 700 595 142 re f", "A blue band"),
        ("50 400 200 100 re f", "Decorative image"),
        ("50 400 200 100 re f", "Background"),
        ("50 400 200 100 re f", "spacer"),
    ],
)
def test_decoration_is_no_figure(operators: str, alternate: str) -> None:
    assert len(found(tagged_pdf(BODY, figure(operators, alternate)), "decorative-figure")) == 1


@pytest.mark.parametrize(
    ("operators", "alternate"),
    [
        ("50 400 200 100 re f", "The line of the railway from Almaty"),
        ("50 400 12 12 re f", "Checked"),
        ("50 400 200 100 re f", "Decorated pots in a market"),
        ("0 0 595 400 re f", "A field of wheat, drawn in one stroke"),
        ("q 595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q", "A dry river"),
        ("50 400 400 8 re f", "Scale: 1 cm stands for 10 km"),
        ("0 0 595 842 re f 50 400 9 9 re f", "A map of all wells"),
    ],
)
def test_pictures_that_say_something_are_figures(operators: str, alternate: str) -> None:
    nodes = (
        [figure(operators, alternate)]
        if operators.startswith("0 0")
        else [BODY, figure(operators, alternate)]
    )

    assert found(tagged_pdf(*nodes), "decorative-figure") == []


def test_figures_without_a_box_are_said_once() -> None:
    bare = figure("50 400 99 99 re f", box=False)

    assert found(tagged_pdf(BODY, bare, bare), "figure-box") == [
        "2 figures have no bounding box (BBox)"
    ]
    assert found(tagged_pdf(BODY, figure("50 400 99 99 re f")), "figure-box") == []
