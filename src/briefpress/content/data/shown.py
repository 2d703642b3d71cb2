"""What a brief shows of its data files, and nothing else of them, as JSON that a PDF carries along.

A workbook may hold more than its publisher wants to publish: other sheets, hidden rows, columns that no table
shows. So the files themselves are not attached.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError, model_validator

from briefpress.content.data.values import BadData, DataTable, Problem, Value
from briefpress.content.rules.data import DATA_FORMAT, DATA_SIZE

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_SHOWN = 5 * 1024 * 1024  # bytes


class ShownTable(BaseModel):
    """The columns and rows of a data file that a table or chart shows, as texts.

    `merged` has row and column, from 0, of each cell that is merged with others, and those of the first of them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()

    @model_validator(mode="after")
    def _check_rows(self) -> Self:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a row has not as many cells as there are columns")
        return self

    @classmethod
    def of(cls, data: DataTable) -> ShownTable:
        """Return what a table of values shows."""
        rows = tuple(tuple(value.text for value in row) for row in data.rows)
        merged = tuple((*place, *first) for place, first in data.merged.items())
        return cls(columns=data.columns, rows=rows, merged=merged)

    def as_data(self, name: str) -> DataTable:
        """Return the same as a table of values of the file with a name."""
        rows = tuple(tuple(map(Value, row)) for row in self.rows)
        places = tuple(f"row {number}" for number, _ in enumerate(rows, 1))
        merged = {(y, x): (top, left) for y, x, top, left in self.merged}
        return DataTable(name, self.columns, rows, places, merged)


# By where the table or chart stands in the content file: sections/0/body/2/table.
_SHOWN = TypeAdapter(dict[str, ShownTable])


def shown_as_json(shown: Mapping[str, ShownTable]) -> bytes:
    """Return what a brief shows of its data files as JSON."""
    return _SHOWN.dump_json(dict(shown), indent=1, exclude_defaults=True) + b"\n"


def read_shown(data: bytes) -> dict[str, ShownTable]:
    """Return what a brief shows of its data files; raises `BadData`."""
    if len(data) > MAX_SHOWN:
        raise BadData(Problem(DATA_SIZE, "the data are too large", DATA_SIZE.mend))
    try:
        return _SHOWN.validate_json(data)
    except ValidationError:
        raise BadData(Problem(DATA_FORMAT, "the data cannot be read", DATA_FORMAT.mend)) from None


def shown_key(path: tuple[str | int, ...]) -> str:
    """Return by what a table or chart is known at a path in the content file."""
    return "/".join(map(str, path))
