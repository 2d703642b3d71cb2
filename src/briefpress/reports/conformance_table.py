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
    from collections.abc import Container, Iterable, Sequence

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
    by_criterion = _by_number(_CRITERION, ((rule.wcag, rule) for rule in rules))
    by_condition = _by_number(_CONDITION, ((rule.matterhorn, rule) for rule in rules))
    checked = frozenset(report.checked)
    return (
        *(
            _criterion_row(each, report, checked, by_criterion.get(each.number, ()))
            for each in CRITERIA.values()
        ),
        *(
            _condition_row(each, report, checked, by_condition.get(each.number, ()))
            for each in CONDITIONS.values()
        ),
    )


def _by_number(
    pattern: re.Pattern[str], named: Iterable[tuple[str, Rule]]
) -> dict[str, tuple[str, ...]]:
    """Return the ids of rules by the numbers of the clauses that they name, in the order of the rules."""
    found: dict[str, dict[str, None]] = {}
    for clauses, rule in named:
        for number in pattern.findall(clauses):
            found.setdefault(number, {})[rule.id] = None
    return {number: tuple(ids) for number, ids in found.items()}


def _criterion_row(
    criterion: Criterion, report: Report, checked: Container[str], about: tuple[str, ...]
) -> Row:
    found = [each for each in report.findings if each.rule in about]
    status, why = _status(about, report, checked, [(each.rule, each.severity) for each in found])
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


def _condition_row(
    condition: Condition, report: Report, checked: Container[str], ids: tuple[str, ...]
) -> Row:
    """Return what is known of a failure condition, of which rules find some cases or all."""
    # A rule on what engines judge is about several: its finding says which.
    found = [
        (each.rule, each.severity)
        for each in report.findings
        if each.rule in ids
        and condition.number in (_CONDITION.findall(each.source) or [condition.number])
    ]
    status, why = _status(ids, report, checked, found)
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
    about: Sequence[str],
    report: Report,
    checked: Container[str],
    found: Sequence[tuple[str, Severity]],
) -> tuple[Status, str]:
    """Return what rules about a clause say of it, and why."""
    if errors := _names(found, Severity.ERROR):
        return Status.FAILED, f"errors: {errors}"
    if warnings := _names(found, Severity.WARNING):
        return Status.FOR_A_PERSON, f"warnings: {warnings}"
    applied = [rule for rule in about if rule in checked]
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
