"""Paragraphs that look like headings, and headings that read like paragraphs."""

from __future__ import annotations

import pytest

from tagged_pages import Line, Node, element, found, tagged_pdf

TEXT = "The survey of last year found that most wells of the north are dry in the summer."
BOLD = "Helvetica-Bold"


def text(words: str = TEXT) -> Node:
    return element("P", words)


def title(words: str, size: float = 16.0, tag: str = "P", font: str = "Helvetica") -> Node:
    return element(tag, Line(words, size=size, font=font))


@pytest.mark.parametrize(
    "nodes",
    [
        (title("Water in the north"), text()),
        (title("Water in the north", 24), title("Findings", 14), text()),
        (title("Findings", 10, font=BOLD), text()),
        (text(), title("Findings", 10, font=BOLD), text()),
    ],
)
def test_a_file_without_headings_has_paragraphs_that_look_like_some(
    nodes: tuple[Node, ...],
) -> None:
    likely = sum(
        TEXT not in line.text for node in nodes for line in node.kids if isinstance(line, Line)
    )

    assert len(found(tagged_pdf(*nodes), "faked-heading")) == likely


@pytest.mark.parametrize(
    "nodes",
    [
        (text(), text()),
        (title("The wells are dry.", 16), text()),  # a sentence
        (text(), title("Water for all", 16)),  # nothing stands under it
        (title("Water " * 20, 16), text()),  # longer than a heading
        (title("41 %", 24), title("73 %", 24)),
    ],
)
def test_a_file_without_headings_may_need_none(nodes: tuple[Node, ...]) -> None:
    assert found(tagged_pdf(*nodes), "faked-heading") == []


HEADED = (title("Water in the north", 20, "H1"), text(), title("Findings", 12, "H2", BOLD), text())


def test_a_paragraph_that_looks_like_the_other_headings_is_found() -> None:
    quote = element("BlockQuote", text("Water is life."))
    after_a_quote = (*HEADED, quote, title("Costs", 12, font=BOLD), text())

    assert found(tagged_pdf(*after_a_quote), "faked-heading") == [
        '"Costs" looks like a heading, and is a paragraph'
    ]


@pytest.mark.parametrize(
    "extra",
    [
        (title("Costs", 11, font="Helvetica-Oblique"), text()),  # another look
        (title("Costs", 12, font=BOLD),),  # nothing under it
        (element("Aside", title("Costs of a well, in figures:", 12, font=BOLD)), text()),
        (element("Caption", title("Costs", 12, font=BOLD)), text()),
    ],
)
def test_other_short_paragraphs_are_passed(extra: tuple[Node, ...]) -> None:
    quote = element("BlockQuote", text("Water is life."))

    assert found(tagged_pdf(*HEADED, quote, *extra), "faked-heading") == []


def test_lines_above_the_first_heading_are_no_headings() -> None:
    pdf = tagged_pdf(title("Country brief", 12, font=BOLD), *HEADED)

    assert found(pdf, "faked-heading") == []


@pytest.mark.parametrize(
    "heading",
    [
        title(f"{TEXT} It was the third one. The next one is planned for the coming year, "
              "if there is money for it.", 12, "H2", BOLD),
        title("The wells of the north are dry.", 10, "H2"),
    ],
)  # fmt: skip
def test_headings_that_read_like_paragraphs(heading: Node) -> None:
    assert len(found(tagged_pdf(*HEADED, heading, text()), "text-as-heading")) == 1


@pytest.mark.parametrize(
    "heading",
    [
        title("Water, power and health in the four districts of the north: what a survey of two hundred "
              "households found in the dry season of the year, and what it means", 20, "H2", BOLD),
        title("Who pays? Nobody. Who should? Everybody.", 12, "H2", BOLD),
        title("What is known.", 12, "H2", BOLD),
        title("Findings", 10, "H2"),
    ],
)  # fmt: skip
def test_headings_may_be_long_and_may_be_sentences(heading: Node) -> None:
    assert found(tagged_pdf(*HEADED, heading, text()), "text-as-heading") == []


def test_headings_that_all_look_like_text_are_no_paragraphs() -> None:
    plain = title("What is known of wells.", 10, "H1")

    assert found(tagged_pdf(plain, text()), "text-as-heading") == []
