"""Reports as JUnit XML, which build servers show: a suite for each file, a case for each rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from junitparser import Failure, JUnitXml, Skipped, TestCase, TestSuite

from briefpress.findings import Severity
from briefpress.reports.words import everything, facts_of, number, told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefpress.checks import Rule
    from briefpress.findings import Finding, Report
    from briefpress.reports.words import Checked, Facts

# Characters that XML 1.0 does not allow (clause 2.2), and that the text of a PDF may hold.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_junit(checked: Sequence[Checked], rules: Sequence[Rule] = ()) -> str:
    """Return the reports of files as JUnit XML."""
    document = JUnitXml("Briefpress")
    for name, report in checked:
        document.add_testsuite(_suite(name, report, rules))
    document.update_statistics()  # type: ignore[no-untyped-call]
    text: bytes = document.tostring()  # type: ignore[no-untyped-call]
    return text.decode() + "\n"


def _suite(name: str, report: Report, rules: Sequence[Rule]) -> TestSuite:
    suite = TestSuite(_allowed(name))
    known = facts_of(rules, everything(report))
    ran = [*report.checked, *(finding.rule for finding in everything(report))]
    left_out = dict(report.unchecked)
    rows = [
        rule for rule in dict.fromkeys([*known, *ran, *left_out]) if rule in ran or rule in left_out
    ]
    suite.add_testcases(
        [_case(name, known.get(rule), rule, report, left_out.get(rule)) for rule in rows]
    )
    for verdict in report.verdicts:
        suite.add_property(_allowed(verdict.engine), _allowed(told(verdict)))
    for question in report.for_people:
        suite.add_property("for a person to judge", _allowed(question))
    return suite


def _case(name: str, rule: Facts | None, id_: str, report: Report, why: str | None) -> TestCase:
    """Return the case of a rule: only errors fail, and what was waived or left out is skipped."""
    title = f"{id_}: {rule.title}" if rule and rule.title else id_
    case = TestCase(_allowed(title), _allowed(name))
    found = [finding for finding in report.findings if finding.rule == id_]
    waived = [one for one in report.waived if one.finding.rule == id_]
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    said = [str(finding) for finding in found if finding.severity is not Severity.ERROR]
    said += [f"waived: {one.finding} (because: {one.reason})" for one in waived]
    if errors:
        case.result = _failure(errors)
    elif why is not None:
        case.result = Skipped(_allowed(f"not applied: {why}"))
    elif waived and not found:
        case.result = Skipped(_allowed(f"waived: {waived[0].reason}"))
    if said:
        case.system_out = _allowed("\n".join(said))
    return case


def _failure(errors: Sequence[Finding]) -> Failure:
    more = "" if len(errors) == 1 else f"{number(len(errors), 'error')}, the first: "
    failure = Failure(_allowed(more + errors[0].message), errors[0].rule)
    failure.text = _allowed("\n".join(str(error) for error in errors))
    return failure


def _allowed(text: str) -> str:
    return _NOT_IN_XML.sub("\ufffd", text)
