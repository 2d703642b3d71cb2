"""Reports as SARIF 2.1.0 (OASIS), which code forges and editors show."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from briefpress import __version__
from briefpress.findings import Severity
from briefpress.reports.words import everything, facts_of, told

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefpress.checks import Rule
    from briefpress.findings import Finding, Location, Report
    from briefpress.reports.words import Checked, Facts

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def to_sarif(
    checked: Sequence[Checked],
    rules: Sequence[Rule] = (),
    *,
    root: PurePath | None = None,
    successful: bool = True,
) -> str:
    """Return the reports of files as one run of SARIF.

    Files below the folder `root` are named from there. `successful` is whether all could be read.
    """
    found = [finding for _, report in checked for finding in everything(report)]
    known = facts_of(rules, found)
    places = {rule: place for place, rule in enumerate(known)}
    run = {
        "tool": {"driver": _driver(known)},
        "invocations": [
            {
                "executionSuccessful": successful,
                "toolConfigurationNotifications": _left_out(checked, root),
            }
        ],
        "artifacts": [
            {"location": {"uri": uri(name, root)}, "roles": ["analysisTarget"]}
            for name, _ in checked
        ],
        "results": [r for _, report in checked for r in _results(report, places, root)],
        "columnKind": "unicodeCodePoints",
        "properties": {"documents": [_summary(name, report, root) for name, report in checked]},
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def uri(file: str, root: PurePath | None = None) -> str:
    """Return the name of a file as a URI reference: relative, unless the file is elsewhere."""
    path = PurePath(file)
    if root and path.is_relative_to(root):
        path = path.relative_to(root)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _driver(known: Mapping[str, Facts]) -> dict[str, Any]:
    return {
        "name": "Briefpress",
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in known.values()],
    }


def _rule(rule: Facts) -> dict[str, Any]:
    full = ". ".join(part.rstrip(".") for part in (rule.title, rule.protects) if part) + "."
    parts = (f"To mend it: {rule.mend}." if rule.mend else "", f"Source: {rule.source}.")
    said = " ".join([full, *parts[: 2 if rule.source else 1]]).replace("..", ".")
    named = {
        "family": rule.family,
        "clause": rule.clause,
        "matterhorn": rule.matterhorn,
        "wcag": rule.wcag,
    }
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": full},
        "help": {"text": said},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {key: value for key, value in named.items() if value},
    }


def _left_out(checked: Sequence[Checked], root: PurePath | None) -> list[dict[str, Any]]:
    """Say which rules were not applied, and why; they may be of an engine that is missing."""
    return [
        {
            "level": "note",
            "message": {"text": f"The rule {rule} was not applied: {why}"},
            "associatedRule": {"id": rule},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(name, root)}}}],
        }
        for name, report in checked
        for rule, why in report.unchecked
    ]


def _results(
    report: Report, places: Mapping[str, int], root: PurePath | None
) -> list[dict[str, Any]]:
    results = [_result(finding, places, root) for finding in report.findings]
    for waived in report.waived:
        excuse = {"kind": "external", "status": "accepted", "justification": waived.reason}
        results.append({**_result(waived.finding, places, root), "suppressions": [excuse]})
    return results


def _result(finding: Finding, places: Mapping[str, int], root: PurePath | None) -> dict[str, Any]:
    where = finding.location
    page = "" if where.page is None else f"Page {where.page}: "
    message = ". ".join(part for part in (finding.message, finding.mend) if part)
    properties = {"page": where.page, "box": where.box and list(where.box)}
    return {
        "ruleId": finding.rule,
        "ruleIndex": places[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": page + message},
        "locations": [_location(where, root)],
        "properties": {key: value for key, value in properties.items() if value is not None},
    }


def _location(where: Location, root: PurePath | None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri(where.file, root)}}
    if where.line is not None:  # SARIF has no way to say where in a PDF
        column = {} if where.column is None else {"startColumn": where.column}
        physical["region"] = {"startLine": where.line, **column}
    location: dict[str, Any] = {"physicalLocation": physical}
    if where.path:
        location["logicalLocations"] = [{"fullyQualifiedName": where.path, "kind": "element"}]
    return location


def _summary(name: str, report: Report, root: PurePath | None) -> dict[str, Any]:
    return {
        "uri": uri(name, root),
        "verdicts": [told(verdict) for verdict in report.verdicts],
        "forPeople": list(report.for_people),
    }
