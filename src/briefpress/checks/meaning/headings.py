"""Whether headings are headings, and lead where they say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.checks.reading import NOTES, fold, shorten, squeeze
from briefpress.checks.rules import ERROR, MEANING, WARNING, Problem, check_of, rule
from briefpress.pdf import HEADING_LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.reading import Block
    from briefpress.checks.subject import Subject


@rule(
    id="empty-heading",
    family=MEANING,
    severity=ERROR,
    title="No heading is empty",
    why="People who move by headings land on nothing.",
    mend="delete it, or write what it is a heading of",
    clause="7.4",
    wcag="2.4.6",
)
def empty_heading(subject: Subject) -> Iterator[Problem]:
    """Yield headings without text."""
    for level, element in subject.reading.headings:
        pictured = any(each.alt for each in element.walk())
        if not element.text.strip() and not pictured:
            yield Problem(f"a heading of level {level} is empty", element)


@rule(
    id="one-h1",
    family=MEANING,
    severity=WARNING,
    title="There is one heading of the first level",
    why="The first heading tells people who listen where the document itself begins.",
    mend="use one heading of the first level, for the title",
    clause="7.4",
    wcag="2.4.6",
)
def one_h1(subject: Subject) -> Iterator[Problem]:
    """Yield one problem where the first level does not name the document."""
    firsts = [element for level, element in subject.reading.headings if level == 1]
    titles = [e for e in subject.reading.elements if "Title" in (e.role, e.tag)]
    if subject.reading.headings and len(firsts) != 1 and not titles:
        yield Problem(f"there are {len(firsts)} headings of the first level instead of one")


@check_of(HEADING_LEVELS)
def heading_levels(subject: Subject) -> Iterator[Problem]:
    """Yield headings that lie more than one level below the one before."""
    before = 0
    for level, element in subject.reading.headings:
        if level > before + 1:
            yield Problem(
                f'after level {before}, "{fold(element.text)}" has level {level}', element
            )
        before = level


@rule(
    id="no-headings",
    family=MEANING,
    severity=WARNING,
    title="A long text has headings",
    why="Without headings, people who listen have to hear all of it to find one passage.",
    mend="set headings, as headings and not as bold text",
    clause="7.4",
    wcag="2.4.6",
)
def no_headings(subject: Subject) -> Iterator[Problem]:
    """Yield one problem where a long text has no headings."""
    words = sum(len(block.text.split()) for block in subject.reading.blocks)
    if subject.is_tagged and not subject.reading.headings and words > 400:
        yield Problem(f"there is no heading in {words} words")


@rule(
    id="repeated-heading",
    family=MEANING,
    severity=WARNING,
    title="No heading is repeated",
    why="Two headings that are called alike cannot be told apart in a list of headings.",
    mend="say what is different in each; a running head is an artifact",
    wcag="2.4.6",
)
def repeated_heading(subject: Subject) -> Iterator[Problem]:
    """Yield headings that repeat the one before, or another one of the same section."""
    above: list[tuple[int, set[str]]] = [(0, set())]
    last: tuple[int, str] | None = None
    for level, element in subject.reading.headings:
        text = squeeze(element.text).casefold()
        while above[-1][0] >= level:
            above.pop()
        siblings = above[-1][1]
        if text and (f"{level}{text}" in siblings or last == (level, text)):
            yield Problem(f'the heading "{shorten(element.text)}" stands here again', element)
        siblings.add(f"{level}{text}")
        above.append((level, set()))
        last = (level, text)


_NOT_HEADINGS = (
    frozenset({"Table", "Figure", "Caption", "TOC", "TOCI", "Title", "Index", "Form", "L"}) | NOTES
)
_SENTENCE_END = re.compile(r"[.:;,!?…»”’)\]]$")


@rule(
    id="faked-heading",
    family=MEANING,
    severity=WARNING,
    title="What looks like a heading is one",
    why="People who see find the passage at a glance; people who listen do not find it at all.",
    mend="make it a heading, or set it like the text",
    clause="7.4",
    matterhorn="14-001",
    wcag="1.3.1",
)
def faked_heading(subject: Subject) -> Iterator[Problem]:
    """Yield short paragraphs that are set like a heading, between paragraphs that are set as text."""
    reading = subject.reading
    body_size = reading.body_size
    for before, block, after in _triples(reading.blocks):
        element = block.element
        if element.role != "P" or reading.inside(element, _NOT_HEADINGS) or len(block.text) > 90:
            continue
        stands_out = block.size >= 1.2 * body_size or (block.is_bold and block.size >= body_size)
        is_body = (
            after.element.role in ("P", "LBody", "LI")
            and not after.is_bold
            and after.size <= 1.1 * body_size
        )
        follows_text = (
            before.element.role in ("P", "LBody", "LI", "TD", "Caption") and not before.is_bold
        )
        if (
            stands_out
            and is_body
            and follows_text
            and before.size <= 1.1 * body_size
            and _looks_like_title(block)
        ):
            yield Problem(
                f'"{shorten(block.text)}" looks like a heading, and is a paragraph', element
            )


def _looks_like_title(block: Block) -> bool:
    return any(char.isalpha() for char in block.text) and not _SENTENCE_END.search(block.text)


def _triples(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, Block, Block]]:
    yield from zip(blocks, blocks[1:], blocks[2:], strict=False)
