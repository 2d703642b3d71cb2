"""Tells, passage by passage, what became of the text."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from briefpress.diff.moves import moves, page_moves
from briefpress.diff.passages import FIELD, FIGURE, FORMULA, TABLE, Passage, plain, same, together
from briefpress.diff.tables import compare_tables
from briefpress.diff.traits import Traits
from briefpress.diff.values import Change, Changes, How
from briefpress.diff.wording import compare_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefpress.diff.matching import Matching

# Where a change stands: after so many passages of the newer PDF, and of the older.
_At = tuple[int, int]


def compare_texts(matching: Matching) -> Changes:
    """Return the changes of text and pages; those of the text in the order in which it is read."""
    found: list[tuple[_At, Change]] = [*_single(matching), *_pairs(matching)]
    found += [((new, -1), change) for new, change in moves(matching)]
    found.sort(key=lambda each: each[0])
    return Changes(text=tuple(change for _, change in found), pages=tuple(page_moves(matching)))


def _located(
    change: Change, old: Passage | None, new: Passage | None, path: tuple[str, ...]
) -> Change:
    """Return a change with the pages, places and section of the passages that it is about."""
    return replace(
        change,
        section=path,
        old_page=old.page + 1 if old and old.page is not None else None,
        new_page=new.page + 1 if new and new.page is not None else None,
        old_places=change.old_places or (old.places if old else ()),
        new_places=change.new_places or (new.places if new else ()),
        is_new=new is not None,
    )


# Passages that are only in one of the PDFs


def _single(matching: Matching) -> Iterator[tuple[_At, Change]]:
    """Yield what was removed and added; sentences of one paragraph that stand together as one."""
    renamed = _Sections(matching)
    gone = [place for place in range(len(matching.old)) if place not in matching.pairs]
    before = _anchors(matching)
    for places in _stretches(gone, matching.old):
        passages = [matching.old[place] for place in places]
        change = _whole(How.REMOVED, passages)
        path = renamed.path(passages[0])
        yield (before[places[0]], places[0]), _located(change, passages[0], None, path)
    come = [place for place in range(len(matching.new)) if place not in matching.origins]
    for places in _stretches(come, matching.new):
        passages = [matching.new[place] for place in places]
        change = _whole(How.ADDED, passages)
        yield (places[0], -1), _located(change, None, passages[0], passages[0].path)


def _anchors(matching: Matching) -> list[int]:
    """Return after which passage of the newer PDF each of the older would stand."""
    found: list[int] = []
    last = -1
    in_order = dict(matching.in_order)
    for place in range(len(matching.old)):
        last = in_order.get(place, last)
        found.append(last)
    return found


class _Sections:
    """Calls sections of the older PDF as the newer one does, where they are still there."""

    def __init__(self, matching: Matching) -> None:
        self._now = {
            matching.old[one]: matching.new[other]
            for one, other in matching.pairs.items()
            if matching.old[one].is_heading
        }

    def path(self, passage: Passage) -> tuple[str, ...]:
        """Return the headings above a passage of the older PDF."""
        names: list[str] = []
        above = passage.above
        while above:
            if above in self._now:
                return (*self._now[above].path, self._now[above].said, *reversed(names))
            names.append(above.said)
            above = above.above
        return tuple(reversed(names))


def _stretches(places: list[int], passages: Sequence[Passage]) -> Iterator[list[int]]:
    """Yield passages that follow each other in one paragraph."""
    for _, group in groupby(
        enumerate(places), key=lambda each: (each[1] - each[0], passages[each[1]].block)
    ):
        yield [place for _, place in group]


def _whole(how: How, passages: list[Passage]) -> Change:
    """Return one change of passages that follow each other in one paragraph."""
    first = passages[0]
    text = " ".join(passage.said for passage in passages)
    if first.kind == TABLE:
        text = first.said or " | ".join(first.cells[:8])
    elif first.kind in (FIGURE, FORMULA):
        text = first.said or first.inside
    places = together(passages) if len(passages) > 1 else first.places
    if how is How.REMOVED:
        return Change(how, first.kind, old=text, old_places=places, count=len(passages))
    return Change(how, first.kind, new=text, new_places=places, count=len(passages))


# Passages that are in both


def _pairs(matching: Matching) -> Iterator[tuple[_At, Change]]:
    traits = Traits(matching)
    for old, new in matching.pairs.items():
        before, after = matching.old[old], matching.new[new]
        for change in (*_changed(before, after), *traits.compare(before, after)):
            yield (new, -1), _located(change, before, after, after.path)


def _changed(old: Passage, new: Passage) -> Iterator[Change]:
    """Yield what changed in the words of a passage, and in what it is."""
    if new.kind == TABLE:
        assert old.element
        assert new.element
        yield from compare_tables(old.element, new.element)
    elif new.kind in (FIGURE, FORMULA):
        yield from _figure(old, new)
    elif not same(old.text, new.text):
        what = "name of a form field" if new.kind == FIELD else new.kind
        yield _reworded(what, old.text, new.text)
    if old.kind != new.kind:
        yield Change(How.CHANGED, "kind of passage", old.kind, new.kind, _named(new))
    if new.is_heading and old.is_heading and old.level != new.level:
        levels = str(old.level), str(new.level)
        yield Change(How.CHANGED, "level of a heading", *levels, _named(new))


def _figure(old: Passage, new: Passage) -> Iterator[Change]:
    if not same(old.text, new.text):
        yield _reworded(f"alternate description of a {new.kind}", old.text, new.text)
    if old.inside != new.inside and not (new.kind == FORMULA and old.text != new.text):
        yield replace(
            _reworded(f"words in a {new.kind}", old.inside, new.inside), where=_named(new)
        )


def _reworded(what: str, old: str, new: str) -> Change:
    before, after = plain(old), plain(new)
    return Change(How.CHANGED, what, before, after, words=compare_words(before, after))


def _named(passage: Passage) -> str:
    return f"“{passage.said}”" if passage.said else ""
