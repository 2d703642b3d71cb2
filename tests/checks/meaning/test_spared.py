"""What looks like a fault to a simple rule, and is none: nothing is said of it."""

from __future__ import annotations

import pytest

from briefpress import structure
from briefpress.checks.checking import RULES
from briefpress.findings import Severity
from conftest import ROOT
from tagged_pages import Drawing, Line, Node, element, found, tagged_pdf

CASES = ROOT / "tests/reported/pdf"
INVISIBLE = ("3 Tr", "0 Tr")
REMARKS = ("* Figures of 2023.", "* Without the islands.", "* Provisional.")
TALK = ("- Where is the well?", "- Behind the school.", "- Is it dry?", "- Since May.")


def paragraphs(*texts: str) -> list[Node]:
    return [element("P", text) for text in texts]


# Lists


@pytest.mark.parametrize("texts", [REMARKS, TALK])
def test_dashes_and_stars_are_a_warning_and_said_once(texts: tuple[str, ...]) -> None:
    pdf = tagged_pdf(*paragraphs(*texts))

    assert found(pdf, "faked-list") == []
    assert found(pdf, "faked-dashes") == [
        f'{len(texts)} paragraphs from "{texts[0]}" on look like a list, and are none'
    ]


def test_two_dashes_are_no_list() -> None:
    assert found(tagged_pdf(*paragraphs(*TALK[:2], "That was all.")), "faked-dashes") == []


def test_bullets_are_said_once_wherever_they_stand() -> None:
    items = paragraphs("\u2022 North", "\u2022 South")

    assert len(found(tagged_pdf(*items), "faked-list", "faked-dashes")) == 1
    assert len(found(tagged_pdf(element("Sect", *items)), "faked-list", "faked-dashes")) == 1


def test_dashes_are_never_an_error() -> None:
    severities = {rule.id: rule.severity for rule in RULES}

    assert severities["faked-dashes"] is Severity.WARNING


# Fonts


def test_a_font_of_invisible_text_need_not_be_embedded() -> None:
    hidden = element("P", Line("Recognised text", around=INVISIBLE))
    seen = element("P", Line("Painted text", font="Helvetica-Bold"))

    assert found(tagged_pdf(hidden), "fonts") == []
    assert found(tagged_pdf(hidden, seen), "fonts") == ["the font Helvetica-Bold is not embedded"]


def test_a_font_of_invisible_and_of_painted_text_has_to_be_embedded() -> None:
    hidden = element("P", Line("Recognised text", around=INVISIBLE))

    assert found(tagged_pdf(hidden, element("P", "Painted")), "fonts") != []
    assert found(tagged_pdf(element("P", "Painted"), hidden), "fonts") != []


def test_text_that_clips_is_seen() -> None:
    clipping = element("P", Line("A window", around=("7 Tr", "0 Tr")))

    assert found(tagged_pdf(clipping), "fonts") != []


# Words


def words(first: str, second: str, *, x: float = 50.0, y: float | None = None) -> bytes:
    """Return a paragraph of two texts that are drawn apart."""
    return tagged_pdf(element("P", Line(first), Line(second, x, y)))


def test_words_without_a_space_are_still_found() -> None:
    assert found(words("The survey", "found it"), "words-apart") == [
        '1 times words run together, such as "surveyfound"'
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("See https://example.org/water/dry", "season/wells.html for more"),
        ("See www.example.org/water", "wells"),
        ("Write to water.desk@example", "org or call"),
        ("Its DOI is 10.1234/water", "wells2025"),
        ("It is at example.org/reports", "2025"),
        ("1.1.1", "Methods"),
        ("12", "Findings of the survey"),
    ],
)
def test_addresses_and_numbers_break_without_a_space(first: str, second: str) -> None:
    assert found(words(first, second), "words-apart") == []


def test_a_word_that_fills_its_line_breaks_without_a_hyphen() -> None:
    assert found(words("Donaudampfschiff", "fahrt"), "words-apart") == []
    assert len(found(words("Die Donaudampfschiff", "fahrt"), "words-apart")) == 1


def test_an_address_goes_on_over_three_lines() -> None:
    lines = ("See https://example.org/water", "reports", "wells and more")

    assert found(tagged_pdf(element("P", *lines)), "words-apart") == []


def test_what_follows_an_address_is_no_address() -> None:
    lines = ("See https://example.org/ and the", "survey")

    assert len(found(tagged_pdf(element("P", *lines)), "words-apart")) == 1


def test_a_label_stands_apart_from_what_it_is_for() -> None:
    label = element("Lbl", Line("Figure 1", y=700))
    caption = element("Caption", label, Line("Wells by district", 120, 700))
    spans = element("P", element("Span", Line("Figure", y=650)), Line("Wells", 120, 650))

    assert found(tagged_pdf(caption), "words-apart") == []
    assert len(found(tagged_pdf(spans), "words-apart")) == 1


def test_a_hyphen_that_is_not_read_out_joins_a_word() -> None:
    broken = element("P", Line("an interna", y=700), Line("tional treaty", y=686))
    end = 50 + 45.58  # the width of "an interna" in Helvetica of 10 points
    hyphen = Line("-", end, 700)

    assert len(found(tagged_pdf(broken), "words-apart")) == 1
    assert found(tagged_pdf(broken, artifacts=(hyphen,)), "words-apart") == []


def test_a_hyphen_with_an_empty_replacement_joins_a_word() -> None:
    opened, closed = "/Span <</ActualText()>> BDC (-) Tj EMC", ""
    first = Line("", y=700, around=(f"(an interna) Tj {opened}", closed))

    assert found(tagged_pdf(element("P", first, Line("tional", y=686))), "words-apart") == []


# Heads and feet of pages


def test_numbers_of_notes_at_the_heads_of_columns_are_no_page_numbers() -> None:
    notes = [
        element("Note", element("Lbl", Line(str(n), y=800, page=n)),
                element("P", Line(f"{name} Office, yearly report.", y=800, x=60, page=n)))
        for n, name in enumerate(("Water", "Power", "Health", "Road"))
    ]  # fmt: skip

    assert found(tagged_pdf(*notes, pages=4), "furniture-read") == []


def test_cells_with_figures_at_the_heads_of_pages_are_no_page_numbers() -> None:
    cells = [element("TD", Line(str(n), y=800, page=n)) for n in range(4)]
    rows = [element("TR", cell) for cell in cells]

    assert found(tagged_pdf(element("Table", *rows), pages=4), "furniture-read") == []


@pytest.mark.parametrize("text", ["{}", "Page {}", "Water in four districts"])
def test_running_heads_that_are_tagged_are_found(text: str) -> None:
    heads = [element("P", Line(text.format(n), y=810, page=n)) for n in range(4)]

    assert len(found(tagged_pdf(*heads, pages=4), "furniture-read")) == 1


# Artifacts

BODY = element(
    "P", Line("The survey found wells in four districts.", y=600), Line("It ended.", y=300)
)
FIGURE = "/BBox[50 400 300 550]>>/Alt(Wells in four districts: eight in the north)"


def figure(*, alt: bool = True) -> Node:
    entries = f"/A<</O/Layout{FIGURE}" if alt else "/A<</O/Layout/BBox[50 400 300 550]>>"
    return element("Figure", Drawing("50 400 250 150 re f"), entries=entries)


def test_labels_within_a_described_figure_may_be_artifacts() -> None:
    label = Line("Wells in the north", 100, 450)

    assert found(tagged_pdf(BODY, figure(), artifacts=(label,)), "text-as-artifact") == []
    for other in (figure(alt=False), element("P", "No figure")):
        assert found(tagged_pdf(BODY, other, artifacts=(label,)), "text-as-artifact") != []


def test_a_picture_behind_the_page_hides_no_text() -> None:
    entries = "/Alt(A blue ground)/A<</O/Layout/BBox[0 0 595 842]>>"
    ground = element("Figure", Drawing("0 0 595 842 re f"), entries=entries)
    text = Line("Nobody hears this sentence.", 100, 450)

    assert len(found(tagged_pdf(ground, BODY, artifacts=(text,)), "text-as-artifact")) == 1


def test_text_beside_a_figure_is_text() -> None:
    text = Line("Nobody hears this sentence.", 320, 450)

    assert len(found(tagged_pdf(BODY, figure(), artifacts=(text,)), "text-as-artifact")) == 1


# Alternate descriptions


@pytest.mark.parametrize(
    "alternate",
    ["Photograph of two women at a pump", "Photo: a dry river", "Screenshot of the map",
     "Фотография реки", "Foto von einem Brunnen", "Illustration of a pump"],
)  # fmt: skip
def test_a_description_may_say_what_kind_of_picture_it_is(alternate: str) -> None:
    entries = f"/Alt<FEFF{alternate.encode('utf-16-be').hex()}>"
    pdf = tagged_pdf(element("Figure", Drawing("0 0 9 9 re f"), entries=entries))

    assert found(pdf, "alternate-prefix") == []


@pytest.mark.parametrize(
    "alternate", ["Image of a pump", "A picture showing a pump", "Bild von uns"]
)
def test_a_description_does_not_say_that_it_is_a_picture(alternate: str) -> None:
    pdf = tagged_pdf(element("Figure", Drawing("0 0 9 9 re f"), entries=f"/Alt({alternate})"))

    assert len(found(pdf, "alternate-prefix")) == 1


# Cases that users met


def test_recognised_text_may_be_in_any_font() -> None:
    facts = structure.inspect((CASES / "ocr-invisible-helvetica.pdf").read_bytes())

    assert [font.name for font in facts.fonts if not font.is_painted] == ["Helvetica"]
    assert found(facts, "fonts") == []


def test_numbers_of_headings_are_apart_from_their_words() -> None:
    assert found((CASES / "typst-label.pdf").read_bytes(), "words-apart") == []
