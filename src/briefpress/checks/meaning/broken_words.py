"""Whether words are whole: no spaces between their letters, no hyphens that only end a line."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from briefpress.checks.reading import shorten
from briefpress.checks.rules import MEANING, WARNING, Problem, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.reading import Block
    from briefpress.checks.subject import Subject
    from briefpress.structure import Run

_LEAST_APART = 5  # letters in a row, each by itself; fewer are initials
_NOT_WORDS = frozenset({"Formula", "Code"})
_SPACED_SCRIPTS = "\u2e7f"  # letters up to here are of scripts that write words of several letters
_BROKEN = re.compile(r"(?<![-\u2010\w])([^\W\d_]+)[-\u2010]\s*$")
_BEGINNING = re.compile(r"([^\W\d_]+)(?![-\u2010\w])")
_WORD = re.compile(r"[^\W\d_]+")
_HYPHENATED = re.compile(r"[^\W\d_][-\u2010][^\W\d_]")
_COMPOUND = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)+")
_LEAST_BROKEN = 5  # words of which nothing else tells whether their hyphen is their own


@rule(
    id="letters-apart",
    family=MEANING,
    severity=WARNING,
    title="Words are not spelt out",
    why="A screen reader says every letter by itself, and a search finds no word.",
    mend="let the style space the letters (character spacing), and delete the spaces between them",
    wcag="1.3.2",
)
def letters_apart(subject: Subject) -> Iterator[Problem]:
    """Yield one problem that counts the texts in which spaces part the letters of words."""
    off = subject.once(_texts_without_words)
    found: list[tuple[Block, str]] = []
    for block in subject.reading.blocks:
        if block.element.role in _NOT_WORDS:
            continue
        text = "".join(part.text for part in block.texts if id(part) not in off)
        if spelt := _spelt_out(text):
            found.append((block, spelt))
    if found:
        block, spelt = found[0]
        many = f" ({len(found)} texts)" if len(found) > 1 else ""
        message = f'letters are parted by spaces, as in "{shorten(spelt, 40)}"{many}'
        yield Problem(message, block.element, block.page)


def _texts_without_words(subject: Subject) -> set[int]:
    apart = (each for each in subject.reading.elements if each.role in _NOT_WORDS)
    return {id(text) for element in apart for text in element.content()}


def _spelt_out(text: str) -> str:
    """Return the first letters of a text that stand apart in a row; "" if there are none.

    Letters of the alphabet in their order, and one letter again and again, are no word.
    """
    row: list[str] = []
    for token in (*text.split(), "."):
        if len(token) == 1 and token.isalpha() and token <= _SPACED_SCRIPTS:
            row.append(token)
            continue
        rises = all(one.casefold() < other.casefold() for one, other in pairwise(row))
        if len(row) >= _LEAST_APART and not rises and len(set(row)) > 1:
            return " ".join(row)
        row = []
    return ""


@rule(
    id="hard-hyphens",
    family=MEANING,
    severity=WARNING,
    title="Hyphens at line ends are no part of the words",
    why='A screen reader says "interna tional", and a search for the word does not find it.',
    mend="let the program hyphenate, instead of typing hyphens; a PDF marks these as soft (U+00AD)",
    clause="7.1",
    wcag="1.3.1",
)
def hard_hyphens(subject: Subject) -> Iterator[Problem]:
    """Yield one problem that counts the words with a hyphen that stands there for the line end alone.

    It does, where the word stands elsewhere without it, or where more hyphens end lines than part
    words within lines. Where the source is known, the words are its own.
    """
    if subject.html is not None:
        return
    broken = list(_broken_words(subject))
    if not broken:
        return
    whole, compounds, within = _words_and_compounds(subject)
    own = [(block, word) for block, word in broken if word.casefold() not in compounds]
    certain: list[tuple[Block, str]] = []
    likely: list[tuple[Block, str]] = []
    for block, word in own:
        is_known = word.replace("-", "").casefold() in whole
        (certain if is_known else likely).append((block, word))
    if len(likely) >= _LEAST_BROKEN and len(likely) + len(certain) > within:
        certain += likely
    if certain:
        block, word = certain[0]
        many = "a word is" if len(certain) == 1 else f"{len(certain)} words are"
        message = f'{many} read out with the hyphen of a line end, such as "{word}"'
        yield Problem(message, block.element, block.page)


def _broken_words(subject: Subject) -> Iterator[tuple[Block, str]]:
    """Yield the words that end a line with a hyphen and go on in small letters, as "interna-tional"."""
    for block in subject.reading.blocks:
        for one, other in _line_ends(block):
            broken, rest = _BROKEN.search(one.text), _BEGINNING.match(other.text)
            if broken and rest and rest[0][0].islower():
                yield block, f"{broken[1]}-{rest[0]}"


def _words_and_compounds(subject: Subject) -> tuple[set[str], set[str], int]:
    """Return the words and the compounds with hyphens that stand within lines, and the number of these hyphens."""
    whole, compounds, within = set[str](), set[str](), 0
    runs = (run for block in subject.reading.blocks for run in block.runs)
    for text in (run.text for run in runs):
        whole |= {word.casefold() for word in _WORD.findall(text)}
        compounds |= {word.replace("\u2010", "-").casefold() for word in _COMPOUND.findall(text)}
        within += len(_HYPHENATED.findall(text))
    return whole, compounds, within


def _line_ends(block: Block) -> Iterator[tuple[Run, Run]]:
    """Yield the runs of a block before and after each end of a line."""
    for one, other in pairwise(run for run in block.runs if run.text.strip()):
        shared = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
        if shared < 0.3 * min(one.size, other.size):
            yield one, other
