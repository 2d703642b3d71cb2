"""Reports as JUnit XML, which build servers show: a suite for each file, a case for each rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from junitparser import Failure, JUnitXml, Skipped, TestCase, TestSuite

from briefpress.findings import Severity
from briefpress.reports.phrases import not_judged_sentences, plural, verdict_sentence
from briefpress.reports.rule_lookup import all_findings, rules_by_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefpress.findings import Finding, Report, Rule
    from briefpress.reports.rule_lookup import CheckedFile

# Characters that XML 1.0 does not allow (clause 2.2), and that the text of a PDF may contain.
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def to_junit(checked: Sequence[CheckedFile], rules: Sequence[Rule] = ()) -> str:
    """Return the reports of files as JUnit XML."""
    document = JUnitXml("Briefpress")
    for name, report in checked:
        document.add_testsuite(_suite(name, report, rules))
    document.update_statistics()  # type: ignore[no-untyped-call]
    # Jenkins' schema, and Ant's before it, know this of suites alone.
    document._elem.attrib.pop("skipped", None)  # noqa: SLF001 - the library has no other way
    text: bytes = document.tostring()  # type: ignore[no-untyped-call]
    return text.decode() + "\n"


def _suite(name: str, report: Report, rules: Sequence[Rule]) -> TestSuite:
    suite = TestSuite(_xml_text(name))
    for verdict in report.verdicts:
        suite.add_property(_xml_text(verdict.engine), _xml_text(verdict_sentence(verdict)))
    for question in report.for_people:
        suite.add_property("for a person to judge", _xml_text(question))
    findings = all_findings(report)
    known = rules_by_id(rules, findings)
    applied = [*report.checked, *(finding.rule for finding in findings)]
    unchecked = dict(report.unchecked)
    ids = [
        rule
        for rule in dict.fromkeys([*known, *applied, *unchecked])
        if rule in applied or rule in unchecked
    ]
    suite.add_testcases(
        [_case(name, known.get(id_), id_, report, unchecked.get(id_)) for id_ in ids]
    )
    for sentence in not_judged_sentences(report):
        case = TestCase(_xml_text(sentence.partition(":")[0]), _xml_text(name))
        case.result = Skipped(_xml_text(sentence))
        suite.add_testcase(case)
    return suite


def _case(
    name: str, rule: Rule | None, id_: str, report: Report, not_applied: str | None
) -> TestCase:
    """Return the case of a rule: errors fail it; a rule that was waived or not applied is skipped.

    `not_applied` is the reason why the rule was not applied, None if it was.
    """
    title = f"{id_}: {rule.title}" if rule and rule.title else id_
    case = TestCase(_xml_text(title), _xml_text(name))
    found = [finding for finding in report.findings if finding.rule == id_]
    waived = [each for each in report.waived if each.finding.rule == id_]
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    output = [str(finding) for finding in found if finding.severity is not Severity.ERROR]
    output += [f"waived: {each.finding} (because: {each.reason})" for each in waived]
    if errors:
        case.result = _failure(errors)
    elif not_applied is not None:
        case.result = Skipped(_xml_text(f"not applied: {not_applied}"))
    elif waived and not found:
        case.result = Skipped(_xml_text(f"waived: {waived[0].reason}"))
    if output:
        case.system_out = _xml_text("\n".join(output))
    return case


def _failure(errors: Sequence[Finding]) -> Failure:
    count = "" if len(errors) == 1 else f"{plural(len(errors), 'error')}, the first: "
    failure = Failure(_xml_text(count + errors[0].message), errors[0].rule)
    failure.text = _xml_text("\n".join(str(error) for error in errors))
    return failure


def _xml_text(text: str) -> str:
    """Return a text with U+FFFD in the place of characters that XML does not allow."""
    return _NOT_IN_XML.sub("\ufffd", text)
