"""What a report says about a rule: its title, family, remedy and sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.findings import Family, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefpress.findings import Finding, Report, Rule

# The name of a file, and its report.
CheckedFile = tuple[str, "Report"]

FAMILIES = {family.value: family.title for family in Family}


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """A rule as reports show it; findings of the loader or an engine's log have an id alone."""

    id: str
    title: str = ""
    family: str = ""
    severity: Severity = Severity.ERROR
    protects: str = ""
    mend: str = ""
    source: str = ""
    clause: str = ""
    matterhorn: str = ""
    wcag: str = ""


def rule_info(rules: Iterable[Rule], findings: Iterable[Finding]) -> dict[str, RuleInfo]:
    """Return the rules by id, in their order, then those that only the findings name."""
    known = {
        rule.id: RuleInfo(
            rule.id, rule.title, rule.family.value if rule.family else "", rule.severity, rule.why, rule.mend,
            rule.source, rule.clause, rule.matterhorn, rule.wcag,
        )
        for rule in rules
    }  # fmt: skip
    for finding in findings:
        if finding.rule not in known:
            title = finding.rule.replace("-", " ").capitalize()
            known[finding.rule] = RuleInfo(
                finding.rule,
                title,
                severity=finding.severity,
                mend=finding.mend,
                source=finding.source,
            )
    return known


def all_findings(report: Report) -> tuple[Finding, ...]:
    """Return the findings of a report, then those that were waived."""
    return (*report.findings, *(waived.finding for waived in report.waived))
