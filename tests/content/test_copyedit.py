"""Which queries a copy editor gets for a valid brief."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief_texts import edited, load, place, unmark
from briefpress.content import editorial_queries, parse_yaml
from briefpress.content.copyedit import BEGINNINGS, PLACEHOLDERS
from briefpress.content.passages import passages
from conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

LICENCE = "licence: CC-BY-4.0"
DOI = f"doi: 10.1234/a\n{LICENCE}"


def assert_queries(folder: Path, marked: str, *expected: str) -> None:
    """Assert that these are the queries, and that one stands at every caret."""
    text, places = unmark(marked)
    queries = editorial_queries(load(folder, text))
    assert [f"{q.severity.word} {q.rule}: {q.message}" for q in queries] == list(expected)
    assert [place(query) for query in queries] == places
    assert all(query.mend for query in queries)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[anti-rollback, the ‸antirollback actors]", [("antirollback", "anti-rollback")]),
        ("[gender-based, '‸Genderbased is not _genderbased_']",
         [("Genderbased", "gender-based", ", 2 times,")]),
        ("[Anti-gender, {box: {title: ‸antigender, body: [a]}}]", [("antigender", "Anti-gender")]),
        ("[a-b-c, ‸abc and a-bc and A-B-C]", [("abc", "a-b-c", ", 2 times,")]),
        ("[2-1 10 21 1-0]", []),
        ("[re-sign, {figure: {image: a.svg, alt: resign, decorative: 'true'}}]", []),
        ("[a-b, a b]", []),
        ("[a‐b, ‸ab, a‑b]", [("ab", "a‑b")]),
        ("[из-за, ‸изза]", [("изза", "из-за")]),
        ("[नीति-निर्माण, ‸नीतिनिर्माण]", [("नीतिनिर्माण", "नीति-निर्माण")]),
        ("['सह-अस्तित्व। सह अस्तित्व', 'سه‌ماهه، سهماهه']", []),
    ],
)  # fmt: skip
def test_a_word_that_is_elsewhere_written_with_a_hyphen(
    tmp_path: Path, body: str, expected: list[tuple[str, ...]]
) -> None:
    assert_queries(
        tmp_path,
        edited(body, more=DOI),
        *(
            f'warning lost-hyphen: "{word}"{"".join(more)} is written "{known}" elsewhere in this brief'
            for word, known, *more in expected
        ),
    )


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        ("Rain is late.", True),
        ("It is *late*", False),
        ("late. Too late", True),
        ("lost on the way", True),
        ("Rain was late.", False),
        ("Harvests wait.", True),
        ("“Lost on the way”", True),
        ("Cell of a box", True),
        ("Note", True),
    ],
)
def test_a_pull_quote_has_to_be_in_the_text(tmp_path: Path, quote: str, stands: bool) -> None:
    body = [
        "'Rain is\xa0*late* [@b].'",
        "'[Too](https://a.org) late.[^c]'",
        "lost on\n        the way",
        "box: {body: [{table: {caption: C, columns: [D], rows: [[Cell of a box]]}}]}",
    ]
    caret = "" if stands else "‸"
    marked = edited(
        "".join(f"\n      - {text}" for text in [*body, f"pull_quote: {{text: {caret}{quote}}}"]),
        more=f"{DOI}\nkey_messages: [Harvests wait.]\nnotes: {{c: Note}}\n"
        "references: [{id: b, label: e, text: f}]",
    )

    message = "error pull-quote: the pull quote is not in the text word for word"
    assert_queries(tmp_path, marked, *([] if stands else [message]))


@pytest.mark.parametrize(
    ("body", "is_near"),
    [
        (
            ["'Wells fall dry. Rain is *late*.'", "pull_quote: {text: ‸Rain is late}", "'Mud.'"],
            True,
        ),
        (
            ["'Wells fall dry. Rain is late.'", "pull_quote: {text: ‸Rain is late}"],
            False,
        ),  # nowhere to move it to
        (["'Rain is late.'", "Wells fall dry.", "pull_quote: {text: ‸Rain is late}"], False),
        (['"Rain is late.\\n\\nWells."', "pull_quote: {text: ‸Rain is late}"], False),
        (["pull_quote: {text: ‸Rain is late}", "'Rain is late.'"], False),
    ],
)
def test_a_pull_quote_does_not_follow_its_sentence(
    tmp_path: Path, body: list[str], is_near: bool
) -> None:
    blocks = "".join(f"\n      - {text}" for text in body)
    marked = edited(blocks if is_near else blocks.replace("‸", ""), more=DOI)
    message = "warning pull-quote-near: the pull quote repeats the paragraph right above it"
    assert_queries(tmp_path, marked, *([message] if is_near else []))


def test_what_a_new_brief_is_filled_with_is_a_placeholder(tmp_path: Path) -> None:
    marked = edited(
        "['Lorem  ipsum dolor', The publisher is here]",
        title="title: ‸The title of the brief",
        more=f"{DOI}\nnotes: {{a: ‸What the note says.}}",
    ).replace("Lorem", "‸Lorem")

    said = ("The title of the brief", "Lorem ipsum dolor", "What the note says.")
    expected = [
        f'warning placeholder: "{text}" is what a new brief is filled with' for text in said
    ]
    assert_queries(tmp_path, marked, *expected)


def test_a_date_that_is_marked_is_a_placeholder(tmp_path: Path) -> None:
    said = "warning placeholder: the date is still marked as one to replace"
    marked = edited(date="date: ‸2025-04 # replace this: 2026, 2026-11 or 2026-11-30", more=DOI)

    assert_queries(tmp_path, marked, said)
    assert_queries(tmp_path, edited(date="date: 2025-04 # as agreed", more=DOI))


def test_the_placeholders_are_those_of_a_new_brief() -> None:
    text = (ROOT / "templates/new.yaml").read_text("utf-8")
    filled = [" ".join(each.text.split()) for each in passages(parse_yaml(text, "").data)]

    long = [each for each in filled if each.startswith(BEGINNINGS)]
    optional = {"What it adds to the title"}
    assert {each for each in filled if " " in each} - {*long} == PLACEHOLDERS - optional
    assert len(long) == 2


def test_an_unused_abbreviation(tmp_path: Path) -> None:
    marked = edited(
        "['GDP [@b] EUR']",
        more=f"{DOI}\nabbreviations: {{GDP: a, UN: b, ‸EU: c}}\nreferences: [{{id: b, label: UN 2020, text: d}}]",
    )

    assert_queries(tmp_path, marked, 'warning abbreviation-unused: the text does not use "EU"')


def test_a_brief_without_a_doi(tmp_path: Path) -> None:
    message = "note no-doi: the brief has no DOI, so that citations cannot link to it"

    assert_queries(tmp_path, edited(title="‸title: T", more=LICENCE), message)


def test_only_the_texts_of_an_invalid_brief_are_queried(tmp_path: Path) -> None:
    assert_queries(
        tmp_path,
        edited("[a-b, ‸ab]", title="title: []", more="abbreviations: {EU: c}"),
        'warning lost-hyphen: "ab" is written "a-b" elsewhere in this brief',
    )
