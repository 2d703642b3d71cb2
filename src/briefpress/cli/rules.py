"""The rules on what commands are given."""

from __future__ import annotations

from briefpress.findings import Rule, Severity, rules_in

BAD_DATE = Rule(
    id="bad-date",
    severity=Severity.ERROR,
    title="SOURCE_DATE_EPOCH is a number of seconds",
    why="The PDF would carry another date than was asked for.",
    mend="set it to a whole number, or not at all",
)
BAD_NAME = Rule(
    id="bad-name",
    severity=Severity.ERROR,
    title="The name of a new brief is a plain file name",
    why="A brief is begun in this folder, and in no other.",
    mend="write, for instance: briefpress new kenya",
)
FILE_EXISTS = Rule(
    id="file-exists",
    severity=Severity.ERROR,
    title="A new brief replaces no file",
    why="What stands in the file would be lost.",
    mend="choose another name",
)
REPORT_KIND = Rule(
    id="report-kind",
    severity=Severity.ERROR,
    title="A report has an ending that says of which kind it is",
    why="Nobody can tell what is to be written.",
    mend="end its name with .html (for one PDF), .json, .sarif or .xml",
)
ONE_SOURCE = Rule(
    id="one-source",
    severity=Severity.ERROR,
    title="A source is compared with one PDF",
    why="A second PDF was made from another source, and everything in it would be wrong.",
    mend="check one file at a time",
)
UNKNOWN_RULE = Rule(
    id="unknown-rule",
    severity=Severity.ERROR,
    title="A rule that is to be explained has this name",
    why="There is nothing to explain.",
    mend="briefpress rules lists them",
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
    title="What the command needs is installed",
    why="The command cannot do its work without it.",
    mend="pip install 'briefpress[preview]'",
)
CLUSTER_MISSING = Rule(
    id="cluster-missing",
    severity=Severity.ERROR,
    title="Dask is installed where a cluster is used",
    why="Nothing can be sent to the cluster without it.",
    mend="pip install 'briefpress[cluster]'",
)

RULES = rules_in(vars())
