"""The rules on bibliographies, and on what the text cites from them."""

from __future__ import annotations

from briefpress.findings import Rule, Severity

BIBLIOGRAPHY_FILE = Rule(
    id="bibliography-file",
    severity=Severity.ERROR,
    title="Every bibliography can be read, and lies in the folder of the brief",
    why="What the text cites from it could not be listed.",
    mend="put the file beside the brief, or mend its name",
)
BIBLIOGRAPHY_FORMAT = Rule(
    id="bibliography-format",
    severity=Severity.ERROR,
    title="A bibliography is BibTeX (.bib), CSL-JSON (.json), CSL-YAML (.yaml) or RIS (.ris)",
    why="What is written in another way cannot be read.",
    mend="export it anew: Zotero, Mendeley, EndNote and JabRef write BibTeX, and all but the last RIS",
)
BIBLIOGRAPHY_SYNTAX = Rule(
    id="bibliography-syntax",
    severity=Severity.ERROR,
    title="A bibliography is written as its format asks for",
    why="Entries behind a mistake are not read, and could not be cited.",
    mend="look at this line and at the entry before it: a brace or comma may be missing; or export the file anew",
)
BIBLIOGRAPHY_TWICE = Rule(
    id="bibliography-twice",
    severity=Severity.ERROR,
    title="A key that the text cites belongs to one entry",
    why="Readers would be led to the wrong source.",
    mend="give one of them another key, or delete it",
)
BIBLIOGRAPHY_GAP = Rule(
    id="bibliography-gap",
    severity=Severity.WARNING,
    title="An entry that is cited has a title and a date",
    why="Readers cannot find a source by what is missing.",
    mend="complete the entry in your reference manager, and export it anew",
)
CITATION_STYLE = Rule(
    id="citation-style",
    severity=Severity.ERROR,
    title="The citation style is one that is built in, or a CSL file beside the brief",
    why="Without it nothing says how sources are cited.",
    mend="name a style that is built in, or save a .csl file from zotero.org/styles beside the brief",
)
CITATION_DOUBTFUL = Rule(
    id="citation-doubtful",
    severity=Severity.WARNING,
    title="What looks like a citation is one",
    why="It is printed as it stands, with its sign.",
    mend=r"mend the key; if it is meant as text, write \@",
)
REFERENCES_BOTH = Rule(
    id="references-both",
    severity=Severity.ERROR,
    title="Sources are either in a bibliography or typed under references",
    why="Readers would find two lists, set in two ways.",
    mend="move all into the bibliography, or write bibliography: []",
)
