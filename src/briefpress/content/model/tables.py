"""Tables, as an editor writes them, or as a data file holds them."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Discriminator, Field, Tag, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from briefpress.content.model.fields import Line, Model, Text
from briefpress.content.model.identifiers import Encoding
from briefpress.content.model.table_rows import Cells, Row, check_spans
from briefpress.content.model.targets import Target

Share = Annotated[str, Field(pattern=r"^([1-9]|[1-9]\d|100)(\.\d+)? ?%$")]


def _column_kind(value: Any) -> str:
    """Return the tag of the union below: a column is a text, or fields."""
    return "heading" if isinstance(value, str) else "column"


class Column(Model):
    """A table column, or a group of columns under one heading."""

    label: Line
    """The column heading."""
    column: Text | None = None
    """The name of the column in the data file, where it is not the heading."""
    unit: Line | None = None
    """The unit of all values in the column."""
    align: Literal["start", "center", "end", "decimal"] | None = None
    """How the cells stand; numbers stand below each other at the decimal sign if nothing is said."""
    width: Share | None = None
    """The share of the width that the column takes at least, such as 30%."""
    columns: Annotated[tuple[Heading, ...], Field(min_length=2)] | None = None
    """The columns below this heading; only one level of groups."""

    @property
    def leaves(self) -> tuple[Column, ...]:
        """The columns of cells below the heading; itself, if it groups none."""
        return _headings(self.columns) if self.columns else (self,)

    @property
    def span(self) -> int:
        """How many columns of cells the heading spans."""
        return len(self.leaves)


Heading = Annotated[
    Annotated[Line, Tag("heading")] | Annotated[Column, Tag("column")],
    Discriminator(_column_kind),
]


def _headings(columns: tuple[str | Column, ...]) -> tuple[Column, ...]:
    return tuple(c if isinstance(c, Column) else Column(label=c) for c in columns)


class Table(Target):
    """A table of rows and columns; the first cell of a row is its heading."""

    counted_as: ClassVar[str] = "table"

    caption: Line
    """What the table shows."""
    file: Text | None = None
    """The data file that holds the table, relative to this content file: CSV, TSV, XLSX or ODS."""
    encoding: Encoding | None = None
    """The encoding of a CSV or TSV file, if it is not UTF-8: such as windows-1252, as Excel saves CSV in Europe."""
    sheet: Annotated[Text | None, Field(validate_default=True)] = None
    """The sheet of the workbook, if it is not the first."""
    range: Text | None = None
    """The cells of the sheet that make the table, such as A3:D20, if there is more on it."""
    where: dict[Text, Text | tuple[Text, ...]] | None = None
    """Which rows of the file are shown: the text, or the texts, that a column has to have."""
    group_by: Text | None = None
    """The column of the file that heads groups of rows instead of standing in each."""
    columns: Annotated[
        tuple[Heading, ...],
        Field(validate_default=True),
    ] = ()
    """The column headings: texts, or fields. With `file`, the columns that are shown, if not all."""
    rows: Annotated[tuple[Row, ...], Field(validate_default=True)] = ()
    """The rows: lists of as many cells as there are columns, or `group:` or `total:` for a row of its kind."""
    total: Literal["last"] | Cells | None = None
    """The row of totals at the end; `last` where the last row of the file is one."""
    row_headings: Literal["true", "false", True, False, "2", "3", 2, 3] = True
    """`false` where the first cell of a row is not its heading; 2 or 3 where as many cells are."""
    wide: Literal["true", "false", True, False] | None = None
    """`true` for a landscape page, `false` for none; where nothing is said, what the table needs."""
    notes: tuple[Line, ...] = ()
    """Notes that stand below the table."""
    source: Line | None = None
    """Where the figures come from."""

    @property
    def headings(self) -> tuple[Column, ...]:
        """The top row of headings, each as a `Column`."""
        return _headings(self.columns)

    @property
    def leaves(self) -> tuple[Column, ...]:
        """The headings right above the cells, one for each column."""
        return tuple(leaf for each in self.headings for leaf in each.leaves)

    @property
    def grouped(self) -> bool:
        """Whether any columns are grouped, so that the headings take two rows."""
        return any(column.columns for column in self.headings)

    @property
    def heading_columns(self) -> int:
        """How many columns hold headings of rows."""
        return int(
            {"true": "1", "false": "0"}.get(str(self.row_headings).lower(), self.row_headings)
        )

    @field_validator("encoding", "sheet", "range", "where", "group_by")
    @classmethod
    def _check_has_file(cls, value: object, info: ValidationInfo) -> object:
        if value is not None and "file" in info.data and info.data["file"] is None:
            message = '"{field}" is of use together with file: alone'
            raise PydanticCustomError("table-file", message, {"field": info.field_name})
        return value

    @field_validator("columns")
    @classmethod
    def _check_depth(
        cls, columns: tuple[str | Column, ...], info: ValidationInfo
    ) -> tuple[str | Column, ...]:
        if not columns and info.data.get("file", "") is None:
            raise PydanticCustomError("table-part", 'the table has no "columns"')
        for heading in _headings(columns):
            if heading.columns and any(column.columns for column in heading.leaves):
                raise PydanticCustomError(
                    "table-columns", "column groups can only be one level deep"
                )
        return columns

    @field_validator("rows")
    @classmethod
    def _check_rows(cls, rows: tuple[Row, ...], info: ValidationInfo) -> tuple[Row, ...]:
        file = info.data.get("file", "")
        if rows and file:
            raise PydanticCustomError(
                "table-file", "the rows come from the file, and are not written"
            )
        if not rows and file is None:
            raise PydanticCustomError("table-part", 'the table has no "rows"')
        if width := _width(info):
            check_spans(rows, width)
        return rows

    @field_validator("total")
    @classmethod
    def _check_total(cls, total: str | Cells | None, info: ValidationInfo) -> str | Cells | None:
        if total == "last" and info.data.get("file", "") is None:
            raise PydanticCustomError("table-file", '"last" is of use together with file: alone')
        if isinstance(total, tuple) and (width := _width(info)):
            check_spans((total,), width)
        return total


def _width(info: ValidationInfo) -> int:
    """Return how many columns the table has; 0 where they are at fault, or those of the file."""
    return sum(heading.span for heading in _headings(info.data.get("columns", ())))
