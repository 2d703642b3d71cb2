"""The alignment of sequences, and the comparison of texts word by word."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given, strategies as st

from briefpress.diff.alignment import align, heaviest_increasing, longest_increasing
from briefpress.diff.changes import ChangeKind, TextSpan
from briefpress.diff.sentences import words
from briefpress.diff.word_diff import diff_words, excerpt

if TYPE_CHECKING:
    pass


@given(
    st.lists(st.integers(0, 6), max_size=40),
    st.lists(st.integers(0, 6), max_size=40),
)
def test_aligned_items_are_equal_and_in_order(old: list[int], new: list[int]) -> None:
    pairs = align(old, new)

    assert all(old[i] == new[j] for i, j in pairs)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))
    assert align(old, old) == [(n, n) for n in range(len(old))]
    assert longest_increasing([(0, 5), (1, 1), (2, 2), (3, 0), (4, 9)]) == [(1, 1), (2, 2), (4, 9)]


def test_repeated_items_are_aligned() -> None:
    assert len(align("ab" * 40, "ba" * 40)) == 79
    assert len(align("ab" * 300, "ba" * 300)) >= 300


@given(st.lists(st.sampled_from(["a", "b", "c d", ",", "水"]), max_size=12).map(" ".join),
       st.lists(st.sampled_from(["a", "b", "c d", ",", "水"]), max_size=12).map(" ".join))  # fmt: skip
def test_spans_contain_both_texts(old: str, new: str) -> None:
    parts = diff_words(old, new)

    def without(text: str) -> list[str]:
        return [match[0] for match in words(text)]

    assert without(" ".join(p.text for p in parts if p.kind is not ChangeKind.ADDED)) == without(
        old
    )
    assert without(" ".join(p.text for p in parts if p.kind is not ChangeKind.REMOVED)) == without(
        new
    )


def test_an_excerpt_keeps_the_words_near_the_change() -> None:
    old = "In the towns of the coast, 86.4 per cent of people drank from a well, and that was so for years and years."
    parts = diff_words(old, old.replace("86.4", "87.0"))

    assert excerpt(parts, ChangeKind.REMOVED) == "… of the coast, 86.4 per cent of people …"
    assert excerpt(parts, ChangeKind.ADDED) == "… of the coast, 87.0 per cent of people …"
    assert TextSpan("86.4 ", ChangeKind.REMOVED) in parts


@given(st.permutations(range(12)), st.lists(st.integers(1, 9), min_size=12, max_size=12))
def test_the_heaviest_sequence_rises_and_weighs_at_least_as_much_as_the_longest(
    values: list[int], weights: list[int]
) -> None:
    pairs = list(enumerate(values))

    def weight(found: list[tuple[int, int]]) -> int:
        return sum(weights[index] for index, _ in found)

    found = heaviest_increasing(pairs, weights)
    assert found == sorted(found)
    assert [value for _, value in found] == sorted(value for _, value in found)
    assert weight(found) >= weight(longest_increasing(pairs))
    assert len(heaviest_increasing(pairs, [1] * 12)) == len(longest_increasing(pairs))
    assert heaviest_increasing([], []) == []
