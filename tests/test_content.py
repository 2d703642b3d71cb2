"""What is wrong in a content file: all of it at once, with its place, and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefpress import content
from briefpress.findings import Severity, Unusable
from support import BRIEF, edited, unmark

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.content import Manuscript
    from briefpress.findings import Finding

FILL_IN = "fill it in, or delete the line"
ALT = "give it either alt: … with what the picture tells, or decorative: true"
CELLS = 'give every row a cell for each column; "" is an empty one'
ROWS = 'The rows, each a list with as many cells as there are columns; "" is an empty cell.'
DATE = "The date of publication: 2025, 2025-04 or 2025-04-30."
BLOCKS = "write text, or one of: figure:, table:, box:, quote:, pull_quote:, definitions:, indicators:"
BODY = "Texts in Markdown, and blocks such as figures, tables, boxes and quotes."
KEY = "use letters and digits, with . : _ or - between them"
DEPTH = "the sections here are nested four levels deep; a brief has three"


def load(folder: Path, text: str | bytes) -> Manuscript:
    path = folder / "a.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return content.load(path)


def place(finding: Finding) -> tuple[int | None, int | None]:
    return finding.location.line, finding.location.column


def told(finding: Finding) -> str:
    severity = "" if finding.severity is Severity.ERROR else f"{finding.severity.word} "
    return f"{severity}{finding.rule}: {finding.message} / {finding.mend}"


def assert_told(folder: Path, marked: str, *expected: str) -> None:
    """Assert that the findings are these, and that one stands at every caret, in their order."""
    text, places = unmark(marked)
    findings = load(folder, text).findings
    assert [told(finding) for finding in findings] == list(expected)
    assert [place(finding) for finding in findings] == places


def test_a_brief_that_is_right_has_no_finding(tmp_path: Path) -> None:
    manuscript = load(tmp_path, BRIEF)

    assert manuscript.findings == ()
    assert manuscript.brief
    assert manuscript.brief.title == "T"


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            edited(title="‸title: T", summary="‸sumary: S"),
            ['field-missing: the brief has no "summary" / add: summary: …',
             'unknown-key: there is no field "sumary" here / did you mean "summary"?'],
        ),
        (edited(more="‸Sub-Title: S"),
         ['unknown-key: there is no field "Sub-Title" here / did you mean "subtitle"?']),
        (edited(publisher="publisher: {name: P, ‸palce: Nairobi}"),
         ['unknown-key: there is no field "palce" here / did you mean "place"?']),
        (edited(authors="authors: [{name: A, ‸roll: editor}]"),
         ['unknown-key: there is no field "roll" here / did you mean "role"?']),
        (edited(publisher="publisher: {name: P, ‸fax: 12}"),
         ['unknown-key: there is no field "fax" here / what can stand here: name, place, url']),
        (
            edited("[{‸table: {‸captoin: C, columns: [{label: a, ‸unti: '%'}], rows: [[b]]}}]"),
            ['field-missing: "table" has no "caption" / add: caption: …',
             'unknown-key: there is no field "captoin" here / did you mean "caption"?',
             'unknown-key: there is no field "unti" here / did you mean "unit"?'],
        ),
        (edited("[{‸figrue: {image: a.svg}}]"),
         ['unknown-block: there is no block "figrue" / did you mean "figure"?']),
        (edited("[{box: {title: B, body: [{‸pullquote: {text: t}}]}}]"),
         ['unknown-block: there is no block "pullquote" / did you mean "pull_quote"?']),
        (edited("[{quote: {text: t}, ‸box: {title: B, body: [b]}}]"),
         ['unknown-key: "box" stands in the entry of another block / begin a new one: - box:']),
        (edited("[‸{}, ‸[a]]"), [f"unknown-block: this is not a block that a brief can hold / {BLOCKS}"] * 2),
    ],
)  # fmt: skip
def test_a_misspelt_key_names_the_one_that_was_meant(
    tmp_path: Path, marked: str, expected: list[str]
) -> None:
    assert_told(tmp_path, marked, *expected)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (edited(country="‸country: {name: Kenya}"), ['"country" has no "code" / add: code: …']),
        (edited(authors="‸authors: [{role: editor}]"),
         ['an entry of "authors" has no "name" / add: name: …']),
        (edited("[{‸definitions: [{term: a}]}]"),
         ['an entry of "definitions" has no "definition" / add: definition: …']),
    ],
)  # fmt: skip
def test_a_field_is_missing(tmp_path: Path, marked: str, expected: list[str]) -> None:
    assert_told(tmp_path, marked, *(f"field-missing: {line}" for line in expected))


def test_a_file_with_nothing_in_it_lacks_everything(tmp_path: Path) -> None:
    findings = load(tmp_path, "subtitle: S").findings

    assert [finding.mend for finding in findings] == [
        f"add: {name}: …"
        for name in (
            "title", "country", "language", "publisher", "authors", "date", "summary", "sections",
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (edited(title="title: ‸[a]"),
         '"title" should be text, not a list or a group of fields / The title, as it is printed on the cover and cited.'),
        (edited(country="country: ‸Kenya"),
         '"country" should be a group of fields / The country that the brief is about.'),
        (edited(authors="authors: ‸Ann Bee"),
         '"authors" should be a list: lines that begin with a dash / The authors, in the order of the citation.'),
        (edited("‸text"), f'"body" should be a list: lines that begin with a dash / {BODY}'),
        (edited("[{quote: ‸text}]"),
         '"quote" should be a group of fields / Somebody\'s words, set off from the text.'),
        (edited("[{table: {caption: C, columns: [a], rows: [[‸{b: c}]]}}]"),
         f'an entry of "rows" should be text, not a list or a group of fields / {ROWS}'),
        (edited("[{table: {caption: C, columns: [a], rows: [‸b]}}]"),
         f'an entry of "rows" should be a list: lines that begin with a dash / {ROWS}'),
        (edited(more="notes: ‸[a]"),
         '"notes" should be a group of fields / Notes by their key; the text calls one as [^key].'),
        (edited(more="labels: {notes: ‸[a]}"),
         '"notes" should be text, not a list or a group of fields / see: briefpress schema'),
        (edited(more="licence: ‸[a]"),
         '"licence" should be text, not a list or a group of fields / The licence under which the brief may be used.'),
    ],
)  # fmt: skip
def test_a_value_has_the_wrong_type(tmp_path: Path, marked: str, expected: str) -> None:
    assert_told(tmp_path, marked, f"wrong-type: {expected}")


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
def test_a_value_is_empty(tmp_path: Path, marked: str, expected: str) -> None:
    assert_told(tmp_path, marked, f"empty-field: {expected}")


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (edited(country="country: {name: Kenya, code: ‸Kenya}"),
         '"code" is not written as it should be / ISO 3166-1 alpha-2 code: two capital letters, such as KZ.'),
        (edited(language="language: ‸English"),
         '"language" is not written as it should be / The language of the text as a BCP 47 tag, such as en-GB, fr or kk.'),
        (edited(date="date: ‸2025-13"), f'"date" is not written as it should be / {DATE}'),
        (edited(date="date: ‸2025-02-30"), f"the calendar has no such day / {DATE}"),
        (edited(more="licence: ‸CC-BY"),
         '"licence" cannot be "CC-BY" / it can be: CC-BY-4.0, CC-BY-3.0-IGO, CC-BY-SA-4.0, CC-BY-NC-4.0, CC-BY-NC-ND-4.0, CC0-1.0'),
        (edited(more="doi: ‸https://doi.org/10.1234/a"),
         '"doi" is not written as it should be / '
         "The brief's DOI, such as 10.1234/abc, without a resolver's address before it."),
        (edited("[{table: {caption: C, columns: [a], rows: [[b]], row_headings: ‸no}}]"),
         '"row_headings" cannot be "no" / it can be: true, false'),
    ],
)  # fmt: skip
def test_a_value_is_not_written_as_it_should_be(
    tmp_path: Path, marked: str, expected: str
) -> None:
    assert_told(tmp_path, marked, f"wrong-value: {expected}")


def test_a_key_is_not_written_as_it_should_be(tmp_path: Path) -> None:
    assert_told(
        tmp_path,
        edited(more="notes: {‸‸a b: c}\nabbreviations: {‸' ': d}"),
        f'wrong-value: the key "a b" is not written as it should be / {KEY}',
        'warning note-unused: no text calls the note "a b" / write [^a b] where it belongs, or delete the note',
        f'wrong-value: the key " " is not written as it should be / {KEY}',
    )


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (edited("[{figure: {‸image: a.png}}]").replace("{‸image", "{image").replace("figure", "‸figure"), ALT),
    ],
)
def test_todo(tmp_path: Path, marked: str, expected: str) -> None: ...
