"""Whether what is read out is what is shown."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING
from unicodedata import category, normalize

from briefpress.checks.contrast import covered
from briefpress.checks.naming import outermost
from briefpress.checks.publication.page_edges import overruns
from briefpress.checks.reading import fold, shorten, squeeze
from briefpress.checks.rules import ERROR, MEANING, WARNING, Problem, rule
from briefpress.structure import Element, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.reading import Block
    from briefpress.checks.subject import Subject
    from briefpress.structure import (
        Element,
        Run,
    )

_EXAMPLES = 5
_UNKNOWN_LETTER = re.compile("[\ufffd\ue000-\uf8ff]")


@rule(
    id="unreadable-text",
    family=MEANING,
    severity=ERROR,
    title="Every letter stands for a letter",
    why="A screen reader is silent where a font does not say which letters it shows, or says nonsense.",
    mend="use another font, or one that names its letters (ToUnicode)",
    clause="7.21.7",
    matterhorn="31-027",
    wcag="1.3.1",
)
def unreadable_text(subject: Subject) -> Iterator[Problem]:
    """Yield blocks with characters that Unicode gives no meaning: private ones, and U+FFFD."""
    known = {font.name for font in subject.pdf.fonts if font.is_predefined}
    for block in subject.reading.blocks:
        runs = (run for run in block.runs if run.font not in known)
        unknown = sum(len(_UNKNOWN_LETTER.findall(run.text)) for run in runs)
        if unknown and not _is_symbol(block):
            yield Problem(
                f'{unknown} letters of "{shorten(block.text)}" are no letters that could be read out',
                block.element,
            )


def _is_symbol(block: Block) -> bool:
    """Say whether a block is only a bullet or an icon, which a symbol font may show."""
    return not any(char.isalnum() for char in block.text) and len(squeeze(block.text)) <= 2


@rule(
    id="wrong-letter",
    family=MEANING,
    severity=ERROR,
    title="Every letter is read as the letter that is shown",
    why='A screen reader says "offce", and a search for "office" finds nothing.',
    mend="make the PDF again with a program that names ligatures by their letters (ToUnicode)",
    clause="7.21.7",
    matterhorn="31-027",
    wcag="1.3.1",
)
def wrong_letter(subject: Subject) -> Iterator[Problem]:
    """Yield fonts with glyphs whose names, or places in the font, are those of other letters."""
    for font in subject.pdf.fonts:
        if font.contradictions:
            pairs = (f'"{meant}" as "{said}"' for said, meant in font.contradictions[:_EXAMPLES])
            message = f"letters of the font {font.name} are read as others: {', '.join(pairs)}"
            yield Problem(message, page=font.pages[0])


@rule(
    id="unseen-text",
    family=MEANING,
    severity=WARNING,
    title="What is read out can be seen",
    why="People who see and listen at once lose their place; others hear what nobody meant to publish.",
    mend="show it or take it out; an alternate description is the place for words about a picture",
    wcag="1.3.1",
)
def unseen_text(subject: Subject) -> Iterator[Problem]:
    """Yield text that is not painted, except on scanned pages, where it lies under the picture.

    What runs off a page is told of by `off-page`.
    """
    reading, told = subject.reading, subject.once(overruns)
    pictured = (
        {page.index for page in subject.pdf.pages if reading.image_share(page) > 0.5}
        if any(_is_unseen(run) for b in reading.blocks for run in b.runs)
        else set()
    )
    for block in reading.blocks:
        hidden = "".join(run.text for run in block.runs if _is_unseen(run))
        if len(squeeze(hidden)) <= 3 or block.page in pictured:
            continue
        if told.keys().isdisjoint((block.element, outermost(reading, block.element))):
            yield Problem(
                f'"{shorten(hidden)}" is read out, but cannot be seen', block.element, block.page
            )


def _is_unseen(run: Run) -> bool:
    return not run.visible or run.alpha == 0


@rule(
    id="covered-text",
    family=MEANING,
    severity=WARNING,
    title="What is read out is not covered",
    why="People who see and listen at once lose their place; others hear what nobody meant to publish.",
    mend="take out what lies over the text, or the text",
    wcag="1.3.1",
    needs=("pictures",),
)
def covered_text(subject: Subject) -> Iterator[Problem]:
    """Yield text of the tree where the page shows nothing, though ink was put there."""
    yield from covered(subject)


# What may be read out in other words than it is written.
_MAY_DIFFER = frozenset({"Figure", "Formula", "Lbl"})
_COMPARED_LENGTH = 1_000  # characters from the beginning
_SAME_LETTERS = 0.8  # of those that are shown, or said if these are fewer
_LEAST_LETTERS = 12  # with fewer, a replacement may be for a ligature, an initial or a sign


@rule(
    id="actual-text",
    family=MEANING,
    severity=WARNING,
    title="What is read out is what is shown",
    why="People who listen hear something else than what stands there, and do not learn of it.",
    mend="take out the replacement text (ActualText), or let it say what is shown",
    wcag="1.3.1",
)
def actual_text(subject: Subject) -> Iterator[Problem]:
    """Yield ActualText that says something else than the text that it replaces."""
    pending = list(reversed(subject.pdf.roots))
    while pending:
        element = pending.pop()
        if element.actual_text is None:
            texts = [each for each in element.children if isinstance(each, Text)]
            pairs = [pair for text in texts for pair in text.replaced]
            pending += [each for each in reversed(element.children) if isinstance(each, Element)]
        else:  # what is below is not read out
            pairs = [(element.actual_text, _drawn(element))]
        for said, shown in pairs:
            if element.role not in _MAY_DIFFER and _says_otherwise(said, shown):
                words = f'"{shorten(said)}"' if said.strip() else "nothing"
                yield Problem(f'{words} is read out where "{shorten(shown)}" is shown', element)


def _drawn(element: Element) -> str:
    """Return the visible text of an element, as far as it is compared."""
    parts, length = [], 0
    texts = (each for each in element.content() if isinstance(each, Text))
    for run in (run for text in texts for run in text.runs if run.visible):
        parts.append(run.text)
        length += len(run.text)
        if length >= _COMPARED_LENGTH:
            break
    return "".join(parts)


def _has_other_letters(said: str, shown: str) -> bool:
    """Say whether letters with signs are others than those that are said, in whatever order they are drawn."""
    heard = Counter(filter(str.isalpha, normalize("NFKC", said[: 3 * _COMPARED_LENGTH])))
    drawn = Counter(filter(str.isalpha, shown))
    if drawn.total() < _LEAST_LETTERS:
        return False
    # Glyphs for several letters may stand for more of them than are there.
    return (drawn & heard).total() < _SAME_LETTERS * min(
        drawn.total(), heard.total() or drawn.total()
    )


def _says_otherwise(said: str, shown: str) -> bool:
    """Say whether most of what is shown is not in what is said; some programs draw backwards."""
    shown = normalize("NFKC", shown[:_COMPARED_LENGTH])
    if any(category(char)[0] == "M" for char in shown):
        return _has_other_letters(said, shown)
    words = re.findall(r"\w+", fold(shown).casefold())
    letters = sum(map(len, words))
    if letters < _LEAST_LETTERS or _UNKNOWN_LETTER.search(shown):
        return False
    heard = squeeze(normalize("NFKC", said[: 3 * _COMPARED_LENGTH])).casefold()
    known = sum(len(word) for word in words if word in heard or word[::-1] in heard)
    return 2 * known < letters


@rule(
    id="parent-tree",
    family=MEANING,
    severity=ERROR,
    title="Content and elements know each other",
    why="Software that asks what a word under the cursor belongs to finds nothing, or something else.",
    mend="make the PDF again: its structure was damaged after it was made",
    clause="7.1",
    matterhorn="01-005",
    wcag="1.3.1",
)
def parent_tree(subject: Subject) -> Iterator[Problem]:
    """Yield content whose entry in the parent tree names another element, or none."""
    by_page: dict[int | None, list[Text]] = {}
    for text in subject.pdf.parent_tree_mismatches:
        by_page.setdefault(text.page, []).append(text)
    for page, texts in by_page.items():
        said = next((shorten(text.text) for text in texts if text.text.strip()), "a picture")
        yield Problem(
            f'{len(texts)} pieces of content, such as "{said}", do not know their element',
            page=page,
        )
