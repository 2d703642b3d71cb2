"""What a copy editor would ask about a brief that is formally right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefpress import content
from briefpress.content import copyedit
from support import edited, unmark

if TYPE_CHECKING:
    from pathlib import Path

DOI = "doi: 10.1234/a"


def assert_asked(folder: Path, marked: str, *expected: str) -> None:
    """Assert that these are the queries, and that one stands at every caret."""
    text, places = unmark(marked)
    path = folder / "a.yaml"
    path.write_text(text, "utf-8")
    queries = copyedit.editorial_queries(content.load(path))
    assert [f"{q.severity.word} {q.rule}: {q.message}" for q in queries] == list(expected)
    assert [(q.location.line, q.location.column) for q in queries] == places
    assert all(query.mend for query in queries)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[anti-rollback, the ‸antirollback actors]", [("antirollback", "anti-rollback")]),
        ("[gender-based, '‸Genderbased is not _‸genderbased_']",
         [("Genderbased", "gender-based"), ("genderbased", "gender-based")]),
        ("[Anti-gender, {box: {title: ‸antigender, body: [a]}}]", [("antigender", "Anti-gender")]),
        ("[a-b-c, ‸abc and ‸a-bc and A-B-C]", [("abc", "a-b-c"), ("a-bc", "a-b-c")]),
        ("[re-sign, {figure: {image: a.svg, alt: resign, decorative: 'true'}}]", []),
        ("[a-b, a b]", []),
    ],
)  # fmt: skip
def test_a_word_that_lost_its_hyphen(
    tmp_path: Path, body: str, expected: list[tuple[str, str]]
) -> None:
    assert_asked(
        tmp_path,
        edited(body, more=DOI),
        *(
            f'warning lost-hyphen: "{word}" stands elsewhere in this brief as "{known}"'
            for word, known in expected
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
    ],
)
def test_a_pull_quote_stands_in_the_text(tmp_path: Path, quote: str, stands: bool) -> None:
    body = [
        "'Rain is\xa0*late* [@b].'",
        "'[Too](https://a.org) late.[^c]'",
        "lost on\n        the way",
    ]
    caret = "" if stands else "‸"
    marked = edited(
        "".join(f"\n      - {text}" for text in [*body, f"pull_quote: {{text: {caret}{quote}}}"]),
        more=f"{DOI}\nkey_messages: [Harvests wait.]\nnotes: {{c: d}}\n"
        "references: [{id: b, label: e, text: f}]",
    )

    message = "error pull-quote: the pull quote does not stand in the text word for word"
    assert_asked(tmp_path, marked, *([] if stands else [message]))


def test_an_abbreviation_that_is_not_used(tmp_path: Path) -> None:
    marked = edited(
        "['GDP [@b]']",
        more=f"{DOI}\nabbreviations: {{GDP: a, UN: b, ‸EU: c}}\nreferences: [{{id: b, label: UN 2020, text: d}}]",
    )

    assert_asked(tmp_path, marked, 'warning abbreviation-unused: the text does not use "EU"')


def test_a_brief_without_a_doi(tmp_path: Path) -> None:
    message = "note no-doi: the brief has no DOI, so that citations cannot link to it"

    assert_asked(tmp_path, edited(title="‸title: T"), message)


def test_a_brief_that_is_wrong_is_asked_about_its_words_alone(tmp_path: Path) -> None:
    assert_asked(
        tmp_path,
        edited("[a-b, ‸ab]", title="title: []", more="abbreviations: {EU: c}"),
        'warning lost-hyphen: "ab" stands elsewhere in this brief as "a-b"',
    )
