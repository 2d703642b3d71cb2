"""What one script says and the other does not: missing, moved, changed, said twice, added."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from briefpress.checks.fidelity.alignment import Common, align
from briefpress.checks.fidelity.script import Piece
from briefpress.html import PICTURE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.checks.fidelity.script import Script

_LONG = 20  # letters of a part of a passage that does not stand twice by chance


class Edit(NamedTuple):
    """What is lost of a passage of the source, and what stands there instead; one may be nothing."""

    lost: Piece | None
    instead: Piece | None


class Change(NamedTuple):
    """A passage of the source with other words in the PDF, and the passage that it has become there."""

    source: int
    heard: int | None
    edits: tuple[Edit, ...]


@dataclass(slots=True)
class Differences:
    """How a PDF differs from its source, each kind in the order of the one or the other.

    `missing` are whole passages of the source, `moved` whole ones or parts with where they stand in
    the PDF. `twice` and `added` are pieces of the PDF.
    """

    common: list[Common]
    missing: list[Piece] = field(default_factory=list)
    moved: list[tuple[Piece, Piece]] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    twice: list[Piece] = field(default_factory=list)
    added: list[Piece] = field(default_factory=list)


def differences(source: Script[Any], heard: Script[Any]) -> Differences:
    """Align two scripts, and tell how they differ."""
    found = Differences(align(source, heard))
    gaps = [
        _Gap(list(_pieces(source, *ours)), list(_pieces(heard, *theirs)))
        for ours, theirs in _gaps(found.common, source, heard)
    ]
    if gaps:
        _sort_out(found, gaps, source, heard)
    return found


@dataclass(slots=True)
class _Gap:
    """What lies between two things that scripts have in common: lost here, to spare there."""

    lost: list[Piece]
    spare: list[Piece]

    def edits(self, source: Script[Any], heard: Script[Any]) -> Iterator[Edit]:
        """Take what stands in the place of something else: as many passages, or the rest of one."""
        if len(self.lost) == len(self.spare):
            yield from map(Edit, self.lost, self.spare)
            self.lost, self.spare = [], []
            return
        for end in (0, -1):
            if self.lost and self.spare:
                ours, theirs = self.lost[end], self.spare[end]
                if not source.is_whole(ours) and not heard.is_whole(theirs):
                    yield Edit(self.lost.pop(end), self.spare.pop(end))


def _gaps(
    common: list[Common], source: Script[Any], heard: Script[Any]
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield what is between the letters in common: from where to where in each script."""
    begin, end = Common(0, 0, 0), Common(len(source.text), len(heard.text), 0)
    for before, after in pairwise((begin, *common, end)):
        here, there = before.ends
        if here < after.source or there < after.heard:
            yield (here, after.source), (there, after.heard)


def _pieces(script: Script[Any], start: int, end: int) -> Iterator[Piece]:
    """Cut letters at the ends of passages."""
    while start < end:
        number = script.passage_at(start)
        upto = min(end, script.starts[number + 1])
        yield Piece(number, start, upto)
        start = upto


def _sort_out(
    found: Differences, gaps: list[_Gap], source: Script[Any], heard: Script[Any]
) -> None:
    """Tell what was moved from what was changed, and that from what is missing or added."""
    _move(found, gaps, source, heard, wholes=True)
    edits = [edit for gap in gaps for edit in gap.edits(source, heard)]
    _move(found, gaps, source, heard, wholes=False)
    found.moved.sort()
    for piece in (piece for gap in gaps for piece in gap.lost):
        if source.is_whole(piece):
            found.missing.append(piece)
        else:
            edits.append(Edit(piece, None))
    spare = [piece for gap in gaps for piece in gap.spare]
    found.changed += _changes(found.common, edits, spare, source, heard)
    known = {_key(source, source.whole(number)) for number in range(len(source.passages))}
    for piece in spare:
        key = _key(heard, piece)
        is_known = key in known or (len(key) >= _LONG and key in source.text)
        (found.twice if is_known else found.added).append(piece)


def _move(
    found: Differences, gaps: list[_Gap], source: Script[Any], heard: Script[Any], *, wholes: bool
) -> None:
    """Take passages, or what is left of them, that stand in another place."""
    spare: dict[str, list[tuple[_Gap, Piece]]] = defaultdict(list)
    for gap in gaps:
        for piece in gap.spare:
            spare[_key(heard, piece)].append((gap, piece))
    for gap in gaps:
        for piece in [each for each in gap.lost if not wholes or source.is_whole(each)]:
            if places := spare[_key(source, piece)]:
                other, place = places.pop(0)
                gap.lost.remove(piece)
                other.spare.remove(place)
                found.moved.append((piece, place))


def _key(script: Script[Any], piece: Piece) -> str:
    """Return the letters of a piece, with what is said of pictures."""
    said = script.text[piece.start : piece.end]
    if PICTURE not in said:
        return said
    found = (stretch.alternate or "" for stretch, _, _ in script.between(piece.start, piece.end))
    return "".join((said, *found))


def _changes(
    common: list[Common],
    edits: Iterable[Edit],
    spare: list[Piece],
    source: Script[Any],
    heard: Script[Any],
) -> Iterator[Change]:
    """Put together what became of each passage; what is to spare in the same place is taken as well."""
    of_passage: dict[int, list[Edit]] = defaultdict(list)
    for edit in edits:
        assert edit.lost
        of_passage[edit.lost.passage].append(edit)
    for number, own in sorted(of_passage.items()):
        there = next((edit.instead.passage for edit in own if edit.instead), None)
        if there is None:
            there = _counterpart(common, source.whole(number), heard)
        for piece in [each for each in spare if each.passage == there and not heard.is_whole(each)]:
            spare.remove(piece)
            own.append(Edit(None, piece))
        yield Change(number, there, tuple(own))


def _counterpart(common: list[Common], passage: Piece, heard: Script[Any]) -> int | None:
    """Return the passage of the PDF that has letters of one of the source."""
    number = bisect_left(common, passage.start, key=lambda each: each.source + each.length)
    for each in common[number : number + 2]:
        if each.source < passage.end and each.source + each.length > passage.start:
            return heard.passage_at(each.heard + max(passage.start - each.source, 0))
    return None
