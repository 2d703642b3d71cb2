"""Passages that stand elsewhere, and headings that are on another page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.diff.passages import together
from briefpress.diff.values import Change, How

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefpress.diff.alignment import Pair
    from briefpress.diff.matching import Matching
    from briefpress.diff.passages import Passage

_REACH = 4  # passages that moved together may have so many others between them


def moves(matching: Matching) -> Iterator[tuple[int, Change]]:
    """Yield what moved, as one change for all that moved together, and where it stands now."""
    for group in _groups(matching):
        for part in _parts([new for _, new in group], matching.new):
            yield part[0], _moved(matching, [matching.origins[place] for place in part], part)


def _groups(matching: Matching) -> Iterator[list[Pair]]:
    """Yield the pairs that changed their order, those together that kept theirs among each other."""
    moved = sorted(set(matching.pairs.items()) - matching.in_order, key=lambda pair: pair[1])
    group: list[Pair] = []
    for pair in moved:
        is_near = group and all(0 < pair[s] - group[-1][s] <= _REACH for s in (0, 1))
        if group and not is_near:
            yield group
            group = []
        group.append(pair)
    if group:
        yield group


def _parts(places: list[int], passages: Sequence[Passage]) -> Iterator[list[int]]:
    """Yield what moved together, cut where a section begins that is not within the one before."""
    part: list[int] = []
    top = 0
    for place in places:
        passage = passages[place]
        begins = passage.is_heading and (not part or passage.level <= top or not top)
        if part and begins:
            yield part
            part = []
        if begins:
            top = passage.level
        elif not part:
            top = 0
        part.append(place)
    if part:
        yield part


def _moved(matching: Matching, old: list[int], new: list[int]) -> Change:
    first, origin = matching.new[new[0]], matching.old[old[0]]
    passages = [matching.new[place] for place in new]
    if first.is_heading:
        what = "section"
        where = _order(matching, old[0], new[0])
    else:
        what = first.kind if len(new) == 1 else f"{len(new)} passages"
        where = _whence(origin, first)
    text = first.said or first.inside or " | ".join(first.cells[:8])
    more = f" … {passages[-1].said}" if len(new) > 1 and not first.is_heading else ""
    return Change(
        How.MOVED,
        what,
        old=origin.said,
        new=text + more,
        where=where,
        section=first.path,
        old_page=None if origin.page is None else origin.page + 1,
        new_page=None if first.page is None else first.page + 1,
        old_places=together(matching.old[place] for place in old),
        new_places=together(passages),
    )


def _whence(old: Passage, new: Passage) -> str:
    """Say from which section to which a passage moved."""
    before, after = (each.above.said if each.above else "" for each in (old, new))
    if before == after:
        return "within the section"
    called = [f"“{name}”" if name else "the beginning" for name in (before, after)]
    return f"from {called[0]}{_on(old)} to {called[1]}{_on(new)}"


def _order(matching: Matching, old: int, new: int) -> str:
    """Say after which section a section stands, and stood."""
    now, then = _before(matching.new, new), _before(matching.old, old)
    said = f"now after “{now.said}”" if now else "now the first"
    was = f"was after “{then.said}”" if then else "was the first"
    return f"{said}{_on(matching.new[new])}; {was}{_on(matching.old[old])}"


def _before(passages: Sequence[Passage], place: int) -> Passage | None:
    """Return the heading of the section before a section, of the same level or a higher one."""
    heading = passages[place]
    for each in reversed(passages[:place]):
        if each.is_heading and each.level <= heading.level:
            return each
    return None


def _on(passage: Passage) -> str:
    return "" if passage.page is None else f" (page {passage.page + 1})"


def page_moves(matching: Matching) -> Iterator[Change]:
    """Yield the headings that are on another page though they kept their order."""
    for one, other in sorted(matching.in_order, key=lambda pair: pair[1]):
        old, new = matching.old[one], matching.new[other]
        if not new.is_heading or old.page is None or new.page is None or old.page == new.page:
            continue
        yield Change(
            How.MOVED,
            "page of a heading",
            old=str(old.page + 1),
            new=str(new.page + 1),
            where=f"“{new.said}”",
            section=new.path,
            old_page=old.page + 1,
            new_page=new.page + 1,
            old_places=old.places,
            new_places=new.places,
        )
