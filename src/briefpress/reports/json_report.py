"""Reports as JSON, for programs; `SCHEMA` is raised when a reader of the JSON has to change."""

from __future__ import annotations

import json
from dataclasses import fields
from itertools import repeat
from typing import TYPE_CHECKING, Any

from briefpress import __version__
from briefpress.checks import judges_of, standard_name
from briefpress.reports.conformance_table import conformance_table
from briefpress.reports.rule_lookup import all_findings, rules_by_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefpress.findings import Finding, Report, Rule, Verdict
    from briefpress.reports.rule_lookup import CheckedFile

SCHEMA = 1


def to_json(report: Report, *, rules: Sequence[Rule] = (), **facts: object) -> str:
    """Return the report of one document as JSON, after other `facts` about the document."""
    return _dump({**facts, **_document(report, rules)})


def to_json_of_all(
    checked: Sequence[CheckedFile],
    rules: Sequence[Rule] = (),
    facts: Sequence[Mapping[str, object]] = (),
) -> str:
    """Return the reports of files as one JSON object: `documents` holds one for each file.

    `facts` are what else is known of each of them.
    """
    documents = [
        {"file": name, **more, **_document(report, rules)}
        for (name, report), more in zip(checked, facts or repeat({}), strict=False)
    ]
    return _dump({"schema": SCHEMA, "briefpress": __version__, "documents": documents})


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _document(report: Report, rules: Sequence[Rule]) -> dict[str, Any]:
    known = rules_by_id(rules, all_findings(report))
    rows = conformance_table(report, tuple(known.values())) if rules else ()
    # `asdict` copies each value, which takes longer than all else here.
    names = [each.name for each in fields(rows[0])] if rows else []
    table = [_without_empty(**{name: getattr(row, name) for name in names}) for row in rows]
    return {
        "findings": [_finding(finding, known[finding.rule]) for finding in report.findings],
        "checked": list(report.checked),
        "not_checked": [{"rule": rule, "why": reason} for rule, reason in report.unchecked],
        "verdicts": [_verdict(verdict) for verdict in report.verdicts],
        "not_judged": [
            {"flavour": each, "standard": standard_name(each), "engines": list(judges_of(each))}
            for each in report.not_judged
        ],
        "waived": [
            {**_finding(waived.finding, known[waived.finding.rule]), "reason": waived.reason}
            for waived in report.waived
        ],
        "for_people": list(report.for_people),
        **({"conformance": table} if table else {}),
    }


def _finding(finding: Finding, rule: Rule) -> dict[str, Any]:
    location = finding.location
    return _without_empty(
        rule=finding.rule,
        family=rule.family and rule.family.value,
        severity=finding.severity.word,
        message=finding.message,
        mend=finding.mend,
        source=finding.source,
        file=location.file,
        line=location.line,
        column=location.column,
        page=location.page,
        box=location.box and [round(side, 2) for side in location.box],
        path=location.path,
    )


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "engine": verdict.engine,
        "flavour": verdict.flavour,
        "standard": standard_name(verdict.flavour),
        "judged": verdict.judged,
        "compliant": verdict.compliant,
        "failures": [
            _without_empty(
                clause=failure.clause,
                test=failure.test,
                message=failure.message,
                context=failure.context,
                page=None if failure.page is None else failure.page + 1,
            )
            for failure in verdict.failures
        ],
    }


def _without_empty(**fields: object) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value not in (None, "")}
