"""What changed from one PDF to another: in words by hand, and with real briefs that were edited."""

from __future__ import annotations

import json
import pickle
import re
import shutil
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given, strategies as st
from playwright.sync_api import Page as Browsed, sync_playwright
from tinyhtml5.parser import HTMLParser

from briefpress import diff
from briefpress.build.brief import build
from briefpress.build.checking import Checker
from briefpress.diff.alignment import align, longest_rise
from briefpress.diff.files import Compared
from briefpress.diff.looks import Spread
from briefpress.diff.page import to_html
from briefpress.diff.pixels import cells, differ
from briefpress.diff.sentences import sentences, words
from briefpress.diff.values import Change, Changes, How, Words
from briefpress.diff.wording import compare_words, excerpt
from briefpress.findings import Unusable
from briefpress.html.documents import HtmlDocument
from briefpress.pdf.printing import print_pdf
from briefpress.structure.bitmap import Bitmap
from briefpress.structure.facts import Artifact, Attachment, Text
from clock import growth
from conftest import ROOT
from elements import e, link, page, pdf, rows, run
from tagtree import cases, inspected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from briefpress.structure.facts import Element, PdfStructure

AXE = {"resultTypes": ["violations"], "rules": {"color-contrast-enhanced": {"enabled": True}}}
WATER = "Water is scarce in the north of the country."
RAIN = "Rain fell on nine days in May and on four in June."
WIND = "Wind turns the mills near Lake Turkana all year round."


def told(old: PdfStructure, new: PdfStructure) -> list[str]:
    """Return what is said of the changes, without the headings that they stand under."""
    lines = diff.as_text(diff.compare(old, new)).splitlines()
    return [line.strip() for line in lines if line.startswith("    ")]


def paragraphs(*texts: str) -> list[Element]:
    return [e("P", text) for text in texts]


# Sentences and words


@pytest.mark.parametrize(
    "text",
    [
        "See e.g. Smith (n.d.) and cf. No. 2.|It rose by 3.5 per cent.|“Why?” he asked.|Dr. Otieno agreed.",
        "He said no.|Then J. Smith left the U.S. Senate.|Wait... what?|So be it.",
        "Voir p. 12.|M. Dupont l’a dit : « Quoi ? »|Il est parti.|Oui !",
        "¿Qué pasó?|El Sr. Pérez llegó.|¡Bien!|Véase la pág. 3.",
        "O Dr. Silva, n.º 3, chegou.|Foi bom.",
        "В 2024 г. население выросло до 20 млн. человек.|Это т.е. много.|Да!",
        "Бұл — сөйлем.|Ол б. з. д. болды.|Жақсы!",
        "هذه جملة.|هل هذا صحيح؟|نعم! قال د. أحمد ذلك.".replace("! ", "!|"),
        "এটি একটি বাক্য।|এটি কি ঠিক?|ড. ইউনূস বলেন।",
        "It ended in 1990.|In 1991 it began.",
    ],
)
def test_sentences_end_where_they_do(text: str) -> None:
    plain = text.replace("|", " ")

    assert [plain[start:end] for start, end in sentences(plain)] == text.split("|")


def test_chinese_sentences_end_without_a_space() -> None:
    text = "水很重要。是吗？他说：“对。”然后走了！完"

    assert [text[a:b] for a, b in sentences(text)] == [
        "水很重要。", "是吗？", "他说：“对。”", "然后走了！", "完"
    ]  # fmt: skip


@given(st.text(alphabet="Ab. ?!。”»’\n1x", max_size=60))
def test_sentences_hold_every_letter_once(text: str) -> None:
    spans = list(sentences(text))

    assert "".join(text[a:b] for a, b in spans).split() == "".join(text.split()).split() or (
        "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    )
    assert spans == sorted(spans)


def test_words_are_those_of_each_script() -> None:
    found = [match[0] for match in words("Kenya’s 86.4% (n.d.), well-being ক্ষেত্র। 水很。")]

    assert found == [
        "Kenya’s", "86.4", "%", "(", "n.d", ".", ")", ",", "well-being", "ক্ষেত্র", "।", "水", "很", "。"
    ]  # fmt: skip


# Sequences


@given(
    st.lists(st.integers(0, 6), max_size=40),
    st.lists(st.integers(0, 6), max_size=40),
)
def test_what_is_aligned_is_the_same_and_in_order(old: list[int], new: list[int]) -> None:
    pairs = align(old, new)

    assert all(old[i] == new[j] for i, j in pairs)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))
    assert align(old, old) == [(n, n) for n in range(len(old))]
    assert longest_rise([(0, 5), (1, 1), (2, 2), (3, 0), (4, 9)]) == [(1, 1), (2, 2), (4, 9)]


def test_many_that_are_alike_are_aligned_as_well() -> None:
    assert len(align("ab" * 40, "ba" * 40)) == 79
    assert len(align("ab" * 300, "ba" * 300)) >= 300


@given(st.lists(st.sampled_from(["a", "b", "c d", ",", "水"]), max_size=12).map(" ".join),
       st.lists(st.sampled_from(["a", "b", "c d", ",", "水"]), max_size=12).map(" ".join))  # fmt: skip
def test_both_wordings_can_be_read_from_their_difference(old: str, new: str) -> None:
    parts = compare_words(old, new)

    def without(text: str) -> list[str]:
        return [match[0] for match in words(text)]

    assert without(" ".join(p.text for p in parts if p.how is not How.ADDED)) == without(old)
    assert without(" ".join(p.text for p in parts if p.how is not How.REMOVED)) == without(new)


def test_an_excerpt_is_what_is_near_the_change() -> None:
    old = "In the towns of the coast, 86.4 per cent of people drank from a well, and that was so for years and years."
    parts = compare_words(old, old.replace("86.4", "87.0"))

    assert excerpt(parts, How.REMOVED) == "… of the coast, 86.4 per cent of people …"
    assert excerpt(parts, How.ADDED) == "… of the coast, 87.0 per cent of people …"
    assert Words("86.4 ", How.REMOVED) in parts


# Text


def test_nothing_changed() -> None:
    same = pdf(*paragraphs(WATER, RAIN))

    assert not diff.compare(same, same)
    assert diff.as_text(Changes()).startswith("Nothing changed for the reader")
    assert diff.as_dict(Changes())["changed"] is False


def test_sentences_are_added_removed_and_changed_under_their_headings() -> None:
    old = pdf(e("H1", "Kenya"), *paragraphs(f"{WATER} {RAIN}"), e("H2", "Wind"), *paragraphs(WIND))
    new = pdf(
        e("H1", "Kenya"),
        *paragraphs(f"{RAIN.replace('nine', 'ten')} The lake is rising."),
        e("H2", "Wind"),
        *paragraphs(WIND, "Nobody asked the owls. They left."),
    )
    found = diff.compare(old, new)

    assert diff.as_text(found).splitlines() == [
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
    assert json.loads(json.dumps(diff.as_dict(found)))["text"][-1] == {
        "how": "added", "what": "sentence", "section": ["Kenya", "Wind"], "new_page": 1,
        "new": "Nobody asked the owls. They left.", "said": "added: “Nobody asked the owls. They left.”",
    }  # fmt: skip


def test_what_is_before_the_first_heading_is_told_so() -> None:
    text = diff.as_text(diff.compare(pdf(*paragraphs(WATER)), pdf(*paragraphs(WATER, RAIN))))

    assert "Before the first heading (page 1)\n    added" in text


def test_a_paragraph_that_is_split_changes_nothing_but_that() -> None:
    assert told(pdf(*paragraphs(f"{WATER} {RAIN}")), pdf(*paragraphs(WATER, RAIN))) == []


def test_words_that_are_broken_at_another_place_are_the_same() -> None:
    def lines(*texts: str) -> PdfStructure:
        runs = tuple(run(text, 50, 700 - 12 * n) for n, text in enumerate(texts))
        return pdf(e("P", Text(0, 0, "".join(texts), runs)))

    once = lines("A well-", "being index of the whole com-", "munity.")
    anew = lines("A well-being index", "of the whole community.")

    assert told(once, anew) == []
    assert told(anew, lines("A wellbeing index", "of the whole community.")) == [
        "changed: “A well-being index of the whole community.” → “A wellbeing index of the whole community.”"
    ]


def test_headings_are_renamed_added_and_removed_and_change_their_level() -> None:
    old = pdf(
        e("H1", "Kenya"), e("H2", "Thirst"), *paragraphs(WATER, RAIN), e("H2", "Wind"), e("P", WIND)
    )
    new = pdf(
        e("H1", "Kenya"), e("H2", "Water"), *paragraphs(WATER, RAIN, "Dams help."),
        e("H3", "Wind"), e("P", WIND),
    )  # fmt: skip
    found = diff.compare(old, new)

    assert [diff.words.say(change) for change in found.text] == [
        "changed: heading: “Thirst” → “Water”",
        "added: “Dams help.”",
        "changed: level of a heading “Wind”: 2 → 3",
    ]
    assert found.text[1].section == ("Kenya", "Water")
    assert told(
        pdf(e("H1", "A"), e("P", WATER)), pdf(e("P", WATER), e("H2", "Lakes and dams"))
    ) == [
        "removed: heading: “A”",
        "added: heading: “Lakes and dams”",
    ]


def test_a_section_that_moved_is_not_removed_and_added() -> None:
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

    assert told(sections("Water", "Wind", "Sun"), sections("Water", "Sun", "Wind")) == [
        "moved: section “Wind”: now after “Sun” (page 1); was after “Water” (page 1)"
    ]
    assert told(sections("Wind", "Water", "Sun"), sections("Water", "Sun", "Wind")) == [
        "moved: section “Wind”: now after “Sun” (page 1); was after “Kenya” (page 1)"
    ]


def test_passages_that_moved_say_whence_and_whither() -> None:
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

    assert told(old, new) == [f"moved: sentence “{WATER}”: from “A” (page 1) to “B” (page 1)"]
    assert told(pdf(*paragraphs(WATER, RAIN, WIND)), pdf(*paragraphs(WIND, WATER, RAIN))) == [
        f"moved: sentence “{WIND}”: within the section"
    ]
    assert told(pdf(*paragraphs(WATER, RAIN, WIND, "One.", "Two.", "Three.")),
                pdf(*paragraphs(WIND, "One.", "Two.", "Three.", WATER, RAIN))) == [
        f"moved: 2 passages “{WATER} … {RAIN}”: within the section"
    ]  # fmt: skip


def test_what_moved_and_changed_is_told_twice() -> None:
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

    assert [line.split(" ")[0] for line in told(old, new)] == ["changed:", "moved:"]


def test_list_items_notes_and_quotations_are_called_so() -> None:
    def item(text: str, label: str = "•") -> Element:
        return e("LI", e("Lbl", label), e("LBody", text))

    old = pdf(e("L", item("Rain"), item("Wind from the sea", "1."), item("55.8 million", "People")))
    new = pdf(
        e("L", item("Wind from the lake", "2."), item("56.1 million", "People")),
        e("P", "Text", e("Note", e("Lbl", "1"), "A note that is new.")),
        e("BlockQuote", e("P", "Said by one.")),
    )

    assert told(old, new) == [
        "removed: list item: “Rain”",
        "changed: list item: “Wind from the sea” → “Wind from the lake”",
        "changed: list item: “People: 55.8 million” → “People: 56.1 million”",
        "added: “Text”",
        "added: note: “A note that is new.”",
        "added: quotation: “Said by one.”",
    ]


def test_a_passage_may_become_another_kind() -> None:
    assert told(pdf(e("P", WATER)), pdf(e("L", e("LI", e("LBody", WATER))))) == [
        f"changed: kind of passage “{WATER}”: sentence → list item"
    ]


def test_the_contents_are_told_only_where_they_say_something_else() -> None:
    def contents(*entries: str) -> PdfStructure:
        toc = e("TOC", *(e("TOCI", e("Reference", entry)) for entry in entries))
        return pdf(toc, e("H1", "Water"), e("P", WATER))

    assert told(contents("Water . . . . 1"), contents("Water 2")) == []
    assert told(contents("Water 1"), contents("Water 1", "Wind, which is gone 9")) == [
        "added: entry in the contents: “Wind, which is gone 9”"
    ]


def test_numbers_of_notes_are_no_words() -> None:
    def calling(number: str) -> PdfStructure:
        return pdf(e("P", WATER, e("Reference", e("Link", number, link(page=0))), f" {RAIN}"))

    assert told(calling("1"), calling("2")) == []
    assert told(calling("1"), pdf(e("P", f"{WATER} {RAIN}"))) == [
        f"changed: calls for notes “{WATER}”: 1 → 0"
    ]


# Figures, tables, links, languages


def test_figures_are_known_by_their_description_and_what_is_drawn() -> None:
    def figure(alt: str, drawn: str = "7%") -> PdfStructure:
        return pdf(e("P", WATER), e("Figure", drawn, e("Caption", e("P", "Caption.")), alt=alt))

    assert told(figure("A bar chart of rain."), figure("A pie chart of rain.")) == [
        "changed: alternate description of a figure: “A bar chart of rain.” → “A pie chart of rain.”"
    ]
    assert told(figure("A chart."), figure("A chart.", "8%")) == [
        "changed: words in a figure “A chart.”: “7%” → “8%”"
    ]
    assert told(figure(""), figure("A chart.")) == [
        "changed: alternate description of a figure: none → “A chart.”"
    ]
    assert told(pdf(e("P", WATER)), figure("A chart.")) == [
        "added: figure: “A chart.”",
        "added: caption: “Caption.”",
    ]


def test_a_figure_in_a_line_of_text_does_not_part_it() -> None:
    one = pdf(e("P", "Water is ", e("Figure", alt="A drop."), "scarce in the north."))

    assert told(one, pdf(e("P", "Water is scarce in the north."))) == ["removed: figure: “A drop.”"]


def test_a_formula_is_told_by_its_description() -> None:
    formulas = [pdf(e("Formula", "x", alt=alt)) for alt in ("x plus one", "x plus two")]

    assert told(*formulas) == [
        "changed: alternate description of a formula: “x plus one” → “x plus two”"
    ]


def table(*texts: str, caption: str = "Access to water") -> PdfStructure:
    return pdf(e("H1", "Kenya"), e("Table", e("Caption", caption), *rows(*texts)))


TABLE = ("!Kind|!Urban|!Rural", "!Safe|86.4|53.3", "!Unsafe|13.6|46.7", "!None|1.0|2.0")


def test_cells_are_told_by_row_and_column() -> None:
    changed = [text.replace("86.4", "87.0") for text in TABLE]

    assert told(table(*TABLE), table(*changed)) == [
        "changed: table cell, row “Safe”, column “Urban”: “86.4” → “87.0”"
    ]
    assert told(table(*TABLE), table(*[t.replace("Urban", "Towns") for t in TABLE])) == [
        "changed: header cell, column “Towns”: “Urban” → “Towns”"
    ]
    assert told(table("1|2", "3|4"), table("1|2", "3|5")) == [
        "changed: table cell, row 2, column 2: “4” → “5”"
    ]
    assert told(table(*TABLE), table(*TABLE, caption="Access to safe water")) == [
        "changed: caption: “Access to water” → “Access to safe water”"
    ]


def test_rows_and_columns_are_added_removed_and_moved() -> None:
    head, safe, unsafe, nothing = TABLE

    assert told(table(*TABLE), table(head, safe, unsafe)) == [
        "removed: row of a table: “None | 1.0 | 2.0”"
    ]
    assert told(table(head, safe), table(head, safe, unsafe.replace("13.6", "9"))) == [
        "added: row of a table: “Unsafe | 9 | 46.7”"
    ]
    assert told(table(*TABLE), table(head, nothing, safe, unsafe)) == [
        "moved: row of a table “None | 1.0 | 2.0”: from row 4 to row 2"
    ]
    narrow = [text.rpartition("|")[0] for text in TABLE]
    assert told(table(*TABLE), table(*narrow)) == [
        "removed: column of a table column “Rural”: “Rural | 53.3 | 46.7 | 2.0”"
    ]
    assert told(table(*narrow), table(*TABLE)) == [
        "added: column of a table column “Rural”: “Rural | 53.3 | 46.7 | 2.0”"
    ]


def test_a_table_is_added_and_removed_as_one() -> None:
    assert told(pdf(e("H1", "Kenya")), table(*TABLE)) == [
        "added: table: “Access to water”",
        "added: caption: “Access to water”",
    ]
    assert (
        told(pdf(e("Table", *rows("a|b"))), pdf())
        == [
            "removed: table: “a | b”",
            "changed: tags: tagged → not tagged",
        ][::-1]
    )


def test_cells_say_what_else_changed() -> None:
    def cell(role: str, address: str) -> PdfStructure:
        return pdf(e("Table", e("TR", e("TH", "Who"), e(role, e("Link", "Here", link(address))))))

    assert told(cell("TD", "https://a.org"), cell("TD", "https://b.org")) == [
        "changed: target of a link “Here”: “https://a.org” → “https://b.org”"
    ]
    assert told(cell("TD", "https://a.org"), cell("TH", "https://a.org")) == [
        "changed: kind of a table cell, column “Here”: data cell → header cell"
    ]


def test_links_lead_elsewhere() -> None:
    def linking(*target: Any, **said: Any) -> PdfStructure:
        return pdf(e("P", "See ", e("Link", "the report", link(*target, **said)), " of the year."))

    assert told(linking("https://a.org"), linking("https://b.org")) == [
        "changed: target of a link “the report”: “https://a.org” → “https://b.org”"
    ]
    assert told(linking("https://a.org"), pdf(e("P", "See the report of the year."))) == [
        "changed: target of a link “the report”: “https://a.org” → “no link”"
    ]
    assert told(linking("https://a.org"), linking(name="gone")) == [
        "changed: target of a link “the report”: “https://a.org” → “nowhere”"
    ]


def test_a_link_to_a_page_that_has_another_number_is_the_same() -> None:
    def placed(text: str, number: int) -> Element:
        words = Text(number, 0, text, (run(text, 50, 700),))
        return e("P", words, page=number)

    def book(at: int, aim: int) -> PdfStructure:
        return pdf(e("P", e("Link", "Onwards", link(page=aim))), placed(WATER, 1), placed(WIND, at))

    assert told(book(2, 2), book(3, 3)) == []
    assert told(book(2, 2), book(3, 1)) == [
        "changed: target of a link “Onwards”: “page 3” → “page 2”"
    ]


def test_languages_and_expansions_are_told() -> None:
    def said(**span: Any) -> PdfStructure:
        return pdf(e("P", "Every ", e("Span", "mwananchi", **span), " reads."))

    assert told(said(lang="sw"), said()) == [
        "changed: language “mwananchi”: Swahili (sw) → that of the words around it"
    ]
    assert told(said(), said(expansion="citizen")) == [
        "changed: expansion “mwananchi”: none → “citizen”"
    ]
    assert told(pdf(e("P", WATER)), pdf(e("P", WATER, lang="fr"))) == [
        f"changed: language “{WATER}”: that of the document → French (fr)"
    ]
    assert told(said(lang="sw"), said(lang="sw")) == []


def test_form_fields_are_told_by_their_name() -> None:
    def form(name: str) -> PdfStructure:
        return pdf(e("Form", replace(link(), subtype="Widget", alternate=name)))

    assert told(form("Your name"), form("Your full name")) == [
        "changed: name of a form field: “Your name” → “Your full name”"
    ]


def test_words_that_are_replaced_are_compared_by_what_is_heard() -> None:
    drops = [
        pdf(e("P", "A ", e("Span", "~", actual_text=text), " falls.")) for text in ("drop", "drip")
    ]

    assert told(*drops) == ["changed: “A drop falls.” → “A drip falls.”"]


# Pages and the document


def test_headings_on_another_page_are_told_together() -> None:
    def book(first: int, count: int) -> PdfStructure:
        heads = [e("H1", f"Part {n}", page=first + n) for n in range(5)]
        return pdf(*heads, pages=tuple(page(n) for n in range(count)))

    assert told(book(0, 6), book(1, 6)) == [
        "5 headings, from “Part 0” (page 1 → 2) to “Part 4” (page 5 → 6): 1 page later"
    ]
    assert told(pdf(e("H1", "A", page=1)), pdf(e("H1", "A", page=0))) == [
        "“A”: on page 1, was on page 2"
    ]


def test_the_document_says_something_else_of_itself() -> None:
    dc, cc = "{http://purl.org/dc/elements/1.1/}", "{http://creativecommons.org/ns#}"

    def of(xmp: dict[str, tuple[str, ...]], **said: Any) -> PdfStructure:
        return pdf(e("P", WATER), xmp_values=MappingProxyType(xmp), **said)

    old = of({f"{dc}creator": ("Ann Bee",), f"{cc}license": ("http://creativecommons.org/licenses/by/4.0/",),
              "{http://www.aiim.org/pdfua/ns/id/}part": ("1",)}, info={"CreationDate": "D:2025"},
             attachments=(Attachment("a.yaml", "Source", 9, "Text", None, associated=True),
                          Attachment("b.csv", None, 1, None, None, associated=False)))  # fmt: skip
    new = of({f"{dc}creator": ("Ann Bee", "Cy Dee"), f"{cc}license": ("https://creativecommons.org/licenses/by-nc/4.0/",),
              "{http://www.aiim.org/pdfua/ns/id/}part": ("2",), "{http://www.aiim.org/pdfa/ns/id/}part": ("4",)},
             title="Another", language="fr", info={"CreationDate": "D:2026"}, pages=(page(), page(1)),
             attachments=(Attachment("a.yaml", "Source", 12, "Source text", None, associated=True),
                          Attachment("c.csv", None, 1, None, None, associated=False)))  # fmt: skip

    assert told(old, new) == [
        "changed: title: “T” → “Another”",
        "changed: authors: “Ann Bee” → “Ann Bee; Cy Dee”",
        "changed: date: D:2025 → D:2026",
        "changed: language: English (en) → French (fr)",
        "changed: licence: CC BY 4.0 → CC BY-NC 4.0",
        "changed: standards claimed: PDF/UA-1 → PDF/UA-2, PDF/A-4",
        "changed: number of pages: 1 → 2",
        "changed: attached file “a.yaml”: 9 bytes → 12 bytes",
        "changed: description of an attached file “a.yaml”: “Text” → “Source text”",
        "removed: attached file: b.csv",
        "added: attached file: c.csv",
    ]


def test_sizes_of_pages_have_names() -> None:
    def sized(*size: float) -> PdfStructure:
        return pdf(e("P", WATER), pages=(page(size=size),))

    assert told(sized(595.3, 841.9), sized(596, 843)) == []
    assert told(sized(842, 595), sized(300, 400)) == [
        "changed: size of the pages: A4 across → 300 × 400 points"
    ]


def test_a_licence_in_the_text_is_told() -> None:
    one, other = (
        pdf(e("P", "Licence: ", e("Link", "the deed", link(f"https://creativecommons.org/licenses/{kind}/4.0/"))))
        for kind in ("by", "by-sa")
    )  # fmt: skip

    assert told(one, other)[0] == "changed: licence in the text: CC BY 4.0 → CC BY-SA 4.0"


def test_running_heads_are_told_whatever_their_numbers() -> None:
    def book(text: str, count: int) -> PdfStructure:
        return pdf(e("P", WATER), pages=tuple(
            page(n, artifacts=(Artifact("Pagination", "Footer", f"{text}, page {n + 1} of {count}", n),))
            for n in range(count)
        ))  # fmt: skip

    assert told(book("CC BY 4.0", 4), book("CC BY 4.0", 5)) == ["changed: number of pages: 4 → 5"]
    assert told(book("CC BY 4.0", 4), book("CC BY-NC 4.0", 4)) == [
        "changed: running head or foot: “CC BY 4.0, page 1 of 4” → “CC BY-NC 4.0, page 1 of 4”"
    ]
    assert told(pdf(e("P", WATER)), book("Draft", 1)) == [
        "added: running head or foot: “Draft, page 1 of 1”"
    ]
    assert told(book("Draft", 1), pdf(e("P", WATER))) == [
        "removed: running head or foot: “Draft, page 1 of 1”"
    ]


def test_what_is_not_tagged_is_compared_as_it_is_drawn() -> None:
    def drawn(*texts: str) -> PdfStructure:
        runs = tuple(run(text, 50, 700 - 30 * n) for n, text in enumerate(texts))
        return pdf(pages=(page(unmarked=runs),))

    assert told(drawn(WATER, RAIN), drawn(WATER, RAIN.replace("nine", "ten"))) == [
        "changed: “Rain fell on nine days in May and …” → “Rain fell on ten days in May and …”"
    ]


def test_a_section_ends_with_its_element() -> None:
    def boxed(more: str) -> PdfStructure:
        box = e("Sect", e("H2", "Box"), e("P", WIND))
        return pdf(e("H1", "Kenya"), box, e("P", f"{WATER} {more}"))

    (change,) = diff.compare(boxed(""), boxed(RAIN)).text

    assert change.section == ("Kenya",)


def test_sections_of_one_name_are_told_apart() -> None:
    def briefs(*texts: str) -> PdfStructure:
        parts = (
            (e("H1", name), e("H2", "Water"), e("P", text))
            for name, text in zip(("Kenya", "Chad"), texts, strict=True)
        )
        return pdf(*(each for part in parts for each in part))

    text = diff.as_text(diff.compare(briefs(WATER, RAIN), briefs(f"{WATER} One.", f"{RAIN} Two.")))

    assert "In “Kenya” › “Water” (page 1)" in text
    assert "In “Chad” › “Water” (page 1)" in text


# Whatever the document


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.file}: {case.name}")
def test_a_document_is_the_same_as_itself(case: Any) -> None:
    facts = inspected(case.document, "ua1")

    assert diff.as_text(diff.compare(facts, facts)) == f"{diff.words.NOTHING}\n"


texts = st.lists(
    st.lists(st.sampled_from(["Ab", "cd", "ef.", "Gh?", "水。", "No.", "7"]), min_size=1, max_size=6).map(" ".join),
    max_size=8,
)  # fmt: skip
roles = st.sampled_from(
    ["P", "H1", "H2", "H", "LI", "Note", "Caption", "TD", "Figure", "Table", "Sect"]
)
trees = st.recursive(
    st.builds(lambda role, words: e(role, *words), roles, texts),
    lambda inner: st.builds(lambda role, kids: e(role, *kids), roles, st.lists(inner, max_size=4)),
    max_leaves=12,
)


@given(st.lists(trees, max_size=4), st.lists(trees, max_size=4))
def test_any_two_trees_can_be_compared(old: list[Element], new: list[Element]) -> None:
    here, there = pdf(*old), pdf(*new)

    assert not diff.compare(here, here)
    found = diff.compare(here, there)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own
    assert json.dumps(diff.as_dict(found))
    assert diff.as_text(found)


@given(st.permutations(range(8)), st.data())
def test_every_sentence_is_accounted_for(order: list[int], data: st.DataObject) -> None:
    kept = data.draw(st.sets(st.sampled_from(order), min_size=1))
    known = [f"Sentence of number {n} says {'abcdefgh'[n] * 9}." for n in range(8)]
    found = diff.compare(
        pdf(*paragraphs(*known)), pdf(*paragraphs(*(known[n] for n in order if n in kept)))
    )

    hows = {change.how for change in found.text}
    assert hows <= {How.REMOVED, How.MOVED}
    assert sum(c.count for c in found.text if c.how is How.REMOVED) == 8 - len(kept)


# How long it takes


def long(count: int, seed: str) -> PdfStructure:
    def text(n: int) -> str:
        return " ".join(f"{seed}{n * k % 7919}" for k in range(1, 13)).capitalize() + "."

    return pdf(*(e("P", f"{text(n)} {text(n + 90_000)}") for n in range(count)))


def edited(count: int) -> Callable[[], object]:
    old = long(count, "a")
    added, removed = count // 5, count // 2
    roots = old.roots[:added], e("P", WATER), old.roots[added:removed], old.roots[removed + 1 :]
    new = replace(old, roots=(*roots[0], roots[1], *roots[2], *roots[3]))
    found = diff.compare(old, new).text
    assert [change.how for change in found] == [How.ADDED, How.REMOVED]
    return lambda: diff.compare(old, new)


def rewritten(count: int) -> Callable[[], object]:
    old, new = long(count, "a"), long(count, "b")
    assert len(diff.compare(old, new).text) == 2 * count
    return lambda: diff.compare(old, new)


@pytest.mark.parametrize("how", [edited, rewritten])
def test_long_documents_take_no_longer_than_they_are_long(
    how: Callable[[int], Callable[[], object]],
) -> None:
    assert growth(how, 500) < 8


def test_a_tree_may_be_deeper_than_calls_can_be() -> None:
    tree = e("P", WATER)
    for _ in range(3_000):
        tree = e("Div", tree)
    heads = [e(f"H{n}", f"Head {n}") for n in range(1, 3_000)]

    assert not diff.compare(pdf(tree, *heads), pdf(tree, *heads))


# Real briefs


def edit_nothing(text: str) -> str:
    return text


def build_edited(folder: Path, edit: Callable[[str], str]) -> Path:
    """Build the brief on Kenya with another text."""
    shutil.copytree(ROOT / "content/images", folder / "images")
    source = folder / "kenya.yaml"
    text = (ROOT / "content/kenya.yaml").read_text("utf-8")
    changed = edit(text)
    assert changed != text or edit is edit_nothing
    source.write_text(changed, "utf-8")
    made = build(source, out=folder)
    assert made.exit_code == 0, made.report.findings
    return folder / "kenya/kenya.pdf"


def edit_words(text: str) -> str:
    for old, new in (
        ("In towns, 86.4 per cent", "In towns, 87.0 per cent"),
        ('[Improved, "86.4"', '[Improved, "87.0"'),
        ("wind comes third", "wind is third"),
        ("licence: CC-BY-4.0", "licence: CC-BY-NC-4.0"),
        ("heading: Two official languages", "heading: Two languages of state"),
        ("[mwananchi]{lang=sw}", "mwananchi"),
        ("https://sdgs.un.org/goals", "https://sdgs.un.org/2030agenda"),
        ("Emissions of 2023 by the population", "Emissions of 2023 by the people"),
    ):
        assert old in text
        text = text.replace(old, new)
    return text


def edit_order(text: str) -> str:
    economy, power, climate = (
        text.index(f"  - heading: {name}")
        for name in ("An economy", "Clean power", "Climate, land")
    )
    return text[:economy] + text[power:climate] + text[economy:power] + text[climate:]


def edit_length(text: str) -> str:
    more = " ".join(f"The harbour of Mombasa served {n} ships." for n in range(40))
    return text.replace(
        "        Kenya’s economy ranks", f"        {more}\n\n        Kenya’s economy ranks"
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("changes")


@pytest.fixture(scope="module")
def before(folder: Path) -> Path:
    return build_edited(folder / "before", edit_nothing)


@pytest.fixture(scope="module")
def reworded(folder: Path) -> Path:
    return build_edited(folder / "reworded", edit_words)


def compared(old: Path, new: Path, *, visual: bool = False) -> Compared:
    found = diff.diff(old, new, visual=visual)
    assert isinstance(found, Compared)
    return found


# The beginning of every line, as long as it fits here.
EDITED = """\
The document as a whole
    changed: rights: “… of the Creative Commons Attribution 4.0 International licence (CC BY 4.0).
    changed: licence: CC BY 4.0 → CC BY-NC 4.0
    changed: licence in the text: CC BY 4.0 → CC BY-NC 4.0
    changed: running head or foot: “CC BY 4.0 © The Briefpress …” → “CC BY-NC 4.0 © The Briefpress
In “Water and sanitation” (page 2)
    changed: “In towns, 86.4 per cent of people …” → “In towns, 87.0 per cent of people …”
    changed: table cell, row “Improved”, column “Drinking water % of population, Urban”: “86.4” →
In “Two languages of state” (page 2)
    changed: heading: “Two official languages” → “Two languages of state”
    changed: language “mwananchi”: Swahili (sw) → that of the words around it
In “Clean power, uneven reach” (page 3)
    changed: alternate description of a figure: “… hydropower; wind comes third. Fossil fuels …” →
In “Notes” (page 4)
    changed: note: “Emissions of 2023 by the population of 2025.” → “Emissions of 2023 by the peop
In “Further reading” (page 4)
    changed: target of a link “The 17 Sustainable Development Goals”: “https://sdgs.un.org/goals”
In “Licence” (page 4)
    changed: “… of the Creative Commons Attribution 4.0 International licence (CC BY 4.0).” → “… o
    changed: “Creative Commons Attribution 4.0 International (CC BY 4.0)” → “Creative Commons Attr
"""


def test_an_edited_brief_says_what_was_edited(before: Path, reworded: Path) -> None:
    text = diff.as_text(compared(before, reworded).changes)
    lines = [line for line in text.splitlines() if "attached file" not in line]

    assert [line[:98].rstrip() for line in lines[1:]] == EDITED.splitlines()
    assert "(CC BY 4.0).” → “… of the Creative Commons Attribution-NonCommercial 4.0" in text


def test_a_brief_that_is_built_again_has_not_changed(before: Path, folder: Path) -> None:
    again = compared(before, build_edited(folder / "again", edit_nothing), visual=True)

    assert again.changes == Changes()
    assert "Nothing changed for the reader" in again.page


def test_a_section_of_a_brief_that_moved_is_told_as_one(before: Path, folder: Path) -> None:
    found = compared(before, build_edited(folder / "order", edit_order), visual=True).changes

    (moved,) = found.text
    assert moved.how is How.MOVED
    assert diff.words.say(moved) == (
        "moved: section “An economy led by services”: now after “Clean power, uneven reach” (page 3); "
        "was after “A young and growing population” (page 2)"
    )
    assert {change.what for change in found.pages} == {"page of a heading"}
    assert found.looks == ()


def test_a_paragraph_that_pushes_sections_to_other_pages(before: Path, folder: Path) -> None:
    result = compared(before, build_edited(folder / "long", edit_length), visual=True)

    (added,) = result.changes.text
    assert (added.how, added.count, added.new_page) == (How.ADDED, 40, 2)
    assert "number of pages" in {change.what for change in result.changes.document}
    assert len(result.changes.pages) >= 4
    assert "1 page later" in diff.as_text(result.changes)
    assert result.changes.looks == ()
    assert "which is new" in result.page


def test_another_colour_in_a_figure_is_seen(before: Path, folder: Path) -> None:
    place = folder / "colour"
    build_edited(place, edit_nothing)
    chart = place / "images/kenya-electricity.svg"
    chart.write_text(chart.read_text("utf-8").replace("#0f4c5c", "#c02060"), "utf-8")
    assert build(place / "kenya.yaml", out=place).exit_code == 0
    found = compared(before, place / "kenya/kenya.pdf", visual=True)

    assert not compared(before, place / "kenya/kenya.pdf").changes
    (look,) = found.changes.looks
    assert look.what == "look of figure"
    assert "looks different: figure “Horizontal bar chart" in diff.as_text(found.changes)
    assert found.page.count('class="look"') > 1


def test_a_file_that_cannot_be_opened_is_a_value(before: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"no PDF at all")

    for path, rule in (
        (broken, "pdf-damaged"),
        (tmp_path, "file-missing"),
        (tmp_path / "x", "file-missing"),
    ):
        found = diff.diff(before, path)
        assert isinstance(found, Unusable)
        assert [finding.rule for finding in found.findings] == [rule]
        assert pickle.loads(pickle.dumps(found)).findings == found.findings  # noqa: S301 - our own


def test_files_are_compared_in_a_process_of_their_own(before: Path, reworded: Path) -> None:
    with Checker() as checker:
        found = checker.call("briefpress.diff:diff", before, reworded, visual=True)

    assert found == compared(before, reworded, visual=True)


def printed_at(path: Path, body: str, style: str = "") -> Path:
    """Print a page of HTML as a PDF."""
    sheet = f"@page {{ size: 70mm 90mm; margin: 8mm }} body {{ font: 10pt 'IBM Plex Serif'; margin: 0 }} {style}"
    html = f"<!doctype html><html lang=en><title>T</title><style>{sheet}</style>{body}"
    path.write_bytes(print_pdf(HtmlDocument(html, "page")).data)
    return path


def looks(old: Path, new: Path) -> list[str]:
    found = compared(old, new, visual=True).changes
    assert found.text == ()
    return [diff.words.say(change) for change in found.looks]


def test_what_only_looks_different_is_told(tmp_path: Path) -> None:
    body = f"<h1>Kenya</h1><p>{WATER}<p class=x>{RAIN}"
    plain = printed_at(tmp_path / "plain.pdf", body)

    assert looks(plain, plain) == []
    assert looks(plain, printed_at(tmp_path / "red.pdf", body, ".x { color: #a00 }")) == [
        "looks different: the letters (colour) on page 1"
    ]
    assert looks(
        plain, printed_at(tmp_path / "line.pdf", body, "body { background: #ffe0a0 }")
    ) == ["looks different: what is around the words on page 1"]


def test_a_page_that_is_gone_is_shown(tmp_path: Path) -> None:
    long = printed_at(tmp_path / "a.pdf", f"<p>{WATER}<p style='break-before: page'>{RAIN}")
    found = compared(long, printed_at(tmp_path / "b.pdf", f"<p>{WATER}"), visual=True)

    assert [change.how for change in found.changes.text] == [How.REMOVED]
    assert "Page 2 of the older PDF, which is gone" in found.page
    assert "There is no such page." in found.page


def test_of_many_pages_only_some_are_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefpress.diff.page.MOST_PICTURES", 2)
    monkeypatch.setattr("briefpress.diff.files.MOST_COMPARED", 1)
    old, new = (
        printed_at(
            tmp_path / f"{n}.pdf", f"<p>{WATER} {n}.<p style='break-before: page'>{RAIN} {n}."
        )
        for n in (1, 2)
    )
    text = compared(old, new, visual=True).page

    assert "Of 2 pages that differ, pictures are shown of the first 1." in text
    assert "Of 2 pages, the look of the first 1 was compared." in text


# The page


@pytest.fixture(scope="module")
def shown_page(before: Path, reworded: Path) -> str:
    return compared(before, reworded, visual=True).page


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        yield chromium
        chromium.close()


@pytest.fixture(params=[1280, 320], ids=["wide", "narrow"])
def browsed(
    request: pytest.FixtureRequest, browser: Any, shown_page: str, folder: Path
) -> Iterator[Browsed]:
    file = folder / "changes.html"
    file.write_text(shown_page, "utf-8")
    found = browser.new_page(viewport={"width": request.param, "height": 900})
    found.goto(file.as_uri())
    yield found
    found.close()


def test_the_page_is_html_without_a_fault(shown_page: str) -> None:
    parser = HTMLParser()
    parser.parse(shown_page)

    assert parser.errors == []
    identifiers = re.findall(r'\bid="([^"]+)"', shown_page)
    assert len(identifiers) == len(set(identifiers))
    assert set(re.findall(r'href="#([^"]+)"', shown_page)) <= set(identifiers)
    assert "<script" not in shown_page
    assert "<del>86.4</del>" in shown_page
    assert "<ins>87.0</ins>" in shown_page


def test_every_mark_is_told_in_words(shown_page: str) -> None:
    sheets = shown_page.split('<section class="sheet"')[1:]
    assert len(sheets) == 3
    for sheet in sheets:
        marks = set(re.findall(r">(\d+)</text>", sheet))
        assert marks
        assert marks == set(re.findall(r'href="#change-(\d+)"', sheet))
        assert len(re.findall(r'alt="Page \d of the (?:older|newer) PDF, with', sheet)) == 2


def test_axe_finds_nothing(browsed: Browsed) -> None:
    results = Axe().run(browsed, options=AXE)

    assert [
        (v["id"], [n["target"] for n in v["nodes"]]) for v in results.response["violations"]
    ] == []


def test_the_page_fits_and_no_text_is_cut(browsed: Browsed) -> None:
    width = browsed.viewport_size["width"] if browsed.viewport_size else 0

    assert browsed.evaluate("document.documentElement.scrollWidth") <= width


def test_marks_are_switched_off_without_a_script(browsed: Browsed) -> None:
    marks = browsed.locator("svg .marks").first
    assert marks.evaluate("one => getComputedStyle(one).display") == "inline"

    browsed.locator("#show-marks").uncheck()

    assert marks.evaluate("one => getComputedStyle(one).display") == "none"


def test_a_page_needs_no_pictures() -> None:
    change = Change(How.REMOVED, "sentence", old="It is \x00 gone.")
    text = to_html(
        ("a.pdf", "b.pdf"),
        Changes(text=(change,)),
        spreads=[Spread(0, None), Spread(1, 0)],
        notes=["So."],
    )

    assert "It is \ufffd gone." in text
    assert "Page 1 of the older PDF, which is gone" in text
    assert "There is no picture of this page." in text
    assert "<p>So.</p>" in text


# Pixels


def drawing(*boxes: tuple[int, int, int, int], colour: tuple[int, int, int] = (0, 0, 0)) -> Bitmap:
    """Return a white picture of 120 by 120 pixels, a pixel to the point, with some boxes."""
    rows_of_pixels = []
    for y in range(120):
        for x in range(120):
            inside = any(
                left <= x < right and upper <= y < lower for left, upper, right, lower in boxes
            )
            rows_of_pixels.append(bytes(colour if inside else (255, 255, 255)))
    return Bitmap(0, 120, 120, 1.0, (0.0, 0.0, 120.0, 120.0), 0, b"".join(rows_of_pixels))


def test_what_differs_is_found_where_it_is() -> None:
    old, new = drawing(), drawing((30, 30, 42, 42))

    assert cells(old, old, ()) == []
    assert cells(old, new, ()) == [(30.0, 78.0, 42.0, 90.0)]
    assert cells(old, new, [(25.0, 70.0, 50.0, 95.0)]) == []
    turned = replace(new, rotation=90)
    (box,) = cells(replace(old, rotation=90), turned, ())
    assert turned.to_pixels(box) == pytest.approx((30, 30, 42, 42))


def test_figures_are_the_same_wherever_they_stand() -> None:
    old, moved = drawing((20, 20, 60, 60)), drawing((50, 40, 90, 80))
    red = drawing((50, 40, 90, 80), colour=(200, 0, 0))
    here, there = (15.0, 55.0, 65.0, 105.0), (45.0, 35.0, 95.0, 85.0)

    assert not differ(old, here, moved, there)
    assert differ(old, here, red, there)
    assert not differ(old, (0.0, 0.0, 1.0, 1.0), red, there)
