"""Whether text can be seen and read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.checks.contrast import too_low
from briefpress.checks.reading import shorten
from briefpress.checks.rules import ERROR, PUBLICATION, WARNING, Problem, rule
from briefpress.structure import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.subject import Subject

_SMALL, _SMALL_TEXT = 7.0, 9.0  # points: for any text, and for what most of the text is set in


@rule(
    id="fonts",
    family=PUBLICATION,
    severity=ERROR,
    title="Fonts are embedded",
    why="The page looks different on every machine, and some letters may be missing.",
    mend="embed the fonts when the PDF is made",
    clause="7.21.4.1",
    matterhorn="31-009",
)
def fonts(subject: Subject) -> Iterator[Problem]:
    """Yield fonts that are not embedded; what is never painted needs none (7.21.4.1)."""
    for font in subject.pdf.fonts:
        if font.is_painted and not font.embedded:
            yield Problem(f"the font {font.name} is not embedded", page=font.pages[0])


@rule(
    id="contrast",
    family=PUBLICATION,
    severity=ERROR,
    title="Text stands out from what is behind it",
    why="People with low vision cannot read it, and nobody can in bright light.",
    mend="make the text darker or its background lighter, or the other way round",
    clause="7.1",
    matterhorn="04-001",
    wcag="1.4.3",
    needs=("pictures",),
)
def contrast(subject: Subject) -> Iterator[Problem]:
    """Yield each kind of text, element by element, that does not stand out enough."""
    yield from too_low(subject)


@rule(
    id="text-size",
    family=PUBLICATION,
    severity=WARNING,
    title="Text is large enough to read",
    why="People with low vision, and most people over forty, cannot read it in print.",
    mend="set it larger",
    wcag="1.4.4",
)
def text_size(subject: Subject) -> Iterator[Problem]:
    reading = subject.reading
    if 0 < reading.body_size < _SMALL_TEXT:
        yield Problem(f"most of the text is set in {reading.body_size:g} points")
    reported: set[tuple[int | None, float]] = set()
    for block in reading.blocks:
        # A raised number is smaller than the text it stands in, and no text of its own.
        if (
            0 < block.size < _SMALL
            and len(block.text) > 3
            and (block.page, block.size) not in reported
        ):
            reported.add((block.page, block.size))
            yield Problem(
                f'"{shorten(block.text)}" is set in {block.size:g} points',
                block.element,
                block.page,
            )


@rule(
    id="large-print",
    family=PUBLICATION,
    severity=ERROR,
    title="Large print is large",
    why="People who asked for large print cannot read it.",
    mend="set it larger in the style sheet large.css",
    wcag="1.4.4",
)
def large_print(subject: Subject) -> Iterator[Problem]:
    """Yield pages with text smaller than the edition allows, outside of pictures."""
    least = subject.edition.least_size
    if not least:
        return
    pictured = {
        id(child) for e in subject.reading.elements if e.role == "Figure" for child in e.content()
    }
    for page in subject.pdf.pages:
        texts = [run for artifact in page.artifacts for run in artifact.runs]
        for element in subject.reading.elements:
            for child in element.children:
                if (
                    isinstance(child, Text)
                    and child.page == page.index
                    and id(child) not in pictured
                ):
                    texts += child.runs
        small = [run for run in texts if run.text.strip() and run.size < least - 0.01]
        if small:
            message = f'"{shorten(small[0].text)}" is set in {small[0].size:g} points; large print has {least:g}'
            yield Problem(message, page=page.index, box=small[0].box)
