"""The text of an HTML element, matched with the lines that show it.

A line may show other letters than the HTML has: `text-transform` changes case, a hyphen stands for a
soft hyphen, white space is folded, ignorable characters are not drawn. What is read aloud, searched
and copied has to be the text of the HTML.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SOFT_HYPHEN = "\u00ad"
_SPACES = re.compile(r"\s+")
_IGNORABLE = frozenset(f"{SOFT_HYPHEN}\u200b\u200c\u200d\u2060\ufeff")
_HYPHENS = "\u2010-"
_DRAWN_AS_HYPHENS = "\u2010\u2011"  # where no font has them


class Match(NamedTuple):
    """The text of the HTML that a line shows.

    `child_index` is the number of children before it, `follows_space` says that white space is.
    """

    child_index: int
    text: str
    follows_space: bool


class SourceText:
    """The text of one element without that of its children, which `take` reads from front to back.

    `child_index` is the number of children before what was read last.
    """

    def __init__(self, element: Element) -> None:
        texts = (element.text, *(child.tail for child in element))
        self._texts = [_SPACES.sub(" ", text) if text else "" for text in texts]
        self.child_index = 0
        self._index = 0

    def take(self, shown: str) -> Match:
        """Read on over the text that a line shows, and return it as the HTML has it."""
        words = " ".join(shown.split())
        text, start = self._texts[self.child_index], self._index
        while text[start:] in ("", " ") and self.child_index + 1 < len(self._texts):
            self.child_index, self._index = self.child_index + 1, 0
            text, start = self._texts[self.child_index], 0
        start += text[start : start + 1] == " "
        if text.startswith(words, start):  # as nearly always
            child_index, self._index = self.child_index, start + len(words)
            follows_space = start > 0 and text[start - 1].isspace()
        else:
            child_index, words, follows_space = self._take_by_character(words)
        self._skip_ignorable()
        lead = " " if shown[:1].isspace() and words else ""
        return Match(child_index, lead + " ".join(words.split()), follows_space)

    def next_is_space(self) -> bool | None:
        """Return whether white space comes next; None at the end and before a child."""
        text = self._texts[self.child_index]
        return text[self._index].isspace() if self._index < len(text) else None

    def _take_by_character(self, shown: str) -> Match:
        """Read on over a text that is shown in other letters."""
        child_index: int | None = None
        follows_space = False
        taken: list[str] = []
        expansion = ""  # what else is shown of the character that was taken last
        for position, char in enumerate(shown):
            if char.isspace():
                continue
            if expansion.startswith(char):
                expansion = expansion[1:]
                continue
            source = self._next(char)
            if source is None:
                break
            is_last = position == len(shown) - 1
            if is_last and char in _HYPHENS and source.strip() not in (char, *_DRAWN_AS_HYPHENS):
                self._hyphenate(source, taken)
                break
            if child_index is None:
                child_index = self.child_index
                before = self._index - 2
                follows_space = before >= 0 and self._texts[child_index][before].isspace()
            taken.append(source)
            expansion = _expansion(source, char)
        if child_index is None:
            child_index = self.child_index
        return Match(child_index, "".join(taken), follows_space)

    def _next(self, shown: str) -> str | None:
        """Take the next character, and white space before it; None where the text is at its end."""
        spaces: list[str] = []
        while True:
            while self._index >= len(self._texts[self.child_index]):
                if self.child_index + 1 == len(self._texts):
                    return None
                self.child_index, self._index = self.child_index + 1, 0
            char = self._texts[self.child_index][self._index]
            if char == SOFT_HYPHEN and shown in _HYPHENS:
                return char  # the line breaks here; `_skip_ignorable` reads over it
            self._index += 1
            if char.isspace():
                spaces.append(" ")
            elif char not in _IGNORABLE or char == shown:
                return "".join(spaces) + char

    def _hyphenate(self, source: str, taken: list[str]) -> None:
        """Take a soft hyphen for the hyphen at the end of a line; `source` is for the next line."""
        if source != SOFT_HYPHEN:
            self._index -= 1
        if taken[-1:] != [SOFT_HYPHEN]:
            taken.append(SOFT_HYPHEN)

    def _skip_ignorable(self) -> None:
        text = self._texts[self.child_index]
        while self._index < len(text) and text[self._index] in _IGNORABLE:
            self._index += 1


def _expansion(source: str, shown: str) -> str:
    """Return what follows `shown` where a change of case makes several letters of one: ß, SS."""
    char = source.strip()
    for letters in (char.upper(), char.lower(), char.title()):
        if len(letters) > 1 and letters.startswith(shown):
            return letters[1:]
    return ""
