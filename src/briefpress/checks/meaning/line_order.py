"""Whether lines and sentences are read as they go on: from line to line, down a column, without a break."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from briefpress.checks.meaning.text_lines import NEXT_LINE, Line, lines_against_the_page, lines_of
from briefpress.checks.reading import NOTES, Reading, fold, shorten
from briefpress.checks.rules import ERROR, MEANING, WARNING, Problem, rule
from briefpress.structure import Element, ObjectRef

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefpress.checks.reading import Block
    from briefpress.checks.subject import Subject
    from briefpress.structure import Text

_COLUMN_EDGE = 3.0  # points by which lines of one column may begin beside each other
_LEAST_ROWS, _LEAST_IN_COLUMN = 3, 15  # lines side by side, and letters of each
_GOING_ON = 0.4  # of the lines of a text begin in the middle of a sentence, with a small letter


@rule(
    id="line-order",
    family=MEANING,
    severity=ERROR,
    title="The lines of a paragraph are read from the top down",
    why="People who listen hear the end of a sentence before its beginning.",
    mend="make the PDF again: the lines were written into it in another order than they are seen",
    clause="7.1",
    matterhorn="09-001",
    wcag="1.3.2",
)
def line_order(subject: Subject) -> Iterator[Problem]:
    """Yield paragraphs in which a line is read after the line below it."""
    for block in subject.reading.blocks:
        if pair := lines_against_the_page(block, subject):
            below, above = (shorten(text, 40) for text in pair)
            message = f'the line "{above}" is read after "{below}", which stands below it'
            yield Problem(message, block.element, block.page)


@rule(
    id="columns-across",
    family=MEANING,
    severity=WARNING,
    title="Columns are read one after the other",
    why="People who listen hear one line of this column and one of that, and no sentence.",
    mend="put all lines of a column before those of the next",
    clause="7.1",
    matterhorn="09-001",
    wcag="1.3.2",
)
def columns_across(subject: Subject) -> Iterator[Problem]:
    """Yield texts in columns that are read line by line across the columns."""
    rows: list[list[Line]] = []
    for row in (*_rows(subject), []):
        if rows and len(row) > 1 and _continues(rows[-1], row):
            rows.append(row)
            continue
        if len(rows) >= _LEAST_ROWS and all(map(_is_running_text, zip(*rows, strict=True))):
            said = " … ".join(shorten(line.text, 30) for line in rows[0])
            message = f'{len(rows)} lines from "{said}" on are read across columns'
            yield Problem(message, rows[0][0].block.element, rows[0][0].page)
        rows = [row] if len(row) > 1 else []


_TABULAR = frozenset({"Table", "TOC", "Index", "Figure", "Form", "Formula", "Code"})


def _rows(subject: Subject) -> Iterator[list[Line]]:
    """Yield what is read one after the other and stands side by side."""
    row: list[Line] = []
    for block in subject.reading.blocks:
        if block.element.role in _TABULAR or subject.reading.inside(block.element, _TABULAR):
            continue
        for line in lines_of(block, subject):
            if row and not row[-1].is_beside(line):
                yield row
                row = []
            row.append(line)
    yield row


def _continues(above: Sequence[Line], below: Sequence[Line]) -> bool:
    """Say whether the lines of one row stand under those of another, column by column."""
    return len(above) == len(below) and all(
        one.page == other.page
        and abs(one.box[0] - other.box[0]) < _COLUMN_EDGE
        and NEXT_LINE * one.size < one.middle - other.middle < 2.5 * one.size
        for one, other in zip(above, below, strict=True)
    )


def _is_running_text(column: Iterable[Line]) -> bool:
    """Say whether lines go on from one to the next: entries of a table begin anew, mostly with a capital."""
    first, *others = column
    letters = [sum(map(str.isalpha, line.text)) for line in (first, *others)]
    going_on = sum(line.text.lstrip()[:1].islower() for line in others)
    return sum(letters) >= _LEAST_IN_COLUMN * len(letters) and going_on >= _GOING_ON * len(others)


# What may stand between two halves of a sentence, and is no part of it.
_BETWEEN = frozenset({"Aside", "Figure", "Table", "Caption", "H", "Title"}) | NOTES
_BOXES = frozenset({"Aside", "Sect", "Art", "Table"})  # that are no part of a paragraph
_HEADINGS = frozenset(f"H{level}" for level in range(1, 7))
_MOST_BETWEEN = 40  # blocks
_LEAST_HALF, _LEAST_REST = 5, 3  # words of the halves of a sentence; fewer are a label or an entry


@rule(
    id="sentence-interrupted",
    family=MEANING,
    severity=WARNING,
    title="Nothing stands in the middle of a sentence",
    why="People who listen hear half a sentence, then something else, and have forgotten how it began.",
    mend="put the box, the picture or the note before or after the whole paragraph",
    clause="7.1",
    matterhorn="09-001",
    wcag="1.3.2",
)
def sentence_interrupted(subject: Subject) -> Iterator[Problem]:
    """Yield what is read between the two halves of a sentence: boxes, pictures, tables, notes."""
    reading = subject.reading
    yield from _boxes_within(reading)
    places = {element: place for place, element in enumerate(reading.elements)}
    for (begin, one), (end, other) in pairwise(running_blocks(reading)):
        if end - begin > _MOST_BETWEEN or not goes_on(one, other):
            continue
        between = reading.elements[places[one.element] + 1 : places[other.element]]
        breaks = [each for each in between if each.role in _BETWEEN]
        if breaks:  # a heading alone begins a text of its own, which need not begin with a capital
            message = (
                f'a {breaks[0].role} is read between "… {one.text[-30:].lstrip()}" and'
                f' "{shorten(other.text, 30)}"'
            )
            yield Problem(message, breaks[0])


def _boxes_within(reading: Reading) -> Iterator[Problem]:
    """Yield boxes and tables that are part of a paragraph, in the middle of a sentence."""
    for paragraph in (each for each in reading.elements if each.role == "P"):
        for n, child in enumerate(paragraph.children):
            if not isinstance(child, Element) or child.role not in _BOXES:
                continue
            before, after = (
                fold("".join(_text_of(each) for each in kids))
                for kids in (paragraph.children[:n], paragraph.children[n + 1 :])
            )
            if before and not before.endswith((".", "!", "?", ":")) and after[:1].islower():
                where = f'between "… {before[-30:].lstrip()}" and "{shorten(after, 30)}"'
                yield Problem(f"a {child.role} is read {where}", child)


def _text_of(node: Element | Text | ObjectRef) -> str:
    return "" if isinstance(node, ObjectRef) else node.text


def running_blocks(reading: Reading) -> list[tuple[int, Block]]:
    """Return the paragraphs of the running text, with their numbers among all blocks."""
    return [(n, block) for n, block in enumerate(reading.blocks) if _is_running(block, reading)]


def _is_running(block: Block, reading: Reading) -> bool:
    """Say whether a block is a paragraph of the running text."""
    apart = _BETWEEN | _HEADINGS | {"L", "TOC", "Form", "Index", "BibEntry"}
    return (
        block.element.role == "P" and bool(block.runs) and not reading.inside(block.element, apart)
    )


def goes_on(one: Block, other: Block) -> bool:
    """Say whether a paragraph ends without a stop, and another of the same look goes on in small letters."""
    if len(one.text.split()) < _LEAST_HALF or len(other.text.split()) < _LEAST_REST:
        return False
    ends_open = one.text[-1:].isalpha() or one.text[-1:] in (",", "-", "\u2010")
    looks = {(block.size, block.is_bold, block.runs[0].font) for block in (one, other)}
    is_address = any(sign in other.text.split()[0] for sign in ("@", ".", "/"))
    return ends_open and other.text[:1].islower() and len(looks) == 1 and not is_address
