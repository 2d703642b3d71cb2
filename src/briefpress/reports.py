"""A `Report` as text for a terminal, and as JSON for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from briefpress.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefpress.findings import Finding, Report

_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def to_json(report: Report, **facts: object) -> str:
    """Return a report as JSON, with what else is known of its document."""
    return json.dumps(
        {
            **facts,
            "findings": [_fields(finding) for finding in report.findings],
            "checked": list(report.checked),
            "not_checked": [{"rule": rule, "why": why} for rule, why in report.unchecked],
        },
        ensure_ascii=False,
        indent=2,
    )


def _fields(finding: Finding) -> dict[str, object]:
    where = finding.location
    fields = {
        "rule": finding.rule,
        "severity": finding.severity.word,
        "message": finding.message,
        "mend": finding.mend,
        "source": finding.source,
        "file": where.file,
        "line": where.line,
        "column": where.column,
        "page": where.page,
    }
    return {key: value for key, value in fields.items() if value not in (None, "")}


def to_terminal(findings: Iterable[Finding]) -> None:
    """Print findings on standard error in colours, wrapped to the width of the terminal."""
    from rich.console import Console  # noqa: PLC0415 - only where somebody looks
    from rich.padding import Padding  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(stderr=True, highlight=False)
    for finding in findings:
        console.print(
            Text.assemble(
                (f"{finding.location}: ", "bold"),
                (f"{finding.severity.word}[{finding.rule}]", _COLOURS[finding.severity]),
                f": {finding.message}",
            )
        )
        if finding.mend:
            console.print(Padding(Text(finding.mend), (0, 0, 0, 4)))
