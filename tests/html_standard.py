"""The algorithm of the HTML Standard, 4.9.12, for which cells are headings of which others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree import ElementTree as ET


def text(element: ET.Element) -> str:
    return "".join(element.itertext()).strip()


@dataclass(frozen=True, eq=False)
class Slot:
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


class Standard:
    """The table model of the HTML Standard, 4.9.12."""

    def __init__(self, groups: list[list[ET.Element]]) -> None:
        self.slots: list[Slot] = []
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
                    self.slots.append(Slot(element, x, y, width, height, group))
                    x += width
                y += 1

    def at(self, x: int, y: int) -> list[Slot]:
        return [s for s in self.slots if x in s.columns() and y in s.rows()]

    def overlaps(self) -> bool:
        return any(
            len(self.at(x, y)) > 1 for s in self.slots for x in s.columns() for y in s.rows()
        )

    def is_data(self, slot: Slot) -> bool:
        is_corner = slot.x == slot.y == 0 and not text(slot.element)
        return slot.element.tag == "td" and not is_corner

    def is_column_header(self, slot: Slot) -> bool:
        if scope := slot.element.get("scope"):
            return scope == "col"
        return not any(self.is_data(s) and set(s.rows()) & set(slot.rows()) for s in self.slots)

    def is_row_header(self, slot: Slot) -> bool:
        if scope := slot.element.get("scope"):
            return scope == "row"
        return not self.is_column_header(slot) and not any(
            self.is_data(s) and set(s.columns()) & set(slot.columns()) for s in self.slots
        )

    def headers(self, principal: Slot) -> set[ET.Element]:
        found: list[Slot] = []
        for x in principal.columns():
            found += self.scan(principal, x, principal.y, 0, -1)
        for y in principal.rows():
            found += self.scan(principal, principal.x, y, -1, 0)
        found += (
            s
            for s in self.slots
            if s.element.get("scope") == "rowgroup"
            and s.group == principal.group
            and s.x <= principal.columns()[-1]
            and s.y <= principal.rows()[-1]
        )
        return {s.element for s in found if text(s.element)} - {principal.element}

    def scan(self, principal: Slot, x: int, y: int, dx: int, dy: int) -> Iterable[Slot]:
        opaque: list[Slot] = []
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

    def is_blocked(self, current: Slot, opaque: list[Slot], dx: int) -> bool:
        if dx == 0:
            same = any((s.x, s.width) == (current.x, current.width) for s in opaque)
            return same or not self.is_column_header(current)
        same = any((s.y, s.height) == (current.y, current.height) for s in opaque)
        return same or not self.is_row_header(current)
