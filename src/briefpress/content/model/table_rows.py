"""The rows of a table: lists of cells, some of which may span columns and rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

from pydantic import Discriminator, Field, Tag, ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from briefpress.content.model.fields import Line, Markdown, Model

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Cell(Model):
    """A cell that spans several columns or rows."""

    text: Annotated[str, Markdown.BLOCKS] = ""
    """What stands in the cell; several lines may be paragraphs and lists."""
    columns: Annotated[int, Field(ge=1, le=100)] = 1
    """How many columns the cell spans."""
    rows: Annotated[int, Field(ge=1, le=1000)] = 1
    """How many rows the cell spans."""


def _cell_kind(value: Any) -> str | None:
    if isinstance(value, str):
        return "text-alone"
    return "spanning-cell" if isinstance(value, (dict, Cell)) else None


Cells = tuple[
    Annotated[
        Annotated[str, Markdown.BLOCKS, Tag("text-alone")] | Annotated[Cell, Tag("spanning-cell")],
        Discriminator(
            _cell_kind,
            custom_error_type="table-cell",
            custom_error_message="this is no cell of a table",
        ),
    ],
    ...,
]


class GroupRow(Model):
    """A row that heads all rows below it, up to the next one of its kind."""

    group: Line
    """What the rows below have in common."""


class TotalRow(Model):
    """A row with the total of those above it."""

    total: Cells
    """The cells of the row, as many as there are columns."""


def _row_kind(value: Any) -> str | None:
    if not isinstance(value, (dict, Model)):
        return "row-of-cells"
    keys = type(value).model_fields if isinstance(value, Model) else value
    kinds = {"group": "row-with-group", "total": "row-with-total"}
    return next((kinds[key] for key in keys if key in kinds), None)


Row = Annotated[
    Annotated[Cells, Tag("row-of-cells")]
    | Annotated[GroupRow, Tag("row-with-group")]
    | Annotated[TotalRow, Tag("row-with-total")],
    Discriminator(
        _row_kind,
        custom_error_type="table-row-kind",
        custom_error_message="this is no row of a table",
    ),
]


def cells_of(row: Row) -> tuple[Cell, ...]:
    """Return the cells of a row, none for one that heads a group."""
    if isinstance(row, GroupRow):
        return ()
    cells = row.total if isinstance(row, TotalRow) else row
    return tuple(each if isinstance(each, Cell) else Cell(text=each) for each in cells)


class PlacedRow(NamedTuple):
    """The cells of a row, each with the column at which it begins, from 0.

    `covered` are the columns that cells of rows above reach down to.
    """

    cells: tuple[tuple[int, Cell], ...]
    covered: frozenset[int]


def place_cells(rows: Sequence[Row]) -> Iterator[PlacedRow]:
    """Yield the cells of each row: a cell takes the first column that is not covered, as in HTML."""
    reach: dict[int, int] = {}  # by column, the first row that the cell in it does not reach
    for y, row in enumerate(rows):
        covered = frozenset(x for x, end in reach.items() if end > y)
        placed, x = [], 0
        for cell in cells_of(row):
            while x in covered:
                x += 1
            placed.append((x, cell))
            x += cell.columns
        yield PlacedRow(tuple(placed), covered)
        for x, cell in placed:
            reach |= dict.fromkeys(range(x, x + cell.columns), y + cell.rows)


def check_spans(rows: Sequence[Row], width: int) -> None:
    """Raise an error at each row that has not just one cell in each of `width` columns."""
    faults: dict[int, PydanticCustomError] = {}
    end = 0
    for y, (row, placed) in enumerate(zip(rows, place_cells(rows), strict=True)):
        if fault := _fault(row, placed, width):
            faults[y] = fault
        end = max(end, *(y + cell.rows for _, cell in placed.cells), 0)
    if not faults and end > len(rows):
        faults[len(rows) - 1] = _error("a cell spans more rows than follow it")
    if faults:
        errors = [
            InitErrorDetails(type=fault, loc=(y,), input=rows[y]) for y, fault in faults.items()
        ]
        raise ValidationError.from_exception_data("rows", errors)


def _fault(row: Row, placed: PlacedRow, width: int) -> PydanticCustomError | None:
    """Return what is wrong with a row of a table that has so many columns."""
    covered = placed.covered
    if isinstance(row, GroupRow):
        return _error("a cell above spans this row, which heads a group") if covered else None
    taken = [x for start, cell in placed.cells for x in range(start, start + cell.columns)]
    if covered & {*taken}:
        return _error("a cell of this row spans a column that a cell above reaches down to")
    if not taken and len(covered) == width:
        return _error("this row has no cell of its own: those above span all of it")
    filled = len(taken) + len(covered)
    if filled == width:
        return None
    above = f", {len(covered)} of them from above" if covered else ""
    return _error(f"the table has {width} columns, and this row fills {filled}{above}")


def _error(message: str) -> PydanticCustomError:
    return PydanticCustomError("table-row", "{message}", {"message": message})
