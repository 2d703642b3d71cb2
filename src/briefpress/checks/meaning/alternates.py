"""What alternate descriptions say to those who do not see the picture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.checks.reading import bare, fold, shorten
from briefpress.checks.rules import ERROR, MEANING, WARNING, Problem, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.subject import Subject
    from briefpress.structure import (
        Element,
    )


def _figures(subject: Subject) -> Iterator[tuple[Element, str]]:
    for element in subject.reading.elements:
        if element.role in ("Figure", "Formula"):
            yield element, fold(element.alt or element.actual_text or "")


@rule(
    id="alternate-missing",
    family=MEANING,
    severity=ERROR,
    title="Every picture has an alternate description",
    why="People who do not see the picture do not even learn what it is about.",
    mend="say what the picture tells, or mark it as decoration",
    clause="7.3",
    matterhorn="13-004",
    wcag="1.1.1",
)
def alternate_missing(subject: Subject) -> Iterator[Problem]:
    """Yield pictures that have no alternate description."""
    for element, alternate in _figures(subject):
        inner = (each for each in element.walk() if each is not element)
        is_silent = element.actual_text is not None  # and meant so
        if alternate or is_silent or element.role != "Figure":
            continue
        if not any(each.alt for each in inner):
            yield Problem("a picture has no alternate description", element)


_FILE = re.compile(
    r"[\w\s().,%&+@~-]*\.(png|jpe?g|gif|svg|tiff?|webp|bmp|eps|pdf|ai|psd|emf|wmf|heic|avif)\b",
    re.IGNORECASE,
)
_NAME_OF_A_FILE = re.compile(
    r"(img|dsc|dscn|dscf|image|picture|screenshot|screen\s?shot|photo|pic|scan|fig|figure|graphic|chart|abb|bild|foto)"
    r"[\s_-]*\d*",
    re.IGNORECASE,
)
_PLACEHOLDERS = frozenset({
    "alt", "alt text", "alternative text", "alternate text", "alttext", "todo", "tbd", "xxx", "xx", "x", "n/a", "na",
    "none", "null", "undefined", "untitled", "placeholder", "description", "image description", "logo", "icon",
    "map", "diagram", "table", "graph", "illustration", "figure alt", "text", "test", "lorem ipsum", "decorative",
})  # fmt: skip
_ONLY_SIGNS = re.compile(r"[\W\d_]*")
_LONG_CODE = re.compile(r"[0-9a-f-]{12,}", re.IGNORECASE)


@rule(
    id="alternate-empty",
    family=MEANING,
    severity=ERROR,
    title="Every alternate description describes",
    why="A file name or a placeholder tells people who listen nothing.",
    mend="say what the picture tells",
    clause="7.3",
    matterhorn="13-004",
    wcag="1.1.1",
)
def alternate_empty(subject: Subject) -> Iterator[Problem]:
    """Yield alternate descriptions that are file names or placeholders."""
    for element, alternate in _figures(subject):
        if alternate and element.role == "Figure" and is_no_description(alternate):
            yield Problem(
                f'the alternate description "{shorten(alternate)}" says nothing of the picture',
                element,
            )


def is_no_description(alternate: str) -> bool:
    """Say whether an alternate description is a file name, a placeholder or a mere sign."""
    said = alternate.strip().casefold().strip(".")
    return bool(
        said in _PLACEHOLDERS
        or _FILE.fullmatch(alternate.strip())
        or _NAME_OF_A_FILE.fullmatch(said)
        or _LONG_CODE.fullmatch(said)
        or _ONLY_SIGNS.fullmatch(said)
    )


_HEADING = re.compile("H[1-6]?")


@rule(
    id="alternate-caption",
    family=MEANING,
    severity=WARNING,
    title="No alternate description repeats the caption",
    why="People who listen hear the caption twice, and learn nothing of the picture.",
    mend="say what the picture shows and the caption does not",
    wcag="1.1.1",
)
def alternate_caption(subject: Subject) -> Iterator[Problem]:
    """Yield alternate descriptions that repeat the caption."""
    reading = subject.reading
    places = {block.element: index for index, block in enumerate(reading.blocks)}
    for element, alternate in _figures(subject):
        if not alternate or element.role != "Figure":
            continue
        captions = [
            each for e in element.walk() if e.role == "Caption" for each in e.walk()
        ]  # a caption may hold a source or a credit as well
        if element in reading.kin:
            captions += _neighbours(*reading.kin[element], places)
        said = bare(alternate)
        if any(said and said == bare(caption.text) for caption in captions):
            yield Problem(
                f'the alternate description repeats the caption: "{shorten(alternate)}"', element
            )


def _neighbours(kids: list[Element], place: int, blocks: dict[Element, int]) -> list[Element]:
    """Return the elements just before and after a picture, which may hold its caption.

    A heading is none: the logo of a body says its name, and often stands below it.
    """
    near = [*kids[max(place - 1, 0) : place], *kids[place + 1 : place + 2]]
    return [
        each
        for kid in near
        for each in kid.walk()
        if each in blocks and not _HEADING.fullmatch(each.role)
    ]


# Beginnings of alternate descriptions that say what a screen reader says anyway. That a picture is
# a photograph, a screenshot or a painting, it does not say.
IMAGE_OF = re.compile(
    r"""(an?\s|the\s|une?\s|la\s|una?\s|ein(e)?\s|uma?\s)?
    (image|picture|graphic|icon|imagen|imagem|bild|изображение|картинка|сурет|صورة|ছবি)
    (\s+(of|showing|that\s+shows|shows|de|d['’]|von|des|der|que\s+muestra|с)\b|\s*:)""",
    re.IGNORECASE | re.VERBOSE,
)


@rule(
    id="alternate-prefix",
    family=MEANING,
    severity=WARNING,
    title="No alternate description says that it is a picture",
    why="A screen reader says so already, and people hear it twice.",
    mend="begin with what the picture tells",
    wcag="1.1.1",
)
def alternate_prefix(subject: Subject) -> Iterator[Problem]:
    """Yield alternate descriptions that say that there is a picture."""
    for element, alternate in _figures(subject):
        if IMAGE_OF.match(alternate):
            yield Problem(
                f'the alternate description begins with what is said anyway: "{shorten(alternate)}"',
                element,
            )


# Where an alternate description is read in place of the text, and a reader loses the text.
_TEXTS = frozenset({
    "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Title", "L", "LI", "LBody", "BlockQuote", "TD", "TH", "TR",
    "Caption", "Sect", "Part", "Art", "Div", "Document", "Aside", "Note", "FENote", "TOC", "TOCI",
})  # fmt: skip


@rule(
    id="alternate-for-text",
    family=MEANING,
    severity=ERROR,
    title="No text has an alternate description",
    why="A screen reader says the description and leaves out the text.",
    mend="delete it; a text speaks for itself",
    wcag="1.3.1",
)
def alternate_for_text(subject: Subject) -> Iterator[Problem]:
    """Yield texts that have an alternate description: it is read in their place."""
    for element in subject.reading.elements:
        text = fold(element.text) if element.role in _TEXTS and element.alt else ""
        if text and bare(element.alt or "") != bare(text):
            said = f'"{shorten(element.alt or "", 40)}" is read out in place of the text'
            yield Problem(f'{said} "{shorten(text, 40)}"', element)
