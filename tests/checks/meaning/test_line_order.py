"""Lines, columns and sentences that are read in another order than they are seen."""

from __future__ import annotations

import pytest

from conftest import ROOT
from tagged_pages import Line, Node, element, found, tagged_pdf

LINES = (
    "Most households in the dry districts",
    "of the north walk for more than an hour",
    "to reach the nearest pump that works,",
    "and carry home what they can.",
)


def paragraph(
    *lines: tuple[str, float, float], size: float = 10.0, tag: str = "P", page: int = 0
) -> Node:
    return element(tag, *(Line(text, x, y, size, page=page) for text, x, y in lines))


@pytest.mark.parametrize("order", [(3, 2, 1, 0), (1, 0, 2, 3), (0, 2, 1, 3), (0, 1, 3, 2)])
@pytest.mark.parametrize("leading", [10.0, 14.0, 20.0])
def test_lines_in_another_order_are_found(order: tuple[int, ...], leading: float) -> None:
    lines = [(LINES[n], 50.0, 700 - leading * n) for n in order]

    assert len(found(tagged_pdf(paragraph(*lines)), "line-order", "reading-order")) == 1


def test_lines_in_one_marked_content_are_found() -> None:
    rest = " ".join(f"0 14 Td ({text}) Tj" for text in reversed(LINES[:-1]))
    pdf = tagged_pdf(element("P", Line(LINES[-1], y=658, around=("", rest))))

    (message,) = found(pdf, "line-order")
    assert message.startswith(f'the line "{LINES[2]}" is read after "{LINES[3]}"')


def test_lines_that_are_centred_or_end_alike_are_found() -> None:
    centred = paragraph((LINES[1], 60, 686), (LINES[0], 66, 700))

    assert len(found(tagged_pdf(centred), "line-order")) == 1


def test_a_short_last_line_is_found_before_the_others() -> None:
    lines = paragraph(("they can.", 50, 686), (LINES[0], 50, 700))

    assert len(found(tagged_pdf(lines), "line-order")) == 1


@pytest.mark.parametrize(
    "lines",
    [
        [(text, 50.0, 700 - 14.0 * n) for n, text in enumerate(LINES)],
        [(LINES[0], 50.0, 100.0), (LINES[1], 300.0, 700.0)],  # on in the next column
        [("Water: 41", 50.0, 600.0), ("Power: 73", 50.0, 700.0)],  # labels
        [("CO", 50.0, 700.0), ("2", 64.0, 697.0), (" in the air of districts", 70.0, 700.0)],
        [(LINES[0], 50.0, 600.0), (LINES[1], 160.0, 700.0)],  # texts in a drawing
    ],
)
def test_lines_in_order_and_scattered_texts_are_passed(
    lines: list[tuple[str, float, float]],
) -> None:
    assert found(tagged_pdf(paragraph(*lines)), "line-order") == []


def test_a_paragraph_that_goes_on_overleaf_is_passed() -> None:
    lines = Line(LINES[0], y=50), Line(LINES[1], y=800, page=1)

    assert found(tagged_pdf(element("P", *lines), pages=2), "line-order") == []


def test_formulas_and_ruby_stand_above_the_line() -> None:
    for tag in ("Formula", "Ruby"):
        above = element(tag, Line("the annotation above", 50, 712))
        pdf = tagged_pdf(element("P", Line(LINES[0], y=700), above))

        assert found(pdf, "line-order") == []


def test_text_that_is_turned_to_the_side_is_passed() -> None:
    turned = [
        Line("", y=0, around=(f"0 1 -1 0 {300 + 14 * n} 100 Tm ({text}) Tj", ""))
        for n, text in enumerate(LINES)
    ]

    assert found(tagged_pdf(element("P", *turned)), "line-order") == []


LEFT = ("Most households in the dry", "districts of the north walk", "for more than an hour to")
RIGHT = (
    "The office counted wells and",
    "found that most of them are",
    "older than the survey itself",
)


def across(left: tuple[str, ...], right: tuple[str, ...], gutter: float = 200) -> list[Line]:
    return [
        Line(text, x, 700 - 14 * n)
        for n, row in enumerate(zip(left, right, strict=True))
        for x, text in zip((50, 50 + gutter), row, strict=True)
    ]


def test_columns_that_are_read_across_are_found() -> None:
    lines = across(LEFT, RIGHT)

    assert len(found(tagged_pdf(element("P", *lines)), "columns-across")) == 1
    each = [element("P", line) for line in lines]
    assert len(found(tagged_pdf(*each), "columns-across")) == 1


def test_columns_that_are_read_one_after_the_other_are_passed() -> None:
    lines = across(LEFT, RIGHT)

    assert found(tagged_pdf(element("P", *lines[::2], *lines[1::2])), "columns-across") == []


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("Ministry of Water", "Ministry of Energy", "Ministry of Health"), RIGHT),  # a directory
        (("wells", "pumps", "pipes"), RIGHT),  # words and their meanings
        (LEFT, ("41 per cent", "73 per cent", "92 per cent")),
        (LEFT[:2], RIGHT[:2]),
    ],
)
def test_entries_side_by_side_are_no_columns(left: tuple[str, ...], right: tuple[str, ...]) -> None:
    assert found(tagged_pdf(element("P", *across(left, right))), "columns-across") == []


def test_cells_of_a_table_are_read_across() -> None:
    cells = [element("TD", line) for line in across(LEFT, RIGHT)]
    rows = [element("TR", *cells[n : n + 2]) for n in (0, 2, 4)]

    assert found(tagged_pdf(element("Table", *rows)), "columns-across") == []


FIRST, REST = "The survey of last year found that", "most wells of the north are dry."
BOX = element("Aside", element("P", "A well costs as much as a car."))


@pytest.mark.parametrize(
    "between",
    [
        BOX,
        element("Figure", entries="/Alt(A well)"),
        element("Note", element("P", "See the annex.")),
        element("Table", element("TR", element("TD", "41"))),
    ],
)
def test_what_stands_in_a_sentence_is_found(between: Node) -> None:
    pdf = tagged_pdf(element("P", FIRST), between, element("P", REST))

    (message,) = found(pdf, "sentence-interrupted")
    assert message.startswith(f"a {between.tag} is read between")


@pytest.mark.parametrize(
    ("first", "rest"),
    [
        (FIRST + " it.", REST),
        (FIRST, REST.capitalize()),
        (FIRST + ":", REST),
        ("For more, visit", "www.example.org"),
        (FIRST, "12 wells are dry."),
    ],
)
def test_a_box_between_sentences_is_passed(first: str, rest: str) -> None:
    pdf = tagged_pdf(element("P", first), BOX, element("P", rest))

    assert found(pdf, "sentence-interrupted") == []


def test_a_box_within_a_paragraph_is_found() -> None:
    inside = element("P", Line(FIRST), BOX, Line(REST))
    after = element("P", Line(FIRST), Line(REST), BOX)
    note = element("P", Line(FIRST), element("Note", "See the annex."), Line(REST))

    assert len(found(tagged_pdf(inside), "sentence-interrupted")) == 1
    assert found(tagged_pdf(after), "sentence-interrupted") == []
    assert found(tagged_pdf(note), "sentence-interrupted") == []  # where PDF 1.7 puts it


def test_lists_formulas_and_other_looks_belong_to_a_sentence() -> None:
    items = element("L", element("LI", element("LBody", "wells,")))
    formula = element("Formula", entries="/Alt(x)")
    bold = element("P", Line(REST, font="Helvetica-Bold"))

    for kids in ((items, element("P", REST)), (formula, element("P", REST)), (BOX, bold)):
        assert found(tagged_pdf(element("P", FIRST), *kids), "sentence-interrupted") == []


def test_the_lines_of_a_case_that_users_met_are_found() -> None:
    pdf = (ROOT / "tests/reported/pdf/lines-reversed-in-paragraph.pdf").read_bytes()

    assert len(found(pdf, "line-order", "reading-order")) == 1
