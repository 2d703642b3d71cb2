"""The table by WCAG 2.2, EN 301 549 and the Matterhorn Protocol."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from briefpress.checks import RULES
from briefpress.findings import Finding, Location, Report, Severity, Waived
from briefpress.reports.conformance_table import Row, conformance_table
from briefpress.reports.matterhorn import CONDITIONS
from briefpress.reports.wcag import CRITERIA

ALL_APPLIED = Report((), tuple(rule.id for rule in RULES))
BY_ID = {rule.id: rule for rule in RULES}


def rows_of(report: Report) -> dict[str, Row]:
    return {row.number: row for row in conformance_table(report, RULES)}


def found(rule: str, severity: Severity = Severity.ERROR, *, source: str | None = None) -> Finding:
    return BY_ID[rule].finding("it is wrong", Location("a.pdf"), severity=severity, source=source)


def test_there_is_a_row_for_each_criterion_and_condition_of_the_rules() -> None:
    rows = rows_of(ALL_APPLIED)

    assert len([each for each in CRITERIA.values() if each.level != "AAA"]) == 55  # of WCAG 2.2
    assert rows.keys() >= CRITERIA.keys()
    named = {
        number
        for rule in RULES
        for number in (*rule.wcag.split(", "), *rule.matterhorn.split(", "))
    }
    assert named - {""} <= rows.keys()


def test_a_clause_passes_where_nothing_was_found() -> None:
    row = rows_of(ALL_APPLIED)["1.3.2"]

    assert (row.status, row.level, row.en_clause) == ("passed", "A", "10.1.3.2")
    assert "reading-order" in row.why
    assert rows_of(ALL_APPLIED)["13-004"].status == "passed"


@pytest.mark.parametrize(
    ("finding", "status"),
    [
        (found("alternate-missing"), "failed"),
        (found("alternate-missing", Severity.WARNING), "for a person"),
        (found("alternate-missing", Severity.NOTE), "passed"),
    ],
)
def test_a_clause_is_as_grave_as_what_was_found(finding: Finding, status: str) -> None:
    rows = rows_of(replace(ALL_APPLIED, findings=(finding,)))

    assert (rows["1.1.1"].status, rows["3.1.1"].status) == (status, "passed")


def test_what_was_waived_is_for_a_person() -> None:
    waived = Waived(found("alternate-missing"), "it is a form")

    assert rows_of(replace(ALL_APPLIED, waived=(waived,)))["1.1.1"].status == "for a person"


def test_what_no_rule_looked_at_has_not_passed() -> None:
    rows = rows_of(Report())

    assert {row.status for row in rows.values()} == {"for a person", "not applicable"}
    assert rows["3.2.3"].why == "it is about sets of web pages"
    assert rows["1.2.2"].why == "it applies if the document has sound and video"


def test_a_finding_of_an_engine_fails_its_own_conditions_alone() -> None:
    finding = found("ua-structure", source="PDF/UA-1 7.1, Matterhorn 01-003")
    rows = rows_of(replace(ALL_APPLIED, findings=(finding,)))

    assert (rows["01-003"].status, rows["02-001"].status) == ("failed", "passed")


@pytest.mark.parametrize(
    ("number", "clause"), [("1.4.10", "10.1.4.10"), ("2.4.1", ""), ("2.5.8", "")]
)
def test_clauses_of_en_301_549_are_those_on_documents(number: str, clause: str) -> None:
    assert CRITERIA[number].en_clause == clause


def test_there_is_a_row_for_each_failure_condition_of_the_protocol() -> None:
    rows = rows_of(ALL_APPLIED)
    kinds = Counter(each.found_by for each in CONDITIONS.values())

    assert kinds == {"M": 87, "H": 48, "-": 2}
    assert rows.keys() >= CONDITIONS.keys()
    named = {number for rule in RULES for number in rule.matterhorn.split(", ")} - {""}
    assert named <= CONDITIONS.keys()
    unsought = [
        number
        for number, each in CONDITIONS.items()
        if each.found_by == "M" and number not in named
    ]
    assert unsought == ["09-007", "09-008", "28-018", "31-018"]
    assert all("no engine here looks for it" in rows[number].why for number in unsought)


@pytest.mark.parametrize(
    ("number", "status", "why"),
    [
        ("14-001", "for a person", "nothing found by faked-heading, same-headings; the rest is for a person"),
        ("05-001", "for a person", "no program can judge it; it applies if the document has sound and video"),
        ("13-007", "for a person", "no program can judge it"),
        ("27-001", "not applicable", "the protocol has no test for it"),
        ("31-022", "passed", "nothing found by ua-fonts"),
    ],
)  # fmt: skip
def test_a_condition_says_who_can_judge_it(number: str, status: str, why: str) -> None:
    row = rows_of(ALL_APPLIED)[number]

    assert (row.status, row.why) == (status, why)
    assert row.title == CONDITIONS[number].title
