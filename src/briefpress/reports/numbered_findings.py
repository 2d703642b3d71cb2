"""The order of findings in an HTML report: errors first, grouped by rule, numbered from 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefpress.findings import Finding, Rule, Severity

MAX_LISTED = 100  # findings of one rule that are listed; the rest are counted


@dataclass(frozen=True, slots=True)
class NumberedFinding:
    """A finding with its number in the report; `listed` is False if it is only counted."""

    number: int
    finding: Finding
    listed: bool

    @property
    def page(self) -> int | None:
        """The index of its page, from 0; None if it has no page."""
        page = self.finding.location.page
        return None if page is None else page - 1


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """The findings of one rule that have the same severity."""

    severity: Severity
    rule: Rule
    findings: tuple[NumberedFinding, ...]

    @property
    def unlisted(self) -> tuple[NumberedFinding, ...]:
        """The findings that are only counted."""
        return tuple(each for each in self.findings if not each.listed)


def group_by_rule(findings: Iterable[Finding], rules: Mapping[str, Rule]) -> list[RuleGroup]:
    """Return findings grouped by severity, then by rule in the order of `rules`."""
    by_rule: dict[tuple[Severity, str], list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault((finding.severity, finding.rule), []).append(finding)
    rank = {rule: index for index, rule in enumerate(rules)}
    groups: list[RuleGroup] = []
    number = 1
    for severity, rule in sorted(by_rule, key=lambda key: (-key[0], rank[key[1]])):
        found = by_rule[severity, rule]
        numbered = tuple(
            NumberedFinding(number + index, finding, index < MAX_LISTED)
            for index, finding in enumerate(found)
        )
        groups.append(RuleGroup(severity, rules[rule], numbered))
        number += len(found)
    return groups
