"""Which cells are headings of which others: examples of the HTML Standard, and random tables.

Random tables are compared with `html_standard`, which follows the algorithm of the standard (4.9.12.2)
step by step.
"""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
import tinyhtml5
from hypothesis import assume, given, strategies as st

from briefpress.html.tables import Table
from html_standard import HtmlTable


def parsed(rows: str) -> ET.Element:
    root = tinyhtml5.parse(f"<table>{rows}</table>", namespace_html_elements=False)
    return next(root.iter("table"))


def text(element: ET.Element) -> str:
    return "".join(element.itertext()).strip()


def read(rows: str) -> dict[str, str]:
    """Return the headings of every cell by their texts, and the scope of those that are headings."""
    table = Table(parsed(rows))
    found = {}
    for cell in table.cells:
        scope = f"{table.scope(cell)[0]}: " if cell.is_heading and not cell.is_empty else ""
        found[text(cell.element)] = scope + " ".join(text(h.element) for h in table.headings(cell))
    return found


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param("<tr><th>A<th>B<tr><td>1<td>2", {"A": "C: ", "B": "C: ", "1": "A", "2": "B"},
                     id="heading row"),
        pytest.param("<tr><th>A<td>1<tr><th>B<td>2", {"A": "R: ", "B": "R: ", "1": "A", "2": "B"},
                     id="heading column"),
        # The example of 4.9.9 in the HTML Standard, on measurements of paws
        pytest.param(
            "<thead><tr><th>ID<th>Measurement<th>Average<th>Maximum"
            "<tbody><tr><td><th scope=rowgroup>Cats<td><td>"
            "<tr><td>93<th scope=row>Legs<td>3.5<td>4<tr><td>10<th scope=row>Tails<td>1 <td>1"
            "<tbody><tr><td><th scope=rowgroup>English speakers<td><td>"
            "<tr><td>32<th scope=row>Legs <td>2.67<td>4 ",
            {"93": "ID", "3.5": "Legs Average Cats", "2.67": "Legs Average English speakers"},
            id="row groups of the standard",
        ),
        # The example of 4.9.10: each of the 2008 columns has two headings above it
        pytest.param(
            "<thead><tr><th><th>2008<th>2007<th>2006<tbody><tr><th>Net sales<td>$1<td>$2<td>$3"
            "<tbody><tr><th>Cost of sales<td>$4<td>$5<td>$6",
            {"$1": "Net sales 2008", "$6": "Cost of sales 2006", "Net sales": "R: "},
            id="empty corner of the standard",
        ),
        pytest.param("<tr><td><th>A<tr><th>x<td>1", {"A": "C: ", "x": "R: ", "1": "x A"},
                     id="corner that is a data cell"),
        pytest.param("<tr><th rowspan=2>R<th colspan=2>G<tr><th>a<th>b<tr><th>x<td>1<td>2",
                     {"a": "C: G", "b": "C: G", "x": "R: R", "1": "x a G", "2": "x b G"},
                     id="two rows of headings"),
        pytest.param("<tr><th id=a>A<th id=b>B<tr><td headers='b a no'>1<td headers=no>2",
                     {"1": "B A", "2": ""}, id="named headings"),
        pytest.param("<tr><th>A<tr><td>1<tr><th scope=col>B<tr><td>2", {"1": "A", "2": "B"},
                     id="new headings further down"),
        pytest.param("<tr><th>A<tr><td>1<tfoot><tr><td>s<tbody><tr><td>2", {"s": "A", "2": "A"},
                     id="foot that stands before a body"),
    ],
)  # fmt: skip
def test_headings(rows: str, expected: dict[str, str]) -> None:
    found = read(rows)
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("rows", "spans"),
    [
        ("<tr><td colspan=2>a<tr><td>b<td>c", [(2, 1), (1, 1), (1, 1)]),
        ("<tr><td colspan=9>a<tr><td>b<td>c", [(2, 1), (1, 1), (1, 1)]),
        ("<tr><td rowspan=9>a<tr><td>b", [(1, 2), (1, 1)]),
        ("<tr><td rowspan=0>a<tr><td>b<tr><td>c", [(1, 3), (1, 1), (1, 1)]),
        ("<tbody><tr><td rowspan=9>a<tbody><tr><td>b", [(1, 1), (1, 1)]),
        ("<tr><td rowspan=3>a<td>b<tr><tr><td>c<tr>", [(1, 2), (1, 1), (1, 1)]),
        ("<tr><td colspan=x rowspan=-1>a<td colspan=0>b", [(1, 1), (1, 1)]),
        ("<tr><td colspan=99999>a<td>b", [(1000, 1), (1, 1)]),
    ],
)
def test_spans_end_with_the_table(rows: str, spans: list[tuple[int, int]]) -> None:
    assert [(cell.width, cell.height) for cell in Table(parsed(rows)).cells] == spans


def test_missing_cells_of_a_row() -> None:
    table = parsed("<tr><td>a<td>b<td rowspan=2>c<tr><td>d<tr><td colspan=2>e<tr>")
    rows = list(table.iter("tr"))
    assert [Table(table).missing(row) for row in rows] == [0, 1, 1, 0]


def test_hidden_cells_are_left_out() -> None:
    table = parsed("<tr><th>A<th>B<tr><td>x<td>y<tr><td>1<td>2")
    hidden = {table[0][0][0], *table[0][1]}
    shown = [element for element in table.iter() if element not in hidden]
    assert [text(cell.element) for cell in Table(table, shown).cells] == ["B", "1", "2"]


# The algorithm of the standard


spans = st.sampled_from(["1", "1", "1", "2", "3"])
cell_attributes = st.fixed_dictionaries({"colspan": spans, "rowspan": spans})
data_cells = st.tuples(st.just("td"), cell_attributes, st.sampled_from(["x", "x", ""]))
heading_cells = st.tuples(
    st.just("th"),
    st.builds(
        lambda attributes, scope: attributes | ({"scope": scope} if scope else {}),
        cell_attributes,
        st.sampled_from(["", "", "col", "row", "rowgroup"]),
    ),
    st.sampled_from(["h", "h", ""]),
)
rows_of_cells = st.lists(st.one_of(data_cells, heading_cells), min_size=1, max_size=4)
random_tables = st.lists(st.lists(rows_of_cells, min_size=1, max_size=3), min_size=1, max_size=3)


@given(random_tables)
def test_headings_of_random_tables_are_those_of_the_standard(
    groups: list[list[list[tuple[str, dict[str, str], str]]]],
) -> None:
    table = ET.Element("table")
    for group in groups:
        body = ET.SubElement(table, "tbody")
        for cells in group:
            row = ET.SubElement(body, "tr")
            for tag, attributes, words in cells:
                ET.SubElement(row, tag, attributes).text = words
    standard = HtmlTable([list(body) for body in table])
    assume(not standard.overlaps())
    ours = Table(table)
    found = {cell.element: {h.element for h in ours.headings(cell)} for cell in ours.cells}
    assert found == {cell.element: standard.headers(cell) for cell in standard.cells}
