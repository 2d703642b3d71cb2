"""What is wrong in a content file: all of it at once, with its place, and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefpress import content
from briefpress.content import loading
from briefpress.content.licences import LICENCES
from briefpress.content.prose import MAX_PROBLEMS
from briefpress.findings import Severity, Unusable
from support import BRIEF, edited, unmark

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.content.loading import Manuscript
    from briefpress.findings import Finding

FILL_IN = "fill it in, or delete the line"
ALT = "give it either alt: … with what the picture tells, or decorative: true"
CELLS = 'give every row a cell for each column; "" is an empty one'
ROWS = 'The rows, each a list with as many cells as there are columns; "" is an empty cell.'
TEXT = "should be text, not a list or a group of fields"
WRITTEN = "is not written as it should be"
HTML = "printed as it stands: HTML has no effect in a brief / use Markdown: *emphasis*, **strong**, [link](https://…)"
HEADING = "give the section a heading of its own, or leave an empty line before dashes"
NOTHING = "empty-section: nothing stands under this heading / add a body: with text, or delete the heading"
ADDRESS = "which is no web address / begin it with https:// or mailto:"
DOI = "The brief's DOI, such as 10.1234/abc, without a resolver's address before it."
DATE = "The date of publication: 2025, 2025-04 or 2025-04-30."
BLOCKS = (
    "write text, or one of: figure:, table:, box:, quote:, pull_quote:, definitions:, indicators:"
)
BODY = "Texts in Markdown, and blocks such as figures, tables, boxes and quotes."
KEY = "use letters and digits, with . : _ or - between them"
FOURTH = "body: [d], sections: ‸[{heading: e, body: [f], sections: [{heading: g}]}]"
DEPTH = (
    "section-depth: the sections here are nested four levels deep; a brief has three / "
    "set this text in the section above, or give it a place further up"
)


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
         f'"title" {TEXT} / The title, as it is printed on the cover and cited.'),
        (edited(country="country: ‸Kenya"),
         '"country" should be a group of fields / The country that the brief is about.'),
        (edited(authors="authors: ‸Ann Bee"),
         '"authors" should be a list: lines that begin with a dash / The authors, in the order of the citation.'),
        (edited("‸text"), f'"body" should be a list: lines that begin with a dash / {BODY}'),
        (edited("[{quote: ‸text}]"),
         '"quote" should be a group of fields / Somebody\'s words, set off from the text.'),
        (edited("[{table: {caption: C, columns: [a], rows: [[‸{b: c}]]}}]"),
         f'an entry of "rows" {TEXT} / {ROWS}'),
        (edited("[{table: {caption: C, columns: [a], rows: [‸b]}}]"),
         f'an entry of "rows" should be a list: lines that begin with a dash / {ROWS}'),
        (edited(more="notes: ‸[a]"),
         '"notes" should be a group of fields / Notes by their key; the text calls one as [^key].'),
        (edited(more="labels: {notes: ‸[a]}"),
         f'"notes" {TEXT} / see: briefpress schema'),
        (edited(more="licence: ‸[a]"),
         f'"licence" {TEXT} / The licence under which the brief may be used.'),
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
         f'"code" {WRITTEN} / ISO 3166-1 alpha-2 code: two capital letters, such as KZ.'),
        (edited(language="language: ‸English"),
         f'"language" {WRITTEN} / The language of the text as a BCP 47 tag, such as en-GB, fr or kk.'),
        (edited(date="date: ‸2025-13"), f'"date" {WRITTEN} / {DATE}'),
        (edited(date="date: ‸2025-02-30"), f"the calendar has no such day / {DATE}"),
        (edited(more="licence: ‸CC-BY"),
         f'"licence" cannot be "CC-BY" / it can be: {", ".join(LICENCES)}'),
        (edited(more="doi: ‸https://doi.org/10.1234/a"),
         f'"doi" {WRITTEN} / {DOI}'),
        (edited("[{table: {caption: C, columns: [a], rows: [[b]], row_headings: ‸no}}]"),
         '"row_headings" cannot be "no" / it can be: true, false'),
    ],
)  # fmt: skip
def test_a_value_is_not_written_as_it_should_be(tmp_path: Path, marked: str, expected: str) -> None:
    assert_told(tmp_path, marked, f"wrong-value: {expected}")


def test_a_key_is_not_written_as_it_should_be(tmp_path: Path) -> None:
    assert_told(
        tmp_path,
        edited(more="notes: {‸‸a b: c}\nabbreviations: {‸' ': d}"),
        f'wrong-value: the key "a b" is not written as it should be / {KEY}',
        'warning note-unused: no text calls the note "a b" / write [^a b] where it belongs, or delete the note',
        f'wrong-value: the key " " is not written as it should be / {KEY}',
    )


def test_a_picture_has_one_alternative_and_is_not_decorative_too(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    body = [
        "{figure: ‸{image: a.svg}}",
        "{figure: {image: a.svg, alt: A}}",
        "{figure: {image: a.svg, decorative: true}}",
        "{figure: {image: a.svg, decorative: true, alt: ‸A}}",
        "{figure: ‸{image: a.svg, decorative: ‸false}}",
    ]

    assert_told(
        tmp_path,
        edited(f"[{', '.join(body)}]"),
        f"figure-alt: the figure has no alternative text / {ALT}",
        f"figure-alt: the figure is called decorative, but has an alternative text / {ALT}",
        f"figure-alt: the figure has no alternative text / {ALT}",
        'wrong-value: "decorative" cannot be "false" / it can be: true',
    )


def test_an_image_is_read_once_and_every_bad_one_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    one, two = ("{figure: {image: a.svg, alt: A}}", "{figure: {image: ‸b.svg, alt: A}}")
    text, places = unmark(edited(f"[{one}, {two}, {one}, {two}]"))

    manuscript = load(tmp_path, text)

    assert [finding.rule for finding in manuscript.findings] == ["image-missing"] * 2
    assert [place(finding) for finding in manuscript.findings] == places
    assert list(manuscript.images) == ["a.svg"]


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
def test_a_table_is_rectangular(tmp_path: Path, table: str, expected: list[str]) -> None:
    assert_told(tmp_path, edited(f"[{{table: {{caption: C, {table}}}}}]"), *expected)


@pytest.mark.parametrize(("below", "expected"), [("body: [d]", []), (FOURTH, [DEPTH])])
def test_three_levels_of_sections_are_enough(
    tmp_path: Path, below: str, expected: list[str]
) -> None:
    second = f"sections: [{{heading: b, sections: [{{heading: c, {below}}}]}}]"
    marked = edited(sections=f"sections:\n  - heading: a\n    {second}")

    assert_told(tmp_path, marked, *expected)


def test_something_stands_under_every_heading(tmp_path: Path) -> None:
    assert_told(
        tmp_path,
        edited(sections="sections: [‸{heading: a}, {heading: b, body: [], sections: ‸[]}]"),
        NOTHING,
        NOTHING,
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", "~"), ("title", "yes"), ("title", "1.10"), ("date", "2025-04"), ("language", "no")],
)  # fmt: skip
def test_a_value_is_what_was_typed(tmp_path: Path, field: str, value: str) -> None:
    brief = load(tmp_path, edited(**{field: f"{field}: {value}"}, more=f"version: {value}")).brief

    assert brief
    assert getattr(brief, field) == value == brief.version


MISSING = 'note-missing: there is no note "no" / write it under notes:'


@pytest.mark.parametrize(
    "body",
    [
        "- |\n        a\n\n        - b *c*\n        - ‸[^no]",
        "- |\n        > a\n        > ‸[^no]",
        "- >\n        a b\n        c ‸[^no]\n\n        d",
        "- >-\n\n        a\n          b ‸[^no]",
        "- a\n        b\n\n        c ‸[^no]",
        "- 'it''s\n        b ‸[^no]'",
        '- "\\"a\\" \\x41\\n\\n b \\\n        c ‸[^no]"',
        "- 'a \\* &amp; \\[^no] `[^no]` ‸[^no]'",
        "- box:\n          title: a ‸[^no]\n          body: [b]",
    ],
)
@pytest.mark.parametrize("variant", ["", "CRLF", "BOM"])
def test_a_problem_in_a_text_is_found_however_the_text_is_written(
    tmp_path: Path, body: str, variant: str
) -> None:
    text, places = unmark(edited(f"\n      {body}"))
    data = text.replace("\n", "\r\n") if variant == "CRLF" else text

    (finding,) = load(tmp_path, data.encode("utf-8-sig" if variant == "BOM" else "utf-8")).findings

    assert told(finding) == MISSING
    assert [place(finding)] == places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a ‸[^no]", MISSING),
        ("a ‸[@no, p. 4]", 'reference-missing: there is no reference "no" / write it under references:'),
        ("a [@yes;\n        @yes, p. 4]", ""),
        ("‸[x](javascript:alert)",
         f'link-target: the link leads to "javascript:alert", {ADDRESS}'),
        ("‸[x](data:text/html;a)",
         f'link-target: the link leads to "data:text/html;a", {ADDRESS}'),
        ("‸[x](page.html)",
         f'link-target: the link leads to "page.html", {ADDRESS}'),
        ("a‸<b>c</b>", f"warning html-as-text: <b> is {HTML}"),
        ("‸[x]{lang=swahili}", 'language-code: "swahili" is no language code / use a code such as fr, sw or kk'),
        ("a\n\n        ‸# b",
         f"markdown-heading: a heading stands in the text / {HEADING}"),
    ],
)  # fmt: skip
def test_prose_is_checked(tmp_path: Path, text: str, expected: str) -> None:
    references = "references: [{id: 'yes', label: L, text: t}]"
    marked = edited(f"\n      - |\n        {text}\n      - '[@yes]'", more=references)

    assert_told(tmp_path, marked, *filter(None, [expected]))


def test_prose_is_checked_wherever_it_stands(tmp_path: Path) -> None:
    table = "{table: {caption: ‸[^no], columns: [‸[^no], {label: ‸[^no]}], rows: [[‸[^no], b]], notes: [‸[^no]]}}"
    marked = edited(
        f"[{table}, {{definitions: [{{term: ‸[^no], definition: ‸[^no]}}]}}]",
        summary="summary: ‸[^no]",
        more="funding: {funder: F, statement: ‸[^no]}\nfurther_reading: [‸[^no]]",
    ).replace("[^no]", '"[^no]"')

    assert_told(tmp_path, marked.replace('‸"', '"‸'), *[MISSING] * 10)


def test_a_text_for_one_line_holds_no_list(tmp_path: Path) -> None:
    assert_told(
        tmp_path,
        edited(summary="summary: |\n  a\n  ‸- b"),
        "markdown-block: a list cannot stand in this text / "
        "move it to a section's body, or write a backslash before the sign that begins it",
    )


def test_notes_and_references_are_used_and_told_apart(tmp_path: Path) -> None:
    rest = "label: L, text: t}"
    references = f"[{{id: ‸a, {rest}, {{id: b, {rest}, {{id: ‸b, {rest}]"

    assert_told(
        tmp_path,
        edited("['[^d] [@b]']", more=f"notes: {{d: e, ‸f: g}}\nreferences: {references}"),
        'warning note-unused: no text calls the note "f" / write [^f] where it belongs, or delete the note',
        'warning reference-unused: no text cites the reference "a" / '
        "write [@a] where it belongs, or move it to further_reading",
        'reference-twice: there are two references "b" / give each an id of its own: 2024a, 2024b',
    )


@pytest.mark.parametrize("references", ["a", "[a]", "[{label: a}]"])
def test_what_is_no_note_and_no_reference_cannot_be_called(tmp_path: Path, references: str) -> None:
    more = f"references: {references}\nnotes: [b]"
    findings = load(tmp_path, edited("['[@a] [^b]']", more=more)).findings

    assert {"reference-missing", "note-missing", "wrong-type"} <= {
        finding.rule for finding in findings
    }


def test_every_problem_is_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text, places = unmark("""\
title: T
country: {name: Kenya, code: KE, ‸code: KE}
‸publisher: {‸nmae: P}
‸title: again
authors: [{name: ‸!!str Ann}]
language: ‸English
date: ‸2025-13
summary: See ‸<b>this</b> and ‸[^no].
key_messages: ‸One
sections:
  - heading:‸
    body:
      - figure: {image: ‸https://example.org/a.png, alt: A}
      - |
        A ‸[link](page.html).

        ‸***
      - ‸tabel: {}
""")

    findings = load(tmp_path, text).findings

    assert [finding.rule for finding in findings] == [
        "duplicate-key", "field-missing", "unknown-key", "duplicate-key", "yaml-tag", "wrong-value", "wrong-value",
        "html-as-text", "note-missing", "wrong-type", "empty-field", "image-external", "link-target",
        "markdown-rule", "unknown-block",
    ]  # fmt: skip
    assert [place(finding) for finding in findings] == places
    assert all(finding.message and finding.mend for finding in findings)


def test_in_one_text_only_so_many_problems_are_told(tmp_path: Path) -> None:
    text = "[^no] " * (MAX_PROBLEMS + 1)

    assert len(load(tmp_path, edited(f"['{text}', '[^no]']")).findings) == MAX_PROBLEMS + 1


@pytest.mark.parametrize(
    ("data", "line", "expected"),
    [
        ("a: b\nc: é".encode("latin-1"), 2,
         "not-utf-8: the file is not UTF-8, so that its text cannot be read / save it as UTF-8 in the editor"),
        (b"#" * (loading.MAX_BYTES + 1), None,
         "yaml-size: the file is larger than 2 MiB / a brief is text: keep pictures in files of their own"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used(
    tmp_path: Path, data: bytes, line: int | None, expected: str
) -> None:
    with pytest.raises(Unusable) as caught:
        load(tmp_path, data)

    (finding,) = caught.value.findings
    assert told(finding) == expected
    assert place(finding) == (line, None)


@pytest.mark.parametrize(
    ("name", "reason"), [(".", "is a folder"), ("gone.yaml", "no such file or directory")]
)
def test_a_file_that_cannot_be_read(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(
        Unusable, match=rf"error\[file-missing\]: the file cannot be read: {reason}"
    ):
        content.load(tmp_path / name)


def test_a_text_that_is_far_too_long_is_refused_quickly(tmp_path: Path) -> None:
    path = tmp_path / "long.yaml"
    path.write_text(BRIEF + "acknowledgements: '" + "[" * 300_000 + "'\n", "utf-8")
    findings = content.load(path).findings
    assert [finding.rule for finding in findings if finding.severity is Severity.ERROR] == [
        "text-size"
    ]
