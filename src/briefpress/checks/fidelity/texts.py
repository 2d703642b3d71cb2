"""Whether every text of the source is there once, in order and in its words, and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.checks.fidelity.authored import lost_texts
from briefpress.checks.fidelity.comparison import compared
from briefpress.checks.reading import alphanumeric, shorten
from briefpress.checks.rules import ERROR, FIDELITY, NOTE, REBUILD, Problem, rule
from briefpress.html import PICTURE, Kind, letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.checks.fidelity.comparison import Comparison
    from briefpress.checks.fidelity.differences import Change, Edit
    from briefpress.checks.fidelity.script import Piece
    from briefpress.checks.subject import Subject
    from briefpress.structure import Element

_SHORT = 60  # letters of a text that a message quotes as a whole
_FEW = 3  # words
_LONG = 60  # letters: a text of so many is not repeated by styles


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
    needs=("html", "tree"),
)
def same_texts(subject: Subject) -> Iterator[Problem]:
    """Yield texts that are missing, in another place, in other words, or there twice."""
    if not subject.setting:
        yield from lost_texts(subject)
        return
    found = compared(subject)
    for run in _runs(found, ((piece, None) for piece in found.differences.missing)):
        yield _missing(found, run)
    for run in _runs(found, found.differences.moved):
        (piece, place), are = (
            run[0],
            "are not where they belong" if len(run) > 1 else "is not where it belongs",
        )
        assert place
        yield _problem(found, f"{_named(found, run)} {are}", piece, place)
    for change in found.differences.changed:
        if any(_has_words(found.source.text, edit.lost) for edit in change.edits if edit.lost):
            yield _changed(found, change)
    for piece in found.differences.twice:
        said = found.heard.said(*piece[1:])
        is_certain = found.html.knows_generated or len(said) > _LONG
        if is_certain and _has_words(found.heard.text, piece):
            yield Problem(f'"{shorten(said)}" is read more than once', element_of(found, piece))


@rule(
    id="nothing-added",
    family=FIDELITY,
    severity=ERROR,
    title="Nothing is read out that is not in the source",
    why="People who listen would hear what nobody wrote, and take it for a part of the text.",
    mend=REBUILD,
    clause="7.1",
    wcag="1.3.1",
    needs=("html", "setting", "styles", "tree"),
)
def nothing_added(subject: Subject) -> Iterator[Problem]:
    """Yield what the PDF says and its source does not."""
    found = compared(subject)
    for piece in found.differences.added:
        said = found.heard.said(*piece[1:])
        has_words = _has_words(found.heard.text, piece) and any(map(str.isalnum, said))
        if has_words and not _may_be_generated(found, piece, said):
            yield Problem(f'"{shorten(said)}" is not in the source', element_of(found, piece))


@rule(
    id="hidden-by-author",
    family=FIDELITY,
    severity=NOTE,
    title="What the source hides from people who listen is read out somewhere else",
    why="People who listen do not know that it is there.",
    mend='leave out aria-hidden="true" where the text says something that no other text says',
    wcag="1.3.1",
    needs=("html", "setting", "tree"),
)
def hidden_by_author(subject: Subject) -> Iterator[Problem]:
    """Yield what the author of the source hides from people who listen, and lets others see."""
    found = compared(subject)
    artifacts = (each for page in subject.pdf.pages for each in page.artifacts)
    shown = letters("".join(each.text for each in artifacts if each.type != "Pagination"))
    for text in found.html.hidden:
        said = letters(text)
        is_heard = alphanumeric(text) in subject.reading.words_heard
        if said and said in shown and not is_heard:
            yield Problem(f'"{shorten(text)}" is hidden from people who listen', said=text)


def _may_be_generated(found: Comparison, piece: Piece, said: str) -> bool:
    """Say whether styles may have set what the source does not have, where that is not known."""
    if found.html.knows_generated:
        return False
    stretches = [stretch for stretch, _, _ in found.heard.between(*piece[1:])]
    is_label = all(stretch.place.within(Kind.LABEL) for stretch in stretches)
    return is_label or not any(map(str.isalpha, said))


def element_of(found: Comparison, piece: Piece) -> Element | None:
    """Return the element of the PDF that holds a piece of what is heard."""
    return next(found.heard.between(*piece[1:]))[0].place.element


def _has_words(text: str, piece: Piece) -> bool:
    """Say whether a piece is more than pictures, of which another rule tells."""
    return text[piece.start : piece.end].strip(PICTURE) != ""


_Place = tuple["Piece", "Piece | None"]


def _runs(found: Comparison, changes: Iterable[_Place]) -> Iterator[list[_Place]]:
    """Join pieces that follow one another here, and there."""
    run: list[_Place] = []
    for piece, place in changes:
        if not _has_words(found.source.text, piece):
            continue
        if run and not _follows(run[-1], (piece, place)):
            yield run
            run = []
        run.append((piece, place))
    if run:
        yield run


def _follows(before: _Place, after: _Place) -> bool:
    (one, here), (other, there) = before, after
    is_next = one.end == other.start and one.passage < other.passage
    return is_next and (here is None or there is None or here.end == there.start)


def _named(found: Comparison, run: list[_Place]) -> str:
    """Return what the first of some pieces is part of, and how many there are."""
    piece, more = run[0][0], len(run) - 1
    named = found.named(piece)
    if not found.source.is_whole(piece):
        return f'"{shorten(found.source.said(*piece[1:]))}" in {named}'
    return f"{named} and {more} passage{'s' * (more > 1)} after it" if more else named


def _missing(found: Comparison, run: list[_Place]) -> Problem:
    message = f"{_named(found, run)} {'are' if len(run) > 1 else 'is'} missing in the PDF"
    return _problem(found, message, run[0][0])


def _changed(found: Comparison, change: Change) -> Problem:
    """Tell how a passage of the source reads in the PDF."""
    source = found.source.whole(change.source)
    named, message = found.named(source), _edit(found, change.edits[0])
    here, there = found.source.said(*source[1:]), ""
    lost = sum(edit.lost.end - edit.lost.start for edit in change.edits if edit.lost)
    if change.heard is not None:
        there = found.heard.said(*found.heard.whole(change.heard)[1:])
    if len(here.split()) > _FEW and sorted(letters(there)) == sorted(letters(here)):
        message = f'has its words in another order in the PDF: "{shorten(there)}"'
    elif there and (max(len(here), len(there)) <= _SHORT or 2 * lost > len(letters(here))):
        message = f'is "{shorten(there)}" in the PDF'
    elif more := len(change.edits) - 1:
        message += f", and differs in {more} more place{'s' * (more > 1)}"
    place = next((edit.instead for edit in change.edits if edit.instead), None)
    return _problem(found, f"{named} {message}", source, place)


def _edit(found: Comparison, edit: Edit) -> str:
    lost = shorten(found.source.said(*edit.lost[1:])) if edit.lost else ""
    instead = shorten(found.heard.said(*edit.instead[1:])) if edit.instead else ""
    if not instead:
        return f'lacks "{lost}" in the PDF'
    return f'says "{instead}" in the PDF' + (f' instead of "{lost}"' if lost else "")


def _problem(found: Comparison, message: str, piece: Piece, place: Piece | None = None) -> Problem:
    element = element_of(found, place) if place else None
    said = found.source.said(*found.source.whole(piece.passage)[1:])
    return Problem(message, element, said=said)
