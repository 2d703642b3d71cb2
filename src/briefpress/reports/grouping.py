"""Findings in the order of a report: the gravest first, those of one rule together, numbered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from briefpress.findings import Finding, Severity
    from briefpress.reports.words import Facts

MOST_LISTED = 100  # of one rule, in a report for people


@dataclass(frozen=True, slots=True)
class Numbered:
    """A finding with its number in the report; `listed` is false where there are too many."""

    number: int
    finding: Finding
    listed: bool

    @property
    def page(self) -> int | None:
        """The page that it is on, counted from 0."""
        page = self.finding.location.page
        return None if page is None else page - 1


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one rule and severity."""

    severity: Severity
    rule: Facts
    findings: tuple[Numbered, ...]

    @property
    def unlisted(self) -> tuple[Numbered, ...]:
        """The findings that the report only counts."""
        return tuple(one for one in self.findings if not one.listed)


def grouped(findings: Iterable[Finding], known: Mapping[str, Facts]) -> list[Group]:
    """Group findings by severity and rule, as the rules are ordered, and number them from 1."""
    by_rule: dict[tuple[Severity, str], list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault((finding.severity, finding.rule), []).append(finding)
    order = {rule: place for place, rule in enumerate(known)}
    groups, number = [], 0
    for severity, rule in sorted(by_rule, key=lambda key: (-key[0], order[key[1]])):
        found = by_rule[severity, rule]
        numbers = range(number + 1, number + 1 + len(found))
        ones = [
            Numbered(n, finding, n - number <= MOST_LISTED)
            for n, finding in zip(numbers, found, strict=True)
        ]
        groups.append(Group(severity, known[rule], tuple(ones)))
        number += len(found)
    return groups
