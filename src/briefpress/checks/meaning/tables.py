"""Whether someone who listens to a table knows what each cell is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.checks.reading import shorten
from briefpress.checks.rules import ERROR, MEANING, WARNING, Problem, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.subject import Subject
    from briefpress.structure import (
        Cell,
        Element,
        Grid,
        TableProblem,
    )

_ASSOCIATION = frozenset({"unknown-header", "own-header", "header-is-data", "repeated-id"})
_SHAPE = frozenset({"stray-cell", "overlap", "span-beyond", "span-too-large", "ragged", "no-rows"})


@rule(
    id="table-headers",
    family=MEANING,
    severity=ERROR,
    title="Every table has headings",
    why="People who listen hear a row of figures, and cannot know what they are.",
    mend="make the cells that name rows and columns headings",
    clause="7.5",
    matterhorn="15-001, 15-002, 15-003",
    wcag="1.3.1",
)
def table_headers(subject: Subject) -> Iterator[Problem]:
    for table in _grids(subject):
        if len(table.rows) > 1 and table.columns > 1 and not table.has_headers:
            yield Problem(
                f"no cell of the table that begins with {_first(table)} is a heading", table.table
            )


@rule(
    id="table-association",
    family=MEANING,
    severity=ERROR,
    title="Every cell has the headings of its row and column",
    why="A figure without its heading, or with that of another column, says something wrong.",
    mend="make the cells above and beside it headings, and let it name no others",
    clause="7.5",
    matterhorn="15-003",
    wcag="1.3.1",
)
def table_association(subject: Subject) -> Iterator[Problem]:
    for table in _grids(subject):
        if not table.has_headers:
            continue
        for problem in dict.fromkeys(table.problems):
            if problem.kind in _ASSOCIATION:
                said = f'"{shorten(problem.element.text, 40)}": {problem.message}'
                severity = WARNING if _concerns_a_heading_alone(problem) else None
                yield Problem(said, problem.element, severity=severity)
        yield from _pointing_elsewhere(table)
        yield from _without_headers(table)


def _concerns_a_heading_alone(problem: TableProblem) -> bool:
    """Say whether a heading lacks one of its own headings: it still heads its cells."""
    return problem.element.role == "TH" and problem.kind in ("unknown-header", "own-header")


def _pointing_elsewhere(table: Grid) -> Iterator[Problem]:
    """Yield cells whose headings stand in another row and another column."""
    for cell in table.cells:
        for header in cell.headers:
            other = table.by_element.get(header)
            if other and not (other.heads_column_of(cell) or other.heads_row_of(cell)):
                said = f'"{shorten(cell.element.text, 40)}" is said to be about "{shorten(header.text, 40)}"'
                yield Problem(
                    f"the cell {said}, which stands in another row and column", cell.element
                )


def _without_headers(table: Grid) -> Iterator[Problem]:
    lost = [
        cell
        for cell in table.cells
        if not cell.is_header and cell.source == "none" and cell.element.text.strip()
    ]
    if lost:
        said = shorten(lost[0].element.text, 40)
        yield Problem(
            f'{len(lost)} cells, the first of which is "{said}", have no heading', lost[0].element
        )


@rule(
    id="table-scope",
    family=MEANING,
    severity=ERROR,
    title="Every heading heads its row or its column",
    why="People who listen hear the heading with the wrong cells, or with none.",
    mend="say column for a heading at the top, and row for one at the side",
    clause="7.5",
    matterhorn="15-003",
    wcag="1.3.1",
)
def table_scope(subject: Subject) -> Iterator[Problem]:
    """A heading of a row stands in a row with data, and one of a column in a column with data."""
    for table in _grids(subject):
        data = [cell for cell in table.cells if not cell.is_header and cell.element.text.strip()]
        rows = {y for cell in data for y in range(cell.row, cell.row + cell.row_span)}
        columns = {x for cell in data for x in range(cell.column, cell.column + cell.col_span)}
        for cell in table.cells:
            if data and (way := _wrong_way(cell, rows, columns)):
                yield Problem(
                    f'"{shorten(cell.element.text, 40)}" is said to head {way}', cell.element
                )


def _wrong_way(cell: Cell, rows: set[int], columns: set[int]) -> str:
    heads_rows = not rows.isdisjoint(range(cell.row, cell.row + cell.row_span))
    heads_columns = not columns.isdisjoint(range(cell.column, cell.column + cell.col_span))
    stated = cell.element.attributes.scope
    if stated == "Row" and not heads_rows and heads_columns:
        return "a row that holds no data, and not its column"
    if stated == "Column" and not heads_columns and heads_rows:
        return "a column that holds no data, and not its row"
    return ""


@rule(
    id="table-shape",
    family=MEANING,
    severity=ERROR,
    title="Every row of a table has all columns",
    why="A screen reader counts the columns wrongly, and reads figures under the wrong heading.",
    mend="give every row the same number of cells, with spans counted",
    clause="7.2",
    matterhorn="15-005",
    wcag="1.3.1",
)
def table_shape(subject: Subject) -> Iterator[Problem]:
    for table in _grids(subject):
        faults = [problem for problem in table.problems if problem.kind in _SHAPE]
        if faults:
            more = f", and {len(faults) - 1} more faults" if len(faults) > 1 else ""
            message = f"the table that begins with {_first(table)} is not regular: {faults[0].message}{more}"
            yield Problem(message, _place(faults[0].element, table))


def _place(element: Element, table: Grid) -> Element:
    return element if element.page is not None else table.table


@rule(
    id="table-empty-heading",
    family=MEANING,
    severity=WARNING,
    title="No heading of a table is empty",
    why="People who listen hear figures with nothing that tells what they are.",
    mend="name the row or column",
    wcag="1.3.1",
)
def table_empty_heading(subject: Subject) -> Iterator[Problem]:
    for table in _grids(subject):
        first = _first(table)
        for cell in table.cells:
            is_corner = cell.row == 0 and cell.column == 0
            pictured = any(each.alt for each in cell.element.walk())
            if cell.is_header and not is_corner and not cell.element.text.strip() and not pictured:
                where = f"row {cell.row + 1}, column {cell.column + 1}"
                yield Problem(
                    f"a heading of the table that begins with {first} is empty: {where}",
                    cell.element,
                )


def _grids(subject: Subject) -> Iterator[Grid]:
    for element in subject.reading.elements:
        if element.role == "Table":
            yield subject.grid(element)


def _first(table: Grid) -> str:
    texts = (shorten(cell.element.text, 40) for cell in table.cells if cell.element.text.strip())
    return f'"{next(texts, "")}"'
