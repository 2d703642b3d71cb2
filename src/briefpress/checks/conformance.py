"""What engines judge: whether a PDF keeps the standards that it claims, told to an editor by topic."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from briefpress.checks.clauses import UA1, matterhorn, meaning
from briefpress.checks.rules import ERROR, Family, Problem, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.rules import Subject
    from briefpress.findings import Failure, Verdict
    from briefpress.structure import Element

UNJUDGED, PDFA = "engine-unjudged", "pdfa"

_WTPDF = {"wt1a": "WTPDF 1.0 for accessibility", "wt1r": "WTPDF 1.0 for reuse"}


def standard(flavour: str) -> str:
    """Return the name of the standard that a flavour is: PDF/UA-1, PDF/A-3a."""
    if flavour.startswith("ua"):
        return f"PDF/UA-{flavour[2:]}"
    return _WTPDF.get(flavour) or f"PDF/A-{flavour}"


def topic(flavour: str, failure: Failure) -> tuple[str, str]:
    """Return the rule that a failure belongs to, and what is wrong, in an editor's words."""
    if not failure.clause:
        return UNJUDGED, failure.message
    if flavour.startswith(("ua", "wt")):
        return meaning(_part(flavour), failure.clause, failure.test, failure.message)
    return PDFA, failure.message


def _part(flavour: str) -> int:
    return 1 if flavour == "ua1" else 2


class _Fault(NamedTuple):
    """What is wrong and by which standard, wherever and however often an engine says so."""

    words: str
    standard: str


class _Seen:
    """Where engines saw one fault: by engine and page how often, and the tests that failed."""

    def __init__(self) -> None:
        self.times: defaultdict[str, defaultdict[int | None, int]] = defaultdict(
            lambda: defaultdict(int)
        )
        self.tests: dict[str, str] = {}  # a test, and its failure conditions of Matterhorn
        self.elements: dict[int | None, Element] = {}  # the first on each page

    def add(self, verdict: Verdict, failure: Failure, element: Element | None) -> None:
        """Count a failure."""
        page = failure.page
        if element is not None:
            page = element.page if page is None else page
            self.elements.setdefault(page, element)
        self.times[verdict.engine.partition(" ")[0]][page] += 1
        part = _part(verdict.flavour)
        test = f"{failure.clause}-{failure.test}" if failure.test else failure.clause
        self.tests[test] = matterhorn(part, failure.clause, failure.test)

    def pages(self) -> list[tuple[int | None, list[str], int]]:
        """Return each page with the engines that saw the fault there, and how often at most.

        An engine that cannot say where a fault is means the places that another one names.
        """
        nowhere = {engine for engine, pages in self.times.items() if set(pages) == {None}}
        located = [pages for engine, pages in self.times.items() if engine not in nowhere]
        found = {page for pages in self.times.values() for page in pages}
        if located and not any(None in pages for pages in located):
            found.discard(None)
        merged = []
        for page in sorted(found, key=lambda page: -1 if page is None else page):
            engines = [each for each in self.times if page in self.times[each] or each in nowhere]
            times = max(pages[page] for pages in self.times.values() if page in pages)
            merged.append((page, sorted(engines), times))
        return merged


def _faults(rule: str, wcag: str, subject: Subject) -> Iterator[Problem]:
    """Yield what breaks a standard and belongs to a rule, once for each page."""
    seen: defaultdict[_Fault, _Seen] = defaultdict(_Seen)
    for verdict in subject.verdicts or ():
        for failure in verdict.failures:
            belongs, words = topic(verdict.flavour, failure)
            if belongs == rule:
                fault = _Fault(words, standard(verdict.flavour))
                seen[fault].add(verdict, failure, _element(failure, subject))
    for found, sightings in seen.items():
        yield from _problems(found, sightings, wcag)


def _element(failure: Failure, subject: Subject) -> Element | None:
    """Return the structure element that an engine names by the number of its object."""
    numbers = _OBJECT.findall(failure.context)
    return subject.reading.by_number.get(int(numbers[-1])) if numbers else None


_OBJECT = re.compile(r"\b(?:object )?(\d{1,9})(?= 0 obj\b|$)")


def _problems(fault: _Fault, seen: _Seen, wcag: str) -> Iterator[Problem]:
    place = f"{fault.standard} {', '.join(seen.tests)}"
    conditions = ", ".join(dict.fromkeys(filter(None, seen.tests.values())))
    named = {"": place, "Matterhorn ": conditions, "WCAG ": wcag}
    source = ", ".join(f"{name}{value}" for name, value in named.items() if value)
    for page, engines, times in seen.pages():
        often = f"{times} times; " if times > 1 else ""
        message = f"{fault.words} ({often}{', '.join(engines)}, {place})"
        yield Problem(message, seen.elements.get(page), page, source=source)


def _unjudged(subject: Subject) -> Iterator[Problem]:
    """Yield what is not known: a standard that an engine came to no verdict on."""
    for verdict in subject.verdicts or ():
        reasons = [failure.message for failure in verdict.failures if not failure.clause]
        if not verdict.compliant and not verdict.failures:
            reasons = ["it says that the file does not comply, and not why"]
        for reason in dict.fromkeys(reasons):
            name = standard(verdict.flavour)
            words = f"whether the file keeps {name} is not known: {reason} ({verdict.engine})"
            yield Problem(words, source=name)


class _Topic(NamedTuple):
    """What a rule of this family is made of; its Matterhorn conditions are those of its tests."""

    id: str
    title: str
    protects: str
    mend: str
    clause: str
    wcag: str = ""


_TOPICS = (
    _Topic(
        "ua-version",
        "The file says which accessibility standard it keeps",
        "A library that collects accessible files passes this one by, as nothing in it says what it is.",
        "export again with PDF/UA chosen as the standard; nobody should write this mark by hand",
        "5, PDF/UA-2 5",
    ),
    _Topic(
        "ua-structure",
        "All content is tagged, with tags that software knows, and decoration is marked as such",
        "A blind reader misses text that has no tag, and hears page numbers and rules that mean nothing.",
        "export as tagged PDF, and give every text and picture a style or mark it as decoration",
        "7.1, PDF/UA-2 8.2",
        "1.3.1",
    ),
    _Topic(
        "ua-metadata",
        "The file gives its title, and shows it",
        "Who has ten windows open hears ten file names, and cannot tell this document from the others.",
        "write the title into the document's properties, and export so that it is shown",
        "7.1, PDF/UA-2 8.11",
        "2.4.2",
    ),
    _Topic(
        "ua-language",
        "The language of every text is given",
        "A screen reader speaks Kazakh with English sounds, which nobody understands.",
        "set the language of the document, and mark passages and names in other languages as such",
        "7.2, PDF/UA-2 8.4.4",
        "3.1.1",
    ),
    _Topic(
        "ua-text",
        "Every character can be read out, copied and searched",
        "A screen reader spells nonsense or falls silent, and a search does not find the word.",
        "set the text in a font that has these characters, and export it as text, not as drawings",
        "7.21.7, PDF/UA-2 8.4.5.8",
        "1.1.1",
    ),
    _Topic(
        "ua-contents",
        "A table of contents is built as one",
        "A blind reader cannot tell the entries apart, nor jump to one of them.",
        "let the tool make the table of contents from the headings",
        "7.2, PDF/UA-2 8.2.5.8",
        "1.3.1",
    ),
    _Topic(
        "ua-headings",
        "Headings follow one another without a gap, in one way throughout",
        "Who jumps from heading to heading looks for a section that does not exist, or misses one that does.",
        "use heading 1, then 2, then 3, and choose them by what they stand over, not by their looks",
        "7.4, PDF/UA-2 8.2.5.12",
        "1.3.1",
    ),
    _Topic(
        "ua-tables",
        "Tables are regular, and each cell has its headers",
        "A blind reader hears a number and not of which country and which year it is.",
        "mark header cells in the source, and give every row as many cells as the others",
        "7.5, PDF/UA-2 8.2.5.26",
        "1.3.1",
    ),
    _Topic(
        "ua-lists",
        "A list is built of items",
        "A blind reader does not hear that there are five points, nor where one of them ends.",
        "make lists with the tool's own lists, not with dashes or numbers typed by hand",
        "7.2, PDF/UA-2 8.2.5.25",
        "1.3.1",
    ),
    _Topic(
        "ua-graphics",
        "Every figure has an alternative text",
        "A blind reader hears that there is a picture, and nothing of what it shows.",
        "write what the picture tells in its alternative text, or mark it as decoration",
        "7.3, PDF/UA-2 8.2.5.28",
        "1.1.1",
    ),
    _Topic(
        "ua-math",
        "Every formula is tagged, and has an alternative text",
        "A blind reader hears letters and signs without order instead of the formula.",
        "write the formula as MathML, or give it an alternative text that reads it out",
        "7.7, PDF/UA-2 8.2.5.29",
        "1.1.1",
    ),
    _Topic(
        "ua-notes",
        "Notes can be told apart, and found from the text and back",
        "Who listens to a note cannot get back to the sentence that it belongs to.",
        "make notes with the tool's own footnotes, not with raised numbers typed by hand",
        "7.9, PDF/UA-2 8.2.5.14",
        "1.3.1",
    ),
    _Topic(
        "ua-layers",
        "Layers have names, and stay as the reader sets them",
        "Who switches layers cannot tell them apart, and content comes and goes unnoticed.",
        "name each set of layers, or export without layers",
        "7.10, PDF/UA-2 8.7",
    ),
    _Topic(
        "ua-files",
        "Attached files have a name and a description",
        "A blind reader finds an attachment and cannot tell what is in it.",
        "give each attached file a name and say in a few words what it is",
        "7.11, PDF/UA-2 8.14",
    ),
    _Topic(
        "ua-forms",
        "Form fields are tagged and labelled",
        "A blind reader is asked for something, and does not hear what.",
        "give each field a label, and make the form with a tool that tags its fields",
        "7.18.4, PDF/UA-2 8.10",
        "4.1.2",
    ),
    _Topic(
        "ua-security",
        "Protection does not keep screen readers out",
        "A screen reader is refused the text, so that a blind person cannot read a word.",
        "export without protection, or allow access for screen readers",
        "7.16",
    ),
    _Topic(
        "ua-annotations",
        "Comments, stamps and media are tagged and described, in the order of the text",
        "Who uses the keyboard meets comments out of order, and a screen reader passes them over.",
        "remove comments before publication, and describe what stays",
        "7.18, PDF/UA-2 8.9",
        "1.3.1",
    ),
    _Topic(
        "ua-links",
        "Links are tagged and described",
        "A screen reader reads the words and does not say that they lead anywhere.",
        "make the link in the source, on words that say where it leads",
        "7.18.5, PDF/UA-2 8.2.5.20",
        "2.4.4",
    ),
    _Topic(
        "ua-xobjects",
        "What is drawn several times is tagged each time",
        "Content that is drawn again is read out at the wrong place, or not at all.",
        "place a copy of it instead of the same object, or mark repetitions as decoration",
        "7.20",
        "1.3.1",
    ),
    _Topic(
        "ua-fonts",
        "Fonts are embedded and sound",
        "On another machine the text comes out in wrong letters, or as empty boxes.",
        "export with all fonts embedded, and replace a font that stays broken",
        "7.21, PDF/UA-2 8.4.5",
    ),
    _Topic(
        "ua-destinations",
        "Bookmarks and links within the file lead to a tag",
        "Who follows a link lands on a page, and a screen reader starts to read at its top.",
        "export with a tool that writes structure destinations, or claim PDF/UA-1 instead",
        "PDF/UA-2 8.8",
    ),
)


def _rule(made: _Topic) -> Rule:
    conditions = (test.matterhorn.split(", ") for test in UA1.get(made.id, {}).values())
    numbers = sorted({number for numbers in conditions for number in numbers if number})
    return Rule(
        id=made.id,
        title=made.title,
        family=Family.CONFORMANCE,
        severity=ERROR,
        protects=made.protects,
        mend=made.mend,
        test=partial(_faults, made.id, made.wcag),
        clause=made.clause,
        matterhorn=", ".join(numbers),
        wcag=made.wcag,
        needs=("verdicts",),
    )


RULES = (
    *map(_rule, _TOPICS),
    Rule(
        id=PDFA,
        title="The file keeps the standard for archives that it claims",
        family=Family.CONFORMANCE,
        severity=ERROR,
        protects="An archive turns the file away, or in twenty years it opens with other letters and colours.",
        mend="export again with PDF/A chosen as the standard, and embed all fonts and colour profiles",
        test=partial(_faults, PDFA, ""),
        needs=("verdicts",),
    ),
    Rule(
        id=UNJUDGED,
        title="Every standard that is asked for was judged",
        family=Family.CONFORMANCE,
        severity=ERROR,
        protects="A file that nobody could check goes out as if it were accessible, and shuts readers out.",
        mend="install what is missing, judge a large file with --engine veraPDF, or repair or "
        "export the file again; then check it again",
        test=_unjudged,
        needs=("verdicts",),
    ),
)
