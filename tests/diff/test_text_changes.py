"""Changes of sentences, headings, lists and notes, and passages that moved."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from briefpress import diff
from briefpress.diff.changes import Changes
from briefpress.diff.description import describe
from briefpress.structure import Text
from diff_samples import RAIN, WATER, WIND, describe_changes, paragraphs
from elements import e, link, page, pdf, run

if TYPE_CHECKING:
    from briefpress.structure import Element, PdfStructure


def test_equal_pdfs_have_no_changes() -> None:
    same = pdf(*paragraphs(WATER, RAIN))

    assert not diff.compare(same, same)
    assert diff.to_text(Changes()).startswith("Nothing changed for the reader")
    assert diff.to_dict(Changes())["changed"] is False


def test_changes_of_sentences_are_listed_under_their_headings() -> None:
    old = pdf(e("H1", "Kenya"), *paragraphs(f"{WATER} {RAIN}"), e("H2", "Wind"), *paragraphs(WIND))
    new = pdf(
        e("H1", "Kenya"),
        *paragraphs(f"{RAIN.replace('nine', 'ten')} The lake is rising."),
        e("H2", "Wind"),
        *paragraphs(WIND, "Nobody asked the owls. They left."),
    )
    found = diff.compare(old, new)

    assert diff.to_text(found).splitlines() == [
        "Changed for the reader: 1 sentence removed, 1 sentence changed and 3 sentences added.",
        "In “Kenya” (was on page 1)",
        f"    removed: “{WATER}”",
        "    changed: “Rain fell on nine days in May and …” → “Rain fell on ten days in May and …”",
        "    added: “The lake is rising.”",
        "In “Wind” (page 1)",
        "    added: “Nobody asked the owls. They left.”",
    ]
    added = found.text[-1]
    assert added.section == ("Kenya", "Wind")
    assert json.loads(json.dumps(diff.to_dict(found)))["text"][-1] == {
        "how": "added", "what": "sentence", "section": ["Kenya", "Wind"], "new_page": 1,
        "new": "Nobody asked the owls. They left.", "said": "added: “Nobody asked the owls. They left.”",
    }  # fmt: skip


def test_changes_before_the_first_heading_have_a_title_of_their_own() -> None:
    text = diff.to_text(diff.compare(pdf(*paragraphs(WATER)), pdf(*paragraphs(WATER, RAIN))))

    assert "Before the first heading (page 1)\n    added" in text


def test_splitting_a_paragraph_is_no_change() -> None:
    assert (
        describe_changes(pdf(*paragraphs(f"{WATER} {RAIN}")), pdf(*paragraphs(WATER, RAIN))) == []
    )


def test_breaking_lines_elsewhere_is_no_change() -> None:
    def lines(*texts: str) -> PdfStructure:
        runs = tuple(run(text, 50, 700 - 12 * n) for n, text in enumerate(texts))
        return pdf(e("P", Text(0, 0, "".join(texts), runs)))

    once = lines("A well-", "being index of the whole com-", "munity.")
    anew = lines("A well-being index", "of the whole community.")

    assert describe_changes(once, anew) == []
    assert describe_changes(anew, lines("A wellbeing index", "of the whole community.")) == [
        "changed: “A well-being index of the whole community.” → “A wellbeing index of the whole community.”"
    ]


def test_headings_are_renamed_added_removed_and_change_level() -> None:
    old = pdf(
        e("H1", "Kenya"), e("H2", "Thirst"), *paragraphs(WATER, RAIN), e("H2", "Wind"), e("P", WIND)
    )
    new = pdf(
        e("H1", "Kenya"), e("H2", "Water"), *paragraphs(WATER, RAIN, "Dams help."),
        e("H3", "Wind"), e("P", WIND),
    )  # fmt: skip
    found = diff.compare(old, new)

    assert [describe(change) for change in found.text] == [
        "changed: heading: “Thirst” → “Water”",
        "added: “Dams help.”",
        "changed: level of a heading “Wind”: 2 → 3",
    ]
    assert found.text[1].section == ("Kenya", "Water")
    assert describe_changes(
        pdf(e("H1", "A"), e("P", WATER)), pdf(e("P", WATER), e("H2", "Lakes and dams"))
    ) == [
        "removed: heading: “A”",
        "added: heading: “Lakes and dams”",
    ]


def test_a_moved_section_is_one_change() -> None:
    def sections(*names: str) -> PdfStructure:
        texts = {
            "Water": (WATER, RAIN),
            "Wind": (WIND,),
            "Sun": ("The sun shines. It is hot.", "Sand."),
        }
        return pdf(
            e("H1", "Kenya"),
            *(part for name in names for part in (e("H2", name), *paragraphs(*texts[name]))),
        )

    assert describe_changes(sections("Water", "Wind", "Sun"), sections("Water", "Sun", "Wind")) == [
        "moved: section “Wind”: now after “Sun” (page 1); was after “Water” (page 1)"
    ]
    assert describe_changes(sections("Wind", "Water", "Sun"), sections("Water", "Sun", "Wind")) == [
        "moved: section “Wind”: now after “Sun” (page 1); was after “Kenya” (page 1)"
    ]


def test_passages_that_changed_places_have_moved_and_not_their_sections() -> None:
    def sections(water: tuple[str, ...], wind: tuple[str, ...]) -> PdfStructure:
        parts = e("H2", "Water"), *paragraphs(*water), e("H2", "Wind"), *paragraphs(*wind)
        return pdf(e("H1", "Kenya"), *parts)

    assert describe_changes(
        sections((WATER,), (WIND, RAIN, "Sand lies there as well.")),
        sections((WIND, RAIN, "Sand lies there as well."), (WATER,)),
    ) == [
        f"moved: 3 passages “{WIND} … Sand lies there as well.”: from “Wind” (page 1) to “Water” (page 1)",
        f"moved: sentence “{WATER}”: from “Water” (page 1) to “Wind” (page 1)",
    ]


def test_moved_passages_are_described_with_both_places() -> None:
    old = pdf(
        e("H1", "A"),
        *paragraphs(WATER, RAIN, WIND),
        e("H1", "B"),
        *paragraphs("The sun is hot and high."),
    )
    new = pdf(
        e("H1", "A"),
        *paragraphs(RAIN, WIND),
        e("H1", "B"),
        *paragraphs("The sun is hot and high.", WATER),
    )

    assert describe_changes(old, new) == [
        f"moved: sentence “{WATER}”: from “A” (page 1) to “B” (page 1)"
    ]
    assert describe_changes(
        pdf(*paragraphs(WATER, RAIN, WIND)), pdf(*paragraphs(WIND, WATER, RAIN))
    ) == [f"moved: sentence “{WIND}”: within the section"]
    assert describe_changes(pdf(*paragraphs(WATER, RAIN, WIND, "One.", "Two.", "Three.")),
                pdf(*paragraphs(WIND, "One.", "Two.", "Three.", WATER, RAIN))) == [
        f"moved: 2 passages “{WATER} … {RAIN}”: within the section"
    ]  # fmt: skip


def test_a_passage_that_moved_and_changed_is_two_changes() -> None:
    old = pdf(*paragraphs(WATER, RAIN, "One is here.", "Two are here.", "Three are there."))
    new = pdf(
        *paragraphs(
            RAIN,
            "One is here.",
            "Two are here.",
            "Three are there.",
            WATER.replace("north", "east"),
        )
    )

    assert [line.split(" ")[0] for line in describe_changes(old, new)] == ["changed:", "moved:"]


def test_list_items_notes_and_quotations_are_named() -> None:
    def item(text: str, label: str = "•") -> Element:
        return e("LI", e("Lbl", label), e("LBody", text))

    old = pdf(e("L", item("Rain"), item("Wind from the sea", "1."), item("55.8 million", "People")))
    new = pdf(
        e("L", item("Wind from the lake", "2."), item("56.1 million", "People")),
        e("P", "Text", e("Note", e("Lbl", "1"), "A note that is new.")),
        e("BlockQuote", e("P", "Said by one.")),
    )

    assert describe_changes(old, new) == [
        "removed: list item: “Rain”",
        "changed: list item: “Wind from the sea” → “Wind from the lake”",
        "changed: list item: “People: 55.8 million” → “People: 56.1 million”",
        "added: “Text”",
        "added: note: “A note that is new.”",
        "added: quotation: “Said by one.”",
    ]


def test_a_paragraph_may_become_a_list_item() -> None:
    assert describe_changes(pdf(e("P", WATER)), pdf(e("L", e("LI", e("LBody", WATER))))) == [
        f"changed: kind of passage “{WATER}”: sentence → list item"
    ]


def test_entries_of_the_contents_that_repeat_a_heading_are_ignored() -> None:
    def contents(*entries: str) -> PdfStructure:
        toc = e("TOC", *(e("TOCI", e("Reference", entry)) for entry in entries))
        return pdf(toc, e("H1", "Water"), e("P", WATER))

    assert describe_changes(contents("Water . . . . 1"), contents("Water 2")) == []
    assert describe_changes(contents("Water 1"), contents("Water 1", "Wind, which is gone 9")) == [
        "added: entry in the contents: “Wind, which is gone 9”"
    ]


def test_note_numbers_are_not_compared_as_text() -> None:
    def calling(number: str) -> PdfStructure:
        return pdf(e("P", WATER, e("Reference", e("Link", number, link(page=0))), f" {RAIN}"))

    assert describe_changes(calling("1"), calling("2")) == []
    assert describe_changes(calling("1"), pdf(e("P", f"{WATER} {RAIN}"))) == [
        f"changed: calls for notes “{WATER}”: 1 → 0"
    ]


def test_untagged_text_is_compared_as_it_is_drawn() -> None:
    def drawn(*texts: str) -> PdfStructure:
        runs = tuple(run(text, 50, 700 - 30 * n) for n, text in enumerate(texts))
        return pdf(pages=(page(unmarked=runs),))

    assert describe_changes(drawn(WATER, RAIN), drawn(WATER, RAIN.replace("nine", "ten"))) == [
        "changed: “Rain fell on nine days in May and …” → “Rain fell on ten days in May and …”"
    ]


def test_a_section_ends_with_its_element() -> None:
    def boxed(more: str) -> PdfStructure:
        box = e("Sect", e("H2", "Box"), e("P", WIND))
        return pdf(e("H1", "Kenya"), box, e("P", f"{WATER} {more}"))

    (change,) = diff.compare(boxed(""), boxed(RAIN)).text

    assert change.section == ("Kenya",)


def test_sections_with_the_same_name_are_listed_with_the_one_above() -> None:
    def briefs(*texts: str) -> PdfStructure:
        parts = (
            (e("H1", name), e("H2", "Water"), e("P", text))
            for name, text in zip(("Kenya", "Chad"), texts, strict=True)
        )
        return pdf(*(each for part in parts for each in part))

    text = diff.to_text(diff.compare(briefs(WATER, RAIN), briefs(f"{WATER} One.", f"{RAIN} Two.")))

    assert "In “Kenya” › “Water” (page 1)" in text
    assert "In “Chad” › “Water” (page 1)" in text
