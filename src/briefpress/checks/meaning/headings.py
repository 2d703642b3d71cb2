"""Whether headings are headings, and lead where they say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.checks.reading import NOTES, count_words, fold, shorten, squeeze
from briefpress.checks.rules import ERROR, MEANING, WARNING, Problem, check_of, rule
from briefpress.checks.validators.standards import claims
from briefpress.pdf import HEADING_LEVELS
from briefpress.scripts import columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.reading import Block, Reading
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
    """Yield headings that lie more than one level below the one before.

    PDF/UA-2 allows it (ISO 14289-2, 8.2.5.14): it is a warning in a file that claims that alone.
    """
    claimed = claims(subject.pdf.xmp_values)
    severity = WARNING if "ua2" in claimed and "ua1" not in claimed else None
    before = 0
    for level, element in subject.reading.headings:
        if level > before + 1:
            yield Problem(
                f'after level {before}, "{fold(element.text)}" has level {level}',
                element,
                severity=severity,
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
    words = sum(count_words(block.text) for block in subject.reading.blocks)
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
_LONGEST_HEADING, _LONGEST_TITLE = 90, 150  # letters: what is longer is no heading, and no title
_FEW_WORDS = 3
_DEEP_HEADING = re.compile(r"H([7-9]|[1-9]\d)")
_STOP = re.compile(r"[.;,]$")
_SENTENCES = re.compile(r"\w[.!?]\s+\w")
# Of Latin, Arabic, Urdu, Hindi, Ethiopic, Chinese and Japanese.
_SENTENCE_END = re.compile(r"[.:;,!?…»”’)\]،؛؟۔।॥።፡。、，：；！？）」』】》〉]$")


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
    """Yield short paragraphs that are set like a heading, before paragraphs that are set as text."""
    headings = _heading_blocks(subject.reading)
    looks = {block.look for block in headings} - {subject.reading.body_look}
    is_after_heading = False
    for before, block, after in _triples(subject.reading.blocks):
        is_after_heading |= block in headings
        if not (_is_short_paragraph(block, subject.reading) and _looks_like_title(block)):
            continue
        is_alone = not headings and _leads_to_text(block, after, subject.reading)
        is_like_others = (
            is_after_heading and block.look in looks and _is_body(after, subject.reading)
        )
        if is_alone or is_like_others or _parts_text(before, block, after, subject.reading):
            yield Problem(
                f'"{shorten(block.text)}" looks like a heading, and is a paragraph', block.element
            )


def _heading_blocks(reading: Reading) -> dict[Block, None]:
    """Return the blocks that are headings, in order."""
    headings = {element for _, element in reading.headings}
    return dict.fromkeys(block for block in reading.blocks if block.element in headings)


def _is_short_paragraph(block: Block, reading: Reading) -> bool:
    element = block.element
    is_paragraph = element.role == "P" and not reading.inside(element, _NOT_HEADINGS)
    is_deep = _DEEP_HEADING.fullmatch(element.tag)  # PDF 1.7 has no type for it
    return is_paragraph and not is_deep and columns(block.text) <= _LONGEST_HEADING


def _stands_out(block: Block, reading: Reading) -> bool:
    size = reading.body_size
    return block.size >= 1.2 * size or (block.is_bold and block.size >= size)


def _is_body(block: Block | None, reading: Reading) -> bool:
    """Say whether a block is set as the text is."""
    if block is None or block.element.role not in ("P", "LBody", "LI"):
        return False
    return not block.is_bold and block.size <= 1.1 * reading.body_size


def _leads_to_text(block: Block, after: Block | None, reading: Reading) -> bool:
    """Say whether a paragraph stands out before text, or before another that stands out."""
    is_next = after is not None and (_is_body(after, reading) or _stands_out(after, reading))
    return is_next and _stands_out(block, reading)


def _parts_text(before: Block | None, block: Block, after: Block | None, reading: Reading) -> bool:
    """Say whether a paragraph stands out between two texts that do not."""
    if before is None or before.is_bold or before.size > 1.1 * reading.body_size:
        return False
    follows_text = before.element.role in ("P", "LBody", "LI", "TD", "Caption")
    return follows_text and _stands_out(block, reading) and _is_body(after, reading)


def _looks_like_title(block: Block) -> bool:
    return any(char.isalpha() for char in block.text) and not _SENTENCE_END.search(block.text)


def _triples(blocks: tuple[Block, ...]) -> Iterator[tuple[Block | None, Block, Block | None]]:
    """Yield each block with the one before and the one after it, where there are any."""
    yield from zip((None, *blocks), blocks, (*blocks[1:], None), strict=False)


@rule(
    id="text-as-heading",
    family=MEANING,
    severity=WARNING,
    title="No heading is a paragraph",
    why="People who move by headings hear whole paragraphs, and cannot tell what begins where.",
    mend="make it a paragraph",
    clause="7.4",
    matterhorn="01-006",
    wcag="1.3.1",
)
def text_as_heading(subject: Subject) -> Iterator[Problem]:
    """Yield headings of several sentences, and those that end with a stop and look like the text, unlike others."""
    headings = _heading_blocks(subject.reading)
    body = subject.reading.body_look
    has_looks = any(block.look != body for block in headings)
    for block in headings:
        text = block.text
        is_plain = has_looks and block.look == body
        is_sentence = _STOP.search(text) and count_words(text) > _FEW_WORDS
        sentences = len(_SENTENCES.findall(text)) + 1
        is_long = len(text) > _LONGEST_TITLE and sentences > 1
        if is_long or (is_plain and (is_sentence or len(text) > _LONGEST_HEADING)):
            yield Problem(
                f'"{shorten(text)}" is a heading, and reads like a paragraph', block.element
            )
