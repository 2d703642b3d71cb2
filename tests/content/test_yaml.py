"""YAML to data, the messages for what is wrong in it, and where each value is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, strategies as st

from brief_texts import CARET, unmark
from briefpress.content import yaml_parser
from briefpress.content.yaml_parser import parse_yaml
from briefpress.content.yaml_source import position
from briefpress.findings import Unusable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.content.yaml_source import Data, Path
    from briefpress.findings import Finding


@pytest.fixture(params=["CBaseLoader", "BaseLoader"])
def _either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parse with libyaml, and with PyYAML alone, for machines without libyaml."""
    monkeypatch.setattr(yaml_parser, "_Parser", getattr(yaml, request.param, yaml.BaseLoader))


either_parser = pytest.mark.usefixtures("_either_parser")


def strings(data: Data, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield every text value with its path, in the order of the file."""
    if isinstance(data, str):
        yield path, data
    else:
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from strings(value, (*path, key))


def findings(text: str) -> tuple[Finding, ...]:
    try:
        return parse_yaml(text, "a.yaml").findings
    except Unusable as reason:
        return reason.findings


def told(text: str) -> list[str]:
    return [f"{finding.rule}: {finding.message}" for finding in findings(text)]


def places(text: str) -> list[tuple[int | None, int | None]]:
    return [(finding.location.line, finding.location.column) for finding in findings(text)]


@either_parser
@pytest.mark.parametrize(
    "value", ["no", "yes", "None", "1.10", "2025-04", "0x10", "12:30", "1_000", ".5", "TRUE", "="]
)  # fmt: skip
def test_scalars_stay_the_text_that_was_typed(value: str) -> None:
    assert parse_yaml(f"a: {value}\nb: [{value}]", "").data == {
        "a": value,
        "b": [value],
    }


@either_parser
@pytest.mark.parametrize("value", ["null", "Null", "NULL", "~"])
def test_a_field_without_a_value_is_not_there_and_quotes_make_it_a_word(value: str) -> None:
    source = parse_yaml(f"a: {value}\nb: [c, {value}]\nd: '{value}'\ne: {{f: {value}, g: h}}", "")

    assert source.data == {"b": ["c", ""], "d": value, "e": {"g": "h"}}


@either_parser
def test_yaml_becomes_dictionaries_lists_and_strings() -> None:
    text = (
        "a: {b: c, d: [e, [f]]}\ng:\n  - h: |\n      i\n      j\nk: >-\n  l\n  m\nn: 'o''p'\nq:\n"
    )

    data = parse_yaml(text, "").data

    assert data == {
        "a": {"b": "c", "d": ["e", ["f"]]},
        "g": [{"h": "i\nj\n"}],
        "k": "l m",
        "n": "o'p",
        "q": "",
    }
    assert [".".join(map(str, path)) for path, _ in strings(data)] == [
        "a.b", "a.d.0", "a.d.1.0", "g.0.h", "k", "n", "q",
    ]  # fmt: skip


MISFIT = "this line does not fit the lines above it"
COLON = "a text without quotes contains a colon and a space"
BACKSLASH = "a text in double quotes contains a backslash"
OPEN = "a quotation mark is opened and never closed"
BRACKET = "a bracket or brace is not closed, or a comma is missing"
POINTER = "a text begins with [#, which YAML takes for a list and a comment"
BEHIND = "text goes on behind a closing quotation mark or bracket"
NO_COLON = "a key without a colon, or text without its key"
BLOCK = "text follows | or > on the same line"
SIGN = "a text begins with a sign that has a meaning of its own in YAML"
TAB = "a tab is used for indentation"
LIST = "this line does not fit the list above it"


@either_parser
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: Review 2025‸: Kenya", COLON),
        ("a:\n  - Key: value‸: more", COLON),
        ("title: a\n  subtitle‸: b", MISFIT),
        ("title a\nlanguage‸: en", MISFIT),
        ("country:\n  name: a\n ‸code: KE", MISFIT),
        ("a:\n  - b\n ‸- c", MISFIT),
        ("title: a\n‸- b", MISFIT),
        ("  title: a\n‸language: en", MISFIT),
        ("a: |\n    text\n  ‸text", MISFIT),
        ("a:\n  - b\n  ‸c: d", LIST),
        ("title: a\n‸language\ncountry: b", NO_COLON),
        ("a:\n  b: |\n  ‸text\n", NO_COLON),
        ("title: ‸'Kenya\ncountry: KE", OPEN),
        ('title: ‸"Kenya\ncountry: KE', OPEN),
        ('title: ‸"Kenya\ncountry: KE\nurl: "https://un.org"', OPEN),
        ("a:\n  - ‸'b\n  - c\n  - 'd'", OPEN),
        ('a:\n  columns: [A, {unit: ‸"%}]\n  rows:\n    - [North, "61"]', OPEN),
        ('a: "two\n  lines: of text"\nrows: [a, b\ntitle‸: x', BRACKET),
        ("title: 'Kenya'‸s rain'", BEHIND),
        ('title: "Clean" ‸power', BEHIND),
        ("rows: [a, b]‸]", BEHIND),
        ("a:\n  - [Kenya] ‸has rain", BEHIND),
        ("country: {name: Kenya code‸: KE}", BRACKET),
        ('rows: ["a" ‸"b"]', BRACKET),
        ("rows: [a, b‸}", BRACKET),
        ("rows: [a, b\ntitle‸: x", BRACKET),
        ("body:\n  - ‸[#wells] shows\ntitle: x", POINTER),
        ("body:\n  - ‸[#wells] shows\n", POINTER),
        ("title: ‸| Kenya", BLOCK),
        ("title: ‸>50 per cent", BLOCK),
        ("title: ‸*emphasis* comes first", SIGN),
        ("title: ‸**strong** comes first", SIGN),
        ("title: ‸@handle", SIGN),
        ("title: ‸`code`", SIGN),
        ("title: ‸%5", SIGN),
        ("title: ‸& sons", SIGN),
        ("title: ‸- a", SIGN),
        ("title: ‸? a", SIGN),
        ("title: ‸, a", SIGN),
        ("title: ‸!a!b c", SIGN),
        ("country:\n‸\tname: Kenya", TAB),
        ("country:\n  ‸\tname: Kenya", TAB),
        ("a:\n  - b\n‸\t- c", TAB),
        ("a: |\n‸\ttext", TAB),
    ],
)
def test_the_message_for_a_syntax_error(text: str, message: str) -> None:
    marked = unmark(text)
    assert told(marked.text) == [f"yaml-{'tab' if message == TAB else 'syntax'}: {message}"]
    assert places(marked.text) == marked.places


@either_parser
@pytest.mark.parametrize("text", [r'a: "C:\docs"', r'a: "C:\xyz"'])
def test_the_message_for_a_backslash_in_double_quotes(text: str) -> None:
    assert told(text) == [f"yaml-syntax: {BACKSLASH}"]


@either_parser
def test_a_rare_syntax_error_is_reported_in_the_parser_s_words() -> None:
    (finding,) = findings("%YAML 9.1\n---\na: b")

    assert finding.rule == "yaml-syntax"
    assert finding.message.startswith("this is not YAML: found incompatible YAML document")
    assert finding.mend


@either_parser
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: ‸!important b", "yaml-tag: the tag !important is not allowed in a brief"),
        ("a: ‸! b", "yaml-tag: the tag ! is not allowed in a brief"),
        (
            "a: ‸!!python/object/apply:os.system [id]",
            "yaml-tag: the tag tag:yaml.org,2002:python/object/apply:os.system is not allowed in a brief",
        ),
        ("a: ‸&Beyond markets", "yaml-anchor: YAML takes &Beyond for a name, and would not print it"),
        ("a: ‸*star", "yaml-alias: an alias (*star) is in the place of a text"),
        ("‸[a]: b", "yaml-key: a list or a group of fields is used as a key"),
        ("? ‸{a: b}\n: c", "yaml-key: a list or a group of fields is used as a key"),
        ("a: b\n---\n‸c: d", "yaml-documents: a second document begins here"),
        ("a: b‸\x07c", "yaml-control: the text contains a control character"),
        ("a: b‸\x00c", "yaml-control: the text contains a control character"),
        (r'a: "b c‸\ad"', "yaml-control: the text contains a control character"),
        (r'"‸\0": a', "yaml-control: the text contains a control character"),
        ("‸- a", "not-a-brief: the file holds a list instead of the fields of a brief"),
        ("‸hello", "not-a-brief: the file holds plain text instead of the fields of a brief"),
        ("‸# nothing yet", "not-a-brief: the file is empty"),
        ("‸", "not-a-brief: the file is empty"),
        ("‸{}", "not-a-brief: the file is empty"),
    ],
)  # fmt: skip
def test_yaml_features_that_a_brief_cannot_use_are_reported(text: str, message: str) -> None:
    marked = unmark(text)
    assert told(marked.text) == [message]
    assert places(marked.text) == marked.places


@either_parser
def test_of_two_equal_keys_the_first_counts_and_the_second_is_reported() -> None:
    marked = unmark("a: b\nc: {d: e, ‸d: f, g: h}\n‸a: [i]\n‸a: j")

    found = parse_yaml(marked.text, "")

    assert [finding.message for finding in found.findings] == [
        '"d" is given twice; the first time in line 2',
        '"a" is given twice; the first time in line 1',
        '"a" is given twice; the first time in line 1',
    ]
    assert places(marked.text) == marked.places
    assert found.data == {"a": "b", "c": {"d": "e", "g": "h"}}


def test_every_finding_has_a_mend() -> None:
    texts = ("a: !b c\na: d", "a: &b c", "a: *b", "[a]: b", "a: b: c", "a:\n\tb: c", "", "a: b\x00")

    assert all(finding.mend for text in texts for finding in findings(text))


@either_parser
@pytest.mark.parametrize(
    "text",
    ["a: " + "[" * 1000, "a:\n" + "\n".join(" " * n + "-" for n in range(1, 1000)), "a: " + "{b: " * 1000,
     "a: [" + "b," * yaml_parser.MAX_NODES + "]"],
    ids=["flow", "block", "mappings", "wide"],
)  # fmt: skip
def test_deep_or_endless_yaml_is_refused(text: str) -> None:
    assert told(text) == ["yaml-size: the file is nested too deep or holds too many values"]


@either_parser
@pytest.mark.parametrize(
    "text",
    [
        "a: b ‸here",
        "a: b\n  c\n\n  ‸here",
        "a: 'it''s\n\n  so, ‸here'",
        '''a: "\\"b\\"\\n\\x63\\u0064\\U00000065\\t \\
            \\  f ‸here"''',
        "a: |\n  b\n\n    c\n  ‸here",
        "a: |2-\n    b\n  c ‸here\n\n",
        "a: | # a comment\n  b\n  ‸here\n",
        "a: >\n  b\n  c\n\n  d ‸here",
        "a: >-\n\n  b\n   c ‸here",
        "a: 𒀀é ‸here",
    ],
)  # fmt: skip
def test_a_place_in_a_value_is_located_in_every_notation(text: str) -> None:
    marked = unmark(text)
    found = parse_yaml(marked.text, "a.yaml")
    assert isinstance(found.data, dict)
    value = str(found.data["a"])

    where = found.locate(("a",), value[: value.index("here")])

    assert (where.file, where.line, where.column) == ("a.yaml", *marked.places[0])


SIGNS = [
    "a",
    "it's",
    '"so"',
    "\\",
    "\t",
    "é",
    "𒀀",
    "b: c",
    "# x",
    "\n",
    "\n\n",
    "- d",
    "  ",
    "\xa0",
    "\u2028",
    "x" * 30,
]
words = st.lists(st.sampled_from(SIGNS), max_size=20).map(" ".join)


@given(
    words,
    words,
    st.sampled_from(["|", ">", "'", '"', None]),
    st.sampled_from([10, 40, 200]),
    st.booleans(),
)
def test_a_place_in_any_value_is_located(
    before: str, after: str, style: str | None, width: int, plain: bool
) -> None:
    text = yaml.dump(
        {"k": [f"{before} {CARET}{after}"]}, default_style=style, width=width, allow_unicode=plain
    )
    found = parse_yaml(text, "")
    ((path, value),) = strings(found.data)

    where = found.locate(path, value[: value.index(CARET)])

    index = text.index(CARET if CARET in text else "\\u2038")
    assert where == position("", text, index)


@either_parser
@pytest.mark.parametrize(
    ("text", "path", "before", "line", "column"),
    [
        ("a: b", ("a", "gone", 3), "b", 1, 4),
        ("a: b", ("gone",), "", 1, 1),
        ("a: {b: [c, d]}", ("a", "b"), "", 1, 8),
        ("a: {b: [c, d]}", ("a", "b", 1), "", 1, 12),
        ("# b\na: b", (), "", 2, 1),
        ("a: bcd", ("a",), "far more than stands there", 1, 6),
        ("a:", ("a",), "", 1, 3),
        ("a: |", ("a",), "", 1, 4),
    ],
)
def test_a_path_that_is_not_written_is_located_nearby(
    text: str, path: Path, before: str, line: int, column: int
) -> None:
    where = parse_yaml(text, "").locate(path, before)

    assert (where.line, where.column) == (line, column)


@pytest.mark.parametrize(
    ("path", "column"), [(("a",), 1), (("a", "b"), 5), (("a", "b", 1), 5), (("c",), 1), ((), 1)]
)
def test_a_key_is_located_by_its_path(path: Path, column: int) -> None:
    assert parse_yaml("a: {b: [c, d]}", "").locate_key(path).column == column
