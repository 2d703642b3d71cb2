"""How the cells of a table are set: which of them head others."""

from __future__ import annotations

import pytest

from briefpress.content.model.tables import Table
from briefpress.html.table_layout import lay_out


def test_a_cell_that_reaches_over_its_whole_row_heads_nothing() -> None:
    rows = [["North", "1"], [{"text": "No data", "columns": 2}], {"group": "Towns"}, ["Bole", "2"]]
    table = Table.model_validate({"caption": "C", "columns": ["District", "Wells"], "rows": rows})
    laid = [row for body in lay_out(table, "t").bodies for row in body]

    assert [[(cell.scope, cell.headers) for cell in row.cells] for row in laid] == [
        [("row", "t-c1"), ("", "t-r1 t-c2")],
        [("", "t-c1 t-c2")],
        [("rowgroup", "t-c1 t-c2")],
        [("row", "t-r3 t-c1"), ("", "t-r3 t-r4 t-c2")],
    ]


@pytest.mark.parametrize(
    ("align", "alignments"),
    [(None, ["", "number", "", "number"]), ("end", ["end", "number", "end", "number"])],
)
def test_numbers_that_head_rows_stand_below_their_heading(
    align: str | None, alignments: list[str]
) -> None:
    year = {"label": "Year", "align": align}
    table = Table.model_validate({"caption": "C", "columns": [year, "n"], "rows": [["2020", "1"]]})
    laid = lay_out(table, "t")

    cells = [*laid.head[0], *laid.bodies[0][0].cells]
    assert [cell.alignment for cell in cells] == alignments


def test_numbers_that_are_to_stand_at_the_end_end_at_their_ones() -> None:
    columns = ["District", {"label": "Wells", "align": "end"}, {"label": "Kind", "align": "end"}]
    rows = [["North", "1,204", "deep"], ["South", "9.5", "dug"]]
    table = Table.model_validate({"caption": "C", "columns": columns, "rows": rows})
    laid = [cell for body in lay_out(table, "t").bodies for row in body for cell in row.cells]
    assert [cell.alignment for cell in laid] == ["", "number", "end"] * 2
    assert not any(cell.padding for cell in laid)  # nothing stands behind them, as with `decimal`
