"""Changes of figures, tables, links, languages and form fields."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from briefpress.structure import Text
from diff_samples import WATER, WIND, describe_changes
from elements import e, link, pdf, rows, run

if TYPE_CHECKING:
    from briefpress.structure import Element, PdfStructure


def test_figures_are_compared_by_description_and_drawn_text() -> None:
    def figure(alt: str, drawn: str = "7%") -> PdfStructure:
        return pdf(e("P", WATER), e("Figure", drawn, e("Caption", e("P", "Caption.")), alt=alt))

    assert describe_changes(figure("A bar chart of rain."), figure("A pie chart of rain.")) == [
        "changed: alternate description of a figure: “A bar chart of rain.” → “A pie chart of rain.”"
    ]
    assert describe_changes(figure("A chart."), figure("A chart.", "8%")) == [
        "changed: words in a figure “A chart.”: “7%” → “8%”"
    ]
    assert describe_changes(figure(""), figure("A chart.")) == [
        "changed: alternate description of a figure: none → “A chart.”"
    ]
    assert describe_changes(pdf(e("P", WATER)), figure("A chart.")) == [
        "added: figure: “A chart.”",
        "added: caption: “Caption.”",
    ]


def test_a_figure_within_a_sentence_does_not_split_it() -> None:
    one = pdf(e("P", "Water is ", e("Figure", alt="A drop."), "scarce in the north."))

    assert describe_changes(one, pdf(e("P", "Water is scarce in the north."))) == [
        "removed: figure: “A drop.”"
    ]


def test_a_formula_is_compared_by_its_description() -> None:
    formulas = [pdf(e("Formula", "x", alt=alt)) for alt in ("x plus one", "x plus two")]

    assert describe_changes(*formulas) == [
        "changed: alternate description of a formula: “x plus one” → “x plus two”"
    ]


def table(*texts: str, caption: str = "Access to water") -> PdfStructure:
    return pdf(e("H1", "Kenya"), e("Table", e("Caption", caption), *rows(*texts)))


TABLE = ("!Kind|!Urban|!Rural", "!Safe|86.4|53.3", "!Unsafe|13.6|46.7", "!None|1.0|2.0")


def test_changed_cells_are_named_by_row_and_column() -> None:
    changed = [text.replace("86.4", "87.0") for text in TABLE]

    assert describe_changes(table(*TABLE), table(*changed)) == [
        "changed: table cell, row “Safe”, column “Urban”: “86.4” → “87.0”"
    ]
    assert describe_changes(
        table(*TABLE), table(*[t.replace("Urban", "Towns") for t in TABLE])
    ) == ["changed: header cell, column “Towns”: “Urban” → “Towns”"]
    assert describe_changes(table("1|2", "3|4"), table("1|2", "3|5")) == [
        "changed: table cell, row 2, column 2: “4” → “5”"
    ]
    assert describe_changes(table(*TABLE), table(*TABLE, caption="Access to safe water")) == [
        "changed: caption: “Access to water” → “Access to safe water”"
    ]


def test_rows_and_columns_are_added_removed_and_moved() -> None:
    head, safe, unsafe, nothing = TABLE

    assert describe_changes(table(*TABLE), table(head, safe, unsafe)) == [
        "removed: row of a table: “None | 1.0 | 2.0”"
    ]
    assert describe_changes(table(head, safe), table(head, safe, unsafe.replace("13.6", "9"))) == [
        "added: row of a table: “Unsafe | 9 | 46.7”"
    ]
    assert describe_changes(table(*TABLE), table(head, nothing, safe, unsafe)) == [
        "moved: row of a table “None | 1.0 | 2.0”: from row 4 to row 2"
    ]
    narrow = [text.rpartition("|")[0] for text in TABLE]
    assert describe_changes(table(*TABLE), table(*narrow)) == [
        "removed: column of a table column “Rural”: “Rural | 53.3 | 46.7 | 2.0”"
    ]
    assert describe_changes(table(*narrow), table(*TABLE)) == [
        "added: column of a table column “Rural”: “Rural | 53.3 | 46.7 | 2.0”"
    ]


def test_a_table_is_added_and_removed_as_a_whole() -> None:
    assert describe_changes(pdf(e("H1", "Kenya")), table(*TABLE)) == [
        "added: table: “Access to water”",
        "added: caption: “Access to water”",
    ]
    assert (
        describe_changes(pdf(e("Table", *rows("a|b"))), pdf())
        == [
            "removed: table: “a | b”",
            "changed: tags: tagged → not tagged",
        ][::-1]
    )


def test_links_and_kinds_of_cells_are_compared() -> None:
    def cell(role: str, address: str) -> PdfStructure:
        return pdf(e("Table", e("TR", e("TH", "Who"), e(role, e("Link", "Here", link(address))))))

    assert describe_changes(cell("TD", "https://a.org"), cell("TD", "https://b.org")) == [
        "changed: target of a link “Here”: “https://a.org” → “https://b.org”"
    ]
    assert describe_changes(cell("TD", "https://a.org"), cell("TH", "https://a.org")) == [
        "changed: kind of a table cell, column “Here”: data cell → header cell"
    ]


def test_targets_of_links_are_compared() -> None:
    def linking(*target: Any, **fields: Any) -> PdfStructure:
        return pdf(
            e("P", "See ", e("Link", "the report", link(*target, **fields)), " of the year.")
        )

    assert describe_changes(linking("https://a.org"), linking("https://b.org")) == [
        "changed: target of a link “the report”: “https://a.org” → “https://b.org”"
    ]
    assert describe_changes(
        linking("https://a.org"), pdf(e("P", "See the report of the year."))
    ) == ["changed: target of a link “the report”: “https://a.org” → “no link”"]
    assert describe_changes(linking("https://a.org"), linking(name="gone")) == [
        "changed: target of a link “the report”: “https://a.org” → “nowhere”"
    ]


def test_a_link_follows_its_page_to_another_number() -> None:
    def placed(text: str, number: int) -> Element:
        words = Text(number, 0, text, (run(text, 50, 700),))
        return e("P", words, page=number)

    def book(at: int, aim: int) -> PdfStructure:
        return pdf(e("P", e("Link", "Onwards", link(page=aim))), placed(WATER, 1), placed(WIND, at))

    assert describe_changes(book(2, 2), book(3, 3)) == []
    assert describe_changes(book(2, 2), book(3, 1)) == [
        "changed: target of a link “Onwards”: “page 3” → “page 2”"
    ]


def test_languages_and_expansions_are_compared() -> None:
    def tagged(**span: Any) -> PdfStructure:
        return pdf(e("P", "Every ", e("Span", "mwananchi", **span), " reads."))

    assert describe_changes(tagged(lang="sw"), tagged()) == [
        "changed: language “mwananchi”: Swahili (sw) → that of the words around it"
    ]
    assert describe_changes(tagged(), tagged(expansion="citizen")) == [
        "changed: expansion “mwananchi”: none → “citizen”"
    ]
    assert describe_changes(pdf(e("P", WATER)), pdf(e("P", WATER, lang="fr"))) == [
        f"changed: language “{WATER}”: that of the document → French (fr)"
    ]
    assert describe_changes(tagged(lang="sw"), tagged(lang="sw")) == []


def test_form_fields_are_compared_by_name() -> None:
    def form(name: str) -> PdfStructure:
        return pdf(e("Form", replace(link(), subtype="Widget", alternate=name)))

    assert describe_changes(form("Your name"), form("Your full name")) == [
        "changed: name of a form field: “Your name” → “Your full name”"
    ]


def test_replacement_text_is_compared_instead_of_the_drawn_text() -> None:
    drops = [
        pdf(e("P", "A ", e("Span", "~", actual_text=text), " falls.")) for text in ("drop", "drip")
    ]

    assert describe_changes(*drops) == ["changed: “A drop falls.” → “A drip falls.”"]
