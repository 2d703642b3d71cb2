"""The numbers of figures, tables, boxes, equations, sections and annexes, in the order of the pages."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from string import ascii_lowercase, ascii_uppercase
from typing import TYPE_CHECKING

from briefpress.content.model.fields import Model
from briefpress.content.model.pictures import Figures
from briefpress.content.model.targets import Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.content.model.brief import Brief
    from briefpress.content.model.sections import Section
    from briefpress.content.model.targets import Numbering

_OPTIONS = {"figure": "figures", "table": "tables", "box": "boxes"}


@dataclass(frozen=True, slots=True)
class NumberedPart:
    """A part of a brief, the kind with which it is counted, and its number; "" if it has none.

    `is_one_of_several` is set for one of the pictures that stand side by side under one number, as 2a.
    """

    part: Target
    kind: str
    number: str
    is_one_of_several: bool = False


def number_parts(
    brief: Brief, annex_letters: str = ascii_uppercase, picture_letters: str = ascii_lowercase
) -> Iterator[NumberedPart]:
    """Yield all that texts may point to, in the order of the pages, each with its number or letter.

    In an annex, numbers begin anew behind its letter: A1.
    """
    counting = _Counting(brief.numbering, picture_letters)
    yield from counting.blocks(brief.introduction)
    yield from counting.sections(brief.sections)
    for count, annex in enumerate(brief.annexes, start=1):
        letter = in_letters(count, annex_letters)
        yield NumberedPart(annex, "annex", letter)
        counting.begin_annex(letter)
        yield from counting.blocks(annex.body)
        yield from counting.sections(annex.sections, f"{letter}.")


def in_letters(number: int, alphabet: str) -> str:
    """Return a number, from 1, in letters: a to z, then aa, ab."""
    letters = ""
    while number:
        number, digit = divmod(number - 1, len(alphabet))
        letters = alphabet[digit] + letters
    return letters


def is_numbered(part: Target, numbering: Numbering) -> bool:
    """Say whether a part that is no section is numbered, or one of pictures that are."""
    option = _OPTIONS.get(part.counted_as)
    is_counted = part.counted_as == "equation" or (option and getattr(numbering, option))
    return bool(is_counted and part.takes_number)


@dataclass(slots=True)
class _Counting:
    numbering: Numbering
    letters: str
    counts: Counter[str] = field(default_factory=Counter)
    annex: str = ""

    def begin_annex(self, letter: str) -> None:
        self.annex = letter
        self.counts.clear()

    def sections(self, sections: Iterable[Section], above: str = "") -> Iterator[NumberedPart]:
        for count, section in enumerate(sections, start=1):
            number = f"{above}{count}"
            yield NumberedPart(section, "section", number if self.numbering.sections else "")
            yield from self.blocks(section.body)
            yield from self.sections(section.sections, f"{number}.")

    def blocks(self, value: object) -> Iterator[NumberedPart]:
        """Yield the parts in a block or anything else: a box is counted before what it holds."""
        if isinstance(value, Figures):
            yield from self._pictures(value)
            return
        if isinstance(value, Target):
            yield self._count(value)
        parts: Iterable[object] = value if isinstance(value, tuple) else ()
        if isinstance(value, Model):
            parts = (getattr(value, name) for name in type(value).model_fields)
        for part in parts:
            yield from self.blocks(part)

    def _pictures(self, pictures: Figures) -> Iterator[NumberedPart]:
        """Yield pictures that stand side by side, and each of them with a letter behind their number."""
        whole = self._count(pictures)
        yield whole
        for count, part in enumerate(pictures.items, start=1):
            number = f"{whole.number}{in_letters(count, self.letters)}" if whole.number else ""
            yield NumberedPart(part, whole.kind, number, is_one_of_several=True)

    def _count(self, part: Target) -> NumberedPart:
        kind = part.counted_as
        if not is_numbered(part, self.numbering):
            return NumberedPart(part, kind, "")
        self.counts[kind] += 1
        return NumberedPart(part, kind, f"{self.annex}{self.counts[kind]}")
