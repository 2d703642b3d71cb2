"""What a data file comes to: a table of values, or what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefpress.content.rules.data import DATA_COLUMN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from briefpress.findings import Rule


_TWICE = (
    "give each column a heading of its own; "
    "where the headings take two rows, begin with the lower one, such as range: A2"
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a data file; `line` is None where the file has no lines, or as a whole is at fault."""

    rule: Rule
    message: str
    mend: str
    line: int | None = None


class BadData(Exception):  # noqa: N818 - an outcome that the caller reports, not a bug
    """A data file cannot be used: `problems` say why, each with its line where there is one."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(each.message for each in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell of a data file holds: the text that it shows, and the number that it stands for.

    `number` is exact; None where the cell is empty, or holds a word or a date.
    """

    text: str
    number: Decimal | None = None


@dataclass(frozen=True, slots=True)
class DataTable:
    """Rows of values under named columns.

    `places` says where each row stands in the file: "line 7", or "row 7 of the sheet Wells". `merged`
    has the cells that are merged with others, by row and column from 0, with the same mark for each of them.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...] = field(repr=False)
    places: tuple[str, ...] = field(repr=False)
    merged: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict, repr=False)

    def column(self, name: str) -> tuple[Value, ...]:
        """Return the values of a column, from top to bottom; raises `BadData` if there is no such column."""
        index = self.index(name)
        return tuple(row[index] for row in self.rows)

    def index(self, name: str) -> int:
        """Return the number of a column, from 0; raises `BadData` where not exactly one has this name."""
        found = [i for i, each in enumerate(self.columns) if _folded(each) == _folded(name)]
        exact = [i for i in found if self.columns[i] == name]
        if len(exact or found) == 1:
            return (exact or found)[0]
        if found:
            message = f'"{self.name}" has {len(found)} columns "{name}"'
            raise BadData(Problem(DATA_COLUMN, message, _TWICE))
        message = f'"{self.name}" has no column "{name}"'
        raise BadData(Problem(DATA_COLUMN, message, suggestion(name, self.columns, "columns")))


def suggestion(name: str, known: Iterable[str], what: str) -> str:
    """Return a hint at the known name that is most like another one, or at all of them."""
    from difflib import get_close_matches  # noqa: PLC0415 - only where something is wrong

    names = [each for each in known if each]
    folded = {_folded(each): each for each in names}
    if near := get_close_matches(_folded(name), folded, n=1, cutoff=0.6):
        return f'did you mean "{folded[near[0]]}"?'
    shown = ", ".join(names[:12]) + (", …" if len(names) > 12 else "")
    return f"the {what} there: {shown}" if names else f"there are no {what} with names"


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
