"""The rules on ids and on the pointers to them."""

from __future__ import annotations

from briefpress.findings import Rule, Severity

ID_TWICE = Rule(
    id="id-twice",
    severity=Severity.ERROR,
    title="Every id is given once",
    why="A pointer would lead to either of the two parts.",
    mend="give each part an id of its own",
)
POINTER_BROKEN = Rule(
    id="pointer-broken",
    severity=Severity.ERROR,
    title="Every pointer is written in full",
    why="Brackets would be printed in place of the name and number that readers look for.",
    mend="write [#id], with an id of letters, digits and . : _ or -; a backslash before the bracket prints it",
)
POINTER_MISSING = Rule(
    id="pointer-missing",
    severity=Severity.ERROR,
    title="Every pointer leads to a part of the brief",
    why="Readers look for a figure or table that is not there.",
    mend="give that part this id:",
    wcag="2.4.4",
)
POINTER_WITHOUT_NUMBER = Rule(
    id="pointer-without-number",
    severity=Severity.ERROR,
    title="Every part that a pointer names by its number has one",
    why="Nothing can be printed in place of the pointer.",
    mend="give it a caption and let numbering: count its kind, or write [words](#id)",
)
