"""What a report says by the clauses of standards: WCAG 2.2 with EN 301 549, and the Matterhorn Protocol.

A criterion has failed where a rule about it found an error, and has passed where rules about it were
applied and found nothing: what only people can judge is asked in the report as well. A failure
condition that the Matterhorn Protocol leaves to a person never passes by our rules alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from briefpress.findings import Severity
from briefpress.reports.matterhorn import CONDITIONS
from briefpress.reports.wcag import CRITERIA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefpress.findings import Report, Rule
    from briefpress.reports.matterhorn import Condition
    from briefpress.reports.wcag import Criterion

_CONDITION = re.compile(r"\b\d\d-\d{3}\b")  # of the Matterhorn Protocol
_CRITERION = re.compile(r"\b\d\.\d\.\d{1,2}\b")


class Status(StrEnum):
    """What is known of a clause."""

    FAILED = "failed"
    PASSED = "passed"
    FOR_A_PERSON = "for a person"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True, slots=True)
class Row:
    """A clause: what it is called, what is known of it and why, and the rules about it.

    `level` is that of WCAG, `en_clause` the clause of EN 301 549 that says the same.
    """

    standard: str
    number: str
    status: Status
    why: str
    title: str = ""
    level: str = ""
    en_clause: str = ""
    rules: tuple[str, ...] = ()


def conformance_table(report: Report, rules: Sequence[Rule]) -> tuple[Row, ...]:
    """Return a row for each criterion of WCAG 2.2, and each failure condition of the Matterhorn Protocol."""
    return (
        *(_criterion_row(each, report, rules) for each in CRITERIA.values()),
        *_condition_rows(report, rules),
    )


def _criterion_row(criterion: Criterion, report: Report, rules: Iterable[Rule]) -> Row:
    about = tuple(rule.id for rule in rules if criterion.number in _CRITERION.findall(rule.wcag))
    found = [each for each in report.findings if each.rule in about]
    status, why = _status(about, report, [(each.rule, each.severity) for each in found])
    if not about and criterion.about == "sets of pages":
        status, why = Status.NOT_APPLICABLE, "it is about sets of web pages"
    elif not about and criterion.about:
        why = f"it applies if the document has {criterion.about}"
    return Row(
        "WCAG 2.2",
        criterion.number,
        status,
        why,
        criterion.title,
        criterion.level,
        criterion.en_clause,
        about,
    )


def _condition_rows(report: Report, rules: Sequence[Rule]) -> Iterator[Row]:
    by_condition: dict[str, list[Rule]] = {}
    for rule in rules:
        for number in _CONDITION.findall(rule.matterhorn):
            by_condition.setdefault(number, []).append(rule)
    for condition in CONDITIONS.values():
        yield _condition_row(condition, report, by_condition.get(condition.number, ()))


def _condition_row(condition: Condition, report: Report, about: Sequence[Rule]) -> Row:
    """Return what is known of a failure condition, of which rules find some cases or all."""
    ids = tuple(rule.id for rule in about)
    # A rule on what engines judge is about several: its finding says which.
    found = [
        (each.rule, each.severity)
        for each in report.findings
        if each.rule in ids
        and condition.number in (_CONDITION.findall(each.source) or [condition.number])
    ]
    status, why = _status(ids, report, found)
    if condition.found_by == "-":
        status, why = Status.NOT_APPLICABLE, "the protocol has no test for it"
    elif not ids:
        nobody = "no engine here looks for it" if condition.found_by == "M" else why
        applies = f"it applies if the document has {condition.about}"
        why = f"{nobody}; {applies}" if condition.about else nobody
    elif condition.found_by == "H" and status is Status.PASSED:
        # Our rules find what is plainly so, and no more.
        status, why = Status.FOR_A_PERSON, f"{why}; the rest is for a person"
    return Row("Matterhorn Protocol 1.1", condition.number, status, why, condition.title, rules=ids)


def _status(
    about: Sequence[str], report: Report, found: Sequence[tuple[str, Severity]]
) -> tuple[Status, str]:
    """Return what rules about a clause say of it, and why."""
    if errors := _names(found, Severity.ERROR):
        return Status.FAILED, f"errors: {errors}"
    if warnings := _names(found, Severity.WARNING):
        return Status.FOR_A_PERSON, f"warnings: {warnings}"
    applied = [rule for rule in about if rule in report.checked]
    if not about:
        return Status.FOR_A_PERSON, "no program can judge it"
    if not applied:
        return Status.FOR_A_PERSON, "no rule about it could be applied"
    waived = {each.finding.rule for each in report.waived}
    if waived & set(about):
        return Status.FOR_A_PERSON, f"waived: {', '.join(sorted(waived & set(about)))}"
    return Status.PASSED, f"nothing found by {', '.join(applied)}"


def _names(found: Iterable[tuple[str, Severity]], severity: Severity) -> str:
    return ", ".join(dict.fromkeys(rule for rule, grave in found if grave is severity))
