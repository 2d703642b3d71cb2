"""Tables, as an editor writes them."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Discriminator, Field, Tag, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from briefpress.content.model.fields import Line, Markdown, Model, Text
from briefpress.content.model.targets import Target


class Column(Model):
    """A table column, or a group of columns under one heading."""

    label: Line
    """The column heading."""
    unit: Text | None = None
    """The unit of all values in the column."""
    columns: Annotated[tuple[Column, ...], Field(min_length=2)] | None = None
    """The columns below this heading; only one level of groups."""

    @property
    def width(self) -> int:
        """How many columns of cells the heading spans."""
        return len(self.columns) if self.columns else 1


def _column_kind(value: Any) -> str:
    """Return the tag of the union below: a column is a text, or fields."""
    return "heading" if isinstance(value, str) else "column"


def _headings(columns: tuple[str | Column, ...]) -> tuple[Column, ...]:
    return tuple(c if isinstance(c, Column) else Column(label=c) for c in columns)


def _check_length(row: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
    """Raise an error if a row has more or fewer cells than the table has columns."""
    width = sum(heading.width for heading in _headings(info.data.get("columns", ())))
    if width and len(row) != width:
        raise PydanticCustomError(
            "table-row",
            "the table has {width} columns, and this row fills {cells}",
            {"width": width, "cells": len(row)},
        )
    return row


Row = Annotated[tuple[Annotated[str, Markdown.INLINE], ...], AfterValidator(_check_length)]


class Table(Target):
    """A table of rows and columns; the first cell of a row is its heading."""

    counted_as: ClassVar[str] = "table"

    caption: Line
    """What the table shows."""
    columns: Annotated[
        tuple[
            Annotated[
                Annotated[Line, Tag("heading")] | Annotated[Column, Tag("column")],
                Discriminator(_column_kind),
            ],
            ...,
        ],
        Field(min_length=1),
    ]
    """The column headings: texts, or fields `label`, `unit` and `columns`."""
    rows: Annotated[tuple[Row, ...], Field(min_length=1)]
    """The rows, each a list with as many cells as there are columns; "" is an empty cell."""
    row_headings: Literal["true", "false", True, False] = True
    """`false` where the first cell of a row is not its heading."""
    notes: tuple[Line, ...] = ()
    """Notes that stand below the table."""
    source: Line | None = None
    """Where the figures come from."""

    @property
    def headings(self) -> tuple[Column, ...]:
        """The top row of headings, each as a `Column`."""
        return _headings(self.columns)

    @property
    def grouped(self) -> bool:
        """Whether any columns are grouped, so that the headings take two rows."""
        return any(column.columns for column in self.headings)

    @property
    def has_row_headings(self) -> bool:
        """Whether the first cell of each row is its heading."""
        return self.row_headings in (True, "true")

    @field_validator("columns")
    @classmethod
    def _check_depth(cls, columns: tuple[str | Column, ...]) -> tuple[str | Column, ...]:
        for heading in _headings(columns):
            if any(column.columns for column in heading.columns or ()):
                raise PydanticCustomError(
                    "table-columns", "column groups can only be one level deep"
                )
        return columns
