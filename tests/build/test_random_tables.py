"""Random tables with spans, groups and totals: what is read back from the PDF is what was written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import Phase, given, settings, strategies as st

from briefpress import html, pdf, structure
from briefpress.content import PROFILES
from briefpress.content.model.brief import Brief
from briefpress.html.theme import Theme
from briefpress.structure import lay_out_table
from conftest import MINIMAL

if TYPE_CHECKING:
    pass


class ExpectedCell(NamedTuple):
    """A cell as a reader should meet it; rows and columns count from 0."""

    row: int
    column: int
    rows: int
    columns: int
    text: str
    headings: frozenset[str]
    is_heading: bool


@dataclass
class TableWriter:
    """Draws a table as an editor writes it, and notes what should be read of it."""

    draw: Any
    name: str
    cells: list[ExpectedCell] = field(default_factory=list)
    count: int = 0

    def text(self) -> str:
        self.count += 1
        return f"{self.name}{self.count}"

    def table(self) -> dict[str, Any]:
        width = self.draw(st.integers(2, 4))
        headings = self.draw(st.integers(0, min(2, width - 1)))
        columns, above = self._columns(width)
        rows: list[Any] = []
        top = 1 + any(isinstance(column, dict) for column in columns)
        group = ""
        for _ in range(self.draw(st.integers(1, 3))):
            if self.draw(st.booleans()):
                group = self.text()
                said = frozenset.union(*above)
                self.cells.append(ExpectedCell(top + len(rows), 0, 1, width, group, said, True))
                rows.append({"group": group})
            height = self.draw(st.integers(1, 3))
            block = self._block(width, height, headings, above, group, top + len(rows))
            rows += [{"total": cells} if self.draw(st.booleans()) else cells for cells in block]
        has_total = self.draw(st.booleans())
        below = self._block(width, int(has_total), headings, above, "", top + len(rows))
        numbers = {0: False, 1: True}
        fields = {
            "caption": self.text(),
            "columns": columns,
            "rows": rows,
            "total": below[0] if below else None,
        }
        return {**fields, "row_headings": numbers.get(headings, str(headings))}

    def _columns(self, width: int) -> tuple[list[Any], list[frozenset[str]]]:
        """Return the column headings, the last two of which may be a group, and those of each column."""
        labels = [self.text() for _ in range(width)]
        columns: list[Any] = list(labels)
        above = [frozenset([label]) for label in labels]
        if width > 2 and self.draw(st.booleans()):
            over = self.text()
            columns[-2:] = [{"label": over, "columns": [{"label": label} for label in labels[-2:]]}]
            above[-2:] = [each | {over} for each in above[-2:]]
        return columns, above

    def _block(
        self,
        width: int,
        height: int,
        headings: int,
        above: list[frozenset[str]],
        group: str,
        top: int,
    ) -> list[list[Any]]:
        """Return rows whose slots are filled with cells of random spans."""
        taken: dict[tuple[int, int], str] = {}
        heads: list[tuple[int, int, int, str]] = []
        rows: list[list[Any]] = []
        found = []
        single = self.draw(st.integers(0, width - 1))  # no cell in this column spans rows
        for y in range(height):
            rows.append([])
            for x in range(width):
                if (y, x) in taken:
                    continue
                free = next((n for n in range(x, width) if (y, n) in taken), width) - x
                columns = self.draw(st.integers(1, free))
                is_single = x <= single < x + columns
                deep = 1 if is_single else self.draw(st.integers(1, height - y))
                text = self.text()
                taken |= {(y + j, x + i): text for j in range(deep) for i in range(columns)}
                spans = {"text": text, "columns": columns, "rows": deep}
                rows[-1].append(text if (columns, deep) == (1, 1) else spans)
                found.append((y, x, deep, columns, text))
                if x < headings and x + columns < width:  # else it heads nothing
                    heads.append((y, x, deep, text))
        for y, x, deep, columns, text in found:
            beside = {t for v, u, d, t in heads if u < x and v < y + deep and y < v + d}
            said = frozenset.union(*above[x : x + columns]) | beside | ({group} if group else set())
            heads_row = x < headings and x + columns < width
            self.cells.append(ExpectedCell(top + y, x, deep, columns, text, said, heads_row))
        return rows


@st.composite
def tables(draw: Any) -> list[tuple[dict[str, Any], list[ExpectedCell]]]:
    written = []
    for letter in "abcd":
        writer = TableWriter(draw, letter)
        written.append((writer.table(), writer.cells))
    return written


@pytest.mark.slow("a long run")
@settings(max_examples=12, phases=[Phase.generate])  # shrinking would take minutes
@given(tables(), st.sampled_from(sorted(PROFILES)))
def test_a_table_is_read_back_as_it_was_written(
    written: list[tuple[dict[str, Any], list[ExpectedCell]]], profile: str
) -> None:
    body = [{"table": table} for table, _ in written]
    brief = Brief.model_validate({**MINIMAL, "sections": [{"heading": "H", "body": body}]})
    page = html.render(brief, Theme(), {}, "a.yaml")
    made = structure.inspect(pdf.print_pdf(page, profile=PROFILES[profile]).data)
    found = [lay_out_table(each) for each in made.walk() if each.role == "Table"]

    assert len(found) == len(written)
    for grid, (_, expected) in zip(found, written, strict=True):
        assert not grid.problems
        cells = {
            cell.element.text: ExpectedCell(
                cell.row,
                cell.column,
                cell.row_span,
                cell.col_span,
                cell.element.text,
                frozenset(each.text for each in cell.headers)
                if cell.element.attributes.headers
                else frozenset(),
                cell.is_header,
            )
            for cell in grid.cells
        }
        assert [cells[each.text] for each in expected] == expected
