"""The table that says the same as a chart, for those who do not see it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

NOTHING = "–"  # stands where there is no value
_MINUS = "\u2212"


@dataclass(frozen=True, slots=True)
class ValueTable:
    """Headings, and rows of texts of which the first is the heading of its row."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)

    @property
    def csv(self) -> bytes:
        """The same as a CSV file in UTF-8 (RFC 4180)."""
        file = io.StringIO(newline="")
        csv.writer(file).writerows([self.columns, *map(_plain, self.rows)])
        return file.getvalue().encode()


def _plain(row: Iterable[str]) -> list[str]:
    """Return a row as programs read it: nothing where there is no value, and plain minus signs."""
    return ["" if cell == NOTHING else cell.replace(_MINUS, "-") for cell in row]
