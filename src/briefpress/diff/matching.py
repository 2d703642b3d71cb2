"""Which passage of the older PDF became which passage of the newer one."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from briefpress.diff.alignment import align, heaviest_increasing
from briefpress.diff.candidates import candidates
from briefpress.diff.passages import FIELD, FIGURE, FORMULA, HEADING, TABLE
from briefpress.diff.sentences import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefpress.diff.alignment import IndexPair
    from briefpress.diff.passages import Passage

_MIN_MOVED = 12  # letters of a passage that is recognised when it has moved
# How alike passages must be, from 0 to 1: in the same place and elsewhere.
_MIN_NEAR, _MIN_FAR = 0.45, 0.65
_MIN_NEAR_BY_KIND = {FIGURE: 0.0, FIELD: 0.0, TABLE: 0.2, FORMULA: 0.2}
_MAX_WORDS = 400  # of a passage that are compared


@dataclass(frozen=True, eq=False)
class Matching:
    """The passages of both PDFs; `pairs` maps indexes of older ones to indexes of newer ones."""

    old: Sequence[Passage]
    new: Sequence[Passage]
    pairs: dict[int, int]

    @cached_property
    def in_order(self) -> frozenset[IndexPair]:
        """The most pairs that have the same order in both PDFs; the others have moved.

        Headings come first: where what stands below them was exchanged, the sections have not moved.
        """
        pairs = sorted(self.pairs.items())
        weights = [len(pairs) + 1 if self.new[j].is_heading else 1 for _, j in pairs]
        return frozenset(heaviest_increasing(pairs, weights))

    @cached_property
    def origins(self) -> dict[int, int]:
        """The pairs the other way round: from indexes of newer passages to those of older ones."""
        return {new: old for old, new in self.pairs.items()}


def match(old: Sequence[Passage], new: Sequence[Passage]) -> Matching:
    """Return which passages belong together.

    Passages are paired in four steps: those that are equal and in order, those that are equal and
    have moved, headings with the same text below them, and those that are alike.
    """
    pairs = dict(align([each.key for each in old], [each.key for each in new]))
    pairs |= _moved(old, new, pairs)
    pairs |= _renamed_headings(old, new, pairs)
    pairs |= _alike(old, new, pairs)
    return Matching(old, new, pairs)


def _unpaired(count: int, paired: Iterable[int]) -> list[int]:
    taken = set(paired)
    return [index for index in range(count) if index not in taken]


def _moved(old: Sequence[Passage], new: Sequence[Passage], pairs: dict[int, int]) -> dict[int, int]:
    """Return the pairs of passages that are equal but stand elsewhere."""
    waiting: defaultdict[tuple[str, ...], deque[int]] = defaultdict(deque)
    for index in _unpaired(len(old), pairs):
        waiting[old[index].key].append(index)
    found: dict[int, int] = {}
    for index in _unpaired(len(new), pairs.values()):
        passage = new[index]
        is_short = len("".join(passage.key)) < _MIN_MOVED and not passage.is_heading
        if not is_short and waiting.get(passage.key):
            found[waiting[passage.key].popleft()] = index
    return found


def _renamed_headings(
    old: Sequence[Passage], new: Sequence[Passage], pairs: dict[int, int]
) -> dict[int, int]:
    """Return the pairs of headings that most paired passages stand below."""
    old_index = {passage: index for index, passage in enumerate(old) if passage.is_heading}
    new_index = {passage: index for index, passage in enumerate(new) if passage.is_heading}
    taken = set(pairs.values())
    votes: Counter[IndexPair] = Counter()
    for i, j in pairs.items():
        before, after = old[i].heading, new[j].heading
        if before and after and old_index[before] not in pairs and new_index[after] not in taken:
            votes[old_index[before], new_index[after]] += 1
    found: dict[int, int] = {}
    for (i, j), _ in votes.most_common():
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def _alike(old: Sequence[Passage], new: Sequence[Passage], pairs: dict[int, int]) -> dict[int, int]:
    """Return the pairs of passages that share enough words, the most alike first."""
    old_words = {i: _WordCounts.of(old[i]) for i in _unpaired(len(old), pairs)}
    new_words = {j: _WordCounts.of(new[j]) for j in _unpaired(len(new), pairs.values())}
    scored: list[tuple[float, int, int]] = []
    for i, j, is_near in candidates(
        len(old),
        len(new),
        {i: each.counts for i, each in old_words.items()},
        {j: each.counts for j, each in new_words.items()},
        pairs,
    ):
        if _compatible(old[i], new[j]):
            similarity = old_words[i].similarity(new_words[j])
            if similarity >= (
                _MIN_NEAR_BY_KIND.get(old[i].kind, _MIN_NEAR) if is_near else _MIN_FAR
            ):
                scored.append((-similarity - is_near / 5, i, j))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(scored):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def _compatible(one: Passage, other: Passage) -> bool:
    """Return whether one may have become the other: text may, a figure or a heading stays one."""
    fixed_kinds = {FIGURE, FORMULA, TABLE, FIELD, HEADING} & {one.kind, other.kind}
    return one.kind == other.kind or not fixed_kinds


@dataclass(frozen=True, eq=False)
class _WordCounts:
    """How often each word of a passage occurs in it, and the number of letters of all of them."""

    counts: Counter[str]
    letters: int

    @classmethod
    def of(cls, passage: Passage) -> _WordCounts:
        """Count the words of a passage, with those in its drawing or its cells."""
        text = " ".join((passage.text, passage.drawn_text, *passage.cells[:_MAX_WORDS]))
        counts: Counter[str] = Counter()
        for number, word in enumerate(words(text[: 20 * _MAX_WORDS])):
            if number == _MAX_WORDS:
                break
            if any(map(str.isalnum, word[0])):
                counts[word[0].casefold()] += 1
        return cls(counts, sum(len(word) * count for word, count in counts.items()))

    def similarity(self, other: _WordCounts) -> float:
        """Return the share of letters in words that both have, from 0 to 1."""
        if not (self.letters and other.letters):
            return 0.0
        shared = sum(
            len(word) * min(count, other.counts[word])
            for word, count in self.counts.items()
            if word in other.counts
        )
        return 2 * shared / (self.letters + other.letters)
