"""What a copy editor asks about a brief that is formally right."""

from __future__ import annotations

from briefpress.findings import Rule, Severity

LOST_HYPHEN = Rule(
    id="lost-hyphen",
    severity=Severity.WARNING,
    title="A word is hyphenated alike throughout",
    why="Hyphens are lost where text is copied from a PDF, and words then mean something else.",
    mend="if the hyphen was lost when the text was copied, put it back",
)
PULL_QUOTE = Rule(
    id="pull-quote",
    severity=Severity.ERROR,
    title="Every pull quote is in the text word for word",
    why="It is not read out: people who listen hear its words in the text alone.",
    mend="quote a passage of the brief; people who listen hear it only there",
)
PULL_QUOTE_NEAR = Rule(
    id="pull-quote-near",
    severity=Severity.WARNING,
    title="No pull quote stands right below the sentence that it repeats",
    why="Readers meet the same words twice in a row, and take it for a mistake.",
    mend="move it a paragraph further down or up, or quote another sentence",
)
ABBREVIATION_UNUSED = Rule(
    id="abbreviation-unused",
    severity=Severity.WARNING,
    title="Every abbreviation that is explained is used",
    why="It may be misspelt in the text, where it then goes without an explanation.",
    mend="delete the line",
)
PLACEHOLDER = Rule(
    id="placeholder",
    severity=Severity.WARNING,
    title="Nothing is left of what a new brief is filled with",
    why="Readers would take it for a mistake, and it would be in citations and catalogues.",
    mend="write your own text, or delete the field",
)
LICENCE_ASSUMED = Rule(
    id="licence-assumed",
    severity=Severity.NOTE,
    title="A brief says under which licence it is",
    why="A brief without a word on it is given away under CC BY 4.0, which cannot be taken back.",
    mend="write licence: CC-BY-4.0, or another one",
)
NO_DOI = Rule(
    id="no-doi",
    severity=Severity.NOTE,
    title="The brief has a DOI",
    why="Without one, citations cannot link to it, and the link breaks when the page moves.",
    mend="add doi: … once one is registered",
)
