"""Whether what looks like a list is one."""

from __future__ import annotations

import re
from itertools import groupby
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

# Signs that begin nothing but items; dashes and stars also begin speeches and remarks.
BULLET = re.compile(r"[•‣▪▫■□●○◦∙⁃➢➤►✓✔❖\uf0b7\uf0a7\uf0d8]\s*\S")
_DASH = re.compile(r"[-–—*]\s+\S")
NUMBER = re.compile(r"\(?(\d{1,2}|[a-z])[.)]\s+\S")


@rule(
    id="faked-list",
    family=MEANING,
    severity=ERROR,
    title="What looks like a list is one",
    why="People who listen do not learn that there is a list, how long it is and where it ends.",
    mend="make it a list, and leave the bullets to the style",
    clause="7.6",
    matterhorn="16-003",
    wcag="1.3.1",
)
def faked_list(subject: Subject) -> Iterator[Problem]:
    """Yield two or more consecutive paragraphs that begin with bullets."""
    yield from _paragraphs_that_begin(subject, BULLET, 2)


@rule(
    id="faked-dashes",
    family=MEANING,
    severity=WARNING,
    title="Paragraphs with dashes or stars are no list",
    why="If they are items, people who listen do not learn that there is a list, nor where it ends.",
    mend="make it a list, if it is one; the speeches of a dialogue and remarks with stars are none",
    clause="7.6",
    matterhorn="16-003",
    wcag="1.3.1",
)
def faked_dashes(subject: Subject) -> Iterator[Problem]:
    """Yield three or more consecutive paragraphs that begin with dashes or stars."""
    yield from _paragraphs_that_begin(subject, _DASH, 3)


def _paragraphs_that_begin(
    subject: Subject, sign: re.Pattern[str], least: int
) -> Iterator[Problem]:
    """Yield a problem for each row of `least` paragraphs or more that begin with a sign."""
    for row in _consecutive_paragraphs(subject):
        for begins, group in groupby(row, key=lambda block: bool(sign.match(block.text))):
            found = list(group)
            if begins and len(found) >= least:
                said = shorten(found[0].text, 40)
                message = f'{len(found)} paragraphs from "{said}" on look like a list, and are none'
                yield Problem(message, found[0].element)


@rule(
    id="faked-numbering",
    family=MEANING,
    severity=WARNING,
    title="What looks like a numbered list is one",
    why="People who listen do not learn that there is a list, how long it is and where it ends.",
    mend="make it a numbered list",
    clause="7.6",
    matterhorn="16-003",
    wcag="1.3.1",
)
def faked_numbering(subject: Subject) -> Iterator[Problem]:
    """Yield three short consecutive paragraphs that begin with 1, 2, 3 or a, b, c."""
    for run in _consecutive_paragraphs(subject):
        counted: list[Block] = []
        for block in run:
            number = NUMBER.match(block.text)
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
    for children in (subject.pdf.roots, *(each.children for each in subject.reading.elements)):
        row: list[Block] = []
        for child in children:
            if isinstance(child, Element) and child.role == "P" and child in blocks:
                row.append(blocks[child])
            elif isinstance(child, Element) and row:
                yield row
                row = []
        if row:
            yield row
