"""What an editor is told of a text that YAML breaks into fields, at a comma or at a colon."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief_texts import assert_findings, edited

if TYPE_CHECKING:
    from pathlib import Path

COLON = "a colon and a space make a field of the text before them / put the text in quotes:"
COMMA = "within { } / put the text in quotes:"
TABLE = "[{table: {caption: T, columns: [%s], rows: [%s]}}]"


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            edited(
                authors="authors: [{name: A, affiliation: Desk, ‸Nairobi, Kenya, role: editor}]"
            ),
            f'unknown-key: a comma ends the text of "affiliation" {COMMA} affiliation: "Desk, Nairobi, Kenya"',
        ),
        (
            edited(TABLE % ("A, {label: Share, ‸of all wells, unit: m}", "[a, b]")),
            f'unknown-key: a comma ends the text of "label" {COMMA} label: "Share, of all wells"',
        ),
        (
            edited(more="abbreviations: {PM: dust of up to 2,‸5 micrometres}"),
            f'empty-field: a comma ends the text of "PM" {COMMA} PM: "dust of up to 2,5 micrometres"',
        ),
    ],
)
def test_a_comma_within_braces_ends_a_text(tmp_path: Path, marked: str, expected: str) -> None:
    assert_findings(tmp_path, marked, expected)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            edited(more='key_messages:\n  - ‸Most wells hold water: all "deep" ones.'),
            f"wrong-type: {COLON} 'Most wells hold water: all \"deep\" ones.'",
        ),
        (edited("[{‸What we know: it is so}]"), f'unknown-block: {COLON} "What we know: it is so"'),
        (edited("[{‸Note: it is so}]"), f'unknown-block: {COLON} "Note: it is so"'),
        (edited("[{‸Điều này: x}]"), f'unknown-block: {COLON} "Điều này: x"'),
        (
            edited(TABLE % ("A, B", "[{‸South: the coast}, b]")),
            f'unknown-key: {COLON} "South: the coast"',
        ),
    ],
)
def test_a_colon_makes_a_field_of_a_text(tmp_path: Path, marked: str, expected: str) -> None:
    assert_findings(tmp_path, marked, expected)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            edited(country="country: {‸Nmae: Kenya, code: KE}"),
            'unknown-key: there is no field "Nmae" here / did you mean "name"?',
        ),
        (
            edited(publisher="publisher: {name: P, ‸fax: }"),
            'unknown-key: there is no field "fax" here / possible here: address, logo, name, place, ror, url',
        ),
    ],
)
def test_a_misspelt_field_is_told_as_one(tmp_path: Path, marked: str, expected: str) -> None:
    assert_findings(tmp_path, marked, expected)
