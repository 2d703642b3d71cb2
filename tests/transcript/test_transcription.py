"""The transcripts of documents: the briefs, introductions, pages, and untagged files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefpress import structure
from briefpress.structure import ObjectRef, Text
from briefpress.transcript import (
    as_text,
    headings,
    links,
    tables,
    transcribe,
    tree_as_text,
)
from conftest import ROOT
from elements import artifact, e, link, page, pdf, run, transcript_of

if TYPE_CHECKING:
    from conftest import Golden, Printed

GOLDEN = ROOT / "tests/transcript/golden"


@pytest.mark.parametrize("name", ["kazakhstan", "kenya"])
def test_the_transcripts_of_the_briefs(
    name: str, golden: Golden, request: pytest.FixtureRequest
) -> None:
    printed: Printed = request.getfixturevalue(name)
    facts = structure.inspect(printed.pdf.data)

    golden(GOLDEN / f"{name}.txt", as_text(transcribe(facts), pages=True))
    if name == "kenya":
        lists = (
            "\n".join(map(str, items)) for items in (headings(facts), links(facts), tables(facts))
        )
        golden(GOLDEN / "kenya-lists.txt", "\n\n".join(lists) + "\n")
        golden(GOLDEN / "kenya-tree.txt", tree_as_text(facts))


@pytest.mark.parametrize(
    ("facts", "first"),
    [
        ({}, "document, T, language: English, 1 page"),
        ({"title": None}, "document without a title, language: English, 1 page"),
        (
            {"title_shown": False},
            "document called by the name of its file, language: English, 1 page",
        ),
        ({"language": None}, "document, T, no language stated, 1 page"),
        ({"language": "zh-Hant", "pages": ()}, "document, T, language: Chinese (traditional), 0 pages"),
    ],
)  # fmt: skip
def test_the_introduction_of_a_document(facts: dict[str, object], first: str) -> None:
    (utterance,) = transcribe(pdf(e("Document"), **facts))

    assert utterance.announcement == first


def test_without_a_document_language_only_stated_ones_are_announced() -> None:
    roots = [e("P", "a"), e("P", "b", lang="fr"), e("P", "c")]

    assert transcript_of(*roots, language=None) == "a\nin French: b\nc\n"


def test_pages_are_announced_on_request() -> None:
    document = pdf(e("P", Text(0, 1, "a"), Text(1, 1, "b")), e("P", Text(1, 2, "c")))
    utterances = transcribe(document)

    assert as_text(utterances).endswith("\nab\nc\n")
    assert as_text(utterances, pages=True).endswith("\npage 1\nab\npage 2\nc\n")


def test_the_end_of_an_element_is_on_its_last_page() -> None:
    quote = e("BlockQuote", e("P", "a"), e("P", "b", page=1))

    assert as_text(transcribe(pdf(quote)), pages=True).endswith(
        "page 1\nquotation\n  a\npage 2\n  b\nend of quotation\n"
    )


def test_the_paragraphs_of_an_untagged_pdf_are_guessed() -> None:
    runs = (
        run("Rain ", 0, 100, 20), run("report", 60, 100, 20),
        run("It rained", 0, 70), run("in", 50, 70), run("May.", 0, 58), run("", 0, 0),
        run("Column", 300, 100),
    )  # fmt: skip
    one = page(
        unmarked=runs,
        orphans=(Text(0, 1, "Orphan"),),
        annotations=(link("https://e.org/"), ObjectRef(0, "Widget", alternate="Name")),
        artifacts=(artifact("Head"),),
    )

    assert transcript_of(pages=(one, page(1, unmarked=(run("Two", 0, 0),)))).splitlines() == [
        "not tagged: this is the order in which it is drawn, and a screen reader can only guess",
        "Rain report",
        "It rained in May.",
        "Column",
        "Orphan",
        "https://e.org/ [link]",
        "form field, Name",
        "Two",
    ]


def test_utterances_have_element_page_and_language() -> None:
    target = link("https://e.org/")
    inner = e("Link", "this", target, page=2)
    paragraph = e("P", "See ", inner, page=2)
    _, *utterances = transcribe(pdf(paragraph))

    assert [
        (u.text, u.announcement, u.element, u.page, u.lang, u.is_inline) for u in utterances
    ] == [
        ("See ", "", paragraph, 2, "en", False),
        ("this", "", inner, 2, "en", False),
        ("", "link", inner, 2, "en", True),
    ]
    assert len({utterance.line for utterance in utterances}) == 1


@pytest.mark.parametrize(
    ("has_line_spaces", "said"),
    [(True, "internationalisation over time"), (False, "interna tionalisation over time")],
)
def test_a_line_end_parts_words_unless_the_file_has_spaces_there(
    has_line_spaces: bool, said: str
) -> None:
    lines = run("interna", 50, 700), run("tionalisation over ", 50, 688), run("time", 50, 676)
    text = Text(0, 0, "".join(each.text for each in lines), lines, has_line_spaces=has_line_spaces)

    assert transcript_of(e("P", text)) == f"{said}\n"
