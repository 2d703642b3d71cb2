"""Whether words that stand apart on the page are apart for those who listen."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from briefpress.checks.rules import MEANING, WARNING, Problem, rule
from briefpress.structure import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.reading import Block, Reading
    from briefpress.checks.subject import Subject
    from briefpress.structure import Rect, Run

# An address on the web or of a mailbox, or a DOI, which breaks without a space and without a hyphen.
_ADDRESS = re.compile(r"://|^www\.|\w@\w|\b10\.\d{4,9}/|\w\.[a-z]{2,}/", re.IGNORECASE)
_HYPHENS = frozenset({"-", "\u00ad", "\u2010"})
_FEW_LETTERS = 2  # that are drawn in one go, where the style sets letters apart
_DROP_CAP = 1.5  # of the size of the text: an initial is larger
_LONG_WORD = 5  # letters: a word that fills its line alone may be broken without a hyphen
_LONGEST_NUMBER = 80  # characters of a heading or note with the number that it begins with
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
    """Yield one problem that counts the words that are apart to the eye and lack a space."""
    labels = _label_texts(subject.reading)
    hyphens = _drawn_hyphens(subject.reading)
    found = [
        (block, word)
        for block in subject.reading.blocks
        for word in _joined_words(block, labels, hyphens)
    ]
    if found:
        block, word = found[0]
        message = f'{len(found)} times words run together, such as "{word}"'
        yield Problem(message, block.element, block.page)


def _label_texts(reading: Reading) -> set[int]:
    """Return the ids of all texts of labels: software tells a label from what it stands before."""
    labels = (each for each in reading.elements if each.role == "Lbl")
    return {id(text) for label in labels for text in label.content()}


def _drawn_hyphens(reading: Reading) -> dict[int, list[Rect]]:
    """Return the places of hyphens at line ends that are not read out, by page."""
    found: dict[int, list[Rect]] = {}
    for page in reading.pdf.pages:
        runs = (run for artifact in page.artifacts for run in artifact.runs)
        found[page.index] = [run.box for run in runs if run.text.strip() in _HYPHENS]
    return found


def _joined_words(block: Block, labels: set[int], hyphens: dict[int, list[Rect]]) -> Iterator[str]:
    """Yield the words of a block that run together, with no ActualText of an element between them."""
    before: tuple[Text, Run] | None = None
    word = ""  # all that was read since the last space
    start, is_spaced_out = block.text[:_LONGEST_NUMBER], _is_spaced_out(block)
    for part in block.parts:
        for run in part.runs if isinstance(part, Text) else ():
            assert isinstance(part, Text)
            last, before = before, (part, run)
            if last and _runs_together(last[1], run, in_line=not is_spaced_out):
                joined = word + run.text.split()[0]
                is_label = last[0] is not part and not labels.isdisjoint({id(last[0]), id(part)})
                is_number = start.startswith(joined) and not any(map(str.isalpha, word))
                is_broken = _has_hyphen(*last, hyphens) or _fills_its_line(last[1], run)
                if not (is_label or is_number or is_broken or _ADDRESS.search(joined)):
                    yield joined
            words = run.text.split() or [""]
            is_whole = len(words) > 1 or run.text[:1].isspace()
            word = "" if run.text[-1:].isspace() else words[-1] if is_whole else word + words[-1]
        if isinstance(part, str):
            before, word = None, ""


def _fills_its_line(run: Run, other: Run) -> bool:
    """Say whether a line is one long word without a space, that goes on in the next line."""
    text = run.text.strip()
    is_next_line = other.box[3] < (run.box[1] + run.box[3]) / 2
    return is_next_line and len(text) >= _LONG_WORD and len(text.split()) == 1


def _has_hyphen(text: Text, run: Run, hyphens: dict[int, list[Rect]]) -> bool:
    """Say whether a hyphen that is not read out stands at the end of a run, or is part of its text."""
    if any(not said.strip() and shown.strip() in _HYPHENS for said, shown in text.replaced):
        return True
    _, low, right, high = run.box
    near = (box for box in hyphens.get(-1 if text.page is None else text.page, ()))
    return any(
        abs(box[0] - right) < _GAP * run.size and low < box[3] and box[1] < high for box in near
    )


def _is_spaced_out(block: Block) -> bool:
    """Say whether the letters of a block are set apart by the style, so that gaps part no words."""
    lengths = [len(run.text.strip()) for run in block.runs if run.text.strip()]
    return len(lengths) > 2 and 2 * sum(n <= _FEW_LETTERS for n in lengths) > len(lengths)


def _runs_together(one: Run, other: Run, *, in_line: bool) -> bool:
    """Say whether there is a gap between two runs on the page, and no space in the text.

    Gaps within a line count if `in_line` is true.
    """
    if not (one.text and other.text and one.size and other.size):
        return False
    if len(one.text.strip()) == 1 and one.size > _DROP_CAP * other.size:
        return False  # an initial of several lines
    last, first = one.text[-1], other.text[0]
    if not (_is_word_character(last) and _is_word_character(first)):
        return False
    size = max(one.size, other.size)
    height = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
    if height < 0.1 * min(one.size, other.size):  # on another line
        return not (_is_hangul(last) and _is_hangul(first))  # whose words break anywhere
    left, right = sorted((one.box, other.box))
    return in_line and right[0] - left[2] > _GAP * size


def _is_hangul(char: str) -> bool:
    return unicodedata.name(char, "").startswith("HANGUL")


def _is_word_character(char: str) -> bool:
    """Say whether a character is a letter or digit of a script that sets spaces between words."""
    if not char.isalnum():
        return False
    return char < "\u0e00" or not unicodedata.name(char, "").startswith(_SCRIPTS_WITHOUT_SPACES)
