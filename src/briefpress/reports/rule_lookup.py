"""The rules and findings that a report shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.findings import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefpress.findings import Finding, Report

# The name of a file, and its report.
CheckedFile = tuple[str, "Report"]


def rules_by_id(rules: Iterable[Rule], findings: Iterable[Finding]) -> dict[str, Rule]:
    """Return the rules by id, in their order, then those that only the findings name.

    Of the latter nothing is known but what the finding says.
    """
    known = {rule.id: rule for rule in rules}
    for finding in findings:
        if finding.rule not in known:
            known[finding.rule] = Rule(
                id=finding.rule,
                severity=finding.severity,
                title=finding.rule.replace("-", " ").capitalize(),
                why="",
                mend=finding.mend,
            )
    return known


def all_findings(report: Report) -> tuple[Finding, ...]:
    """Return the findings of a report, then those that were waived."""
    return (*report.findings, *(waived.finding for waived in report.waived))
