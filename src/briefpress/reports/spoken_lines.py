"""What a screen reader says on each page, cut into lines and numbered as steps."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from briefpress.reports.overlay import element_kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefpress.structure import Element
    from briefpress.transcript import Utterance


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """Utterances that follow each other without a break.

    `step` is the number of the line in the reading order of its page, from 1; None for a line that
    only announces others, such as the end of a list.
    """

    utterances: tuple[Utterance, ...]
    step: int | None

    @property
    def elements(self) -> tuple[Element, ...]:
        """The structure elements that are read out."""
        return tuple(each.element for each in self.utterances if each.element)

    @property
    def is_right_to_left(self) -> bool:
        """Whether most letters are right to left, by their bidirectional class in Unicode."""
        classes = Counter(bidirectional(letter) for each in self.utterances for letter in each.text)
        return classes["R"] + classes["AL"] > classes["L"]


def spoken_lines(transcript: Iterable[Utterance]) -> dict[int, list[SpokenLine]]:
    """Return the lines of a transcript by the index of their page.

    A line without a page belongs to the page of the line before it.
    """
    by_page: dict[int, list[SpokenLine]] = {}
    steps: Counter[int] = Counter()
    page = 0
    for _, group in groupby(transcript, key=lambda utterance: utterance.line):
        utterances = tuple(group)
        page = next((each.page for each in utterances if each.page is not None), page)
        is_step = any(each.text.strip() or _is_visible(each.element) for each in utterances)
        steps[page] += is_step
        by_page.setdefault(page, []).append(
            SpokenLine(utterances, steps[page] if is_step else None)
        )
    return by_page


def _is_visible(element: Element | None) -> bool:
    """Return whether an element is seen on the page even if it has no text: a figure or a link."""
    return element is not None and element_kind(element.role) in ("figure", "link")
