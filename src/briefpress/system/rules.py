"""The rules on files that are read and written."""

from __future__ import annotations

from briefpress.findings import Rule, Severity, rules_in

FILE_MISSING = Rule(
    id="file-missing",
    severity=Severity.ERROR,
    title="Every file that is named can be read",
    why="Nothing can be done with a file that is not there.",
    mend="check its name",
)
OUTPUT_WRITE = Rule(
    id="output-write",
    severity=Severity.ERROR,
    title="The output can be written",
    why="What was made is lost where its folder is full, protected, or no folder.",
    mend="choose another folder with --out, or make room in this one",
)

RULES = rules_in(vars())
