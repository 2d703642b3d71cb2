"""Whether a PDF says what its source says: each thing once, in order, and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from briefpress.checks.reading import NOTES, fold, shorten, squeeze
from briefpress.checks.rules import ERROR, FIDELITY, REBUILD, Problem, rule
from briefpress.structure import Element, ObjectRef, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.checks.subject import Subject
    from briefpress.html import HtmlOutline
    from briefpress.structure import OutlineItem

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9.+-]*:")
_WORD = re.compile(r"\S+")
_NAMES = {
    "p": "the paragraph", "li": "the list item", "td": "the table cell", "th": "the table heading",
    "caption": "the caption", "figcaption": "the caption", "dt": "the term", "dd": "the definition",
}  # fmt: skip
_LONG = 60  # letters: a text of so many does not stand twice by chance


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
    needs=("html",),
)
def same_title(subject: Subject) -> Iterator[Problem]:
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
    needs=("html",),
)
def same_language(subject: Subject) -> Iterator[Problem]:
    assert subject.html
    if subject.pdf.language and subject.pdf.language != subject.html.language:
        yield Problem(f"the language is {subject.pdf.language} instead of {subject.html.language}")


@rule(
    id="same-headings",
    family=FIDELITY,
    severity=ERROR,
    title="The headings are those of the source",
    why="People who listen move from heading to heading; what is no heading is not found.",
    mend=REBUILD,
    clause="7.4.2",
    wcag="1.3.1",
    needs=("html",),
)
def same_headings(subject: Subject) -> Iterator[Problem]:
    assert subject.html
    found = subject.reading.headings
    expected = [(level, _unnumbered(text)) for level, text in subject.html.headings]
    actual = [(level, _unnumbered(_bare(element))) for level, element in found]
    missing = Counter(expected) - Counter(actual)
    added = Counter(actual) - Counter(expected)
    for key, (level, text) in zip(expected, subject.html.headings, strict=True):
        if key in missing:
            yield Problem(f'the heading "{text}" of level {level} is missing in the PDF')
    for key, (level, element) in zip(actual, found, strict=True):
        if key in added:
            message = f'the heading "{fold(element.text)}" of level {level} is not in the source'
            yield Problem(message, element)
    if not missing and not added and expected != actual:
        yield Problem("the headings stand in another order than in the source")


def _unnumbered(text: str) -> str:
    """Squeeze a heading, without the number that styles may set before it."""
    squeezed = squeeze(text)
    return _LEADING_NUMBER.sub("", squeezed) or squeezed


_LEADING_NUMBER = re.compile(r"^[\d.:)§–—-]+")


@rule(
    id="same-texts",
    family=FIDELITY,
    severity=ERROR,
    title="Every text of the source is there once, in order",
    why="People who listen would miss a passage, hear it twice, or hear it where it makes no sense.",
    mend=REBUILD,
    clause="7.1",
    matterhorn="09-001",
    wcag="1.3.2",
    needs=("html",),
)
def same_texts(subject: Subject) -> Iterator[Problem]:
    """Every passage of the source stands in the tree once, and after the passage before it."""
    assert subject.html
    heard = subject.reading.heard
    problems = list(_compared(subject.html, heard, strict=subject.brief is not None))
    if problems and subject.brief is None:  # notes that styles number say more than the source
        bare = squeeze("".join(map(_bare, subject.pdf.roots)))
        problems = min(problems, list(_compared(subject.html, bare, strict=False)), key=len)
    yield from problems


def _compared(html: HtmlOutline, heard: str, *, strict: bool) -> Iterator[Problem]:
    sought = [squeeze(passage.text) for passage in html.passages]
    times = Counter(sought)
    position = 0
    for passage, text in zip(html.passages, sought, strict=True):
        what = f'{_NAMES.get(passage.element, "the text")} "{shorten(passage.text)}"'
        found = heard.find(text, position)
        if found >= 0:
            position = found + len(text)
        elif not strict and (end := _with_more(passage.text, heard, position)):
            position = end
        elif text in heard:
            yield Problem(f"{what} is not where it belongs")
        else:
            yield Problem(f"{what} is missing in the PDF")
        if len(text) > _LONG and heard.count(text) > times[text]:
            yield Problem(f"{what} is read more than once")


def _with_more(text: str, heard: str, position: int) -> int:
    """Return where a text ends whose words stand in order, with what styles add between; 0 if none."""
    for word in text.split():
        found = heard.find(word, position)
        if not 0 <= found <= position + _ADDED:
            return 0
        position = found + len(word)
    return position


_ADDED = 200  # letters that styles may set between two words


@rule(
    id="nothing-added",
    family=FIDELITY,
    severity=ERROR,
    title="Nothing is read out that is not in the source",
    why="People who listen would hear what nobody wrote, and take it for a part of the text.",
    mend=REBUILD,
    clause="7.1",
    wcag="1.3.1",
    needs=("html", "brief"),
)
def nothing_added(subject: Subject) -> Iterator[Problem]:
    """Every block of the PDF stands in the source."""
    assert subject.html
    said = squeeze("".join(passage.text for passage in subject.html.passages))
    for block in subject.reading.blocks:
        texts = (squeeze(block.text), squeeze(_own_text(block.element, _LABELS)))
        if not any(text in said for text in texts) and not _is_a_label(texts[0]):
            yield Problem(f'"{shorten(block.text)}" is not in the source', block.element)


def _is_a_label(text: str) -> bool:
    """Tell numbers and signs, which styles may set before an item."""
    return not any(char.isalpha() for char in text)


@rule(
    id="same-alternates",
    family=FIDELITY,
    severity=ERROR,
    title="The alternate descriptions are those of the source",
    why="People who do not see a picture know only its description.",
    mend=REBUILD,
    clause="7.3",
    matterhorn="13-004",
    wcag="1.1.1",
    needs=("html",),
)
def same_alternates(subject: Subject) -> Iterator[Problem]:
    assert subject.html
    actual = [
        fold(element.alt or "") for element in subject.reading.elements if element.role == "Figure"
    ]
    expected = [alternate or "" for alternate in subject.html.alternates]
    if actual != expected:
        for alternate in (Counter(expected) - Counter(actual)).elements():
            yield Problem(f'the alternate description "{shorten(alternate)}" is missing in the PDF')
        for alternate in (Counter(actual) - Counter(expected)).elements():
            yield Problem(f'the alternate description "{shorten(alternate)}" is not in the source')
        if Counter(actual) == Counter(expected):
            yield Problem("the pictures stand in another order than in the source")


@rule(
    id="same-links",
    family=FIDELITY,
    severity=ERROR,
    title="The links lead where those of the source lead",
    why="People who go by the keyboard cannot follow a link that is not there.",
    mend=REBUILD,
    clause="7.18.5",
    wcag="2.4.4",
    needs=("html",),
)
def same_links(subject: Subject) -> Iterator[Problem]:
    assert subject.html
    links = [
        (child, element)
        for element in subject.reading.elements
        for child in element.children
        if isinstance(child, ObjectRef)
    ]
    for link, element in links:
        if link.uri is None and (link.destination is None or link.destination.page is None):
            yield Problem("a link leads nowhere", element, link.page)
    actual = [key for key, _ in groupby(_address(link.uri) for link, _ in links if link.uri)]
    targets = (_address(link.target) for link in subject.html.links)
    expected = [key for key, _ in groupby(filter(_SCHEME.match, targets))]
    for target in Counter(expected) - Counter(actual):
        yield Problem(f"the link to {target} is missing in the PDF")
    for target in Counter(actual) - Counter(expected):
        yield Problem(f"the link to {target} is not in the source")


def _address(target: str) -> str:
    """Write an address as it stands in a PDF: without letters that are not ASCII (RFC 3987, 3.1)."""
    return quote(target.strip(), safe="/:?#[]@!$&'()*+,;=~%")


@rule(
    id="same-lists",
    family=FIDELITY,
    severity=ERROR,
    title="The lists are those of the source",
    why="A screen reader says how many items a list has, and where it begins and ends.",
    mend=REBUILD,
    clause="7.6",
    matterhorn="16-003",
    wcag="1.3.1",
    needs=("html",),
)
def same_lists(subject: Subject) -> Iterator[Problem]:
    """Every list of the source is one list, with the same items."""
    assert subject.html
    actual = [
        [(squeeze(_own_text(item)), squeeze(_own_text(item, _LABELS))) for item in items]
        for element in subject.reading.elements
        if element.role in ("L", "TOC") and (items := _items(element))
    ]
    for texts in subject.html.lists:
        sought = [squeeze(text) for text in texts]
        match = next((one for one in actual if _is_list(one, sought)), None)
        if match is not None:
            actual.remove(match)
        else:
            said = f'the list of {len(texts)} items that begins with "{shorten(texts[0], 40)}"'
            yield Problem(f"{said} is missing in the PDF, or has other items")


def _items(element: Element) -> list[Element]:
    kids = (kid for kid in element.children if isinstance(kid, Element))
    return [kid for kid in kids if kid.role in ("LI", "TOCI")]


def _is_list(items: list[tuple[str, str]], sought: list[str]) -> bool:
    """Say whether items are those sought, each with or without its label."""
    return len(items) == len(sought) and all(
        text in item for text, item in zip(sought, items, strict=True)
    )


_LABELS = frozenset({"Lbl"})
_OWN_LISTS = frozenset({"L", "TOC", "Table"})


def _bare(element: Element) -> str:
    """Return the text of an element without what styles number: labels, and calls that are no link."""
    parts: list[str] = []
    pending: list[Element | Text | ObjectRef] = [element]
    while pending:
        node = pending.pop()
        if isinstance(node, Text):
            parts.append(node.text)
        elif isinstance(node, Element) and not _is_numbering(node):
            if node.actual_text is None:
                pending += reversed(node.children)
            else:
                parts.append(node.actual_text)
    return "".join(parts)


def _is_numbering(element: Element) -> bool:
    if element.role == "Reference":
        return not any(each.role == "Link" for each in element.walk())
    return (
        element.role == "Lbl" and len(element.text.split()) < 2 and not _WORDS.search(element.text)
    )


_WORDS = re.compile(r"[^\W\d_]{4}")


def _own_text(element: Element, without: frozenset[str] = frozenset()) -> str:
    """Return the text of an element without that of lists and tables in it, and of some roles."""
    parts: list[str] = []
    pending: list[Element | Text | ObjectRef] = [element]
    while pending:
        node = pending.pop()
        if isinstance(node, Text):
            parts.append(node.text)
        elif isinstance(node, Element) and (
            node is element or node.role not in _OWN_LISTS | without
        ):
            if node.actual_text is None:
                pending += reversed(node.children)
            else:
                parts.append(node.actual_text)
    return "".join(parts)


@rule(
    id="same-tables",
    family=FIDELITY,
    severity=ERROR,
    title="Every cell of a table has the headings of the source",
    why="A figure without its headings, or with those of another column, says something wrong.",
    mend=REBUILD,
    clause="7.5",
    matterhorn="15-003",
    wcag="1.3.1",
    needs=("html",),
)
def same_tables(subject: Subject) -> Iterator[Problem]:
    """Every cell of the source is a cell, with the same headings."""
    assert subject.html
    tables = [element for element in subject.reading.elements if element.role == "Table"]
    if len(tables) != len(subject.html.tables):
        counts = f"{len(tables)} tables instead of {len(subject.html.tables)}"
        yield Problem(f"the PDF has {counts}")
        return
    for element, source in zip(tables, subject.html.tables, strict=True):
        actual = [
            _Cell(_bare(cell.element), cell.is_header, tuple(map(_bare, cell.headers)))
            for cell in subject.grid(element).cells
            if cell.element.text.strip()
        ]
        expected = [_Cell(c.text, c.is_heading, c.headings) for c in source if c.text]
        for there, here in zip(expected, actual, strict=False):
            if difference := _difference(there, here):
                what = "heading" if there.is_heading else "cell"
                yield Problem(f'the table {what} "{shorten(there.text)}" {difference}', element)
        if len(actual) != len(expected):
            yield Problem(f"the table has {len(actual)} cells instead of {len(expected)}", element)


class _Cell(NamedTuple):
    """A cell of a table, of the source or of the PDF, and the texts of its headings."""

    text: str
    is_heading: bool
    headings: tuple[str, ...]


def _difference(there: _Cell, here: _Cell) -> str:
    """Say how a cell of the PDF differs from that of the source; "" where it does not."""
    if squeeze(there.text) != squeeze(here.text):
        return f'is "{shorten(here.text)}" in the PDF'
    if there.is_heading != here.is_heading:
        return "is a heading in the PDF" if here.is_heading else "is no heading in the PDF"
    if _squeezed(there.headings) != _squeezed(here.headings):
        headings = f"{_listed(here.headings)} in the PDF instead of {_listed(there.headings)}"
        return f"has the headings {headings}"
    return ""


def _squeezed(texts: Iterable[str]) -> set[str]:
    return {squeeze(text) for text in texts if text.strip()}


def _listed(texts: Iterable[str]) -> str:
    return ", ".join(f'"{shorten(text, 30)}"' for text in sorted(texts)) or "none"


@rule(
    id="same-languages",
    family=FIDELITY,
    severity=ERROR,
    title="Passages in other languages are marked as in the source",
    why="A screen reader would speak them with the wrong voice, so that nobody understands them.",
    mend=REBUILD,
    clause="7.2",
    matterhorn="11-001",
    wcag="3.1.2",
    needs=("html",),
)
def same_languages(subject: Subject) -> Iterator[Problem]:
    """Every passage that the source marks as of another language is so marked."""
    assert subject.html
    languages = subject.reading.languages
    marked = [element for element in subject.reading.elements if element.lang is not None]
    actual = Counter((languages[element], squeeze(element.text)) for element in marked)
    shown = {squeeze(element.text): element.text for element in marked}
    whole = {(languages[b.element], squeeze(b.text)) for b in subject.reading.blocks}
    for language, text in subject.html.languages:
        key = (language, squeeze(text))
        if actual[key] or key in whole:
            actual[key] -= 1
        else:
            yield Problem(f'"{shorten(text)}" is not marked as {language} in the PDF')
    for (language, text), count in actual.items():
        if (
            count > 0
            and text
            and language != subject.html.language
            and language != subject.pdf.language
        ):
            said = shorten(shown.get(text, text))
            yield Problem(f'"{said}" is marked as {language}, unlike in the source')


@rule(
    id="same-expansions",
    family=FIDELITY,
    severity=ERROR,
    title="Abbreviations are expanded as in the source",
    why="People who listen hear letters that they cannot place.",
    mend=REBUILD,
    wcag="3.1.4",
    needs=("html",),
)
def same_expansions(subject: Subject) -> Iterator[Problem]:
    assert subject.html
    actual = Counter(
        (fold(element.text), fold(element.expansion))
        for element in subject.reading.elements
        if element.expansion
    )
    expected = Counter((fold(short), fold(long)) for short, long in subject.html.expansions)
    for short, long in expected - actual:
        yield Problem(f'"{short}" is not expanded as "{long}" in the PDF')
    for short, long in actual - expected:
        yield Problem(f'"{short}" is expanded as "{long}", unlike in the source')


@rule(
    id="same-notes",
    family=FIDELITY,
    severity=ERROR,
    title="The notes are those of the source",
    why="People who listen would take a note for a part of the running text.",
    mend=REBUILD,
    clause="7.9",
    matterhorn="19-003",
    wcag="1.3.1",
    needs=("html",),
)
def same_notes(subject: Subject) -> Iterator[Problem]:
    """Every note of the source is a note."""
    assert subject.html
    actual = Counter(
        squeeze(_bare(element)) for element in subject.reading.elements if element.role in NOTES
    )
    for text in subject.html.notes:
        if not actual[squeeze(text)]:
            yield Problem(f'the note "{shorten(text)}" is missing in the PDF, or is no note there')
        actual[squeeze(text)] -= 1


@rule(
    id="same-bookmarks",
    family=FIDELITY,
    severity=ERROR,
    title="The bookmarks are the headings of the source",
    why="People who cannot turn pages move through a document by its bookmarks.",
    mend=REBUILD,
    clause="7.17",
    wcag="2.4.5",
    needs=("html",),
)
def same_bookmarks(subject: Subject) -> Iterator[Problem]:
    """The bookmarks are the headings, and lead to their pages."""
    assert subject.html
    bookmarks = list(_bookmarks(subject.pdf.outline))
    for item in bookmarks:
        if item.page is None:
            yield Problem(f'the bookmark "{shorten(item.title)}" leads nowhere')
    titles = [item.title for item in bookmarks]
    headings = [text for _, text in subject.html.headings]
    actual, expected = [*map(_unnumbered, titles)], [*map(_unnumbered, headings)]
    if actual == expected:
        yield from _leading_elsewhere(subject, bookmarks)
        return
    shown = {_unnumbered(text): text for text in (*titles, *headings)}
    for text in (Counter(expected) - Counter(actual)).elements():
        yield Problem(f'there is no bookmark for the heading "{shorten(shown[text])}"')
    for text in (Counter(actual) - Counter(expected)).elements():
        yield Problem(f'the bookmark "{shorten(shown[text])}" is no heading of the source')
    if Counter(actual) == Counter(expected):
        yield Problem("the bookmarks stand in another order than the headings")


def _bookmarks(items: Iterable[OutlineItem]) -> Iterator[OutlineItem]:
    pending = list(reversed(tuple(items)))
    while pending:
        item = pending.pop()
        yield item
        pending += reversed(item.children)


def _leading_elsewhere(subject: Subject, bookmarks: list[OutlineItem]) -> Iterator[Problem]:
    """Yield bookmarks that lead to another page than the one where their heading stands."""
    headings = [element for _, element in subject.reading.headings]
    if [*map(_unnumbered, map(_bare, headings))] != [_unnumbered(b.title) for b in bookmarks]:
        return
    for item, heading in zip(bookmarks, headings, strict=True):
        if item.page is not None and heading.page is not None and item.page != heading.page:
            there = (
                f"leads to page {item.page + 1}, and the heading stands on page {heading.page + 1}"
            )
            yield Problem(f'the bookmark "{shorten(item.title)}" {there}', heading)
