"""The rules on the arguments and the environment of commands."""

from __future__ import annotations

from briefpress.findings import Rule, Severity, rules_in
from briefpress.system import CALLED_AS, install_extra

BAD_DATE = Rule(
    id="bad-date",
    severity=Severity.ERROR,
    title="SOURCE_DATE_EPOCH is a number of seconds",
    why="The PDF would have another date than the one in SOURCE_DATE_EPOCH.",
    mend="set it to a whole number, or not at all",
)
BAD_NAME = Rule(
    id="bad-name",
    severity=Severity.ERROR,
    title="The name of a new brief or theme is a plain file name",
    why="A new brief is written into the current folder; the name of a theme stands in its files, and in briefs.",
    mend=f"write, for instance: {CALLED_AS} new kenya",
)
FILE_EXISTS = Rule(
    id="file-exists",
    severity=Severity.ERROR,
    title="A new brief does not replace a file",
    why="The content of the file would be lost.",
    mend="choose another name",
)
REPORT_KIND = Rule(
    id="report-kind",
    severity=Severity.ERROR,
    title="The file name of a report ends with the ending of a format",
    why="The ending chooses the format of the report.",
    mend="end its name with .html (for one PDF), .json, .sarif or .xml",
)
NO_PDF = Rule(
    id="no-pdf",
    severity=Severity.ERROR,
    title="A folder that is to be checked holds a PDF",
    why="Nothing would be checked, and all would seem to be well.",
    mend="name the folder that the PDFs are in",
)
ONE_SOURCE = Rule(
    id="one-source",
    severity=Severity.ERROR,
    title="A source is compared with one PDF",
    why="Another PDF has another source, and would differ from this one everywhere.",
    mend="check one file at a time",
)
UNKNOWN_STANDARD = Rule(
    id="unknown-standard",
    severity=Severity.ERROR,
    title="The argument of --standard is the name of a standard",
    why="A file would be judged by nothing, and seem to keep what nobody looked at.",
    mend="write, for instance: --standard PDF/UA-1",
)
UNKNOWN_RULE = Rule(
    id="unknown-rule",
    severity=Severity.ERROR,
    title="The argument of `briefpress rules` is the id of a rule",
    why="No rule has this id, so there is nothing to explain.",
    mend=f"{CALLED_AS} rules lists them",
)
BAD_DEPOSITOR = Rule(
    id="bad-depositor",
    severity=Severity.ERROR,
    title="The name of the depositor has 130 characters at most",
    why="Crossref refuses a longer one.",
    mend="use 130 characters at most",
)
BAD_EMAIL = Rule(
    id="bad-email",
    severity=Severity.ERROR,
    title="The address of the depositor is an e-mail address",
    why="Crossref sends its answer there.",
    mend="write, for instance: --email name@example.org",
)
EXTRA_MISSING = Rule(
    id="extra-missing",
    severity=Severity.ERROR,
    title="The libraries that the command needs are installed",
    why="The command does not work without them.",
    mend=install_extra("preview"),
)
CLUSTER_MISSING = Rule(
    id="cluster-missing",
    severity=Severity.ERROR,
    title="Dask is installed if a cluster is used",
    why="Briefs cannot be sent to a cluster without it.",
    mend=install_extra("cluster"),
)
TRANSLATIONS_USE = Rule(
    id="translations-use",
    severity=Severity.ERROR,
    title="A command on translations says which",
    why="It cannot be guessed which file is meant.",
    mend="name one content file",
)

RULES = rules_in(vars())
