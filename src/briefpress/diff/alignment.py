"""Which items of two sequences are the same, in order: what is left was added, removed or moved.

Items that are unique on both sides hold the sequences together, and what lies between them is looked
at in the same way (Bram Cohen's patience diff): time grows with the length, however little is alike.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

_DEEPEST = 40
_SMALL = 10_000  # so many pairs may be looked at one by one

Pair = tuple[int, int]


def align(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Return the places of items that are the same in both, in order."""
    pairs: list[Pair] = []
    pending = [(0, len(old), 0, len(new), 0)]
    while pending:
        left, right, low, high, depth = pending.pop()
        while left < right and low < high and old[left] == new[low]:
            pairs.append((left, low))
            left, low = left + 1, low + 1
        while left < right and low < high and old[right - 1] == new[high - 1]:
            right, high = right - 1, high - 1
            pairs.append((right, high))
        if left == right or low == high:
            continue
        anchors = _anchors(old[left:right], new[low:high]) if depth < _DEEPEST else []
        found = [(left + i, low + j) for i, j in anchors]
        pairs += found
        if not found:
            pairs += [(left + i, low + j) for i, j in _alike(old[left:right], new[low:high])]
            continue
        fences = [(left - 1, low - 1), *found, (right, high)]
        pending += [(i + 1, m, j + 1, n, depth + 1) for (i, j), (m, n) in pairwise(fences)]
    return sorted(pairs)


def longest_rise(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the longest part of pairs, which rise on their first side, that rises on both."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for place, (_, value) in enumerate(pairs):
        length = bisect_left(ends, value)
        if length == len(ends):
            ends.append(value)
            at.append(place)
        else:
            ends[length], at[length] = value, place
        before.append(at[length - 1] if length else -1)
    found: list[Pair] = []
    place = at[-1] if at else -1
    while place >= 0:
        found.append(pairs[place])
        place = before[place]
    return found[::-1]


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    """Return the longest chain of items that stand once on each side."""
    here, there = Counter(old), Counter(new)
    places = {item: place for place, item in enumerate(new) if there[item] == 1}
    once = (
        (place, places[item])
        for place, item in enumerate(old)
        if here[item] == 1 and item in places
    )
    return longest_rise(list(once))


def _alike(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[Pair]:
    """Yield pairs of items that all stand more than once; of many, the nth with the nth."""
    if len(old) * len(new) <= _SMALL:
        for i, j, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
            yield from ((i + step, j + step) for step in range(size))
        return
    places: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, item in enumerate(new):
        places[item].append(place)
    seen: Counter[Hashable] = Counter()
    found: list[Pair] = []
    for place, item in enumerate(old):
        if seen[item] < len(places[item]):
            found.append((place, places[item][seen[item]]))
            seen[item] += 1
    yield from longest_rise(found)
