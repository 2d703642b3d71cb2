"""How tables are laid out, and which headers their cells have."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import tinyhtml5
from hypothesis import assume, given, strategies as st

from briefpress import structure
from briefpress.html.tables import Table
from briefpress.structure import Element
from briefpress.structure.tables.grid import lay_out_table
from elements import e, rows
from timing import growth

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefpress.structure.tables.grid import Grid
    from conftest import Printed


def headers(found: Grid) -> dict[str, str]:
    return {c.element.text: " ".join(h.text for h in c.headers) for c in found.cells}


def kinds(found: Grid) -> list[str]:
    return [problem.kind for problem in found.problems]


def test_cells_lie_in_rows_and_columns() -> None:
    found = lay_out_table(e("Table", *rows("!A|!B", "1|2")))

    assert [(c.element.text, c.row, c.column) for c in found.cells] == [
        ("A", 0, 0), ("B", 0, 1), ("1", 1, 0), ("2", 1, 1),
    ]  # fmt: skip
    assert (len(found.rows), found.columns, found.problems) == (2, 2, ())
    assert found.by_element[found.cells[2].element] is found.cells[2]
    assert found.has_headers


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param(rows("!A|!B", "1|2"), {"A": "", "B": "", "1": "A", "2": "B"}, id="row"),
        pytest.param(rows("!A|1", "!B|2"), {"A": "", "B": "", "1": "A", "2": "B"}, id="column"),
        pytest.param(
            rows("!Name|!Age", "!Ann|7", "!Bee|8"),
            {"Name": "", "Age": "", "Ann": "Name", "7": "Ann Age", "Bee": "Name", "8": "Bee Age"},
            id="both",
        ),
        pytest.param(
            rows("|!Age", "!Ann|7", "!Bee|8"),
            {"": "", "Age": "", "Ann": "", "7": "Ann Age", "Bee": "", "8": "Bee Age"},
            id="empty corner that is a TD",
        ),
        pytest.param(
            rows("!A", "1", "!B", "2"),
            {"A": "", "1": "A", "B": "A", "2": "B"},
            id="a second header row takes the place of the first",
        ),
        pytest.param(
            [e("TR", e("TH", "X", cols=2)), *rows("!A|!B", "1|2")],
            {"X": "", "A": "X", "B": "X", "1": "A X", "2": "B X"},
            id="headers in two rows, the nearest first",
        ),
        pytest.param(
            [*rows("!A|!B", "1|2"), e("TR", e("TH", "Cats", cols=2)), *rows("3|4")],
            {"A": "", "B": "", "1": "A", "2": "B", "Cats": "A B", "3": "Cats A", "4": "Cats B"},
            id="a header across all columns does not end those above",
        ),
        pytest.param(
            [
                *rows("!K|!A|!B"),
                e("TR", e("TH", "x", rows=2, scope="Row"), e("TD", "1", cols=2)),
                *rows("2|3"),
            ],
            {"K": "", "A": "", "B": "", "x": "K", "1": "x A B", "2": "x A", "3": "x B"},
            id="spans",
        ),
        pytest.param(
            [e("TR", e("TD", "1"), e("TH", "a", scope="Row"), e("TD", "2"))],
            {"1": "", "a": "", "2": "a"},
            id="a header heads what follows it",
        ),
    ],
)
def test_implied_headers(table: list[Element], expected: dict[str, str]) -> None:
    assert headers(lay_out_table(e("Table", *table))) == expected


def test_a_stated_scope_overrides_the_implied_one() -> None:
    found = lay_out_table(
        e("Table", e("TR", e("TH", "A", scope="Row"), e("TH", "B")), *rows("1|2"))
    )

    assert headers(found) == {"A": "", "B": "A", "1": "", "2": "B"}
    assert [cell.scope for cell in found.cells] == ["Row", "Column", None, None]
    assert [cell.source for cell in found.cells] == ["none", "Scope", "none", "position"]


def test_named_headers_override_implied_ones() -> None:
    top = e("TR", e("TH", "A", id="a", scope="Column"), e("TH", "B", id="b", scope="Column"))
    found = lay_out_table(e("Table", top, e("TR", e("TD", "1", headers=("b", "a")), e("TD", "2"))))

    assert headers(found)["1"] == "B A"
    assert [cell.source for cell in found.cells[2:]] == ["Headers", "Scope"]


@pytest.mark.parametrize(
    ("named", "kind", "expected"),
    [
        (("nowhere",), "unknown-header", "A"),
        (("nowhere", "b"), "unknown-header", "B"),
        (("d",), "own-header", "A"),
        (("c",), "header-is-data", "2"),
    ],
)
def test_wrongly_named_headers_are_problems(
    named: tuple[str, ...], kind: str, expected: str
) -> None:
    cells = [e("TD", "1", id="d", headers=named), e("TD", "2", id="c")]
    top = e("TR", e("TH", "A", id="a"), e("TH", "B", id="b"))
    found = lay_out_table(e("Table", top, e("TR", *cells)))

    assert kinds(found) == [kind]
    assert found.problems[0].element is cells[0]
    assert headers(found)["1"] == expected


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param([], ["no-rows"], id="empty"),
        pytest.param([e("TR")], ["no-header-cells"], id="row without cells"),
        pytest.param(rows("1|2"), ["no-header-cells"], id="no headers"),
        pytest.param(rows("!A|!B", "1"), ["ragged"], id="short row"),
        pytest.param(rows("!A", "1|2"), ["ragged"], id="long row"),
        pytest.param([e("TR", e("TH", "A", rows=3))], ["span-beyond"], id="rows beyond the table"),
        pytest.param([e("TR", e("TH", "A", cols=2)), *rows("1")], ["ragged"], id="wide header"),
        pytest.param([e("TR", e("TH", "A", cols=10**9))], ["span-too-large"], id="absurd span"),
        pytest.param([e("TR", e("TH", "A", cols=0, rows=-1))], [], id="span below one"),
        pytest.param([e("TD", "x"), *rows("!A")], ["stray-cell"], id="cell outside a row"),
        pytest.param(
            [e("TR", e("TH", "A"), e("TH", "B", rows=2)), e("TR", e("TD", "1", cols=2))],
            ["overlap"],
            id="overlap",
        ),
        pytest.param(
            [e("TR", e("TH", "A", id="x"), e("TH", "B", id="x"))], ["repeated-id"], id="same ID"
        ),
    ],
)
def test_problems_of_the_grid(table: list[Element], expected: list[str]) -> None:
    assert kinds(lay_out_table(e("Table", *table))) == expected


def test_rows_and_cells_are_found_within_other_elements() -> None:
    inner = e("Table", *rows("!no", "no"))
    found = lay_out_table(
        e(
            "Table",
            e("Caption", *rows("no")),
            e("THead", *rows("!A|!B")),
            e("TBody", e("Div", e("TR", e("NonStruct", e("TD", "1")), e("TD", "2", inner)))),
            inner,
            e("TFoot", *rows("3|4")),
        )
    )

    assert [cell.element.text for cell in found.cells] == ["A", "B", "1", "2nono", "3", "4"]
    assert found.problems == ()


def test_whether_a_header_heads_the_row_or_column_of_a_cell() -> None:
    a, b, c, d = lay_out_table(e("Table", *rows("!A|!B", "!C|1"))).cells

    assert b.heads_column_of(d)
    assert c.heads_row_of(d)
    assert not a.heads_column_of(d)
    assert not a.heads_row_of(d)


def test_time_grows_with_the_number_of_cells() -> None:
    def tall(count: int) -> Callable[[], object]:
        table = e("Table", *(e("TR", e("TH", "x", scope="Both", rows=9)) for _ in range(count)))
        assert len(lay_out_table(table).cells) == count
        return lambda: lay_out_table(table).cells

    def wide(count: int) -> Callable[[], object]:
        row = e("TR", *(e("TD", "x", cols=10**6) for _ in range(9)))
        table = e("Table", *[row] * count)
        assert len(lay_out_table(table).cells) == 9 * count
        return lambda: lay_out_table(table).cells

    assert growth(tall, 2_000) < 8
    assert growth(wide, 100) < 8


_SPANS = st.tuples(*[st.sampled_from([1, 1, 1, 2, 3])] * 2)
_IS_HEADER = st.sampled_from([False] * 7 + [True])


@st.composite
def tables(draw: st.DrawFn) -> list[list[tuple[str, int, int]]]:
    """Generate a table with header rows and columns, and perhaps a header among the data."""
    top, left = draw(st.integers(0, 2)), draw(st.integers(0, 2))
    lengths = draw(st.lists(st.integers(1, 5), min_size=1, max_size=6))
    return [
        [
            ("TH" if y < top or x < left or draw(_IS_HEADER) else "TD", *draw(_SPANS))
            for x in range(length)
        ]
        for y, length in enumerate(lengths)
    ]


@given(tables())
def test_implied_headers_equal_those_of_the_html_standard(
    table: list[list[tuple[str, int, int]]],
) -> None:
    """Headers whose scope the algorithm of the HTML Standard does not determine are left out."""
    texts = iter(range(1000))
    markup, elements = "", []
    for row in table:
        named = [(tag, cols, rows, str(next(texts))) for tag, cols, rows in row]
        cells = (f"<{tag} colspan={cols} rowspan={rows}>{text}" for tag, cols, rows, text in named)
        markup += f"<tr>{''.join(cells)}"
        elements.append(
            e("TR", *(e(tag, text, cols=cols, rows=rows) for tag, cols, rows, text in named))
        )
    root = tinyhtml5.parse(f"<table>{markup}</table>", namespace_html_elements=False)
    html = Table(next(root.iter("table")))
    found = lay_out_table(e("Table", *elements))
    assume(not any(cell.scope == "Both" for cell in found.cells) and "overlap" not in kinds(found))

    assert {
        cell.element.text: {header.text for header in cell.headers}
        for cell in found.cells
        if not cell.is_header
    } == {
        cell.element.text: {heading.element.text for heading in html.headings(cell)}
        for cell in html.cells
        if not cell.is_heading
    }


def without(element: Element, **names: object) -> Element:
    """Return a copy of a tree without some attributes of its cells."""
    children = [without(c, **names) if isinstance(c, Element) else c for c in element.children]
    attributes = element.attributes
    if element.role in ("TH", "TD"):
        attributes = replace(attributes, **names)  # type: ignore[arg-type]
    return replace(element, children=tuple(children), attributes=attributes)


def test_the_named_headers_of_a_brief_equal_the_implied_ones(kenya: Printed) -> None:
    facts = structure.inspect(kenya.pdf.data)
    table = next(element for element in facts.walk() if element.role == "Table")
    ways = [
        lay_out_table(each)
        for each in (table, without(table, headers=()), without(table, headers=(), scope=None))
    ]

    assert [found.problems for found in ways] == [(), (), ()]
    named, scoped, placed = (
        [Counter(h.text for h in c.headers) for c in found.cells] for found in ways
    )
    assert named == scoped == placed
    assert [{c.source for c in found.cells if not c.is_header} for found in ways] == [
        {"Headers"}, {"Scope"}, {"position"},
    ]  # fmt: skip
