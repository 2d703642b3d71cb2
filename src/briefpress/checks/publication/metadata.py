"""What the file says of itself: title, authors, date, licence, identifier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.checks.reading import fold, shorten, squeeze
from briefpress.checks.rules import ERROR, NOTE, PUBLICATION, REBUILD, WARNING, Problem, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.subject import Subject

_DC = "{http://purl.org/dc/elements/1.1/}"
XMP_RIGHTS = {
    "rights": f"{_DC}rights",
    "Marked": "{http://ns.adobe.com/xap/1.0/rights/}Marked",
    "WebStatement": "{http://ns.adobe.com/xap/1.0/rights/}WebStatement",
    "UsageTerms": "{http://ns.adobe.com/xap/1.0/rights/}UsageTerms",
    "license": "{http://creativecommons.org/ns#}license",
    "attributionName": "{http://creativecommons.org/ns#}attributionName",
}
_CREATED = "{http://ns.adobe.com/xap/1.0/}CreateDate"


@rule(
    id="title-shown",
    family=PUBLICATION,
    severity=ERROR,
    title="Readers show the title",
    why="People who listen hear a file name, and cannot tell one window from the other.",
    mend="give the document a title, and have it shown (DisplayDocTitle)",
    clause="7.1",
    matterhorn="07-001",
    wcag="2.4.2",
)
def title_shown(subject: Subject) -> Iterator[Problem]:
    title = subject.pdf.title or " ".join(subject.pdf.xmp_values.get(f"{_DC}title", ()))
    if not title.strip():
        yield Problem("the PDF has no title")
    elif not subject.pdf.title_shown:
        yield Problem("a reader shows the file name instead of the title")


@rule(
    id="title-is-file-name",
    family=PUBLICATION,
    severity=WARNING,
    title="The title is a title",
    why="People who listen, and search engines, get a file name.",
    mend="give the document its own title",
    clause="7.1",
    matterhorn="06-004",
    wcag="2.4.2",
)
def title_is_file_name(subject: Subject) -> Iterator[Problem]:
    title = fold(subject.pdf.title or " ".join(subject.pdf.xmp_values.get(f"{_DC}title", ())))
    beginnings = (
        "untitled",
        "microsoft word -",
        "microsoft powerpoint -",
        "document1",
        "presentation1",
    )
    endings = (".doc", ".docx", ".indd", ".pdf", ".odt", ".html", ".qxp", ".pptx", ".tex", ".typ")
    said = title.casefold()
    if said and (said.startswith(beginnings) or said.endswith(endings)):
        yield Problem(f'the title "{shorten(title)}" is the name of a file')


@rule(
    id="authors",
    family=PUBLICATION,
    severity=WARNING,
    title="The metadata name the authors",
    why="Nobody who finds the file can credit it.",
    mend='name the authors; a page of HTML does with <meta name="author" content="…">',
)
def authors(subject: Subject) -> Iterator[Problem]:
    known = [*subject.pdf.xmp_values.get(f"{_DC}creator", ()), subject.pdf.info.get("Author", "")]
    if not any(name.strip() for name in known):
        yield Problem("the metadata name no author")
    if subject.brief:
        for author in subject.brief.authors:
            if not any(squeeze(author.name) in squeeze(name) for name in known):
                yield Problem(f"the metadata do not name the author {author.name}")


@rule(
    id="date",
    family=PUBLICATION,
    severity=WARNING,
    title="The metadata name a date",
    why="Nobody who finds the file can tell how old its facts are.",
    mend='give the document a date; a page of HTML does with <meta name="dcterms.created" content="2025-11-29">',
)
def date(subject: Subject) -> Iterator[Problem]:
    dates = [*subject.pdf.xmp_values.get(_CREATED, ()), subject.pdf.info.get("CreationDate", "")]
    dates += subject.pdf.xmp_values.get(f"{_DC}date", ())
    if not any(date.strip() for date in dates):
        yield Problem("the metadata name no date")


@rule(
    id="licence-named",
    family=PUBLICATION,
    severity=NOTE,
    title="The metadata say what one may do with the file",
    why="People who would translate or share it do not know whether they may.",
    mend='state a licence, such as CC BY 4.0; a page of HTML does with <link rel="license" href="…">',
)
def licence_named(subject: Subject) -> Iterator[Problem]:
    keys = (XMP_RIGHTS["license"], XMP_RIGHTS["WebStatement"], XMP_RIGHTS["rights"])
    if not any(subject.pdf.xmp_values.get(key) for key in keys):
        yield Problem("the metadata do not say what one may do with the file")


@rule(
    id="identifier",
    family=PUBLICATION,
    severity=ERROR,
    title="The DOI is in the text and in the metadata",
    why="Citations and catalogues cannot link to the brief.",
    mend=REBUILD,
    needs=("brief",),
)
def identifier(subject: Subject) -> Iterator[Problem]:
    assert subject.brief
    doi = subject.brief.doi
    if doi and squeeze(doi) not in subject.reading.heard:
        yield Problem(f"the text does not hold the DOI {doi}")
    if doi and not any(
        doi in value for values in subject.pdf.xmp_values.values() for value in values
    ):
        yield Problem(f"the metadata do not hold the DOI {doi}")
