"""Whether what looks like a list is one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.checks.reading import shorten
from briefpress.checks.rules import ERROR, MEANING, WARNING, Problem, rule
from briefpress.structure import Element

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.reading import Block
    from briefpress.checks.subject import Subject
    from briefpress.structure import (
        Element,
    )

_BULLET = re.compile(r"[•‣▪▫■□●○◦∙⁃➢➤►✓✔❖\uf0b7\uf0a7\uf0d8]\s*\S")
_DASH = re.compile(r"[-–—*]\s+\S")
_NUMBER = re.compile(r"\(?(\d{1,2}|[a-z])[.)]\s+\S")


@rule(
    id="faked-list",
    family=MEANING,
    severity=ERROR,
    title="What looks like a list is one",
    why="People who listen do not learn that there is a list, how long it is and where it ends.",
    mend="make it a list, and leave the bullets to the style",
    clause="7.6",
    matterhorn="16-002",
    wcag="1.3.1",
)
def faked_list(subject: Subject) -> Iterator[Problem]:
    """Yield consecutive paragraphs that begin with bullets or dashes."""
    for run in _consecutive_paragraphs(subject):
        kinds = [_bullet_kind(block.text) for block in run]
        for start, length in _runs_of_equal(kinds):
            if length >= (2 if kinds[start] == "bullet" else 3):
                first = run[start]
                yield Problem(
                    f'{length} paragraphs from "{shorten(first.text, 40)}" on look like a list, and are none',
                    first.element,
                )


def _bullet_kind(text: str) -> str | None:
    return "bullet" if _BULLET.match(text) else "dash" if _DASH.match(text) else None


@rule(
    id="faked-numbering",
    family=MEANING,
    severity=WARNING,
    title="What looks like a numbered list is one",
    why="People who listen do not learn that there is a list, how long it is and where it ends.",
    mend="make it a numbered list",
    clause="7.6",
    matterhorn="16-002",
    wcag="1.3.1",
)
def faked_numbering(subject: Subject) -> Iterator[Problem]:
    """Yield three short consecutive paragraphs that begin with 1, 2, 3 or a, b, c."""
    for run in _consecutive_paragraphs(subject):
        counted: list[Block] = []
        for block in run:
            number = _NUMBER.match(block.text)
            value = number[1] if number else ""
            expected = (str(len(counted) + 1), chr(ord("a") + min(len(counted), 25)))
            counted = (
                [*counted, block] if value in expected else [block] if value in ("1", "a") else []
            )
            if len(counted) == 3 and all(len(each.text) < 300 for each in counted):
                said = shorten(counted[0].text, 40)
                yield Problem(
                    f'paragraphs from "{said}" on look like a numbered list, and are none',
                    counted[0].element,
                )


def _consecutive_paragraphs(subject: Subject) -> Iterator[list[Block]]:
    """Yield the lists of paragraphs that follow each other in an element, with nothing between."""
    blocks = {block.element: block for block in subject.reading.blocks}
    for element in (*subject.pdf.roots, *subject.reading.elements):
        row: list[Block] = []
        for child in element.children:
            if isinstance(child, Element) and child.role == "P" and child in blocks:
                row.append(blocks[child])
            elif isinstance(child, Element) and row:
                yield row
                row = []
        if row:
            yield row


def _runs_of_equal(kinds: list[str | None]) -> Iterator[tuple[int, int]]:
    """Yield where equal kinds begin, and how many there are in a row."""
    start = 0
    for index in range(1, len(kinds) + 1):
        if index == len(kinds) or kinds[index] != kinds[start]:
            if kinds[start] is not None:
                yield start, index - start
            start = index
