"""What a brief waives: rules by their id, each with the reason that the report shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefpress.checks.checking import CHECKS
from briefpress.findings import Report, Rule, Severity, Waived

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.content import Manuscript
    from briefpress.findings import Finding

WAIVER_REFUSED = Rule(
    id="waiver-refused",
    severity=Severity.ERROR,
    title="Nothing is waived that a claimed standard asks for",
    why="The file would claim to keep a standard that a validator says it breaks.",
    mend="mend what the engine finds, and delete the waiver",
)
WAIVER_UNUSED = Rule(
    id="waiver-unused",
    severity=Severity.WARNING,
    title="Every waiver waives a finding",
    why="A waiver that is left over hides the same fault when it comes back.",
    mend="delete the waiver, or mend its name: briefpress rules lists them",
)
WAIVER_RULES = (WAIVER_REFUSED, WAIVER_UNUSED)
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
    used = {each.finding.rule for each in waived} | {name for name, _ in report.unchecked}
    return replace(report, findings=(*kept, *_useless(manuscript, used)), waived=waived)


def apply_own_waivers(report: Report, manuscript: Manuscript) -> Report:
    """Set aside what a brief waives that a PDF carries, among the findings that it takes the brief to make.

    It is as untrusted as the PDF: it cannot waive what is wrong with the file by itself.
    """
    compared = {each.rule.id for each in CHECKS if {"html", "styles", "brief"} & {*each.needs}}
    found = tuple(each for each in report.findings if each.rule in compared)
    done = apply_waivers(replace(report, findings=found), manuscript)
    waived = {id(each.finding) for each in done.waived}
    kept = tuple(each for each in report.findings if id(each) not in waived)
    return replace(report, findings=kept, waived=done.waived)


def _useless(manuscript: Manuscript, used: set[str]) -> Iterator[Finding]:
    assert manuscript.brief
    for index, waiver in enumerate(manuscript.brief.waivers):
        where = manuscript.source.locate(("waivers", index, "rule"))
        if waiver.rule.startswith(CONFORMANCE):
            message = f"{waiver.rule} cannot be waived: the file claims to keep the standard"
            yield WAIVER_REFUSED.finding(message, where)
        elif waiver.rule not in used:
            message = f"no finding of {waiver.rule} is there to be waived"
            yield WAIVER_UNUSED.finding(message, where)
