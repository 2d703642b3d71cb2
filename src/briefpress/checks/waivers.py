"""What a brief waives: rules by their id, each with the reason that the report shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefpress.findings import Finding, Report, Severity, Waived

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.content import Manuscript

CONFORMANCE = ("ua-", "pdfa", "engine-")  # how the ids begin under which an engine speaks


def apply_waivers(report: Report, manuscript: Manuscript) -> Report:
    """Set aside the findings that a brief waives, and say which of its waivers are of no use."""
    assert manuscript.brief
    reasons = {
        waiver.rule: waiver.reason
        for waiver in manuscript.brief.waivers
        if not waiver.rule.startswith(CONFORMANCE)
    }
    waived = tuple(Waived(f, reasons[f.rule]) for f in report.findings if f.rule in reasons)
    kept = tuple(f for f in report.findings if f.rule not in reasons)
    used = {each.finding.rule for each in waived}
    return replace(report, findings=(*kept, *_useless(manuscript, used)), waived=waived)


def _useless(manuscript: Manuscript, used: set[str]) -> Iterator[Finding]:
    assert manuscript.brief
    for index, waiver in enumerate(manuscript.brief.waivers):
        where = manuscript.source.locate(("waivers", index, "rule"))
        if waiver.rule.startswith(CONFORMANCE):
            message = f"{waiver.rule} cannot be waived: the file claims to keep the standard"
            mend = "mend what the engine finds, and delete the waiver"
            yield Finding("waiver-refused", Severity.ERROR, message, where, mend)
        elif waiver.rule not in used:
            message = f"no finding of {waiver.rule} is there to be waived"
            mend = "delete the waiver, or mend its name: briefpress rules lists them"
            yield Finding("waiver-unused", Severity.WARNING, message, where, mend)
