"""Whether words that stand apart on the page are apart for those who listen."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from briefpress.checks.rules import MEANING, WARNING, Problem, rule
from briefpress.structure import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.reading import Block
    from briefpress.checks.subject import Subject
    from briefpress.structure import (
        Run,
    )

_GAP = 0.15  # of the size: a wider gap parts words
_SCRIPTS_WITHOUT_SPACES = (
    "CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN", "BOPOMOFO", "FULLWIDTH", "YI ",
    "IDEOGRAPHIC",
)  # fmt: skip


@rule(
    id="words-apart",
    family=MEANING,
    severity=WARNING,
    title="Words are apart",
    why="A screen reader says two words as one; a search finds neither.",
    mend="make the PDF with a program that writes spaces at line ends",
    clause="7.1",
    wcag="1.3.1",
)
def words_apart(subject: Subject) -> Iterator[Problem]:
    """Yield one problem for each page where words that are apart to the eye lack a space."""
    by_page: dict[int, list[tuple[Block, str]]] = {}
    for block in subject.reading.blocks:
        for one, other in _neighbouring_runs(block):
            if _runs_together(one, other):
                word = f"{_last_word(one.text)}{_first_word(other.text)}"
                by_page.setdefault(block.page or 0, []).append((block, word))
    for page, here in by_page.items():
        message = f'{len(here)} times words run together, such as "{here[0][1]}"'
        yield Problem(message, here[0][0].element, page)


def _neighbouring_runs(block: Block) -> Iterator[tuple[Run, Run]]:
    """Yield runs that follow each other, with no ActualText of an element between them."""
    before: Run | None = None
    for part in block.parts:
        for run in part.runs if isinstance(part, Text) else ():
            if before is not None:
                yield before, run
            before = run
        if isinstance(part, str):
            before = None


def _last_word(text: str) -> str:
    return text.split()[-1] if text.split() else ""


def _first_word(text: str) -> str:
    return text.split()[0] if text.split() else ""


def _runs_together(one: Run, other: Run) -> bool:
    """Say whether there is a gap between two runs on the page, and no space in the text."""
    if not (one.text and other.text and one.size and other.size):
        return False
    last, first = one.text[-1], other.text[0]
    if not (_is_word_character(last) and _is_word_character(first)):
        return False
    size = max(one.size, other.size)
    height = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    if height < 0.1 * min(one.size, other.size):
        return True  # on another line
    left, right = sorted((one.box, other.box))
    return right[0] - left[2] > _GAP * size


def _is_word_character(char: str) -> bool:
    """Say whether a character is a letter or digit of a script that sets spaces between words."""
    if not char.isalnum():
        return False
    return char < "\u0e00" or not unicodedata.name(char, "").startswith(_SCRIPTS_WITHOUT_SPACES)
