"""Rules, as data, over the facts of a PDF: what has to hold before anyone sees it.

These are checks of our own; they are not a verdict on conformance.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import quote

from briefpress.findings import Finding, Location, Report, Severity
from briefpress.licences import LICENCES
from briefpress.structure import Element, ObjectRef

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from briefpress.model import Brief
    from briefpress.outline import HtmlOutline
    from briefpress.structure import PdfStructure

_DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_PDFUA_PART = "{http://www.aiim.org/pdfua/ns/id/}part"
_XMP_RIGHTS = {
    "rights": "{http://purl.org/dc/elements/1.1/}rights",
    "Marked": "{http://ns.adobe.com/xap/1.0/rights/}Marked",
    "WebStatement": "{http://ns.adobe.com/xap/1.0/rights/}WebStatement",
    "UsageTerms": "{http://ns.adobe.com/xap/1.0/rights/}UsageTerms",
    "license": "{http://creativecommons.org/ns#}license",
    "attributionName": "{http://creativecommons.org/ns#}attributionName",
}
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9.+-]*:")
_NEARLY_EMPTY = 40  # words on the last page


@dataclass(frozen=True, slots=True)
class Subject:
    """What is checked: a PDF, and the HTML and the brief that it was made from, where known."""

    name: str
    pdf: PdfStructure
    html: HtmlOutline | None = None
    brief: Brief | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule found, on which page (from 1), and where in the structure."""

    message: str
    page: int | None = None
    path: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that has to hold: what it is called, where it comes from, and how it is tested."""

    id: str
    title: str
    severity: Severity
    test: Callable[[Subject], Iterable[Problem]]
    mend: str
    source: str = ""
    needs: str = ""


def check(subject: Subject) -> Report:
    """Apply every rule that can be applied, and say which cannot and why."""
    findings: list[Finding] = []
    applied: list[str] = []
    left_out: list[tuple[str, str]] = []
    for rule in RULES:
        if rule.needs and getattr(subject, rule.needs) is None:
            left_out.append(
                (rule.id, f"needs the {rule.needs.upper() if rule.needs == 'html' else rule.needs}")
            )
            continue
        applied.append(rule.id)
        for problem in rule.test(subject):
            where = Location(subject.name, page=problem.page, path=problem.path)
            findings.append(
                Finding(rule.id, rule.severity, problem.message, where, rule.mend, rule.source)
            )
    return Report(tuple(findings), tuple(applied), tuple(left_out))


# What the file says of itself


def _tagged(subject: Subject) -> Iterator[Problem]:
    if not subject.pdf.marked or not subject.pdf.roots:
        yield Problem("the PDF is not tagged")


def _undamaged(subject: Subject) -> Iterator[Problem]:
    yield from (Problem(f"the PDF is damaged: {problem}") for problem in subject.pdf.problems)


def _title_shown(subject: Subject) -> Iterator[Problem]:
    title = subject.pdf.title or " ".join(subject.pdf.xmp_values.get(_DC_TITLE, ()))
    if not title.strip():
        yield Problem("the PDF has no title")
    elif not subject.pdf.title_shown:
        yield Problem("a reader shows the file name instead of the title")
    elif subject.html and title != subject.html.title:
        yield Problem(f'the title is "{title}" instead of "{subject.html.title}"')


def _language(subject: Subject) -> Iterator[Problem]:
    if not subject.pdf.language:
        yield Problem("the PDF does not say which language it is in")
    elif subject.html and subject.pdf.language != subject.html.language:
        yield Problem(f"the language is {subject.pdf.language} instead of {subject.html.language}")


def _identifier(subject: Subject) -> Iterator[Problem]:
    if subject.pdf.xmp_values.get(_PDFUA_PART) not in (("1",), ("2",)):
        yield Problem("the metadata hold no PDF/UA identifier")


def _fonts(subject: Subject) -> Iterator[Problem]:
    for font in subject.pdf.fonts:
        if not font.embedded:
            yield Problem(f"the font {font.name} is not embedded", font.pages[0] + 1)
        if not font.has_to_unicode:
            yield Problem(
                f"the font {font.name} does not say which letters it shows", font.pages[0] + 1
            )


def _pages(subject: Subject) -> Iterator[Problem]:
    for page, words in _words_by_page(subject).items():
        if not words:
            yield Problem(f"page {page + 1} is empty", page + 1)


def _last_page(subject: Subject) -> Iterator[Problem]:
    words = _words_by_page(subject)
    last = len(words) - 1
    if last > 0 and 0 < words[last] < _NEARLY_EMPTY:
        yield Problem(f"the last page holds only {words[last]} words", last + 1)


def _words_by_page(subject: Subject) -> dict[int, int]:
    """Count the words of the tree on every page; a picture counts as a text of its own."""
    words = {page.index: 0 for page in subject.pdf.pages}
    for element in subject.pdf.walk():
        for child in element.children:
            page = getattr(child, "page", None)
            if page is not None and not isinstance(child, Element):
                words[page] += len(getattr(child, "text", "").split())
        if element.role == "Figure" and element.page is not None:
            words[element.page] += _NEARLY_EMPTY
    return words


# Headings


def _heading_level(element: Element) -> int | None:
    return int(element.role[1]) if re.fullmatch("H[1-6]", element.role) else None


def _headings(subject: Subject) -> list[tuple[int, Element]]:
    return [
        (level, element) for element in subject.pdf.walk() if (level := _heading_level(element))
    ]


def _one_h1(subject: Subject) -> Iterator[Problem]:
    count = sum(level == 1 for level, _ in _headings(subject))
    if count != 1:
        yield Problem(f"there are {count} headings of the first level instead of one")


def _no_skipped_level(subject: Subject) -> Iterator[Problem]:
    before = 0
    for level, element in _headings(subject):
        if level > before + 1:
            yield Problem(
                f'after level {before}, "{_clean(element.text)}" has level {level}', _page(element)
            )
        before = level


def _same_headings(subject: Subject) -> Iterator[Problem]:
    assert subject.html
    expected = [(level, _squeeze(text), text) for level, text in subject.html.headings]
    actual = [
        (level, _squeeze(element.text), _clean(element.text))
        for level, element in _headings(subject)
    ]
    missing = Counter(e[:2] for e in expected) - Counter(a[:2] for a in actual)
    added = Counter(a[:2] for a in actual) - Counter(e[:2] for e in expected)
    for level, key, text in expected:
        if (level, key) in missing:
            yield Problem(f'the heading "{text}" of level {level} is missing in the PDF')
    for level, key, text in actual:
        if (level, key) in added:
            yield Problem(f'the heading "{text}" of level {level} is not in the source')
    if not missing and not added and [e[:2] for e in expected] != [a[:2] for a in actual]:
        yield Problem("the headings stand in another order than in the source")


# Texts, pictures and links, compared with the source


def _same_texts(subject: Subject) -> Iterator[Problem]:
    """Every passage of the source stands in the tree once, and after the passage before it."""
    assert subject.html
    heard = _squeeze("".join(root.text for root in subject.pdf.roots))
    sought = [_squeeze(passage.text) for passage in subject.html.passages]
    times = Counter(sought)
    position = 0
    for passage, text in zip(subject.html.passages, sought, strict=True):
        found = heard.find(text, position)
        if found >= 0:
            position = found + len(text)
        elif text in heard:
            yield Problem(
                f'{_NAMES.get(passage.element, "the text")} "{_short(passage.text)}" is not where it belongs'
            )
        else:
            yield Problem(
                f'{_NAMES.get(passage.element, "the text")} "{_short(passage.text)}" is missing in the PDF'
            )
        if len(text) > 60 and heard.count(text) > times[text]:
            yield Problem(
                f'{_NAMES.get(passage.element, "the text")} "{_short(passage.text)}" is read more than once'
            )


_NAMES = {
    "p": "the paragraph", "li": "the list item", "td": "the table cell", "th": "the table heading",
    "caption": "the caption", "figcaption": "the caption", "dt": "the term", "dd": "the definition",
}  # fmt: skip


def _same_alternates(subject: Subject) -> Iterator[Problem]:
    assert subject.html
    actual = [
        _clean(element.alt or "") for element in subject.pdf.walk() if element.role == "Figure"
    ]
    expected = [alternate or "" for alternate in subject.html.alternates]
    if actual != expected:
        for alternate in (Counter(expected) - Counter(actual)).elements():
            yield Problem(f'the alternate description "{_short(alternate)}" is missing in the PDF')
        for alternate in (Counter(actual) - Counter(expected)).elements():
            yield Problem(f'the alternate description "{_short(alternate)}" is not in the source')
        if Counter(actual) == Counter(expected):
            yield Problem("the pictures stand in another order than in the source")


def _same_links(subject: Subject) -> Iterator[Problem]:
    assert subject.html
    links = [
        child for e in subject.pdf.walk() for child in e.children if isinstance(child, ObjectRef)
    ]
    for link in links:
        if link.uri is None and (link.destination is None or link.destination.page is None):
            yield Problem("a link leads nowhere", None if link.page is None else link.page + 1)
    actual = [key for key, _ in groupby(_address(link.uri) for link in links if link.uri)]
    targets = (_address(link.target) for link in subject.html.links)
    expected = [key for key, _ in groupby(filter(_SCHEME.match, targets))]
    for target in Counter(expected) - Counter(actual):
        yield Problem(f"the link to {target} is missing in the PDF")


def _reachable(subject: Subject) -> Iterator[Problem]:
    for page in subject.pdf.pages:
        for link in page.annotations:
            if link.uri and (link.uri.startswith("file:") or not _SCHEME.match(link.uri)):
                yield Problem(
                    f"the link to {link.uri} leads to a file of this machine", page.index + 1
                )


def _address(target: str) -> str:
    """Write an address as it stands in a PDF: without letters that are not ASCII (RFC 3987, 3.1)."""
    return quote(target.strip(), safe="/:?#[]@!$&'()*+,;=~%")


# Licence and credits


def _licence_in_text(subject: Subject) -> Iterator[Problem]:
    assert subject.brief
    licence = LICENCES[subject.brief.licence]
    heard = _squeeze("".join(root.text for root in subject.pdf.roots))
    if _squeeze(licence.short_name) not in heard:
        yield Problem(f"the text does not name the licence {licence.short_name}")
    for author in subject.brief.authors:
        if _squeeze(author.name) not in heard:
            yield Problem(f"the text does not name the author {author.name}")
    if not any(o.uri == licence.url for page in subject.pdf.pages for o in page.annotations):
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
    for page in subject.pdf.pages:
        foot = _squeeze(
            "".join([*(a.text for a in page.artifacts), *(t.text for t in page.orphans)])
        )
        for what, words in (
            ("licence", licence.short_name),
            ("rights holder and year", f"{holder} {brief.year}"),
            ("title", brief.short_title or brief.title),
            ("page number", str(page.index + 1)),
        ):
            if _squeeze(words) not in foot:
                yield Problem(
                    f"the footer of page {page.index + 1} does not hold the {what}", page.index + 1
                )


def _squeeze(text: str) -> str:
    """Take out white space and soft hyphens, which lines add and lose."""
    return "".join(text.replace("\u00ad", "").split())


def _clean(text: str) -> str:
    return " ".join(text.split())


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"


def _page(element: Element) -> int | None:
    return None if element.page is None else element.page + 1


_REBUILD = "this is a fault of the press, not of the text: please report it"
_E, _W = Severity.ERROR, Severity.WARNING

RULES: tuple[Rule, ...] = (
    Rule("pdf-damaged", "The file is whole", _E, _undamaged, _REBUILD),
    Rule("pdf-tagged", "The PDF is tagged", _E, _tagged, _REBUILD, "PDF/UA-1 7.1, Matterhorn 01-006"),
    Rule("title-shown", "Readers show the title", _E, _title_shown,
         "give the document a title", "PDF/UA-1 7.1, WCAG 2.4.2"),
    Rule("language-declared", "The language is declared", _E, _language,
         "give the document a language", "PDF/UA-1 7.2, WCAG 3.1.1"),
    Rule("ua-identifier", "The PDF/UA identifier is there", _E, _identifier, _REBUILD, "PDF/UA-1 clause 5"),
    Rule("one-h1", "There is one heading of the first level", _E, _one_h1,
         "use one h1, for the title", "WCAG 2.4.6"),
    Rule("heading-levels", "No heading level is skipped", _E, _no_skipped_level,
         "use the next level, and leave the size to the style", "PDF/UA-1 7.4.2, Matterhorn 14-003, WCAG 1.3.1"),
    Rule("same-headings", "The headings are those of the source", _E, _same_headings, _REBUILD, "WCAG 1.3.1", "html"),
    Rule("same-texts", "Every text of the source is there once, in order", _E, _same_texts, _REBUILD,
         "WCAG 1.3.2", "html"),
    Rule("same-alternates", "The alternate descriptions are those of the source", _E, _same_alternates, _REBUILD,
         "PDF/UA-1 7.3, WCAG 1.1.1", "html"),
    Rule("same-links", "The links lead where those of the source lead", _E, _same_links, _REBUILD,
         "PDF/UA-1 7.18.5, WCAG 2.4.4", "html"),
    Rule("link-address", "Links lead where other people can follow", _E, _reachable,
         "write the whole address: https://…", "WCAG 2.4.4"),
    Rule("fonts", "Fonts are embedded and say which letters they show", _E, _fonts, _REBUILD, "PDF/UA-1 7.21"),
    Rule("empty-page", "No page is empty", _E, _pages, "take out the page break before it"),
    Rule("last-page", "The last page is not nearly empty", _W, _last_page, "shorten the text by a few lines"),
    Rule("licence-text", "The text names licence and authors", _E, _licence_in_text, _REBUILD, "", "brief"),
    Rule("licence-metadata", "The metadata name the licence", _E, _licence_in_metadata, _REBUILD, "", "brief"),
    Rule("footer", "Every page has its footer", _E, _footer, _REBUILD, "", "brief"),
)  # fmt: skip
