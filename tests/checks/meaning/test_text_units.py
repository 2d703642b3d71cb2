"""Paragraphs and headings that are cut in two, and paragraphs that are one."""

from __future__ import annotations

import pytest

from tagged_pages import Line, Node, element, found, tagged_pdf

FIRST, REST = "The survey of last year found that most ", "wells of the north are dry."


def p(*lines: Line | str) -> Node:
    return element("P", *lines)


@pytest.mark.parametrize(
    ("rest", "pages"),
    [
        (Line(REST), 1),
        (Line(REST, 300, 800), 1),  # in the next column
        (Line(REST, y=800, page=1), 2),  # overleaf
        (Line(REST, 250, 786), 1),  # in the same line
    ],
)
def test_a_paragraph_that_goes_on_in_the_next_is_cut(rest: Line, pages: int) -> None:
    assert len(found(tagged_pdf(p(FIRST), p(rest), pages=pages), "paragraph-cut")) == 1


@pytest.mark.parametrize(
    ("first", "rest"),
    [
        (Line(FIRST + "it."), Line(REST)),
        (Line(FIRST), Line(REST.capitalize())),
        (Line(FIRST), Line(REST, font="Helvetica-Oblique")),
        (Line(FIRST, y=700), Line(REST, y=600)),  # far below
        (Line("Ministry of water"), Line("of the north of it")),  # lines of an address
        (Line(FIRST), Line("water.example.org has more on it")),
    ],
)
def test_two_paragraphs_are_two(first: Line, rest: Line) -> None:
    assert found(tagged_pdf(p(first), p(rest)), "paragraph-cut") == []


def test_a_paragraph_that_is_cut_is_not_interrupted() -> None:
    pdf = tagged_pdf(p(FIRST), p(REST))

    assert len(found(pdf, "paragraph-cut", "sentence-interrupted", "reading-order")) == 1


def test_cut_paragraphs_are_said_once() -> None:
    (message,) = found(tagged_pdf(p(FIRST), p(REST), p(FIRST), p(REST)), "paragraph-cut")

    assert message.startswith("2 paragraphs are cut in two")


def headings(distance: float, *, tag: str = "H2", size: float = 14.0) -> bytes:
    one = element("H2", Line("What a well ", y=700, size=14))
    other = element(tag, Line("costs in the north", y=700 - distance, size=size))
    return tagged_pdf(one, other, p(REST))


@pytest.mark.parametrize(
    ("pdf", "count"),
    [
        (headings(16), 1),
        (headings(18), 1),
        (headings(30), 0),  # a heading without text under it
        (headings(16, tag="H3"), 0),
        (headings(16, size=11), 0),
    ],
)
def test_a_heading_that_goes_on_in_the_next_is_cut(pdf: bytes, count: int) -> None:
    assert len(found(pdf, "heading-cut")) == count


def lines(*heights: float, last: str = "Money is rare.") -> bytes:
    texts = ("Wells are dry. ", "Pumps are broken. ", "Repair is dear. ", last)
    return tagged_pdf(p(*(Line(text, y=y) for text, y in zip(texts, heights, strict=True))))


@pytest.mark.parametrize(
    ("pdf", "count"),
    [
        (lines(700, 686, 672, 645), 1),
        (lines(700, 686, 672, 658), 0),
        (lines(700, 682, 664, 646), 0),  # set wide
        (lines(700, 686, 672, 645, last="and money is rare."), 0),
        (lines(700, 686, 672, 800), 0),  # on in the next column
    ],
)
def test_a_blank_line_parts_paragraphs(pdf: bytes, count: int) -> None:
    assert len(found(pdf, "paragraphs-in-one")) == count
