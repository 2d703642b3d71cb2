"""The rules on the texts of a brief: their Markdown, notes and references."""

from __future__ import annotations

from briefpress.findings import Rule, Severity

TEXT_LENGTH = Rule(
    id="text-length",
    severity=Severity.ERROR,
    title="No text is longer than 20,000 characters",
    why="Markdown can be written so that it takes very long to read.",
    mend="break it into several texts of the body",
)
MARKDOWN_HEADING = Rule(
    id="markdown-heading",
    severity=Severity.ERROR,
    title="No text contains a heading",
    why="It would not be in the contents and bookmarks, by which people find their way.",
    mend="give the section a heading of its own, or leave an empty line before dashes",
)
MARKDOWN_RULE = Rule(
    id="markdown-rule",
    severity=Severity.ERROR,
    title="No text contains a line of dashes or stars",
    why="People who listen do not notice it, and sections are told apart by headings.",
    mend="delete it, or begin a new section",
)
MARKDOWN_INDENT = Rule(
    id="markdown-indent",
    severity=Severity.ERROR,
    title="No paragraph is indented by four or more spaces",
    why="Markdown takes it for a block of code, and would print it unchanged.",
    mend="indent every line of the text alike",
)
MARKDOWN_CODE = Rule(
    id="markdown-code",
    severity=Severity.ERROR,
    title="No text contains a block of code",
    why="A brief has no place for it.",
    mend="set it as plain text",
)
MARKDOWN_BLOCK = Rule(
    id="markdown-block",
    severity=Severity.ERROR,
    title="A text of one paragraph holds no list and no quotation",
    why="Where one paragraph is expected, a list or a quotation cannot be set.",
    mend="move it to a section's body, or write a backslash before the sign that begins it",
)
PARAGRAPHS_JOINED = Rule(
    id="paragraphs-joined",
    severity=Severity.WARNING,
    title="A text of one paragraph holds one",
    why="An empty line has no effect there: what stands below it goes on in the same line.",
    mend="make it one paragraph, or move what follows to a section's body",
)
MARKDOWN_TABLE = Rule(
    id="markdown-table",
    severity=Severity.ERROR,
    title="No text contains a table",
    why="In a text it has no caption and no notes, and columns of numbers are not known as such.",
    mend="use a block: table",
)
MARKDOWN_SIGNS = Rule(
    id="markdown-signs",
    severity=Severity.ERROR,
    title="No text contains signs that have no effect in a brief",
    why="Signs for formulas, highlighting, boxes to tick or words struck out would be printed, or not be heard.",
    mend="say it in words; with a backslash before it, a sign is printed as it is",
)
MARKDOWN_IMAGE = Rule(
    id="markdown-image",
    severity=Severity.ERROR,
    title="No text contains an image",
    why="In a text it has no caption, no credit and no place for its licence.",
    mend="use a block: figure",
)
MARKDOWN_ATTRIBUTE = Rule(
    id="markdown-attribute",
    severity=Severity.ERROR,
    title="Nothing but the language is set on a phrase",
    why="Colours, sizes and classes are the theme's business, and would be lost.",
    mend="only the language can be set, with: [words]{lang=sw}",
)
HTML_AS_TEXT = Rule(
    id="html-as-text",
    severity=Severity.WARNING,
    title="No text contains HTML",
    why="HTML has no effect in a brief: readers see and hear the tags.",
    mend="use Markdown: *emphasis*, **strong**, [link](https://…)",
)
LINK_TARGET = Rule(
    id="link-target",
    severity=Severity.ERROR,
    title="Every link leads to a web or mail address",
    why="Nobody can follow a link that is no address.",
    mend="begin it with https:// or mailto:",
    wcag="2.4.4",
)
LINK_BROKEN = Rule(
    id="link-broken",
    severity=Severity.ERROR,
    title="Every link is written in full",
    why="Brackets and an address would be printed in place of a link.",
    mend="write [words](https://…), with no space in the address, or [words][label] with [label]: https://… in the"
    " same text",
)
NOTE_BROKEN = Rule(
    id="note-broken",
    severity=Severity.ERROR,
    title="Every note call is written in full",
    why="Brackets would be printed in place of the call, and nobody finds the note.",
    mend="write [^key], and the note itself under notes:",
)
NOTE_MISSING = Rule(
    id="note-missing",
    severity=Severity.ERROR,
    title="Every note that is called is there",
    why="The call would lead nowhere.",
    mend="write it under notes:",
)
NOTE_UNUSED = Rule(
    id="note-unused",
    severity=Severity.WARNING,
    title="Every note is called",
    why="A note that no text calls is read without its sentence.",
    mend="write its call where it belongs, or delete the note",
)
CITATION_BROKEN = Rule(
    id="citation-broken",
    severity=Severity.ERROR,
    title="Every citation is written in full",
    why="Brackets would be printed in place of the citation, and nobody finds the source.",
    mend="write [@id] or [@id, p. 4; @other]",
)
REFERENCE_MISSING = Rule(
    id="reference-missing",
    severity=Severity.ERROR,
    title="Every source that is cited is among the references",
    why="Readers cannot find what is cited.",
    mend="add it to the bibliography, or write it under references:",
)
REFERENCE_TWICE = Rule(
    id="reference-twice",
    severity=Severity.ERROR,
    title="Every reference has an id of its own",
    why="A citation would lead to either of the two.",
    mend="give each an id of its own: 2024a, 2024b",
)
REFERENCE_UNUSED = Rule(
    id="reference-unused",
    severity=Severity.WARNING,
    title="Every reference is cited",
    why="Readers take a list of references for the sources of what they read.",
    mend="cite it where it belongs, or move it to further_reading",
)
LANGUAGE_BROKEN = Rule(
    id="language-broken",
    severity=Severity.ERROR,
    title="Every phrase in another language is marked in full",
    why="Brackets would be printed, and a screen reader would speak the phrase with the wrong voice.",
    mend="write [words]{lang=sw}; emphasis goes inside: [*words*]{lang=sw}",
    wcag="3.1.2",
)
LANGUAGE_CODE = Rule(
    id="language-code",
    severity=Severity.ERROR,
    title="Every language is given by its code (BCP 47)",
    why="A screen reader chooses its voice by the code.",
    mend="use a code such as fr, sw or kk",
    clause="7.2",
    wcag="3.1.2",
)
