"""Which items of two sequences are equal and in the same order; the others were added, removed or moved.

Items that are unique on both sides are matched first, then those between them in the same way (Bram
Cohen's patience diff), so that the time grows with the length, however little is alike.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

_MAX_DEPTH = 40
_MAX_QUADRATIC = 10_000  # pairs of items that difflib may compare

IndexPair = tuple[int, int]


def align(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[IndexPair]:
    """Return the index pairs of items that are equal, in rising order on both sides."""
    pairs: list[IndexPair] = []
    pending = [(0, len(old), 0, len(new), 0)]
    while pending:
        old_start, old_end, new_start, new_end, depth = pending.pop()
        while old_start < old_end and new_start < new_end and old[old_start] == new[new_start]:
            pairs.append((old_start, new_start))
            old_start, new_start = old_start + 1, new_start + 1
        while old_start < old_end and new_start < new_end and old[old_end - 1] == new[new_end - 1]:
            old_end, new_end = old_end - 1, new_end - 1
            pairs.append((old_end, new_end))
        if old_start == old_end or new_start == new_end:
            continue
        old_part, new_part = old[old_start:old_end], new[new_start:new_end]
        anchors = [
            (old_start + i, new_start + j)
            for i, j in (_unique_pairs(old_part, new_part) if depth < _MAX_DEPTH else ())
        ]
        pairs += anchors
        if not anchors:
            repeated = _repeated_pairs(old_part, new_part)
            pairs += [(old_start + i, new_start + j) for i, j in repeated]
            continue
        fences = [(old_start - 1, new_start - 1), *anchors, (old_end, new_end)]
        pending += [(i + 1, m, j + 1, n, depth + 1) for (i, j), (m, n) in pairwise(fences)]
    return sorted(pairs)


def longest_increasing(pairs: Sequence[IndexPair]) -> list[IndexPair]:
    """Return the longest subsequence that rises on both sides, of pairs that rise on the first."""
    ends: list[int] = []  # the smallest last value of a subsequence of each length
    end_indexes: list[int] = []
    previous: list[int] = []
    for index, (_, value) in enumerate(pairs):
        length = bisect_left(ends, value)
        if length == len(ends):
            ends.append(value)
            end_indexes.append(index)
        else:
            ends[length], end_indexes[length] = value, index
        previous.append(end_indexes[length - 1] if length else -1)
    found: list[IndexPair] = []
    index = end_indexes[-1] if end_indexes else -1
    while index >= 0:
        found.append(pairs[index])
        index = previous[index]
    return found[::-1]


def heaviest_increasing(pairs: Sequence[IndexPair], weights: Sequence[int]) -> list[IndexPair]:
    """Return the subsequence of the most weight that rises on both sides, of pairs that rise on the first."""
    ranks = {value: rank for rank, value in enumerate(sorted(value for _, value in pairs), 1)}
    # A Fenwick tree: the heaviest subsequence that ends at a value of some range of ranks.
    heaviest = [(0, -1)] * (len(pairs) + 1)
    previous: list[int] = []
    best = (0, -1)
    for index, (_, value) in enumerate(pairs):
        rank, before = ranks[value] - 1, (0, -1)
        while rank > 0:
            before = max(before, heaviest[rank])
            rank -= rank & -rank
        previous.append(before[1])
        ending = (before[0] + weights[index], index)
        best = max(best, ending)
        rank = ranks[value]
        while rank <= len(pairs):
            heaviest[rank] = max(heaviest[rank], ending)
            rank += rank & -rank
    found: list[IndexPair] = []
    index = best[1]
    while index >= 0:
        found.append(pairs[index])
        index = previous[index]
    return found[::-1]


def _unique_pairs(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[IndexPair]:
    """Return the longest chain of items that occur once on each side."""
    old_counts, new_counts = Counter(old), Counter(new)
    new_indexes = {item: index for index, item in enumerate(new) if new_counts[item] == 1}
    unique = [
        (index, new_indexes[item])
        for index, item in enumerate(old)
        if old_counts[item] == 1 and item in new_indexes
    ]
    return longest_increasing(unique)


def _repeated_pairs(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[IndexPair]:
    """Yield pairs of items none of which is unique; in long sequences, the nth with the nth."""
    if len(old) * len(new) <= _MAX_QUADRATIC:
        for i, j, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
            yield from ((i + step, j + step) for step in range(size))
        return
    new_indexes: defaultdict[Hashable, list[int]] = defaultdict(list)
    for index, item in enumerate(new):
        new_indexes[item].append(index)
    seen: Counter[Hashable] = Counter()
    found: list[IndexPair] = []
    for index, item in enumerate(old):
        if seen[item] < len(new_indexes[item]):
            found.append((index, new_indexes[item][seen[item]]))
            seen[item] += 1
    yield from longest_increasing(found)
