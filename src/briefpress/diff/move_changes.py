"""Passages that stand elsewhere, and headings that are on another page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diff.changes import Change, ChangeKind
from briefpress.diff.passages import merged_regions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefpress.diff.alignment import IndexPair
    from briefpress.diff.matching import Matching
    from briefpress.diff.passages import Passage

_MAX_STEP = 4  # from one passage to the next among those that moved together


def move_changes(matching: Matching) -> Iterator[tuple[int, Change]]:
    """Yield what moved, one change for all that moved together, after its index in the newer PDF."""
    for group in _groups(matching):
        for part in _sections([new for _, new in group], matching.new):
            yield part[0], _moved(matching, [matching.origins[index] for index in part], part)


def _groups(matching: Matching) -> Iterator[list[IndexPair]]:
    """Yield the pairs that changed their order, together if they kept it among each other."""
    moved = sorted(set(matching.pairs.items()) - matching.in_order, key=lambda pair: pair[1])
    group: list[IndexPair] = []
    for pair in moved:
        is_next = group and all(0 < pair[s] - group[-1][s] <= _MAX_STEP for s in (0, 1))
        if group and not is_next:
            yield group
            group = []
        group.append(pair)
    if group:
        yield group


def _sections(indexes: list[int], passages: Sequence[Passage]) -> Iterator[list[int]]:
    """Yield what moved together, cut at each heading that is not below the one before."""
    part: list[int] = []
    top_level = 0
    for index in indexes:
        passage = passages[index]
        is_start = passage.is_heading and (not part or passage.level <= top_level or not top_level)
        if part and is_start:
            yield part
            part = []
        if is_start:
            top_level = passage.level
        elif not part:
            top_level = 0
        part.append(index)
    if part:
        yield part


def _moved(matching: Matching, old: list[int], new: list[int]) -> Change:
    origin, first = matching.old[old[0]], matching.new[new[0]]
    passages = [matching.new[index] for index in new]
    if first.is_heading:
        what, where = "section", _order(matching, old[0], new[0])
    else:
        what = first.kind if len(new) == 1 else "passage"
        where = _from_and_to(origin, first)
    text = first.plain_text or first.drawn_text or " | ".join(first.cells[:8])
    more = f" … {passages[-1].plain_text}" if len(new) > 1 and not first.is_heading else ""
    return Change(
        ChangeKind.MOVED,
        what,
        old=origin.plain_text,
        new=text + more,
        where=where,
        count=1 if first.is_heading else len(new),
        section=first.section,
        old_page=None if origin.page is None else origin.page + 1,
        new_page=None if first.page is None else first.page + 1,
        old_regions=merged_regions(matching.old[index] for index in old),
        new_regions=merged_regions(passages),
    )


def _from_and_to(old: Passage, new: Passage) -> str:
    """Return from which section to which a passage moved."""
    before, after = (each.heading.plain_text if each.heading else "" for each in (old, new))
    if before == after:
        return "within the section"
    names = [f"“{name}”" if name else "the beginning" for name in (before, after)]
    return f"from {names[0]}{_on_page(old)} to {names[1]}{_on_page(new)}"


def _order(matching: Matching, old: int, new: int) -> str:
    """Return after which section a section stands, and after which it stood."""
    after, before = _previous_heading(matching.new, new), _previous_heading(matching.old, old)
    now = f"now after “{after.plain_text}”" if after else "now the first"
    was = f"was after “{before.plain_text}”" if before else "was the first"
    return f"{now}{_on_page(matching.new[new])}; {was}{_on_page(matching.old[old])}"


def _previous_heading(passages: Sequence[Passage], index: int) -> Passage | None:
    """Return the heading before a heading, of its level or a higher one."""
    heading = passages[index]
    for each in reversed(passages[:index]):
        if each.is_heading and each.level <= heading.level:
            return each
    return None


def _on_page(passage: Passage) -> str:
    return "" if passage.page is None else f" (page {passage.page + 1})"


def page_changes(matching: Matching) -> Iterator[Change]:
    """Yield the headings that are on another page although they kept their order."""
    for i, j in sorted(matching.in_order, key=lambda pair: pair[1]):
        old, new = matching.old[i], matching.new[j]
        if not new.is_heading or old.page is None or new.page is None or old.page == new.page:
            continue
        yield Change(
            ChangeKind.MOVED,
            "page of a heading",
            old=str(old.page + 1),
            new=str(new.page + 1),
            where=f"“{new.plain_text}”",
            section=new.section,
            old_page=old.page + 1,
            new_page=new.page + 1,
            old_regions=old.regions,
            new_regions=new.regions,
        )
