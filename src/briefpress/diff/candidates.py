"""Which pairs of passages are worth comparing: comparing each with each would take too long."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from briefpress.diff.alignment import IndexPair

_MAX_DISTANCE = 4  # passages to each side of the likeliest place
_RAREST_WORDS = 6  # of a passage that are looked up
_MAX_HOLDERS = 12  # a word that more passages have is not looked up
_MAX_GAP = 10_000  # unpaired passages that follow each other


def candidates(
    old_count: int,
    new_count: int,
    old_words: Mapping[int, Collection[str]],
    new_words: Mapping[int, Collection[str]],
    pairs: Mapping[int, int],
) -> Iterator[tuple[int, int, bool]]:
    """Yield pairs of unpaired passages, and whether they stand in the same place.

    Passages stand in the same place if their paired neighbours belong together; others are yielded
    if they share one of their rarest words. `old_words` and `new_words` are the words of the
    unpaired passages by index.
    """
    near = set(_in_same_place(old_count, new_count, pairs))
    yield from ((i, j, True) for i, j in sorted(near))
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for j, words in new_words.items():
        for word in words:
            holders[word].append(j)
    for i, words in old_words.items():
        known = [word for word in words if 0 < len(holders.get(word, ())) <= _MAX_HOLDERS]
        rarest = sorted(known, key=lambda word: (len(holders[word]), word))[:_RAREST_WORDS]
        found = dict.fromkeys(j for word in rarest for j in holders[word])
        yield from ((i, j, False) for j in found if (i, j) not in near)


def _in_same_place(old_count: int, new_count: int, pairs: Mapping[int, int]) -> Iterator[IndexPair]:
    """Yield unpaired passages between two pairs, or next to one of them."""
    taken = set(pairs.values())
    new_before = {-1: -1, **pairs}
    new_after = {old_count: new_count, **pairs}
    start = 0
    for end in [*sorted(pairs), old_count]:
        gap = range(start, end)
        start = end + 1
        if gap:
            following = _free_after(new_before[gap[0] - 1] + 1, new_count, taken)
            preceding = _free_before(new_after[end], taken)
            yield from _nearby(gap, following, from_end=False)
            yield from _nearby(gap, preceding, from_end=True)


def _free_after(start: int, end: int, taken: Collection[int]) -> range:
    """Return the unpaired indexes from `start` on, up to the next paired one."""
    stop = start
    while stop < end and stop not in taken and stop - start < _MAX_GAP:
        stop += 1
    return range(start, stop)


def _free_before(end: int, taken: Collection[int]) -> range:
    """Return the unpaired indexes before `end`, down to the last paired one."""
    start = end
    while start > 0 and start - 1 not in taken and end - start < _MAX_GAP:
        start -= 1
    return range(start, end)


def _nearby(gap: range, free: range, *, from_end: bool) -> Iterator[IndexPair]:
    """Yield pairs whose distance from the start of both ranges, or from the end, is about equal."""
    for i in gap:
        offset = len(free) - (gap.stop - i) if from_end else i - gap.start
        scaled = offset if len(gap) == len(free) else (i - gap.start) * len(free) // len(gap)
        for centre in {offset, scaled}:
            low = max(centre - _MAX_DISTANCE, 0)
            high = min(centre + _MAX_DISTANCE + 1, len(free))
            yield from ((i, free.start + place) for place in range(low, high))
