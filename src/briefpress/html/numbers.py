"""Numbers and the words before them, in the language of a brief: in captions, headings and pointers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from briefpress.content import Pointer, markdown_to_text, number_parts

if TYPE_CHECKING:
    from briefpress.content import Brief, NumberedPart
    from briefpress.html.words import PageWords

# Languages that write "figure 2" in a sentence, and "Figure 2" at its start.
_LOWER_CASE = frozenset({
    "be", "bg", "ca", "cs", "el", "es", "fi", "fr", "hr", "hu", "it", "kk", "ky", "mk", "mn", "nb", "nl", "no", "pl",
    "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "tg", "tr", "uk", "uz",
})  # fmt: skip

_DOTTED_CAPITAL_I = frozenset({"az", "tr"})  # the capital of i is İ, and that of ı is I


class Numbers:
    """The numbered parts of a brief, and what captions, lists and pointers call them.

    A theme may number sections, unless the brief says that they are to have none.
    """

    def __init__(self, brief: Brief, words: PageWords, *, numbers_sections: bool = False) -> None:
        self._words = words
        numbering = brief.numbering
        if numbers_sections and "sections" not in numbering.model_fields_set:
            numbering = numbering.model_copy(update={"sections": True})
        brief = brief.model_copy(update={"numbering": numbering})
        self.parts = tuple(number_parts(brief))
        if brief.annexes or any(each.is_one_of_several for each in self.parts):
            letters = words["letters"]
            self.parts = tuple(number_parts(brief, _capitals(letters, brief.language), letters))
        # By identity: two figures may be equal, and have a number each.
        self._by_part = {id(each.part): each for each in self.parts}

    def label_of(self, part: object) -> str:
        """Return how a part is called by its kind and number, such as "Figure 2"; "" without a number."""
        found = self._by_part.get(id(part))
        return self._label(found) if found else ""

    def number_of(self, part: object) -> str:
        """Return the number of a part; "" if it has none."""
        found = self._by_part.get(id(part))
        return self._words.numeral(found.number) if found else ""

    def anchor_of(self, part: object, otherwise: str = "") -> str:
        """Return the identifier in HTML of a part: by its own id, its number, or else `otherwise`."""
        found = self._by_part.get(id(part))
        if found and found.part.id:
            return f"id-{found.part.id}"
        return f"{found.kind}-{found.number}" if found and found.number else otherwise

    def of_kind(self, kind: str) -> list[NumberedPart]:
        """Return all parts of a kind that have a number of their own, in the order of the pages."""
        return [
            each
            for each in self.parts
            if each.kind == kind and each.number and not each.is_one_of_several
        ]

    def pointers(self) -> Pointers:
        """Return where pointers lead by id, and their words in a sentence."""
        return Pointers(self)

    def targets(self) -> dict[str, NumberedPart]:
        """Return by their ids the parts that pointers lead to."""
        return {str(each.part.id): each for each in self.parts if each.part.id}

    def pointer(self, each: NumberedPart) -> Pointer:
        """Return where a pointer to a part leads, in the words of what is being set."""
        anchor, label = self.anchor_of(each.part), self._label(each)
        if not label:
            return Pointer(anchor, markdown_to_text(each.part.own_title))
        words = label[:1].lower() + label[1:] if self._lowers() else label
        return Pointer(anchor, words, is_numbered=True)

    def _lowers(self) -> bool:
        return self._words.language.split("-")[0].lower() in _LOWER_CASE

    def _label(self, each: NumberedPart) -> str:
        if not each.number:
            return ""
        number = self._words.numeral(each.number)
        if each.kind == "equation":
            return f"({number})"
        # A name and its number stay on one line.
        label = self._words[f"{each.kind}_number"].replace("{number}", number)
        return label.replace(" ", "\xa0")


class Pointers(Mapping[str, Pointer]):
    """Where pointers lead by id, in the words of the language in which they are read."""

    def __init__(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self._targets = numbers.targets()

    def __getitem__(self, key: str) -> Pointer:
        return self._numbers.pointer(self._targets[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._targets)

    def __len__(self) -> int:
        return len(self._targets)


def _capitals(letters: str, language: str) -> str:
    """Return capital letters; Georgian, whose capitals few fonts have, lists with its usual letters."""
    if language.split("-")[0].lower() in _DOTTED_CAPITAL_I:
        letters = letters.replace("i", "İ")
    return "".join(each if "ა" <= each <= "ჿ" else each.upper() for each in letters)
