"""Numbers of a column stand below each other at the decimal sign."""

from __future__ import annotations

import pytest

from briefpress.content import Table
from briefpress.html.number_alignment import paddings
from briefpress.html.table_layout import lay_out


@pytest.mark.parametrize(
    ("texts", "sign", "expected"),
    [
        (["12", "3.5", "0.25"], ".", [".00", "0", ""]),
        (["1.234", "3,5"], ",", [",0", ""]),
        (["12.5 %", "3 %", "7"], ".", ["", ".0", ".0 %"]),
        (["1,200", "34"], ".", ["", ""]),
        (["1.5", "–", ""], ".", ["", ".0", ""]),
        (["<5", "1.25"], ".", [".00", ""]),
    ],
)
def test_what_fills_a_number_up_is_as_long_as_what_it_lacks(
    texts: list[str], sign: str, expected: list[str]
) -> None:
    assert paddings(texts, sign) == expected


@pytest.mark.parametrize(
    ("language", "columns", "paddings"),
    [
        ("el", [["1.204", "980"]], ["", ""]),
        ("en", [["1.204", "980"]], ["", ".000"]),
        ("en", [["1.204", "980"], ["3,5", "12,25"]], ["", ""]),
        ("el", [["1.204", "980.5"]], ["", "00"]),
        ("xx", [["1,204", "980"]], ["", ""]),
    ],
)
def test_the_language_tells_thousands_from_decimals_where_no_number_does(
    language: str, columns: list[list[str]], paddings: list[str]
) -> None:
    rows = [["a", *cells] for cells in zip(*columns, strict=True)]
    names = [f"N{number}" for number in range(len(columns) + 1)]
    table = Table.model_validate({"caption": "C", "columns": names, "rows": rows})

    (body,) = lay_out(table, "t", language).bodies
    assert [row.cells[1].padding for row in body] == paddings


@pytest.mark.parametrize(
    ("align", "cells", "alignments"),
    [
        (None, ["1", "2.5"], ["number", "number"]),
        (None, ["1[^a]", "12 %"], ["number", "number"]),
        (None, ["35 000,00", "9 500,50"], ["number", "number"]),
        (None, ["1", "two"], ["", ""]),
        (None, ["2024-05-01", "2024-06-01"], ["", ""]),
        ("start", ["1", "2"], ["", ""]),
        ("center", ["1", "2"], ["center", "center"]),
        ("decimal", ["1", "n/a"], ["number", "number"]),
    ],
)
def test_a_column_is_aligned_by_its_kind_or_as_its_author_says(
    align: str | None, cells: list[str], alignments: list[str]
) -> None:
    columns = ["A", {"label": "B", "align": align}]
    rows = [["a", cell] for cell in cells]
    table = Table.model_validate({"caption": "C", "columns": columns, "rows": rows})

    (body,) = lay_out(table, "t").bodies
    assert [row.cells[1].alignment for row in body] == alignments
