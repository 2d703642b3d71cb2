"""The algorithm of the HTML Standard, 4.9.12.2, that assigns header cells to each cell of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree import ElementTree as ET


def text(element: ET.Element) -> str:
    return "".join(element.itertext()).strip()


@dataclass(frozen=True, eq=False)
class Cell:
    element: ET.Element
    x: int
    y: int
    width: int
    height: int
    group: int

    def columns(self) -> range:
        return range(self.x, self.x + self.width)

    def rows(self) -> range:
        return range(self.y, self.y + self.height)


class HtmlTable:
    """A table after the algorithm for forming a table (HTML Standard, 4.9.12.1); `groups` are rows of row groups."""

    def __init__(self, groups: list[list[ET.Element]]) -> None:
        self.cells: list[Cell] = []
        y = 0
        for group, rows in enumerate(groups):
            end = y + len(rows)
            for row in rows:
                x = 0
                for element in row:
                    while self.at(x, y):
                        x += 1
                    height = min(int(element.get("rowspan", "1")), end - y)
                    width = int(element.get("colspan", "1"))
                    self.cells.append(Cell(element, x, y, width, height, group))
                    x += width
                y += 1

    def at(self, x: int, y: int) -> list[Cell]:
        return [s for s in self.cells if x in s.columns() and y in s.rows()]

    def overlaps(self) -> bool:
        return any(
            len(self.at(x, y)) > 1 for s in self.cells for x in s.columns() for y in s.rows()
        )

    def is_data(self, cell: Cell) -> bool:
        is_corner = cell.x == cell.y == 0 and not text(cell.element)
        return cell.element.tag == "td" and not is_corner

    def is_column_header(self, cell: Cell) -> bool:
        if scope := cell.element.get("scope"):
            return scope == "col"
        return not any(self.is_data(s) and set(s.rows()) & set(cell.rows()) for s in self.cells)

    def is_row_header(self, cell: Cell) -> bool:
        if scope := cell.element.get("scope"):
            return scope == "row"
        return not self.is_column_header(cell) and not any(
            self.is_data(s) and set(s.columns()) & set(cell.columns()) for s in self.cells
        )

    def headers(self, principal: Cell) -> set[ET.Element]:
        found: list[Cell] = []
        for x in principal.columns():
            found += self.scan(principal, x, principal.y, 0, -1)
        for y in principal.rows():
            found += self.scan(principal, principal.x, y, -1, 0)
        found += (
            s
            for s in self.cells
            if s.element.get("scope") == "rowgroup"
            and s.group == principal.group
            and s.x <= principal.columns()[-1]
            and s.y <= principal.rows()[-1]
        )
        return {s.element for s in found if text(s.element)} - {principal.element}

    def scan(self, principal: Cell, x: int, y: int, dx: int, dy: int) -> Iterable[Cell]:
        opaque: list[Cell] = []
        in_block = principal.element.tag == "th"
        block = [principal] if in_block else []
        while True:
            x, y = x + dx, y + dy
            if x < 0 or y < 0:
                return
            current = next(iter(self.at(x, y)), None)
            if current is None:
                continue
            if current.element.tag == "th":
                in_block = True
                block.append(current)
                if not self.is_blocked(current, opaque, dx):
                    yield current
            elif in_block:
                in_block = False
                opaque += block
                block = []

    def is_blocked(self, current: Cell, opaque: list[Cell], dx: int) -> bool:
        if dx == 0:
            same = any((s.x, s.width) == (current.x, current.width) for s in opaque)
            return same or not self.is_column_header(current)
        same = any((s.y, s.height) == (current.y, current.height) for s in opaque)
        return same or not self.is_row_header(current)
