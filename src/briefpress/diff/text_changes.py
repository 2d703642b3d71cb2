"""What changed in the text: passages that were added, removed, changed or moved."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from briefpress.diff.attribute_changes import AttributeComparison
from briefpress.diff.changes import Change, ChangeKind, Changes
from briefpress.diff.move_changes import move_changes, page_changes
from briefpress.diff.passages import (
    FIELD,
    FIGURE,
    FORMULA,
    TABLE,
    Passage,
    equal_text,
    merged_regions,
    with_plain_hyphens,
)
from briefpress.diff.table_changes import table_changes
from briefpress.diff.word_diff import diff_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefpress.diff.matching import Matching

# By which changes are ordered: an index in the newer PDF, and one in the older PDF.
_Position = tuple[int, int]


def text_changes(matching: Matching) -> Changes:
    """Return the changes of text, in reading order, and of pages."""
    found: list[tuple[_Position, Change]] = [
        *_removed(matching),
        *_added(matching),
        *_changed_pairs(matching),
        *(((index, -1), change) for index, change in move_changes(matching)),
    ]
    found.sort(key=lambda each: each[0])
    return Changes(text=tuple(change for _, change in found), pages=tuple(page_changes(matching)))


def _located(
    change: Change, old: Passage | None, new: Passage | None, section: tuple[str, ...]
) -> Change:
    """Return a change with the section, the pages and the regions of its passages."""
    return replace(
        change,
        section=section,
        old_page=old.page + 1 if old and old.page is not None else None,
        new_page=new.page + 1 if new and new.page is not None else None,
        old_regions=change.old_regions or (old.regions if old else ()),
        new_regions=change.new_regions or (new.regions if new else ()),
        in_new=new is not None,
    )


# Passages that only one of the PDFs has


def _removed(matching: Matching) -> Iterator[tuple[_Position, Change]]:
    """Yield what was removed; neighbouring sentences of a paragraph are one change."""
    sections = _SectionNames(matching)
    indexes = [index for index in range(len(matching.old)) if index not in matching.pairs]
    previous = _previous_new(matching)
    for run in _neighbours(indexes, matching.old):
        passages = [matching.old[index] for index in run]
        change = _whole(ChangeKind.REMOVED, passages)
        section = sections.of(passages[0])
        yield (previous[run[0]], run[0]), _located(change, passages[0], None, section)


def _added(matching: Matching) -> Iterator[tuple[_Position, Change]]:
    """Yield what was added; neighbouring sentences of a paragraph are one change."""
    indexes = [index for index in range(len(matching.new)) if index not in matching.origins]
    for run in _neighbours(indexes, matching.new):
        passages = [matching.new[index] for index in run]
        change = _whole(ChangeKind.ADDED, passages)
        yield (run[0], -1), _located(change, None, passages[0], passages[0].section)


def _previous_new(matching: Matching) -> list[int]:
    """Return, for each older passage, the index of the newer one that it would stand after."""
    indexes: list[int] = []
    last = -1
    in_order = dict(matching.in_order)
    for index in range(len(matching.old)):
        last = in_order.get(index, last)
        indexes.append(last)
    return indexes


class _SectionNames:
    """The sections of older passages, worded as in the newer PDF if it still has them."""

    def __init__(self, matching: Matching) -> None:
        self._renamed = {
            matching.old[i]: matching.new[j]
            for i, j in matching.pairs.items()
            if matching.old[i].is_heading
        }

    def of(self, passage: Passage) -> tuple[str, ...]:
        """Return the headings above an older passage, the outermost first."""
        names: list[str] = []
        heading = passage.heading
        while heading:
            if heading in self._renamed:
                renamed = self._renamed[heading]
                return (*renamed.section, renamed.plain_text, *reversed(names))
            names.append(heading.plain_text)
            heading = heading.heading
        return tuple(reversed(names))


def _neighbours(indexes: list[int], passages: Sequence[Passage]) -> Iterator[list[int]]:
    """Yield the indexes of passages that follow each other in one paragraph."""
    for _, group in groupby(
        enumerate(indexes), key=lambda each: (each[1] - each[0], passages[each[1]].paragraph)
    ):
        yield [index for _, index in group]


def _whole(kind: ChangeKind, passages: list[Passage]) -> Change:
    """Return one change of passages that follow each other in one paragraph."""
    first = passages[0]
    text = " ".join(passage.plain_text for passage in passages)
    if first.kind == TABLE:
        text = first.plain_text or " | ".join(first.cells[:8])
    elif first.kind in (FIGURE, FORMULA):
        text = first.plain_text or first.drawn_text
    regions = merged_regions(passages) if len(passages) > 1 else first.regions
    if kind is ChangeKind.REMOVED:
        return Change(kind, first.kind, old=text, old_regions=regions, count=len(passages))
    return Change(kind, first.kind, new=text, new_regions=regions, count=len(passages))


# Passages that both PDFs have


def _changed_pairs(matching: Matching) -> Iterator[tuple[_Position, Change]]:
    attributes = AttributeComparison(matching)
    for i, j in matching.pairs.items():
        old, new = matching.old[i], matching.new[j]
        for change in (*_changed(old, new), *attributes.compare(old, new)):
            yield (j, -1), _located(change, old, new, new.section)


def _changed(old: Passage, new: Passage) -> Iterator[Change]:
    """Yield what changed in the words of a passage, and in its kind."""
    if new.kind == TABLE:
        assert old.element
        assert new.element
        yield from table_changes(old.element, new.element)
    elif new.kind in (FIGURE, FORMULA):
        yield from _changed_figure(old, new)
    elif not equal_text(old.text, new.text):
        what = "name of a form field" if new.kind == FIELD else new.kind
        yield _reworded(what, old.text, new.text)
    if old.kind != new.kind:
        yield Change(ChangeKind.CHANGED, "kind of passage", old.kind, new.kind, _quoted(new))
    if new.is_heading and old.is_heading and old.level != new.level:
        levels = str(old.level), str(new.level)
        yield Change(ChangeKind.CHANGED, "level of a heading", *levels, _quoted(new))


def _changed_figure(old: Passage, new: Passage) -> Iterator[Change]:
    if not equal_text(old.text, new.text):
        yield _reworded(f"alternate description of a {new.kind}", old.text, new.text)
    # The text of a formula changes with its description: that is one change.
    is_described = new.kind == FORMULA and old.text != new.text
    if old.drawn_text != new.drawn_text and not is_described:
        change = _reworded(f"words in a {new.kind}", old.drawn_text, new.drawn_text)
        yield replace(change, where=_quoted(new))


def _reworded(what: str, old: str, new: str) -> Change:
    before, after = with_plain_hyphens(old), with_plain_hyphens(new)
    return Change(ChangeKind.CHANGED, what, before, after, spans=diff_words(before, after))


def _quoted(passage: Passage) -> str:
    return f"“{passage.plain_text}”" if passage.plain_text else ""
