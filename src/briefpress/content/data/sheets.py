"""A sheet of a workbook, as its reader found it, whatever the format of the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefpress.content.data.areas import column_letters
from briefpress.content.data.values import BadData, Problem, Value, suggestion
from briefpress.content.rules.data import DATA_COLUMN, DATA_FORMAT, DATA_VALUE
from briefpress.system import install_extra

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

EMPTY = Value("")
MAX_CELLS = 1_000_000  # of a sheet, with the empty ones between them


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of a sheet that are shown, by row and column, each counted from 1.

    `merged` says of each cell that is merged with others which one is the first of them, and
    `faults` what is wrong with the value of a cell.
    """

    name: str
    cells: Mapping[tuple[int, int], Value] = field(repr=False)
    merged: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict, repr=False)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    faults: Mapping[tuple[int, int], str] = field(default_factory=dict, repr=False)

    def value(self, row: int, column: int) -> Value:
        """Return what a cell shows; a merged one shows what the first of them holds."""
        return self.cells.get(self.merged.get((row, column), (row, column)), EMPTY)

    def problem(self, file: str, row: int, column: int) -> Problem | None:
        """Return what is wrong with a cell, if anything is."""
        fault = self.faults.get((row, column))
        if fault is None:
            return None
        message = (
            f'cell {column_letters(column)}{row} of the sheet "{self.name}" in "{file}" {fault}'
        )
        return Problem(DATA_VALUE, message, DATA_VALUE.mend)


def choose_sheet(
    names: Sequence[str], asked: str | None, file: str, hidden: Collection[str] = ()
) -> str:
    """Return the name of the sheet that is asked for; the first that is not hidden if none is. Raises `BadData`."""
    if asked is None and names:
        return next((name for name in names if name not in hidden), names[0])
    folded = (asked or "").strip().casefold()
    for name in names:
        if name == asked or name.strip().casefold() == folded:
            return name
    message = f'"{file}" has no sheet "{asked}"' if names else f'"{file}" has no sheet with cells'
    raise BadData(Problem(DATA_COLUMN, message, suggestion(asked or "", names, "sheets")))


def missing_library(name: str) -> BadData:
    """Return the reason why a file is not read where no library is installed that reads it."""
    mend = f"{install_extra('sheets')}; or save the sheet as .ods or .csv"
    return BadData(Problem(DATA_FORMAT, f'to read "{name}" a library is missing', mend))
