"""What an editor is told about the texts of a brief, their notes and their references."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief_texts import BRIEF, assert_findings, edited, load, place, summary, unmark
from briefpress.content.prose import MAX_PROBLEMS
from briefpress.findings import Severity

if TYPE_CHECKING:
    from pathlib import Path

HTML = "printed unchanged: HTML has no effect in a brief / use Markdown: *emphasis*, **strong**, [link](https://…)"
HEADING = "give the section a heading of its own, or leave an empty line before dashes"
ADDRESS = "which is no web address / begin it with https:// or mailto:"


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
def test_a_problem_is_located_in_every_yaml_notation(
    tmp_path: Path, body: str, variant: str
) -> None:
    text, places = unmark(edited(f"\n      {body}"))
    data = text.replace("\n", "\r\n") if variant == "CRLF" else text

    (finding,) = load(tmp_path, data.encode("utf-8-sig" if variant == "BOM" else "utf-8")).findings

    assert summary(finding) == MISSING
    assert [place(finding)] == places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a ‸[^no]", MISSING),
        ("a ‸[@no, p. 4]",
         'reference-missing: there is no reference "no" / add it to the bibliography, or write it under references:'),
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
         f"markdown-heading: the text contains a heading / {HEADING}"),
    ],
)  # fmt: skip
def test_the_markdown_of_a_text_is_checked(tmp_path: Path, text: str, expected: str) -> None:
    references = "references: [{id: 'yes', label: L, text: t}]"
    marked = edited(f"\n      - |\n        {text}\n      - '[@yes]'", more=references)

    assert_findings(tmp_path, marked, *filter(None, [expected]))


def test_every_field_with_markdown_is_checked(tmp_path: Path) -> None:
    table = "{table: {caption: ‸[^no], columns: [‸[^no], {label: ‸[^no]}], rows: [[‸[^no], b]], notes: [‸[^no]]}}"
    marked = edited(
        f"[{table}, {{definitions: [{{term: ‸[^no], definition: ‸[^no]}}]}}]",
        summary="summary: ‸[^no]",
        more="funding: {funder: F, statement: ‸[^no]}\nfurther_reading: [‸[^no]]",
    ).replace("[^no]", '"[^no]"')

    assert_findings(tmp_path, marked.replace('‸"', '"‸'), *[MISSING] * 10)


def test_an_inline_text_cannot_hold_a_list(tmp_path: Path) -> None:
    assert_findings(
        tmp_path,
        edited(summary="summary: |\n  a\n  ‸- b"),
        "markdown-block: this text cannot contain a list / "
        "move it to a section's body, or write a backslash before the sign that begins it",
    )


def test_unused_and_repeated_notes_and_references_are_reported(tmp_path: Path) -> None:
    rest = "label: L, text: t}"
    references = f"[{{id: ‸a, {rest}, {{id: b, {rest}, {{id: ‸b, {rest}]"

    assert_findings(
        tmp_path,
        edited("['[^d] [@b]']", more=f"notes: {{d: e, ‸f: g}}\nreferences: {references}"),
        'warning note-unused: no text calls the note "f" / write [^f] where it belongs, or delete the note',
        'warning reference-unused: no text cites the reference "a" / '
        "write [@a] where it belongs, or move it to further_reading",
        'reference-twice: there are two references "b" / give each an id of its own: 2024a, 2024b',
    )


@pytest.mark.parametrize("references", ["a", "[a]", "[{label: a}]"])
def test_notes_and_references_of_the_wrong_type_count_as_missing(
    tmp_path: Path, references: str
) -> None:
    more = f"references: {references}\nnotes: [b]"
    findings = load(tmp_path, edited("['[@a] [^b]']", more=more)).findings

    assert {"reference-missing", "note-missing", "wrong-type"} <= {
        finding.rule for finding in findings
    }


def test_the_problems_of_one_text_are_limited(tmp_path: Path) -> None:
    text = "[^no] " * (MAX_PROBLEMS + 1)

    assert len(load(tmp_path, edited(f"['{text}', '[^no]']")).findings) == MAX_PROBLEMS + 1


def test_a_text_that_is_too_long_is_not_parsed(tmp_path: Path) -> None:
    text = BRIEF + "acknowledgements: '" + "[" * 300_000 + "'\n"

    errors = [f.rule for f in load(tmp_path, text).findings if f.severity is Severity.ERROR]

    assert errors == ["text-length"]
