"""Reports as JSON, for programs; `SCHEMA` changes when a program would have to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from briefpress import __version__
from briefpress.reports.words import everything, facts_of, standard

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefpress.checks import Rule
    from briefpress.findings import Finding, Report, Verdict
    from briefpress.reports.words import Checked, Facts

SCHEMA = 1


def to_json(report: Report, *, rules: Iterable[Rule] = (), **facts: object) -> str:
    """Return the report of one document as JSON, with what else is known of the document."""
    return _write({**facts, **_document(report, rules)})


def to_json_of_all(checked: Sequence[Checked], rules: Sequence[Rule] = ()) -> str:
    """Return the reports of files as one JSON object: `documents` holds one for each file."""
    documents = [{"file": name, **_document(report, rules)} for name, report in checked]
    return _write({"schema": SCHEMA, "briefpress": __version__, "documents": documents})


def _write(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _document(report: Report, rules: Iterable[Rule]) -> dict[str, Any]:
    known = facts_of(rules, everything(report))
    return {
        "findings": [_finding(finding, known[finding.rule]) for finding in report.findings],
        "checked": list(report.checked),
        "not_checked": [{"rule": rule, "why": why} for rule, why in report.unchecked],
        "verdicts": [_verdict(verdict) for verdict in report.verdicts],
        "waived": [
            {**_finding(waived.finding, known[waived.finding.rule]), "reason": waived.reason}
            for waived in report.waived
        ],
        "for_people": list(report.for_people),
    }


def _finding(finding: Finding, rule: Facts) -> dict[str, Any]:
    where = finding.location
    return _without_gaps(
        rule=finding.rule,
        family=rule.family,
        severity=finding.severity.word,
        message=finding.message,
        mend=finding.mend,
        source=finding.source,
        file=where.file,
        line=where.line,
        column=where.column,
        page=where.page,
        box=where.box and [round(side, 2) for side in where.box],
        path=where.path,
    )


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "engine": verdict.engine,
        "flavour": verdict.flavour,
        "standard": standard(verdict.flavour),
        "judged": verdict.judged,
        "compliant": verdict.compliant,
        "failures": [
            _without_gaps(
                clause=failure.clause,
                test=failure.test,
                message=failure.message,
                context=failure.context,
                page=None if failure.page is None else failure.page + 1,
            )
            for failure in verdict.failures
        ],
    }


def _without_gaps(**fields: object) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value not in (None, "")}
