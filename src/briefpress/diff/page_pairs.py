"""Which page of the older PDF stands beside which page of the newer one."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefpress.diff.matching import Matching
    from briefpress.structure import PdfStructure


@dataclass(frozen=True, slots=True)
class PagePair:
    """The indexes of two pages, from 0; one is None if the other was added or removed."""

    old: int | None
    new: int | None


def pair_pages(old: PdfStructure, new: PdfStructure, matching: Matching) -> list[PagePair]:
    """Return the pages in pairs that share the most passages, in the order of the newer PDF."""
    shared: Counter[tuple[int, int]] = Counter()
    for i, j in matching.pairs.items():
        before, after = matching.old[i].page, matching.new[j].page
        if before is not None and after is not None:
            shared[before, after] += 1
    # Pages without a passage in common may still be the same page.
    for index in range(min(len(old.pages), len(new.pages))):
        shared.setdefault((index, index), 0)
    old_by_new: dict[int, int] = {}
    for before, after in sorted(shared, key=lambda pair: (-shared[pair], pair)):
        if after not in old_by_new and before not in old_by_new.values():
            old_by_new[after] = before
    pairs = [PagePair(old_by_new.get(index), index) for index in range(len(new.pages))]
    for index in sorted(set(range(len(old.pages))) - set(old_by_new.values())):
        place = next((n for n, pair in enumerate(pairs) if (pair.old or 0) > index), len(pairs))
        pairs.insert(place, PagePair(index, None))
    return pairs
