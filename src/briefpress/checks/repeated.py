"""One cause, one finding: what a validator says of a fault that a rule of ours names more closely.

A verdict cannot be waived and a rule of ours can, so this comes after the waivers.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefpress.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefpress.findings import Finding, Report

# Rules of ours, and how what validators say of the same fault begins (`conformance/*_conditions.py`).
SAME = {
    "language-declared": ("the language of ",),
    "title-shown": ("the metadata give no title", "the window is to show the name of the file"),
    "fonts": ("a font is not embedded",),
    "unread-text": ("something on a page is neither tagged nor marked as decoration",),
    "unreadable-text": ("it cannot be told which letter a glyph stands for",),
    "alternate-missing": ("a figure has no alternative text", "a formula has no alternative text"),
    "heading-levels": ("a heading skips a level",),
    "table-association": (
        "a table cell names a header cell that does not exist",
        "it cannot be told which header cells a table cell belongs to",
    ),
    "table-headers": ("it cannot be told which header cells a table cell belongs to",),
    "table-shape": (
        "the rows of a table are not equally long",
        "the columns of a table are not equally long",
        "cells of a table overlap",
        "a header cell stands outside a table row",
        "a table cell stands outside a table row",
    ),
    "pdf-damaged": (
        "tags stand for each other in a circle",
        "the file's protection keeps a screen reader out",
    ),
}


def without_repeated_verdicts(report: Report) -> Report:
    """Return a report in which errors of ours say which validator found the same, in place of its own finding.

    A validator that names other pages keeps its finding.
    """
    findings = list(report.findings)
    for rule, beginnings in SAME.items():
        own = [each for each in findings if each.rule == rule and each.severity is Severity.ERROR]
        pages = {each.location.page for each in own}
        same = [
            each
            for each in findings
            if own
            and each.rule.startswith("ua-")
            and each.message.startswith(beginnings)
            and (None in pages or each.location.page in {None, *pages})
        ]
        if same:
            findings = [each for each in findings if each not in same]
            findings[findings.index(own[0])] = _confirmed(own[0], same)
    return replace(report, findings=tuple(findings))


def _confirmed(own: Finding, same: Iterable[Finding]) -> Finding:
    """Return a finding of ours with the names of the validators, and the tests, that say the same."""
    sayings = (each.message.rpartition(" (")[2].removesuffix(")") for each in same)
    return replace(own, message=f"{own.message} ({'; '.join(dict.fromkeys(sayings))})")
