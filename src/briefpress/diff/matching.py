"""Which passage of the older PDF became which passage of the newer one."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from briefpress.diff.alignment import align, longest_rise
from briefpress.diff.passages import FIELD, FIGURE, FORMULA, TABLE
from briefpress.diff.sentences import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefpress.diff.alignment import Pair
    from briefpress.diff.passages import Passage

_SHORTEST = 12  # letters of a passage that is taken for the same wherever it stands
_NEIGHBOURS = 4  # so many passages to each side of the likeliest place are compared
_RAREST = 6  # so many of a passage's rarest words lead to passages anywhere
_RARE = 12  # a word that so many passages have leads to none
_NEAR, _FAR = 0.45, 0.65  # how alike passages must be, at the same place and elsewhere
_LEAST = {FIGURE: 0.0, FIELD: 0.0, TABLE: 0.2, FORMULA: 0.2}  # at the same place, of other kinds
_MOST_WORDS = 400  # of a passage, that tell how alike it is


@dataclass(frozen=True, eq=False)
class Matching:
    """The passages of both PDFs, and where each of the older is in the newer."""

    old: Sequence[Passage]
    new: Sequence[Passage]
    pairs: dict[int, int]

    @cached_property
    def in_order(self) -> frozenset[Pair]:
        """The most pairs that stand in the same order in both; the others moved."""
        return frozenset(longest_rise(sorted(self.pairs.items())))

    @cached_property
    def origins(self) -> dict[int, int]:
        """Where each passage of the newer was in the older."""
        return {new: old for old, new in self.pairs.items()}


def match(old: Sequence[Passage], new: Sequence[Passage]) -> Matching:
    """Pair equal passages in order, then equal ones elsewhere, headings of the same text, and like ones."""
    pairs = dict(align([each.key for each in old], [each.key for each in new]))
    pairs |= _equal(old, new, pairs)
    pairs |= _headings(old, new, pairs)
    pairs |= _alike(old, new, pairs)
    return Matching(old, new, pairs)


def _left(count: int, taken: set[int]) -> list[int]:
    return [place for place in range(count) if place not in taken]


def _equal(old: Sequence[Passage], new: Sequence[Passage], pairs: dict[int, int]) -> dict[int, int]:
    """Pair passages that are the same but stand elsewhere."""
    waiting: defaultdict[tuple[str, ...], deque[int]] = defaultdict(deque)
    for place in _left(len(old), set(pairs)):
        waiting[old[place].key].append(place)
    found: dict[int, int] = {}
    for place in _left(len(new), set(pairs.values())):
        passage = new[place]
        is_short = len("".join(passage.key)) < _SHORTEST and not passage.is_heading
        if not is_short and waiting.get(passage.key):
            found[waiting[passage.key].popleft()] = place
    return found


def _headings(
    old: Sequence[Passage], new: Sequence[Passage], pairs: dict[int, int]
) -> dict[int, int]:
    """Pair headings that were renamed, which most of what stands under them tells."""
    here = {passage: place for place, passage in enumerate(old) if passage.is_heading}
    there = {passage: place for place, passage in enumerate(new) if passage.is_heading}
    taken = set(pairs.values())
    votes: Counter[Pair] = Counter()
    for one, other in pairs.items():
        above, over = old[one].above, new[other].above
        if above and over and here[above] not in pairs and there[over] not in taken:
            votes[here[above], there[over]] += 1
    found: dict[int, int] = {}
    for (one, other), _ in votes.most_common():
        if one not in found and other not in taken:
            found[one] = other
            taken.add(other)
    return found


# Passages that are alike


@dataclass(frozen=True, eq=False)
class _Bag:
    """The words of a passage, each as often as it stands there, and how long they are together."""

    words: Counter[str]
    length: int


def _bag(passage: Passage) -> _Bag:
    text = " ".join((passage.text, passage.inside, *passage.cells[:_MOST_WORDS]))
    found: Counter[str] = Counter()
    for count, word in enumerate(words(text[: 20 * _MOST_WORDS])):
        if count == _MOST_WORDS:
            break
        if any(map(str.isalnum, word[0])):
            found[word[0].casefold()] += 1
    return _Bag(found, sum(len(word) * count for word, count in found.items()))


def _likeness(one: _Bag, other: _Bag) -> float:
    """Return how much of both texts is the same words, from 0 to 1; a long word counts for more."""
    if not (one.length and other.length):
        return 0.0
    shared = sum(len(w) * min(n, other.words[w]) for w, n in one.words.items() if w in other.words)
    return 2 * shared / (one.length + other.length)


def _alike(old: Sequence[Passage], new: Sequence[Passage], pairs: dict[int, int]) -> dict[int, int]:
    """Pair passages that changed with what they became, the most alike first."""
    here = {place: _bag(old[place]) for place in _left(len(old), set(pairs))}
    there = {place: _bag(new[place]) for place in _left(len(new), set(pairs.values()))}
    scored: list[tuple[float, int, int]] = []
    for one, other, is_near in _candidates(old, new, here, there, pairs):
        if _may_be(old[one], new[other]):
            alike = _likeness(here[one], there[other])
            if alike >= (_LEAST.get(old[one].kind, _NEAR) if is_near else _FAR):
                scored.append((-alike - is_near / 5, one, other))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, one, other in sorted(scored):
        if one not in found and other not in taken:
            found[one] = other
            taken.add(other)
    return found


def _may_be(one: Passage, other: Passage) -> bool:
    """Say whether a passage can have become another: a figure stays a figure."""
    apart = {FIGURE, FORMULA, TABLE, FIELD, "heading"} & {one.kind, other.kind}
    return one.kind == other.kind or not apart


def _candidates(
    old: Sequence[Passage],
    new: Sequence[Passage],
    here: dict[int, _Bag],
    there: dict[int, _Bag],
    pairs: dict[int, int],
) -> Iterator[tuple[int, int, bool]]:
    """Yield what each passage may have become: what stands in its place, and what shares its rarest words."""
    near = set(_neighbours(len(old), len(new), pairs))
    yield from ((one, other, True) for one, other in sorted(near))
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for place, bag in there.items():
        for word in bag.words:
            holders[word].append(place)
    for one, bag in here.items():
        known = [word for word in bag.words if 0 < len(holders.get(word, ())) <= _RARE]
        rarest = sorted(known, key=lambda word: (len(holders[word]), word))[:_RAREST]
        found = dict.fromkeys(place for word in rarest for place in holders[word])
        yield from ((one, other, False) for other in found if (one, other) not in near)


def _neighbours(old: int, new: int, pairs: dict[int, int]) -> Iterator[Pair]:
    """Yield passages that stand between the same neighbours, or after or before the same one."""
    taken = set(pairs.values())
    before = {-1: -1, **pairs}
    after = {old: new, **pairs}
    start = 0
    for end in [*sorted(pairs), old]:
        gap = range(start, end)
        start = end + 1
        if gap:
            here = after[end]
            yield from _across(gap, _free(before[gap[0] - 1] + 1, new, taken), reverse=False)
            yield from _across(gap, _free_before(here, taken), reverse=True)


def _free(start: int, end: int, taken: set[int]) -> range:
    """Return the places from one on that nothing is paired with."""
    stop = start
    while stop < end and stop not in taken and stop - start < 10_000:
        stop += 1
    return range(start, stop)


def _free_before(end: int, taken: set[int]) -> range:
    start = end
    while start > 0 and start - 1 not in taken and end - start < 10_000:
        start -= 1
    return range(start, end)


def _across(gap: range, free: range, *, reverse: bool) -> Iterator[Pair]:
    """Yield pairs of two stretches that are about as far from their start, or from their end."""
    for place in gap:
        middle = place - gap.start if not reverse else len(free) - (gap.stop - place)
        scaled = middle if len(gap) == len(free) else (place - gap.start) * len(free) // len(gap)
        for near in {middle, scaled}:
            low, high = max(near - _NEIGHBOURS, 0), min(near + _NEIGHBOURS + 1, len(free))
            yield from ((place, free.start + at) for at in range(low, high))
