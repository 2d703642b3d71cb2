"""What validators judge: whether a PDF keeps the standards that it claims, a rule for each topic."""

from __future__ import annotations

from functools import partial

from briefpress.checks.conformance.failures import PDFA, UNJUDGED, faults, unjudged
from briefpress.checks.conformance.ua1_conditions import UA1
from briefpress.checks.rules import CONFORMANCE, ERROR, Check, rule

_NEEDS = ("verdicts",)


def _topic(
    *,
    id: str,  # noqa: A002 - a rule has an id wherever it is written
    title: str,
    why: str,
    mend: str,
    clause: str = "",
    wcag: str = "",
) -> Check:
    """Return the check of what validators say of one topic; it has the conditions of its tests."""
    conditions = (test.matterhorn.split(", ") for test in UA1.get(id, {}).values())
    numbers = sorted({number for numbers in conditions for number in numbers if number})
    make = rule(
        id=id,
        family=CONFORMANCE,
        severity=ERROR,
        title=title,
        why=why,
        mend=mend,
        clause=clause,
        matterhorn=", ".join(numbers),
        wcag=wcag,
        needs=_NEEDS,
    )
    return make(partial(faults, id, wcag))


_UNJUDGED = rule(
    id=UNJUDGED,
    family=CONFORMANCE,
    severity=ERROR,
    title="Every standard that is asked for was judged",
    why="A file that nobody could check goes out as if it were accessible, and shuts readers out.",
    mend="install what is missing, judge a large file with --engine veraPDF, or repair or "
    "export the file again; then check it again",
    needs=_NEEDS,
)(unjudged)
ENGINE_UNJUDGED = _UNJUDGED.rule

CHECKS: tuple[Check, ...] = (
    _topic(
        id="ua-version",
        title="The file says which accessibility standard it keeps",
        why="A library that collects accessible files passes this one by, as nothing in it says what it is.",
        mend="export again with PDF/UA chosen as the standard; nobody should write this mark by hand",
        clause="5, PDF/UA-2 5",
    ),
    _topic(
        id="ua-structure",
        title="All content is tagged, with tags that software knows, and decoration is marked as such",
        why="A blind reader misses text that has no tag, and hears page numbers and rules that mean nothing.",
        mend="export as tagged PDF, and give every text and picture a style or mark it as decoration",
        clause="7.1, PDF/UA-2 8.2",
        wcag="1.3.1",
    ),
    _topic(
        id="ua-metadata",
        title="The file gives its title, and shows it",
        why="Who has ten windows open hears ten file names, and cannot tell this document from the others.",
        mend="write the title into the document's properties, and export so that it is shown",
        clause="7.1, PDF/UA-2 8.11",
        wcag="2.4.2",
    ),
    _topic(
        id="ua-language",
        title="The language of every text is given",
        why="A screen reader speaks Kazakh with English sounds, which nobody understands.",
        mend="set the language of the document, and mark passages and names in other languages as such",
        clause="7.2, PDF/UA-2 8.4.4",
        wcag="3.1.1",
    ),
    _topic(
        id="ua-text",
        title="Every character can be read out, copied and searched",
        why="A screen reader spells nonsense or falls silent, and a search does not find the word.",
        mend="set the text in a font that has these characters, and export it as text, not as drawings",
        clause="7.21.7, PDF/UA-2 8.4.5.8",
        wcag="1.1.1",
    ),
    _topic(
        id="ua-contents",
        title="A table of contents is built as one",
        why="A blind reader cannot tell the entries apart, nor jump to one of them.",
        mend="let the tool make the table of contents from the headings",
        clause="7.2, PDF/UA-2 8.2.5.8",
        wcag="1.3.1",
    ),
    _topic(
        id="ua-headings",
        title="Headings follow one another without a gap, in one way throughout",
        why="Who jumps from heading to heading looks for a section that does not exist, or misses one that does.",
        mend="use heading 1, then 2, then 3, and choose them by what they stand over, not by their looks",
        clause="7.4, PDF/UA-2 8.2.5.12",
        wcag="1.3.1",
    ),
    _topic(
        id="ua-tables",
        title="Tables are regular, and each cell has its headers",
        why="A blind reader hears a number and not of which country and which year it is.",
        mend="mark header cells in the source, and give every row as many cells as the others",
        clause="7.5, PDF/UA-2 8.2.5.26",
        wcag="1.3.1",
    ),
    _topic(
        id="ua-lists",
        title="A list is built of items",
        why="A blind reader does not hear that there are five points, nor where one of them ends.",
        mend="make lists with the tool's own lists, not with dashes or numbers typed by hand",
        clause="7.2, PDF/UA-2 8.2.5.25",
        wcag="1.3.1",
    ),
    _topic(
        id="ua-graphics",
        title="Every figure has an alternative text",
        why="A blind reader hears that there is a picture, and nothing of what it shows.",
        mend="write what the picture tells in its alternative text, or mark it as decoration",
        clause="7.3, PDF/UA-2 8.2.5.28",
        wcag="1.1.1",
    ),
    _topic(
        id="ua-math",
        title="Every formula is tagged, and has an alternative text",
        why="A blind reader hears letters and signs without order instead of the formula.",
        mend="write the formula as MathML, or give it an alternative text that reads it out",
        clause="7.7, PDF/UA-2 8.2.5.29",
        wcag="1.1.1",
    ),
    _topic(
        id="ua-notes",
        title="Notes can be told apart, and found from the text and back",
        why="Who listens to a note cannot get back to the sentence that it belongs to.",
        mend="make notes with the tool's own footnotes, not with raised numbers typed by hand",
        clause="7.9, PDF/UA-2 8.2.5.14",
        wcag="1.3.1",
    ),
    _topic(
        id="ua-layers",
        title="Layers have names, and stay as the reader sets them",
        why="Who switches layers cannot tell them apart, and content comes and goes unnoticed.",
        mend="name each set of layers, or export without layers",
        clause="7.10, PDF/UA-2 8.7",
    ),
    _topic(
        id="ua-files",
        title="Attached files have a name and a description",
        why="A blind reader finds an attachment and cannot tell what is in it.",
        mend="give each attached file a name and say in a few words what it is",
        clause="7.11, PDF/UA-2 8.14",
    ),
    _topic(
        id="ua-forms",
        title="Form fields are tagged and labelled",
        why="A blind reader is asked for something, and does not hear what.",
        mend="give each field a label, and make the form with a tool that tags its fields",
        clause="7.18.4, PDF/UA-2 8.10",
        wcag="4.1.2",
    ),
    _topic(
        id="ua-security",
        title="Protection does not keep screen readers out",
        why="A screen reader is refused the text, so that a blind person cannot read a word.",
        mend="export without protection, or allow access for screen readers",
        clause="7.16",
    ),
    _topic(
        id="ua-annotations",
        title="Comments, stamps and media are tagged and described, in the order of the text",
        why="Who uses the keyboard meets comments out of order, and a screen reader passes them over.",
        mend="remove comments before publication, and describe what stays",
        clause="7.18, PDF/UA-2 8.9",
        wcag="1.3.1",
    ),
    _topic(
        id="ua-links",
        title="Links are tagged and described",
        why="A screen reader reads the words and does not say that they lead anywhere.",
        mend="make the link in the source, on words that say where it leads",
        clause="7.18.5, PDF/UA-2 8.2.5.20",
        wcag="2.4.4",
    ),
    _topic(
        id="ua-xobjects",
        title="What is drawn several times is tagged each time",
        why="Content that is drawn again is read out at the wrong place, or not at all.",
        mend="place a copy of it instead of the same object, or mark repetitions as decoration",
        clause="7.20",
        wcag="1.3.1",
    ),
    _topic(
        id="ua-fonts",
        title="Fonts are embedded and sound",
        why="On another machine the text comes out in wrong letters, or as empty boxes.",
        mend="export with all fonts embedded, and replace a font that stays broken",
        clause="7.21, PDF/UA-2 8.4.5",
    ),
    _topic(
        id="ua-destinations",
        title="Bookmarks and links within the file lead to a tag",
        why="Who follows a link lands on a page, and a screen reader starts to read at its top.",
        mend="export with a tool that writes structure destinations, or claim PDF/UA-1 instead",
        clause="PDF/UA-2 8.8",
    ),
    _topic(
        id=PDFA,
        title="The file keeps the standard for archives that it claims",
        why="An archive turns the file away, or in twenty years it opens with other letters and colours.",
        mend="export again with PDF/A chosen as the standard, and embed all fonts and colour profiles",
    ),
    _UNJUDGED,
)
