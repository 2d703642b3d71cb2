"""Tables of pandoc's document to those of a brief."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from briefpress.drafts.losses import quoted
from briefpress.drafts.rules import IMPORT_MISSING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefpress.drafts.losses import Losses

_NUMBERED = re.compile(
    r"^\s*(?:table|figure|tabelle|abbildung|tableau|tabla|figura|fig\.)\s*\d+\s*[.:–-]?\s*",
    re.IGNORECASE,
)


class TableReader:
    """Makes the fields of a table; `text_of` writes the blocks of a cell as Markdown, `line_of` those of a caption."""

    def __init__(
        self,
        losses: Losses,
        text_of: Callable[[Sequence[Any]], str],
        line_of: Callable[[Sequence[Any]], str],
    ) -> None:
        self._losses = losses
        self._line_of = line_of
        self._text_of = text_of

    def fields(self, content: Any, caption: str) -> dict[str, Any] | None:
        """Return the fields of a table; None for one without cells."""
        _, (_, said), columns, (_, head), bodies, (_, foot) = content
        rows = [row for _, _, heads, body in bodies for row in (*heads, *body)]
        rows += foot
        if not head and rows:
            head, rows = rows[:1], rows[1:]
        if not head or not rows:
            self._losses.add("a table has no rows below its headings", "write what it says as text")
            return None
        width = len(columns)
        if len(head) == 1 and len(rows) > 1 and self._goes_on(head[0], rows[0]):
            head, rows = [*head, rows[0]], rows[1:]
        caption = without_number(self._line_of(said) or caption)
        if not caption:
            caption = "Table without a caption"
            self._losses.add(
                f'the table that begins with "{self._first(head)}" has no caption',
                "write what it shows: caption: …",
                IMPORT_MISSING,
            )
        return {
            "caption": caption,
            "columns": self._headings(head, width),
            "rows": [self._row(row, width) for row in rows if row[1]],
        }

    def _goes_on(self, heading: Any, row: Any) -> bool:
        """Say whether a row goes on with a heading over several columns: it has nothing below the others."""
        over: list[bool] = []
        for _, _, _, columns, _ in heading[1]:
            over += [columns > 1] * columns
        cells = row[1]
        if not any(over) or all(over) or len(cells) != len(over):
            return False
        return all(
            bool(self._text_of(cell[4])) == is_over
            for cell, is_over in zip(cells, over, strict=True)
        )

    def _first(self, head: Sequence[Any]) -> str:
        texts = (self._text_of(cell[4]) for row in head for cell in row[1])
        return quoted(next((text for text in texts if text), ""))

    def _headings(self, head: Sequence[Any], width: int) -> list[Any]:
        """Return the headings of columns; those that span several columns are groups, where two rows are."""
        slots = self._slots(head, width)
        last = slots[-1]
        above = slots[-2] if len(slots) > 1 else last
        last = [text or upper for text, upper in zip(last, above, strict=True)]
        labels = [text or f"Column {number}" for number, text in enumerate(last, 1)]
        if any(not text for text in last):
            self._losses.add(
                "a column of a table has no heading", "write one into columns:", IMPORT_MISSING
            )
        if any(a == b and a for a, b in pairwise(last)):
            self._losses.add(
                f'columns of the table that begins with "{self._first(head)}" have the same heading',
                "give each a heading of its own in columns:",
            )
        if len(slots) > 2:
            self._losses.add(
                f'the headings of the table that begins with "{self._first(head)}" take {len(slots)} rows',
                "put all headings into two rows: the upper ones are left out",
            )
        above = above if len(slots) > 1 else labels
        headings: list[Any] = []
        for x, label in enumerate(labels):
            if (
                above[x]
                and x
                and above[x] == above[x - 1]
                and above[x] != label
                and isinstance(headings[-1], dict)
            ):
                headings[-1]["columns"].append({"label": label})
            elif x + 1 < width and above[x] and above[x] == above[x + 1] and above[x] != label:
                headings.append({"label": above[x], "columns": [{"label": label}]})
            else:
                headings.append(label)
        return headings

    def _slots(self, head: Sequence[Any], width: int) -> list[list[str]]:
        """Return the text in each column of each row of headings, where spans reach as well."""
        slots = [[""] * width for _ in head]
        taken: set[tuple[int, int]] = set()
        for y, (_, cells) in enumerate(head):
            x = 0
            for _, _, rows, columns, blocks in cells:
                while (y, x) in taken:
                    x += 1
                text = self._text_of(blocks).replace("\n", " ")
                for place in ((j, i) for j in range(y, y + rows) for i in range(x, x + columns)):
                    taken.add(place)
                    if place[0] < len(slots) and place[1] < width:
                        slots[place[0]][place[1]] = text
                x += columns
        return slots

    def _row(self, row: Any, width: int) -> Any:
        """Return a row; one whose only cell spans all columns heads those below it."""
        cells = self._cells(row)
        is_group = len(row[1]) == 1 and row[1][0][3] == width > 1
        return (
            {"group": self._text_of(row[1][0][4]).replace("\n", " ") or "–"} if is_group else cells
        )

    def _cells(self, row: Any) -> list[Any]:
        cells: list[Any] = []
        for _, _, rows, columns, blocks in row[1]:
            text = self._text_of(blocks)
            spans = {name: n for name, n in (("columns", columns), ("rows", rows)) if n > 1}
            cells.append({"text": text, **spans} if spans else text)
        return cells


def without_number(caption: str) -> str:
    """Return a caption without "Table 1:", which a brief sets itself."""
    return _NUMBERED.sub("", caption)
