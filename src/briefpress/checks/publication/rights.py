"""Licence and credits: in the text, in the metadata, and in the footer of every page."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from briefpress.checks.publication.metadata import XMP_RIGHTS
from briefpress.checks.publication.prepress import blank_pages
from briefpress.checks.reading import alphanumeric, squeeze
from briefpress.checks.rules import ERROR, PUBLICATION, REBUILD, WARNING, Problem, rule
from briefpress.content import licence_name, licence_of
from briefpress.scripts import cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.subject import Subject
    from briefpress.content import Picture


@rule(
    id="licence-text",
    family=PUBLICATION,
    severity=ERROR,
    title="The text names licence and authors",
    why="Nobody may reuse what does not say on which terms.",
    mend=REBUILD,
    needs=("brief",),
)
def licence_text(subject: Subject) -> Iterator[Problem]:
    assert subject.brief
    licence = licence_of(subject.brief.licence)
    heard = subject.reading.heard
    translated = licence_name(licence.id, subject.brief.language)
    names = (licence.short_name, licence.name, translated)
    if not any(squeeze(name) in heard for name in names if name):
        yield Problem(f"the text does not name the licence {licence.short_name}")
    for author in subject.brief.authors:
        if squeeze(author.name) not in heard:
            yield Problem(f"the text does not name the author {author.name}")
    if not subject.edition.has_links:
        if squeeze(licence.url) not in heard:
            yield Problem(f"the text does not spell out the address of the licence, {licence.url}")
    elif not any(o.uri == licence.url for page in subject.pdf.pages for o in page.annotations):
        yield Problem(f"no link leads to the licence, {licence.url}")


@rule(
    id="licence-metadata",
    family=PUBLICATION,
    severity=ERROR,
    title="The metadata name the licence",
    why="Search engines and archives do not find that it is free to use.",
    mend=REBUILD,
    needs=("brief",),
)
def licence_metadata(subject: Subject) -> Iterator[Problem]:
    assert subject.brief
    licence = licence_of(subject.brief.licence)
    for name, key in XMP_RIGHTS.items():
        if not subject.pdf.xmp_values.get(key):
            yield Problem(f"the metadata do not say {name}")
    for name in ("WebStatement", "license"):
        values = subject.pdf.xmp_values.get(XMP_RIGHTS[name], ())
        if values and values != (licence.url,):
            yield Problem(f"the metadata name another licence: {name} is {', '.join(values)}")


# What a page sets in words of its own: [see @kim2024, p. 4], @kim2024, [#wells] and [^note]; no desk@example.org.
_CALLS = re.compile(
    r"\[[^\[\]]*(?<!\w)@\w[^\[\]]*\](?!\()|(?<!\w)@\w[\w:.-]*|\[#[^\[\]]+\]|\[\^[^\[\]]+\]"
)
_LEAST_TITLE = 30  # columns: of a longer title, its beginning is enough at the foot of a page


@rule(
    id="footer",
    family=PUBLICATION,
    severity=ERROR,
    title="Every page has its footer",
    why="A page that is copied alone loses its title, its number and its licence.",
    mend=REBUILD,
    needs=("brief",),
)
def footer(subject: Subject) -> Iterator[Problem]:
    assert subject.brief
    brief = subject.brief
    licence = licence_of(brief.licence)
    holder = brief.rights_holder or brief.publisher.name
    expected = {
        "licence": squeeze(licence.short_name),
        "rights holder and year": squeeze(f"{holder} {brief.year}"),
        "title": squeeze(brief.short_title or cut(brief.title, _LEAST_TITLE).removesuffix("…")),
    }
    expected = {what: _latin_digits(words) for what, words in expected.items()}
    blank = blank_pages(subject)
    for page in subject.pdf.pages:
        if page.index in blank:
            continue
        foot = _latin_digits(
            squeeze("".join([*(a.text for a in page.artifacts), *(t.text for t in page.orphans)]))
        )
        lacking = [what for what, words in expected.items() if words not in foot]
        for words in expected.values():  # some hold numbers as well
            foot = foot.replace(words, " ")
        number = page.index + 1 - sum(index < page.index for index in blank)  # those have none
        if number not in map(int, re.findall(r"\d{1,9}", foot)):
            lacking.append("page number")
        for what in lacking:
            message = f"the footer of page {page.index + 1} does not hold the {what}"
            yield Problem(message, page=page.index)


def _latin_digits(text: str) -> str:
    """Return a text with 0 to 9 in place of the digits of any script, such as ۱۴ of Persian."""
    return "".join(str(unicodedata.decimal(each, each)) for each in text)


@rule(
    id="credits",
    family=PUBLICATION,
    severity=ERROR,
    title="Credits, funder and disclaimer are in the text",
    why="Those who did and paid for the work are not named.",
    mend=REBUILD,
    needs=("brief",),
)
def credits(subject: Subject) -> Iterator[Problem]:  # noqa: A001 - it is called as its rule
    assert subject.brief
    brief = subject.brief
    expected = {"credits": brief.credits, "acknowledgements": brief.acknowledgements,
            "disclaimer": brief.disclaimer, "contact": brief.contact, "address": brief.publisher.address}  # fmt: skip
    if brief.funding:
        own = brief.funding.statement  # printed word for word, even if it does not repeat the name
        expected["statement of the funder" if own else "funder"] = own or brief.funding.funder
    back = brief.back_cover
    if back:
        expected |= {
            "words about the institute": back.about,
            "contact on the back cover": back.contact,
        }
    for partner in brief.partners:
        expected[f"partner {partner.name}"] = partner.name
    for author in brief.authors:
        expected[f"affiliation of {author.name}"] = author.affiliation
        expected[f"biography of {author.name}"] = author.biography
    heard = subject.reading.words_heard
    for what, text in expected.items():
        if text and not _is_heard(text, heard):
            yield Problem(f"the text does not hold the {what}")


def _is_heard(text: str, heard: str) -> bool:
    """Say whether all parts of a text are heard, between its notes, citations and pointers."""
    from briefpress.content import markdown_to_text  # noqa: PLC0415 - only where there is a brief to compare with

    return all(alphanumeric(markdown_to_text(part)) in heard for part in _CALLS.split(text))


@rule(
    id="image-rights",
    family=PUBLICATION,
    severity=WARNING,
    title="Every picture says whose it is",
    why="Nobody who reuses the brief knows whether the picture may be reused with it.",
    mend="add credit: or source:, and licence: where it is not that of the brief",
    needs=("brief",),
)
def image_rights(subject: Subject) -> Iterator[Problem]:
    assert subject.brief
    heard = subject.reading.words_heard
    pictures = {(each.image, each.credit, each.licence): each for each in _pictures(subject.brief)}
    for picture in pictures.values():  # a picture may stand twice
        if not picture.credit and not picture.source:
            yield Problem(f"the picture {picture.image} has neither a credit nor a source")
        for what, text in (("credit", picture.credit), ("licence", picture.licence)):
            if text and not _is_heard(text, heard):
                yield Problem(f"the text does not hold the {what} of the picture {picture.image}")


def _pictures(part: object) -> Iterator[Picture]:
    """Yield all pictures in a part of a brief; those side by side may have their source in common."""
    from briefpress.content import Figures, Model, Picture  # noqa: PLC0415 - only where there is a brief

    if isinstance(part, Picture):
        yield part
    elif isinstance(part, Figures):
        yield from (
            each.model_copy(update={"source": each.source or part.source}) for each in part.items
        )
    elif isinstance(part, (Model, tuple)):
        values = (
            part
            if isinstance(part, tuple)
            else (getattr(part, name) for name in type(part).model_fields)
        )
        for value in values:
            yield from _pictures(value)
