"""Whether each text has room of its own."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from briefpress.checks.naming import name_of, outermost
from briefpress.checks.publication.page_edges import overruns
from briefpress.checks.reading import shorten
from briefpress.checks.rules import ERROR, PUBLICATION, Problem, rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.checks.reading import Block, Reading
    from briefpress.checks.subject import Subject
    from briefpress.structure import Element, Rect, Run

# Gaps within a line of justified text, and how much two lines of one height may differ: in sizes of text.
_GAP, _LEVEL = 2.0, 0.1
# The middle of a line, as shares of its height from below: where most of its ink is.
_BAND = (0.25, 0.6)
_DEEP = 0.05  # of the size of text: how far two middles may overlap with all ink still to be seen
_LETTERS = 1.5  # times the size of text: an overlap in which letters cannot be read
_TURNED = 1.8  # times its size is higher than any line that is not turned
_UNLIKE = 2.5  # times the size: a large figure behind text is design
_MOST_PAIRS = 500_000  # a second of work; a page of a book has some hundred
_PICTURES = frozenset({"Figure", "Formula"})  # their captions are text like other text
_CAPTIONS = frozenset({"Caption"})


@dataclass(frozen=True, slots=True)
class _Line:
    """Text of one block that stands in one line, on one page; `size` is that of its letters."""

    text: str
    block: Block
    box: Rect
    size: float


@rule(
    id="text-over-text",
    family=PUBLICATION,
    severity=ERROR,
    title="No text stands over other text",
    why="Neither of them can be read.",
    mend="let long words and addresses break (overflow-wrap: anywhere), and give each text room of its own",
    wcag="1.4.4",
)
def text_over_text(subject: Subject) -> Iterator[Problem]:
    """Yield each block that stands over others, once; one that runs off the page is told of already."""
    reading = subject.reading
    told = {*subject.once(overruns)}
    pages = _lines_by_page(reading).items()
    pairs = ((page, *pair) for page, lines in pages for pair in _side_by_side(lines))
    for page, one, other in islice(pairs, _MOST_PAIRS):
        if not _stand_over_each_other(one, other):
            continue
        owner, second = (outermost(reading, line.block.element) for line in (one, other))
        if owner in told or second in told:
            continue
        told |= {owner, second}
        words = f'"{shorten(one.text, 40)}" and "{shorten(other.text, 40)}" stand over each other'
        yield Problem(
            f"in {name_of(reading, owner)}, {words}",
            one.block.element, page, one.box, said=one.block.text,
        )  # fmt: skip


def _lines_by_page(reading: Reading) -> dict[int, list[_Line]]:
    """Return what is seen of the lines of all blocks, by page; what is turned is left out."""
    found: dict[int, list[_Line]] = {}
    for block in reading.blocks:
        if reading.inside(block.element, _PICTURES) and not _is_caption(reading, block.element):
            continue
        for text in block.texts:
            if text.page is not None:
                lines = found.setdefault(text.page, [])
                for line in (_Line(r.text, block, r.box, r.size) for r in text.runs if _is_line(r)):
                    if lines and (joined := _joined(lines[-1], line)):
                        lines[-1] = joined
                    else:
                        lines.append(line)
    return found


def _is_caption(reading: Reading, element: Element) -> bool:
    return element.role == "Caption" or reading.inside(element, _CAPTIONS)


def _is_line(run: Run) -> bool:
    is_seen = run.visible and run.alpha > 0 and bool(run.text.strip())
    return is_seen and run.box[3] - run.box[1] < _TURNED * run.size


def _joined(line: _Line, more: _Line) -> _Line | None:
    """Return a line with what goes on right behind it; None where that is not so."""
    if line.block is not more.block or abs(line.size - more.size) > _LEVEL * line.size:
        return None
    (left, bottom, right, top), (start, base, end, upper) = line.box, more.box
    if abs(bottom - base) > _LEVEL * line.size or not 0 <= start - right < _GAP * line.size:
        return None
    box = (left, min(bottom, base), end, max(top, upper))
    return _Line(f"{line.text} {more.text}", line.block, box, line.size)


def _side_by_side(lines: Iterable[_Line]) -> Iterator[tuple[_Line, _Line]]:
    """Yield each two lines of which a part is at one height, from the foot of the page."""
    bands = sorted(((*_band(line), line) for line in lines), key=lambda each: each[0])
    begun: list[tuple[float, _Line]] = []
    for low, high, line in bands:
        begun = [each for each in begun if each[0] > low]
        yield from ((other, line) for _, other in begun)
        begun.append((high, line))


def _band(line: _Line) -> tuple[float, float]:
    low, high = line.box[1], line.box[3]
    return low + _BAND[0] * (high - low), low + _BAND[1] * (high - low)


def _stand_over_each_other(one: _Line, other: _Line) -> bool:
    (low, high), (base, upper) = _band(one), _band(other)
    if min(high, upper) - max(low, base) < _DEEP * min(one.size, other.size):
        return False
    small, large = sorted((one.size, other.size))
    across = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
    is_twice = one.text.split() == other.text.split()  # a shadow, or a letter made bold
    return across > _LETTERS * small and large < _UNLIKE * small and not is_twice
