"""What a publisher owes the reader: credits, licence, identifiers, and a page that can be read."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from briefpress.checks import contrast
from briefpress.checks.prepress import blank_at_end
from briefpress.checks.reading import fold, shorten, squeeze
from briefpress.checks.rules import ERROR, NOTE, WARNING, Family, Problem, Rule
from briefpress.content import LICENCES
from briefpress.structure import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.rules import Subject
    from briefpress.content import Brief, Figure
    from briefpress.structure import Rect

_DC = "{http://purl.org/dc/elements/1.1/}"
_XMP_RIGHTS = {
    "rights": f"{_DC}rights",
    "Marked": "{http://ns.adobe.com/xap/1.0/rights/}Marked",
    "WebStatement": "{http://ns.adobe.com/xap/1.0/rights/}WebStatement",
    "UsageTerms": "{http://ns.adobe.com/xap/1.0/rights/}UsageTerms",
    "license": "{http://creativecommons.org/ns#}license",
    "attributionName": "{http://creativecommons.org/ns#}attributionName",
}
_CREATED = "{http://ns.adobe.com/xap/1.0/}CreateDate"
_NEARLY_EMPTY = 40  # words on the last page
_SMALL, _SMALL_TEXT = 7.0, 9.0  # points: for any text, and for what most of the text is set in


# What the file says of itself


def _title_shown(subject: Subject) -> Iterator[Problem]:
    title = subject.pdf.title or " ".join(subject.pdf.xmp_values.get(f"{_DC}title", ()))
    if not title.strip():
        yield Problem("the PDF has no title")
    elif not subject.pdf.title_shown:
        yield Problem("a reader shows the file name instead of the title")


def _title_says(subject: Subject) -> Iterator[Problem]:
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


def _authors(subject: Subject) -> Iterator[Problem]:
    known = [*subject.pdf.xmp_values.get(f"{_DC}creator", ()), subject.pdf.info.get("Author", "")]
    if not any(name.strip() for name in known):
        yield Problem("the metadata name no author")
    if subject.brief:
        for author in subject.brief.authors:
            if not any(squeeze(author.name) in squeeze(name) for name in known):
                yield Problem(f"the metadata do not name the author {author.name}")


def _date(subject: Subject) -> Iterator[Problem]:
    dates = [*subject.pdf.xmp_values.get(_CREATED, ()), subject.pdf.info.get("CreationDate", "")]
    dates += subject.pdf.xmp_values.get(f"{_DC}date", ())
    if not any(date.strip() for date in dates):
        yield Problem("the metadata name no date")


def _licence_named(subject: Subject) -> Iterator[Problem]:
    keys = (_XMP_RIGHTS["license"], _XMP_RIGHTS["WebStatement"], _XMP_RIGHTS["rights"])
    if not any(subject.pdf.xmp_values.get(key) for key in keys):
        yield Problem("the metadata do not say what one may do with the file")


def _identifier(subject: Subject) -> Iterator[Problem]:
    assert subject.brief
    doi = subject.brief.doi
    if doi and squeeze(doi) not in subject.reading.heard:
        yield Problem(f"the text does not hold the DOI {doi}")
    if doi and not any(
        doi in value for values in subject.pdf.xmp_values.values() for value in values
    ):
        yield Problem(f"the metadata do not hold the DOI {doi}")


# Licence and credits


def _licence_in_text(subject: Subject) -> Iterator[Problem]:
    assert subject.brief
    licence = LICENCES[subject.brief.licence]
    heard = subject.reading.heard
    if squeeze(licence.short_name) not in heard:
        yield Problem(f"the text does not name the licence {licence.short_name}")
    for author in subject.brief.authors:
        if squeeze(author.name) not in heard:
            yield Problem(f"the text does not name the author {author.name}")
    if not subject.edition.has_links:
        if squeeze(licence.url) not in heard:
            yield Problem(f"the text does not spell out the address of the licence, {licence.url}")
    elif not any(o.uri == licence.url for page in subject.pdf.pages for o in page.annotations):
        yield Problem(f"no link leads to the licence, {licence.url}")


def _licence_in_metadata(subject: Subject) -> Iterator[Problem]:
    assert subject.brief
    licence = LICENCES[subject.brief.licence]
    for name, key in _XMP_RIGHTS.items():
        if not subject.pdf.xmp_values.get(key):
            yield Problem(f"the metadata do not say {name}")
    for name in ("WebStatement", "license"):
        values = subject.pdf.xmp_values.get(_XMP_RIGHTS[name], ())
        if values and values != (licence.url,):
            yield Problem(f"the metadata name another licence: {name} is {', '.join(values)}")


def _footer(subject: Subject) -> Iterator[Problem]:
    assert subject.brief
    brief = subject.brief
    licence = LICENCES[brief.licence]
    holder = brief.rights_holder or brief.publisher.name
    owed = {
        "licence": squeeze(licence.short_name),
        "rights holder and year": squeeze(f"{holder} {brief.year}"),
        "title": squeeze(brief.short_title or brief.title),
    }
    blank = blank_at_end(subject)
    for page in subject.pdf.pages:
        if page.index in blank:
            continue
        foot = squeeze(
            "".join([*(a.text for a in page.artifacts), *(t.text for t in page.orphans)])
        )
        lacking = [what for what, words in owed.items() if words not in foot]
        for words in owed.values():  # some hold numbers as well
            foot = foot.replace(words, " ")
        if str(page.index + 1) not in re.findall(r"\d+", foot):
            lacking.append("page number")
        for what in lacking:
            message = f"the footer of page {page.index + 1} does not hold the {what}"
            yield Problem(message, page=page.index)


def _credits(subject: Subject) -> Iterator[Problem]:
    """The credits, the funder and the disclaimer of the brief stand in the text."""
    assert subject.brief
    brief = subject.brief
    owed = {"credits": brief.credits, "acknowledgements": brief.acknowledgements,
            "disclaimer": brief.disclaimer, "contact": brief.contact}  # fmt: skip
    if brief.funding:
        owed["funder"] = brief.funding.funder
        owed["statement of the funder"] = brief.funding.statement
    heard = _letters(subject.reading.heard)
    for what, text in owed.items():
        if text and _plain(text) not in heard:
            yield Problem(f"the text does not hold the {what}")


def _plain(text: str) -> str:
    from briefpress.content import markdown_to_text  # noqa: PLC0415 - only where there is a brief to compare with

    return _letters(markdown_to_text(text))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, squeeze(text)))


def _image_rights(subject: Subject) -> Iterator[Problem]:
    """Every picture says whose it is, in the text."""
    assert subject.brief
    heard = _letters(subject.reading.heard)
    for figure in _figures(subject.brief):
        if not figure.credit and not figure.source:
            yield Problem(f"the picture {figure.image} has neither a credit nor a source")
        for what, text in (("credit", figure.credit), ("licence", figure.licence)):
            if text and _plain(text) not in heard:
                yield Problem(f"the text does not hold the {what} of the picture {figure.image}")


def _figures(brief: Brief) -> Iterator[Figure]:
    pending: list[Any] = [*brief.introduction, *brief.sections]
    while pending:
        node = pending.pop(0)
        if figure := getattr(node, "figure", None):
            yield figure
        for name in ("body", "sections"):
            pending += getattr(node, name, ())
        if box := getattr(node, "box", None):
            pending += box.body


# The page


def _fonts(subject: Subject) -> Iterator[Problem]:
    for font in subject.pdf.fonts:
        if not font.embedded:
            yield Problem(f"the font {font.name} is not embedded", page=font.pages[0])


def _text_size(subject: Subject) -> Iterator[Problem]:
    reading = subject.reading
    if 0 < reading.body_size < _SMALL_TEXT:
        yield Problem(f"most of the text is set in {reading.body_size:g} points")
    told: set[tuple[int | None, float]] = set()
    for block in reading.blocks:
        # A raised number is smaller than the text it stands in, and no text of its own.
        if 0 < block.size < _SMALL and len(block.text) > 3 and (block.page, block.size) not in told:
            told.add((block.page, block.size))
            yield Problem(
                f'"{shorten(block.text)}" is set in {block.size:g} points',
                block.element,
                block.page,
            )


def _large(subject: Subject) -> Iterator[Problem]:
    """Nothing is smaller than the edition allows; letters in pictures are as the picture has them."""
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


def _pages(subject: Subject) -> Iterator[Problem]:
    blank = blank_at_end(subject)
    for page, words in _words_by_page(subject).items():
        if not words and page not in blank:
            yield Problem(f"page {page + 1} is empty", page=page)


def _last_page(subject: Subject) -> Iterator[Problem]:
    words = _words_by_page(subject)
    last = len(words) - 1 - len(blank_at_end(subject))
    if last > 0 and 0 < words[last] < _NEARLY_EMPTY:
        yield Problem(f"the last page holds only {words[last]} words", page=last)


def _words_by_page(subject: Subject) -> dict[int, int]:
    """Count the words on every page outside of page furniture; a picture counts as a text of its own."""
    words = Counter({page.index: 0 for page in subject.pdf.pages})
    for element in subject.reading.elements:
        for child in element.children:
            if isinstance(child, Text) and child.page is not None:
                words[child.page] += len(child.text.split())
        if element.role in ("Figure", "Formula", "Form") and element.page is not None:
            words[element.page] += _NEARLY_EMPTY
    for page in subject.pdf.pages:
        loose = [*page.unmarked, *(run for orphan in page.orphans for run in orphan.runs)]
        words[page.index] += sum(len(run.text.split()) for run in loose)
        images = [*page.unmarked_graphics, *(g for o in page.orphans for g in o.graphics)]
        words[page.index] += _NEARLY_EMPTY * len(images)
    return dict(words)


def _boxes(subject: Subject) -> Iterator[Problem]:
    """The trimmed page lies within its bleed, and that within the sheet (ISO 32000-2, 14.11.2)."""
    for page in subject.pdf.pages:
        media = page.boxes.media
        if media is None:
            yield Problem(f"page {page.index + 1} does not say how large it is", page=page.index)
            continue
        bleed = page.boxes.bleed or media
        for name, inner, outer in (
            ("TrimBox", page.boxes.trim, bleed), ("BleedBox", page.boxes.bleed, media),
            ("CropBox", page.boxes.crop, media),
        ):  # fmt: skip
            if inner is not None and not _is_within(inner, outer):
                yield Problem(
                    f"the {name} of page {page.index + 1} reaches beyond the page", page=page.index
                )


def _is_within(inner: Rect, outer: Rect) -> bool:
    least = all(a >= b - 0.01 for a, b in zip(inner[:2], outer[:2], strict=True))
    return least and all(a <= b + 0.01 for a, b in zip(inner[2:], outer[2:], strict=True))


def _damaged(subject: Subject) -> Iterator[Problem]:
    yield from (Problem(f"the PDF is damaged: {problem}") for problem in subject.pdf.problems)


def _limits(subject: Subject) -> Iterator[Problem]:
    limits = [*subject.pdf.limits, *(contrast.limits(subject) if subject.pictures else ())]
    yield from (Problem(f"not all of the PDF was checked: {limit}") for limit in limits)


_P = Family.PUBLICATION
_REBUILD = "this is a fault of what made the PDF, not of the text: build it again, and report it if it stays"
_BRIEF = ("brief",)

RULES: tuple[Rule, ...] = (
    Rule("pdf-damaged", "The file is whole", _P, ERROR,
         "Some software opens it and some does not; what a reader gets is a matter of luck.",
         "make it again from its source", _damaged),
    Rule("pdf-too-large", "All of the file was checked", _P, WARNING,
         "Nobody knows whether what was left out can be read.",
         "check the parts of the document one by one", _limits),
    Rule("title-shown", "Readers show the title", _P, ERROR,
         "People who listen hear a file name, and cannot tell one window from the other.",
         "give the document a title, and have it shown (DisplayDocTitle)", _title_shown, "7.1", "07-001", "2.4.2"),
    Rule("title-is-file-name", "The title is a title", _P, WARNING,
         "People who listen, and search engines, get a file name.",
         "give the document its own title", _title_says, "7.1", "06-004", "2.4.2"),
    Rule("authors", "The metadata name the authors", _P, WARNING,
         "Nobody who finds the file can credit it.", "name the authors", _authors),
    Rule("date", "The metadata name a date", _P, WARNING,
         "Nobody who finds the file can tell how old its facts are.", "give the document a date", _date),
    Rule("licence-named", "The metadata say what one may do with the file", _P, NOTE,
         "People who would translate or share it do not know whether they may.",
         "state a licence, such as CC BY 4.0", _licence_named),
    Rule("identifier", "The DOI is in the text and in the metadata", _P, ERROR,
         "Citations and catalogues cannot link to the brief.", _REBUILD, _identifier, needs=_BRIEF),
    Rule("licence-text", "The text names licence and authors", _P, ERROR,
         "Nobody may reuse what does not say on which terms.", _REBUILD, _licence_in_text, needs=_BRIEF),
    Rule("licence-metadata", "The metadata name the licence", _P, ERROR,
         "Search engines and archives do not find that it is free to use.", _REBUILD, _licence_in_metadata,
         needs=_BRIEF),
    Rule("footer", "Every page has its footer", _P, ERROR,
         "A page that is copied alone loses its title, its number and its licence.", _REBUILD, _footer, needs=_BRIEF),
    Rule("credits", "Credits, funder and disclaimer are in the text", _P, ERROR,
         "Those who did and paid for the work are not named.", _REBUILD, _credits, needs=_BRIEF),
    Rule("image-rights", "Every picture says whose it is", _P, WARNING,
         "Nobody who reuses the brief knows whether the picture may be reused with it.",
         "add credit: or source:, and licence: where it is not that of the brief", _image_rights, needs=_BRIEF),
    Rule("fonts", "Fonts are embedded", _P, ERROR,
         "The page looks different on every machine, and some letters may be missing.",
         "embed the fonts when the PDF is made", _fonts, "7.21.4.1", "31-009"),
    Rule("contrast", "Text stands out from what is behind it", _P, ERROR,
         "People with low vision cannot read it, and nobody can in bright light.",
         "make the text darker or its background lighter, or the other way round", contrast.problems,
         "7.1", "04-001", "1.4.3", ("pictures",)),
    Rule("text-size", "Text is large enough to read", _P, WARNING,
         "People with low vision, and most people over forty, cannot read it in print.",
         "set it larger", _text_size, "", "", "1.4.4"),
    Rule("large-print", "Large print is large", _P, ERROR,
         "People who asked for large print cannot read it.", "set it larger in the style sheet large.css", _large,
         "", "", "1.4.4"),
    Rule("empty-page", "No page is empty", _P, ERROR,
         "People who listen hear nothing, and think that the document has ended.",
         "take out the page break before it", _pages),
    Rule("last-page", "The last page is not nearly empty", _P, WARNING,
         "It costs a sheet of paper for a few lines.", "shorten the text by a few lines", _last_page),
    Rule("page-boxes", "The page boxes fit into each other", _P, ERROR,
         "A printer cuts the page in the wrong place.", "set the trim, bleed and media boxes again", _boxes),
)  # fmt: skip
