"""Whether bookmarks and the table of contents lead to the headings that they name."""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING, NamedTuple

from briefpress.checks.reading import bare, shorten
from briefpress.checks.rules import MEANING, WARNING, Problem, rule
from briefpress.structure import ObjectRef

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.reading import Reading
    from briefpress.checks.subject import Subject
    from briefpress.structure import (
        Element,
        OutlineItem,
        Rect,
    )

_CONTENTS = frozenset({"TOC", "TOCI"})
_DIGITS = 4  # of a page number
_FAR_POINTS = 40.0  # points: farther from its heading, an entry may lead to another one


class _Entry(NamedTuple):
    """A bookmark, or an entry of the table of contents, and to what page and height it leads."""

    text: str
    page: int
    top: float | None
    element: Element | None = None


@rule(
    id="contents-target",
    family=MEANING,
    severity=WARNING,
    title="Contents and bookmarks lead to their headings",
    why="People who listen jump to a passage and do not see that they are somewhere else.",
    mend="make the table of contents and the bookmarks again, from the headings",
    wcag="2.4.5",
)
def contents_target(subject: Subject) -> Iterator[Problem]:
    """Yield entries that lead elsewhere than to the one heading that is called as they are."""
    reading = subject.reading
    named: dict[str, list[Element]] = {}
    for _, heading in reading.headings:
        if name := bare(heading.text):
            named.setdefault(name, []).append(heading)
    tops = _tops(reading)
    for entry in (*_links(reading), *_bookmarks(subject.pdf.outline)):
        found = [each for name in _names(entry.text) for each in named.get(name, ())]
        if len(found) == 1 and (there := _wrong_target(entry, reading.boxes(found[0]), tops)):
            yield Problem(f'the entry "{shorten(entry.text)}" leads to {there}', entry.element)


def _names(text: str) -> Iterator[str]:
    """Yield what the heading of an entry may be called: a page number may stand behind it, or be in it."""
    name = bare(text)
    yield name
    for _ in range(_DIGITS):
        if not name[-1:].isdigit():
            break
        name = name[:-1]
        yield name


def _links(reading: Reading) -> Iterator[_Entry]:
    for element in reading.elements:
        if element.role == "Link" and reading.inside(element, _CONTENTS):
            for each in element.content():
                aim = each.destination if isinstance(each, ObjectRef) else None
                if aim and aim.page is not None:
                    yield _Entry(element.text, aim.page, aim.top, element)
                    break


def _bookmarks(items: tuple[OutlineItem, ...]) -> Iterator[_Entry]:
    pending = list(reversed(items))
    while pending:
        item = pending.pop()
        if item.page is not None:
            yield _Entry(item.title, item.page, item.top)
        pending += reversed(item.children)


def _tops(reading: Reading) -> dict[int, list[tuple[float, str]]]:
    """Return the upper edges of the headings of each page, upwards, with their texts."""
    tops: dict[int, list[tuple[float, str]]] = {}
    for _, heading in reading.headings:
        for page, box in reading.boxes(heading).items():
            tops.setdefault(page, []).append((box[3], shorten(heading.text)))
    return {page: sorted(found) for page, found in tops.items()}


def _wrong_target(
    entry: _Entry, places: dict[int, Rect], tops: dict[int, list[tuple[float, str]]]
) -> str | None:
    """Say where an entry leads, if that is not to its heading, which is at these places."""
    if not places:
        return None
    if entry.page not in places:
        return f"page {entry.page + 1}; its heading is on page {min(places) + 1}"
    if entry.top is None:
        return None
    far = abs(entry.top - places[entry.page][3])
    place = bisect(tops[entry.page], (entry.top, ""))
    near = tops[entry.page][max(place - 1, 0) : place + 1]
    distance, text = min((abs(entry.top - top), text) for top, text in near)
    return f'"{text}"' if far > _FAR_POINTS and distance < far / 2 else None
