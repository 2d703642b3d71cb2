"""What two scripts have in common: passages first, then words where passages differ."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefpress.checks.fidelity.script import Script, Word

_WINDOW = 4_000  # units that are compared at a time; 100,000 words at once take 3.2 s and 1.2 GB
_WIDEST = 32_000
_LONGEST = 500  # letters of words beside which something is sought that was put in
_SOLID = 8  # units in a row that are no chance


class Common(NamedTuple):
    """Letters that both scripts have: where they begin in each, and how many they are."""

    source: int
    heard: int
    length: int

    @property
    def ends(self) -> tuple[int, int]:
        """Where they end in each."""
        return self.source + self.length, self.heard + self.length


def align(source: Script[Any], heard: Script[Any]) -> list[Common]:
    """Return the letters that two scripts have in common, in order."""
    found: list[Common] = []
    here = there = 0
    for i, j, count in (*matches(source.keys, heard.keys), _end(source, heard)):
        found += _words_in_common(source, heard, (here, i), (there, j))
        length = source.starts[i + count] - source.starts[i]
        found.append(Common(source.starts[i], heard.starts[j], length))
        here, there = i + count, j + count
    return list(_slid(source, heard, _joined(found)))


def _slid(source: Script[Any], heard: Script[Any], found: Iterable[Common]) -> Iterator[Common]:
    """Let what begins a passage in both begin it, where the same letters stand before it as well.

    A page number that styles set behind "3 Energy" is one of two in "4 4 Water", and not that of the chapter.
    """
    last: Common | None = None
    for each in found:
        moved = _moved(source, heard, last, each) if last else 0
        if last:
            yield last._replace(length=last.length - moved)
        last = Common(each.source - moved, each.heard - moved, each.length + moved)
    if last:
        yield last


def _moved(source: Script[Any], heard: Script[Any], one: Common, other: Common) -> int:
    """Return how many letters at the end of what is in common belong to what is in common next."""
    put_in = other.heard - one.ends[1]
    begin = source.starts[source.passage_at(other.source)]
    moved = other.source - begin
    if one.ends[0] != other.source or not 0 < moved <= min(put_in, one.length - 1):
        return 0
    heard_from = other.heard - moved
    begins_passage = heard.starts[heard.passage_at(heard_from)] == heard_from
    letters = source.text[begin : other.source]
    is_same = heard.text[heard_from : other.heard] == letters and letters.isalnum()
    return moved if begins_passage and is_same else 0


def _end(source: Script[Any], heard: Script[Any]) -> Common:
    return Common(len(source.passages), len(heard.passages), 0)


def _words_in_common(
    source: Script[Any], heard: Script[Any], ours: tuple[int, int], theirs: tuple[int, int]
) -> Iterator[Common]:
    """Align the words of passages that differ."""
    start, end = source.starts[ours[0]], source.starts[ours[1]]
    begin, stop = heard.starts[theirs[0]], heard.starts[theirs[1]]
    if start == end or begin == stop:
        return
    if source.text[start:end] == heard.text[begin:stop]:
        yield Common(start, begin, end - start)
        return
    a, b = ([word for n in range(*span) for word in script.words(n)]
            for script, span in ((source, ours), (heard, theirs)))  # fmt: skip
    a_ends, b_ends = _ends(a, start), _ends(b, begin)
    here = there = 0
    for i, j, count in (*matches([w.key for w in a], [w.key for w in b]), (len(a), len(b), 0)):
        yield from _letters_in_common(
            source, heard, (a_ends[here], a_ends[i]), (b_ends[there], b_ends[j])
        )
        yield Common(a_ends[i], b_ends[j], a_ends[i + count] - a_ends[i])
        here, there = i + count, j + count


def _ends(words: Iterable[Word], start: int) -> list[int]:
    """Return where the words begin, and where the last one ends."""
    return list(accumulate((word.length for word in words), initial=start))


def _letters_in_common(
    source: Script[Any], heard: Script[Any], ours: tuple[int, int], theirs: tuple[int, int]
) -> Iterator[Common]:
    """Align words that only their spaces tell apart, or that something stands in or beside."""
    a, b = source.text[slice(*ours)], heard.text[slice(*theirs)]
    if not a or not b:
        return
    if a == b:
        yield Common(ours[0], theirs[0], len(a))
    elif len(a) < len(b) and len(a) <= _LONGEST and (split := _split(a, b)) is not None:
        yield Common(ours[0], theirs[0], split)
        yield Common(ours[0] + split, theirs[1] - (len(a) - split), len(a) - split)


def _split(a: str, b: str) -> int | None:
    """Return after which letter of `a` something is put in to make `b`; no word is cut by it."""
    more = len(b) - len(a)
    shared = next(
        (n for n, pair in enumerate(zip(a, b, strict=False)) if pair[0] != pair[1]), len(a)
    )
    for split in range(shared, -1, -1):
        if a[split:] == b[split + more :]:
            edges = (a[:split][-1:] + b[split : split + 1], b[split + more - 1 : split + more + 1])
            if not any(len(edge) == 2 and edge.isalnum() for edge in edges):
                return split
    return None


def matches(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yield what is the same in two rows, in order: where it begins in each, and how long it is."""
    shortest = min(len(a), len(b))
    first = next((n for n in range(shortest) if a[n] != b[n]), shortest)
    left = shortest - first
    last = next((n for n in range(left) if a[-1 - n] != b[-1 - n]), left)
    if first:
        yield 0, 0, first
    if first + last < shortest:
        yield from _compared(a, b, first, last)
    if last:
        yield len(a) - last, len(b) - last, last


def _compared(
    a: Sequence[str], b: Sequence[str], first: int, last: int
) -> Iterator[tuple[int, int, int]]:
    """Compare what is between the beginning and the end that two rows share, a window at a time."""
    from rapidfuzz.distance import Indel  # noqa: PLC0415 - not needed where nothing differs

    i = j = first
    window = _WINDOW
    while i < len(a) - last and j < len(b) - last and window <= _WIDEST:
        ours, theirs = a[i : len(a) - last][:window], b[j : len(b) - last][:window]
        equal = [
            (i + op.src_start, j + op.dest_start, op.src_end - op.src_start)
            for op in Indel.opcodes(ours, theirs)
            if op.tag == "equal"
        ]
        is_rest = i + len(ours) == len(a) - last and j + len(theirs) == len(b) - last
        solid = [n for n, block in enumerate(equal, 1) if is_rest or block[2] >= _SOLID]
        if not solid and not is_rest:
            window *= 2
            continue
        kept = equal[: max(solid, default=0)]
        yield from kept
        if is_rest:
            return
        i, j = kept[-1][0] + kept[-1][2], kept[-1][1] + kept[-1][2]
        window = _WINDOW


def _joined(found: Iterable[Common]) -> Iterator[Common]:
    """Join what goes on without a gap, and leave out what is nothing."""
    last = Common(0, 0, 0)
    for each in found:
        if last.ends == (each.source, each.heard):
            last = last._replace(length=last.length + each.length)
        elif each.length:
            if last.length:
                yield last
            last = each
    if last.length:
        yield last
