"""Properties of the comparison of any two PDFs, and its time."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, strategies as st

from briefpress import diff
from briefpress.diff.changes import ChangeKind
from briefpress.diff.description import NO_CHANGES
from diff_samples import WATER, paragraphs
from elements import e, pdf
from tagcases import cases, inspected
from timing import growth

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefpress.structure import Element, PdfStructure


@pytest.mark.parametrize("case", cases()[::6], ids=lambda case: f"{case.file}: {case.name}")
def test_a_document_does_not_differ_from_itself(case: Any) -> None:
    facts = inspected(case.document, "ua1")

    assert diff.to_text(diff.compare(facts, facts)) == f"{NO_CHANGES}\n"


texts = st.lists(
    st.lists(st.sampled_from(["Ab", "cd", "ef.", "Gh?", "水。", "No.", "7"]), min_size=1, max_size=6).map(" ".join),
    max_size=8,
)  # fmt: skip
roles = st.sampled_from(
    ["P", "H1", "H2", "H", "LI", "Note", "Caption", "TD", "Figure", "Table", "Sect"]
)
trees = st.recursive(
    st.builds(lambda role, words: e(role, *words), roles, texts),
    lambda inner: st.builds(lambda role, kids: e(role, *kids), roles, st.lists(inner, max_size=4)),
    max_leaves=12,
)


@given(st.lists(trees, max_size=4), st.lists(trees, max_size=4))
def test_any_two_trees_can_be_compared(old: list[Element], new: list[Element]) -> None:
    before, after = pdf(*old), pdf(*new)

    assert not diff.compare(before, before)
    found = diff.compare(before, after)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own
    assert json.dumps(diff.to_dict(found))
    assert diff.to_text(found)


@given(st.permutations(range(8)), st.data())
def test_every_removed_sentence_is_counted(order: list[int], data: st.DataObject) -> None:
    kept = data.draw(st.sets(st.sampled_from(order), min_size=1))
    known = [f"Sentence of number {n} says {'abcdefgh'[n] * 9}." for n in range(8)]
    found = diff.compare(
        pdf(*paragraphs(*known)), pdf(*paragraphs(*(known[n] for n in order if n in kept)))
    )

    kinds = {change.kind for change in found.text}
    assert kinds <= {ChangeKind.REMOVED, ChangeKind.MOVED}
    assert sum(c.count for c in found.text if c.kind is ChangeKind.REMOVED) == 8 - len(kept)


# How long it takes


def long(count: int, seed: str) -> PdfStructure:
    def text(n: int) -> str:
        return " ".join(f"{seed}{n * k % 7919}" for k in range(1, 13)).capitalize() + "."

    return pdf(*(e("P", f"{text(n)} {text(n + 90_000)}") for n in range(count)))


def edited(count: int) -> Callable[[], object]:
    old = long(count, "a")
    added, removed = count // 5, count // 2
    roots = old.roots[:added], e("P", WATER), old.roots[added:removed], old.roots[removed + 1 :]
    new = replace(old, roots=(*roots[0], roots[1], *roots[2], *roots[3]))
    found = diff.compare(old, new).text
    assert [change.kind for change in found] == [ChangeKind.ADDED, ChangeKind.REMOVED]
    return lambda: diff.compare(old, new)


def rewritten(count: int) -> Callable[[], object]:
    old, new = long(count, "a"), long(count, "b")
    assert len(diff.compare(old, new).text) == 2 * count
    return lambda: diff.compare(old, new)


@pytest.mark.parametrize("how", [edited, rewritten])
def test_time_grows_with_the_length(
    how: Callable[[int], Callable[[], object]],
) -> None:
    assert growth(how, 500) < 8


def test_a_tree_may_be_deeper_than_the_call_stack() -> None:
    tree = e("P", WATER)
    for _ in range(3_000):
        tree = e("Div", tree)
    heads = [e(f"H{n}", f"Head {n}") for n in range(1, 3_000)]

    assert not diff.compare(pdf(tree, *heads), pdf(tree, *heads))
