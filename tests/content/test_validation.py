"""What an editor is told about fields that are missing, unknown or wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief_texts import assert_findings, edited, load
from briefpress.content.licences import LICENCES

if TYPE_CHECKING:
    from pathlib import Path

FILL_IN = "fill it in, or delete the line"
ALT = "give it either alt: … with what the picture tells, or decorative: true"
CELLS = 'give every row a cell for each column; "" is an empty one, and one that spans several counts as so many'
LICENCE = (
    "The licence under which the brief may be used: CC-BY-4.0 or another id, or its name and url."
)
ROWS = "The rows: lists of as many cells as there are columns, or `group:` or `total:` for a row of its kind."
TEXT = "should be text, not a list or a group of fields"
WRITTEN = "is not written as it should be"
NOTHING = "empty-section: there is nothing under this heading / add a body: with text, or delete the heading"
DOI = "The brief's DOI, such as 10.1234/abc, without a resolver's address before it."
DATE = "The date of publication: 2025, 2025-04 or 2025-04-30."
BLOCK_NAMES = (
    "figure",
    "figures",
    "chart",
    "map",
    "table",
    "box",
    "quote",
    "pull_quote",
    "definitions",
    "indicators",
    "recommendations",
    "equation",
)
BLOCKS = f"write text, or one of: {', '.join(f'{name}:' for name in BLOCK_NAMES)}"
BODY = "Texts in Markdown, blocks such as figures, tables, boxes and quotes, and page_break."
KEY = "use letters and digits, with . : _ or - between them"
FIFTH = "body: [d], sections: ‸[{heading: e, body: [f], sections: [{heading: g}]}]"
DEPTH = (
    "section-depth: the sections here are nested five levels deep; a brief has four / "
    "set this text in the section above, or give it a place further up"
)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            edited(summary="‸sumary: S"),
            ['unknown-key: there is no field "sumary" here / did you mean "summary"?'],
        ),
        (edited(more="‸Sub-Title: S"),
         ['unknown-key: there is no field "Sub-Title" here / did you mean "subtitle"?']),
        (edited(publisher="publisher: {name: P, ‸palce: Nairobi}"),
         ['unknown-key: there is no field "palce" here / did you mean "place"?']),
        (edited(authors="authors: [{name: A, ‸roll: editor}]"),
         ['unknown-key: there is no field "roll" here / did you mean "role"?']),
        (edited(publisher="publisher: {name: P, ‸fax: 12}"),
         ['unknown-key: there is no field "fax" here / possible here: address, logo, name, place, ror, url']),
        (
            edited("[{table: {‸captoin: C, columns: [{label: a, ‸unti: '%'}], rows: [[b]]}}]"),
            ['unknown-key: there is no field "captoin" here / did you mean "caption"?',
             'unknown-key: there is no field "unti" here / did you mean "unit"?'],
        ),
        (edited("[{‸figrue: {image: a.svg}}]"),
         ['unknown-block: there is no block "figrue" / did you mean "figure"?']),
        (edited(sections="sections: [{‸title: H, body: [a]}]"),
         ['unknown-key: there is no field "title" here / did you mean "heading"?']),
        (edited("[{‸image: a.svg, alt: A}]"),
         ['unknown-block: there is no block "image" / did you mean "figure"?']),
        (edited("[{box: {title: B, body: [{‸pullquote: {text: t}}]}}]"),
         ['unknown-block: there is no block "pullquote" / did you mean "pull_quote"?']),
        (edited("[{quote: {text: t}, ‸box: {title: B, body: [b]}}]"),
         ['unknown-key: "box" is in the entry of another block / begin a new one: - box:']),
        (edited("[‸{}, ‸[a]]"), [f"unknown-block: this is not a block that a brief can hold / {BLOCKS}"] * 2),
    ],
)  # fmt: skip
def test_an_unknown_key_suggests_the_nearest_one(
    tmp_path: Path, marked: str, expected: list[str]
) -> None:
    assert_findings(tmp_path, marked, *expected)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (edited(more="‸cover: {decorative: true}"), ['"cover" has no "image" / add: image: …']),
        (edited(authors="authors: [‸{role: editor}]"),
         ['an entry of "authors" has no "name" / add: name: …, or given: … and family: …']),
        (edited("[{definitions: [‸{term: a}]}]"),
         ['an entry of "definitions" has no "definition" / add: definition: …']),
    ],
)  # fmt: skip
def test_a_missing_field_is_reported(tmp_path: Path, marked: str, expected: list[str]) -> None:
    assert_findings(tmp_path, marked, *(f"field-missing: {line}" for line in expected))


def test_every_required_field_is_reported_as_missing(tmp_path: Path) -> None:
    findings = load(tmp_path, "subtitle: S").findings

    assert [finding.mend for finding in findings] == [
        f"add: {name}: …"
        for name in (
            "title", "language", "publisher", "authors", "date", "summary", "sections",
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (edited(title="title: ‸[a]"),
         f'"title" {TEXT} / The title, as it is printed on the cover and cited.'),
        (edited(country="country: ‸[Kenya]"),
         '"country" should be a group of fields / write: name: …, code: …'),
        (edited(authors="authors: ‸Ann Bee"),
         '"authors" should be a list: lines that begin with a dash / The authors, in the order of the citation.'),
        (edited("‸text"), f'"body" should be a list: lines that begin with a dash / {BODY}'),
        (edited("[{quote: ‸text}]"),
         '"quote" should be a group of fields / write: text: …'),
        (edited("[{table: {caption: C, columns: [a], rows: [[‸[b]]]}}]"),
         "a cell of a table should be text, not a list / write text, or: {text: …, columns: 2, rows: 2}"),
        (edited("[{table: {caption: C, columns: [a], rows: [‸b]}}]"),
         f'an entry of "rows" should be a list: lines that begin with a dash / {ROWS}'),
        (edited(more="notes: ‸[a]"),
         '"notes" should be a group of fields / Notes by their key; the text calls one as [^key].'),
        (edited(more="labels: {notes: ‸[a]}"),
         f'"notes" {TEXT} / see: briefpress schema'),
        (edited(more="licence: ‸[a]"),
         f'"licence" {TEXT} / {LICENCE}'),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_type_is_reported(tmp_path: Path, marked: str, expected: str) -> None:
    assert_findings(tmp_path, marked, f"wrong-type: {expected}")


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (edited(title="title:‸"), f'"title" is empty / {FILL_IN}'),
        (edited(title='title: ‸" "'), f'"title" is empty / {FILL_IN}'),
        (edited(publisher="publisher:‸"), f'"publisher" is empty / {FILL_IN}'),
        (edited("[‸'']"), f'an entry of "body" is empty / {FILL_IN}'),
        (edited(sections="sections: ‸[]"),
         '"sections" is empty, or has too few entries / The sections of the brief.'),
        (edited("[{table: {caption: C, columns: [{label: a, columns: ‸[{label: b}]}], rows: [[c]]}}]"),
         '"columns" is empty, or has too few entries / The columns below this heading; only one level of groups.'),
        (edited("[{indicators: {items: ‸[]}}]"),
         '"items" is empty, or has too few entries / The indicators, in reading order.'),
    ],
)  # fmt: skip
def test_an_empty_value_is_reported(tmp_path: Path, marked: str, expected: str) -> None:
    assert_findings(tmp_path, marked, f"empty-field: {expected}")


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (edited(country="country: {name: Kenya, code: ‸Kenya}"),
         f'"code" {WRITTEN} / ISO 3166-1 code: two or three capital letters, such as KZ.'),
        (edited(language="language: ‸English"),
         f'"language" {WRITTEN} / write it like this: language: en'),
        (edited(language="language: ‸Elvish"),
         f'"language" {WRITTEN} / The language of the text as a BCP 47 tag, such as en-GB, fr or kk.'),
        (edited(publisher="publisher: {name: P, url: ‸www.un.org/en}"),
         f'"url" {WRITTEN} / write it like this: url: https://www.un.org/en'),
        (edited(publisher="publisher: {name: P, url: ‸our site}"),
         f'"url" {WRITTEN} / The publisher\'s website: an address that begins with https://.'),
        (edited(authors="authors: [{name: A, orcid: ‸https://orcid.org/0000-0002-1825-0097}]"),
         f'"orcid" {WRITTEN} / write it like this: orcid: 0000-0002-1825-0097'),
        (edited(date="date: ‸2025-13"), f'"date" {WRITTEN} / {DATE}'),
        (edited(date="date: ‸3 May 2026"), f'"date" {WRITTEN} / write it like this: date: 2026-05-03'),
        (edited(date="date: ‸May 3, 2026"), f'"date" {WRITTEN} / write it like this: date: 2026-05-03'),
        (edited(date="date: ‸2025-02-30"), f"the calendar has no such day / {DATE}"),
        (edited(more="licence: ‸CC-BY"),
         f'"licence" cannot be "CC-BY" / it can be: {", ".join(LICENCES)}'),
        (edited(more="doi: ‸https://doi.org/10.1234/a"),
         f'"doi" {WRITTEN} / write it like this: doi: 10.1234/a'),
        (edited(more="doi: ‸10-1234"), f'"doi" {WRITTEN} / {DOI}'),
        (edited("[{table: {caption: C, columns: [a], rows: [[b]], row_headings: ‸no}}]"),
         '"row_headings" cannot be "no" / it can be: true, false, 2, 3'),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_form_is_reported(tmp_path: Path, marked: str, expected: str) -> None:
    assert_findings(tmp_path, marked, f"wrong-value: {expected}")


def test_a_key_of_the_wrong_form_is_reported(tmp_path: Path) -> None:
    assert_findings(
        tmp_path,
        edited(more="notes: {‸‸a b: c}\nabbreviations: {‸' ': d}"),
        f'wrong-value: the key "a b" is not written as it should be / {KEY}',
        'warning note-unused: no text calls the note "a b" / write [^a b] where it belongs, or delete the note',
        f'wrong-value: the key " " is not written as it should be / {KEY}',
    )


def test_a_figure_has_alternative_text_or_is_decorative(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    body = [
        "{figure: ‸{image: a.svg}}",
        "{figure: {image: a.svg, alt: A}}",
        "{figure: {image: a.svg, decorative: true}}",
        "{figure: {image: a.svg, decorative: true, alt: ‸A}}",
        "{figure: ‸{image: a.svg, decorative: ‸false}}",
    ]

    assert_findings(
        tmp_path,
        edited(f"[{', '.join(body)}]"),
        f"figure-alt: the figure has no alternative text / {ALT}",
        f"figure-alt: the figure is called decorative, but has an alternative text / {ALT}",
        f"figure-alt: the figure has no alternative text / {ALT}",
        'wrong-value: "decorative" cannot be "false" / it can be: true',
    )


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("columns: [a, b], rows: [‸[c], [d, e], ‸[f, g, h]]",
         [f"table-row: the table has 2 columns, and this row fills {n} / {CELLS}" for n in (1, 3)]),
        ("columns: [a, {label: b, columns: [{label: c}, {label: d}]}], rows: [[e, f, g], ‸[h, i]]",
         [f"table-row: the table has 3 columns, and this row fills 2 / {CELLS}"]),
        ("columns: ‸[{label: a, columns: [{label: b}, {label: c, columns: [{label: d}, {label: e}]}]}], rows: [[f]]",
         ["table-columns: column groups can only be one level deep / put all headings into two rows at most"]),
        ('columns: [a, b], rows: [["", "-"], ["> 5", "1."]]', []),
    ],
)  # fmt: skip
def test_a_table_row_of_the_wrong_length_is_reported(
    tmp_path: Path, table: str, expected: list[str]
) -> None:
    assert_findings(tmp_path, edited(f"[{{table: {{caption: C, {table}}}}}]"), *expected)


@pytest.mark.parametrize(("below", "expected"), [("body: [d]", []), (FIFTH, [DEPTH])])
def test_a_fifth_level_of_sections_is_reported(
    tmp_path: Path, below: str, expected: list[str]
) -> None:
    third = f"sections: [{{heading: c, sections: [{{heading: d, {below}}}]}}]"
    marked = edited(sections=f"sections:\n  - heading: a\n    sections: [{{heading: b, {third}}}]")

    assert_findings(tmp_path, marked, *expected)


def test_a_page_break_stands_by_itself(tmp_path: Path) -> None:
    assert_findings(tmp_path, edited("[a, page_break, b]"))
    assert_findings(
        tmp_path,
        edited("[a, ‸page_break: true]"),
        'unknown-block: there is no block "page_break" / write it by itself: - page_break',
    )


def test_an_empty_section_is_reported(tmp_path: Path) -> None:
    assert_findings(
        tmp_path,
        edited(sections="sections: [‸{heading: a}, {heading: b, body: [], sections: ‸[]}]"),
        NOTHING,
        NOTHING,
    )
