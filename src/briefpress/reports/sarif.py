"""Reports as SARIF 2.1.0 (OASIS), which code forges and editors show."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from briefpress import __version__
from briefpress.findings import Severity
from briefpress.reports.phrases import not_judged_sentences, verdict_sentence
from briefpress.reports.rule_lookup import all_findings, rules_by_id
from briefpress.reports.wcag import CRITERIA

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefpress.findings import Finding, Location, Report, Rule
    from briefpress.reports.rule_lookup import CheckedFile

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_PDF_UA = "https://www.iso.org/standard/64599.html"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def to_sarif(
    checked: Sequence[CheckedFile],
    rules: Sequence[Rule] = (),
    *,
    root: PurePath | None = None,
    successful: bool = True,
) -> str:
    """Return the reports of files as one run of SARIF.

    The URIs of files below the folder `root` are relative to it. `successful` says whether all
    files could be read.
    """
    known = rules_by_id(
        rules, [finding for _, report in checked for finding in all_findings(report)]
    )
    indexes = {rule: index for index, rule in enumerate(known)}
    run = {
        "tool": {"driver": _driver(known)},
        "invocations": [
            {
                "executionSuccessful": successful,
                "toolConfigurationNotifications": [
                    *_unchecked_notifications(checked, root),
                    *_not_judged_notifications(checked, root),
                ],
            }
        ],
        "artifacts": [
            {"location": {"uri": uri(name, root)}, "roles": ["analysisTarget"]}
            for name, _ in checked
        ],
        "results": [each for _, report in checked for each in _results(report, indexes, root)],
        "columnKind": "unicodeCodePoints",
        "automationDetails": {"id": "briefpress/"},
        "properties": {"documents": [_summary(name, report, root) for name, report in checked]},
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def uri(file: str, root: PurePath | None = None) -> str:
    """Return the URI reference of a file: relative if it is below `root` or has a relative name."""
    path = PurePath(file)
    if root and path.is_relative_to(root):
        path = path.relative_to(root)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _driver(rules: Mapping[str, Rule]) -> dict[str, Any]:
    return {
        "name": "Briefpress",
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in rules.values()],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    """Return the descriptor of a rule, with what code scanning of GitHub and Azure shows."""
    full = ". ".join(part.rstrip(".") for part in (rule.title, rule.why) if part) + "."
    mend = f"To mend it: {rule.mend}." if rule.mend else ""
    source = [f"Source: {rule.source}."] if rule.source else []
    properties = {
        "family": rule.family and rule.family.value,
        "clause": rule.clause,
        "matterhorn": rule.matterhorn,
        "wcag": rule.wcag,
    }
    level = {Severity.NOTE: "recommendation"}.get(rule.severity, rule.severity.word)
    criterion = CRITERIA.get(rule.wcag.partition(",")[0])
    address = criterion.address if criterion else _PDF_UA if rule.clause[:1].isdigit() else ""
    return {
        "id": rule.id,
        **({"helpUri": address} if address else {}),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": full},
        "help": {"text": " ".join([full, mend, *source]).replace("..", ".")},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            **{key: value for key, value in properties.items() if value},
            "problem.severity": level,
            "tags": [
                "accessibility",
                *(f"WCAG{number}" for number in rule.wcag.split(", ") if number),
            ],
        },
    }


def _unchecked_notifications(
    checked: Sequence[CheckedFile], root: PurePath | None
) -> list[dict[str, Any]]:
    """Return a note for each rule that was not applied; its engine may not be installed."""
    return [
        {
            "level": "note",
            "message": {"text": f"The rule {rule} was not applied: {reason}"},
            "associatedRule": {"id": rule},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(name, root)}}}],
        }
        for name, report in checked
        for rule, reason in report.unchecked
    ]


def _not_judged_notifications(
    checked: Sequence[CheckedFile], root: PurePath | None
) -> list[dict[str, Any]]:
    """Return a warning for each standard that a file claims and no engine was asked about."""
    return [
        {
            "level": "warning",
            "message": {"text": f"The file {sentence}"},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(name, root)}}}],
        }
        for name, report in checked
        for sentence in not_judged_sentences(report)
    ]


def _results(
    report: Report, indexes: Mapping[str, int], root: PurePath | None
) -> list[dict[str, Any]]:
    results = [_result(finding, indexes, root) for finding in report.findings]
    for waived in report.waived:
        suppression = {"kind": "external", "status": "accepted", "justification": waived.reason}
        results.append({**_result(waived.finding, indexes, root), "suppressions": [suppression]})
    return results


def _result(finding: Finding, indexes: Mapping[str, int], root: PurePath | None) -> dict[str, Any]:
    location = finding.location
    page = "" if location.page is None else f"Page {location.page}: "
    message = ". ".join(part for part in (finding.message, finding.mend) if part)
    properties = {"page": location.page, "box": location.box and list(location.box)}
    return {
        "ruleId": finding.rule,
        "ruleIndex": indexes[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": page + message},
        "locations": [_location(location, root)],
        "partialFingerprints": {"finding/v1": _fingerprint(finding, root)},
        "properties": {key: value for key, value in properties.items() if value is not None},
    }


def _fingerprint(finding: Finding, root: PurePath | None) -> str:
    """Return what tells a finding from others, and is the same as long as it is: lines may move."""
    place = (uri(finding.location.file, root), finding.location.path, finding.rule, finding.message)
    return sha256("\n".join(place).encode()).hexdigest()


def _location(location: Location, root: PurePath | None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(location.file, root)}}
    # SARIF has regions of text, but none of a page; GitHub shows nothing without one.
    line, column = location.line or 1, location.column or 1
    region = {"startLine": line, "startColumn": column, "endLine": line, "endColumn": column}
    physical["region"] = region
    result: dict[str, Any] = {"physicalLocation": physical}
    if location.path:
        result["logicalLocations"] = [{"fullyQualifiedName": location.path, "kind": "element"}]
    return result


def _summary(name: str, report: Report, root: PurePath | None) -> dict[str, Any]:
    return {
        "uri": uri(name, root),
        "verdicts": [verdict_sentence(verdict) for verdict in report.verdicts],
        "notJudged": list(not_judged_sentences(report)),
        "forPeople": list(report.for_people),
    }
