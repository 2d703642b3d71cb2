"""The rules on files that are imported."""

from __future__ import annotations

from briefpress.findings import Rule, Severity, rules_in

IMPORT_FORMAT = Rule(
    id="import-format",
    severity=Severity.ERROR,
    title="What is imported is a whole DOCX, ODT, Markdown or HTML file",
    why="Nothing can be taken from a file that cannot be read.",
    mend="open it in the program that it comes from, and save it as .docx or .odt",
)
IMPORT_LOST = Rule(
    id="import-lost",
    severity=Severity.WARNING,
    title="A brief can hold all that the imported file has",
    why="What has no place in a brief would be missed only when it is printed.",
    mend="look at the place, and say it otherwise",
)
IMPORT_MISSING = Rule(
    id="import-missing",
    severity=Severity.WARNING,
    title="The imported file says all that a brief needs",
    why="A stopgap stands there now, which is not to be published.",
    mend="write it into the content file",
)
IMPORT_COMMENT = Rule(
    id="import-comment",
    severity=Severity.WARNING,
    title="No comment is open in the imported file",
    why="A remark of a colleague may ask for a change that is not made yet.",
    mend="answer it in the content file",
)
IMPORT_CHANGE = Rule(
    id="import-change",
    severity=Severity.WARNING,
    title="No tracked change is open in the imported file",
    why="It was taken as accepted, which its author may not have decided yet.",
    mend="compare the place with the file",
)
RULES = rules_in(globals())
