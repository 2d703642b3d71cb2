"""Whether the title, the language and the bookmarks are those of the source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from briefpress.checks.fidelity.alignment import matches
from briefpress.checks.fidelity.comparison import Comparison, compared
from briefpress.checks.reading import fold, shorten
from briefpress.checks.rules import ERROR, FIDELITY, REBUILD, Problem, rule
from briefpress.html import Kind, letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.checks.subject import Subject
    from briefpress.html import Stretch
    from briefpress.structure import OutlineItem


@rule(
    id="same-title",
    family=FIDELITY,
    severity=ERROR,
    title="The title is that of the source",
    why="People who listen hear the title first, and choose the document by it.",
    mend=REBUILD,
    clause="7.1",
    matterhorn="06-003",
    wcag="2.4.2",
    needs=("html", "setting", "tree"),
)
def same_title(subject: Subject) -> Iterator[Problem]:
    """Yield one problem where the metadata bear another title."""
    assert subject.html
    # XMP may hold one in each language.
    several = subject.pdf.xmp_values.get("{http://purl.org/dc/elements/1.1/}title", ())
    for titles in ((subject.pdf.title or "",), several):
        if any(titles) and subject.html.title not in titles:
            yield Problem(f'the title is "{titles[0]}" instead of "{subject.html.title}"')
            return


@rule(
    id="same-language",
    family=FIDELITY,
    severity=ERROR,
    title="The language is that of the source",
    why="A screen reader would speak the whole text with the voice of another language.",
    mend=REBUILD,
    clause="7.2",
    matterhorn="11-006",
    wcag="3.1.1",
    needs=("html", "tree"),
)
def same_language(subject: Subject) -> Iterator[Problem]:
    """Yield one problem where the document is marked as of another language."""
    assert subject.html
    if subject.pdf.language and subject.pdf.language != subject.html.language:
        yield Problem(f"the language is {subject.pdf.language} instead of {subject.html.language}")


_IN_HEADINGS = (
    Kind.HEADING,
    Kind.NOTE,
    Kind.LABEL,
)  # a bookmark has no notes, and no labels of notes


class _Heading(NamedTuple):
    """A heading of the source as a bookmark has it, and as the PDF has it; where it begins."""

    title: str
    there: str
    first: Stretch[Any]


@rule(
    id="same-bookmarks",
    family=FIDELITY,
    severity=ERROR,
    title="The bookmarks are the headings of the source",
    why="People who cannot turn pages move through a document by its bookmarks.",
    mend=REBUILD,
    clause="7.17",
    wcag="2.4.5",
    needs=("html", "setting", "tree"),
)
def same_bookmarks(subject: Subject) -> Iterator[Problem]:
    """Yield headings without a bookmark, bookmarks without a heading, and those that lead elsewhere."""
    found = compared(subject)
    bookmarks = list(_bookmarks(subject.pdf.outline))
    for item in bookmarks:
        if item.page is None:
            yield Problem(f'the bookmark "{shorten(item.title)}" leads nowhere')
    headings = list(_headings(found))
    expected = [letters(heading.title) for heading in headings]
    actual = [letters(item.title) for item in bookmarks]
    if not found.html.knows_generated:  # styles may have set a number before a heading
        same = {letters(heading.there): letters(heading.title) for heading in headings}
        actual = [same.get(title, title) for title in actual]
    if expected == actual:
        yield from _leading_elsewhere(found, headings, bookmarks)
        return
    lost, spare = dict(enumerate(headings)), dict(enumerate(bookmarks))
    for i, j, count in matches(expected, actual):
        for n in range(count):
            del lost[i + n], spare[j + n]
    yield from _otherwise(lost.values(), spare.values())


def _otherwise(lost: Iterable[_Heading], spare: Iterable[OutlineItem]) -> Iterator[Problem]:
    """Tell which bookmarks are not where they belong, are missing, or are of no heading."""
    titles = {letters(item.title) for item in spare}
    moved = {letters(heading.title) for heading in lost} & titles
    for heading in lost:
        if letters(heading.title) in moved:
            message = f'the bookmark "{shorten(heading.title)}" is not where it belongs'
        else:
            message = f'there is no bookmark for the heading "{shorten(heading.title)}"'
        yield Problem(message, said=heading.title)
    for item in spare:
        if letters(item.title) not in moved:
            yield Problem(f'the bookmark "{shorten(item.title)}" is no heading of the source')


def _headings(found: Comparison) -> Iterator[_Heading]:
    """Yield the headings of the source, without notes and what calls them."""
    said = _by_heading(found.heard.stretches)
    there = {pair.source: pair.heard.place.within(Kind.HEADING) for pair in found.pairs}
    for stretches in _by_heading(found.source.stretches).values():
        theirs = there.get(stretches[0])
        heard = said.get(theirs.element, []) if theirs else []
        yield _Heading(_title(stretches), _title(heard), stretches[0])


def _by_heading(stretches: Iterable[Stretch[Any]]) -> dict[object, list[Stretch[Any]]]:
    found: dict[object, list[Stretch[Any]]] = {}
    for stretch in stretches:
        inner = (part for part in reversed(stretch.place.path) if part.kind in _IN_HEADINGS)
        part = next(inner, None)
        if part and part.kind is Kind.HEADING:
            found.setdefault(part.element, []).append(stretch)
    return found


def _title(stretches: Iterable[Stretch[Any]]) -> str:
    return fold("".join(each.alternate or each.text for each in stretches))


def _bookmarks(items: Iterable[OutlineItem]) -> Iterator[OutlineItem]:
    pending = list(reversed(tuple(items)))
    while pending:
        item = pending.pop()
        yield item
        pending += reversed(item.children)


def _leading_elsewhere(
    found: Comparison, headings: list[_Heading], bookmarks: list[OutlineItem]
) -> Iterator[Problem]:
    """Yield bookmarks that lead to another page than the one where their heading stands."""
    for item, heading in zip(bookmarks, headings, strict=True):
        page = found.pages.get(heading.first)
        if item.page is not None and page is not None and item.page != page:
            there = f"leads to page {item.page + 1}, and the heading stands on page {page + 1}"
            yield Problem(f'the bookmark "{shorten(item.title)}" {there}', said=heading.title)
