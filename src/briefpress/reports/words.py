"""What every kind of report says in the same words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefpress.checks import Rule
    from briefpress.findings import Finding, Report, Verdict

# A file's name, and what was found in it.
Checked = tuple[str, "Report"]

# What the families of rules are called (`briefpress.checks.rules.Family`).
FAMILIES = {
    "conformance": "What a standard asks for, judged by engines",
    "meaning": "Whether a person can follow",
    "fidelity": "Whether the PDF says what its source says",
    "publication": "What a publisher owes",
}
_PDF_UA = re.compile(r"ua(\d)")
_PDF_A = re.compile(r"[1-4][abuef]?")
_WELL_TAGGED = {"wt1a": "WTPDF 1.0 for accessibility", "wt1r": "WTPDF 1.0 for reuse"}


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a rule, or of what reports like one: a reader, a loader, an engine's log."""

    id: str
    title: str = ""
    family: str = ""
    severity: Severity = Severity.ERROR
    protects: str = ""
    mend: str = ""
    source: str = ""
    clause: str = ""
    matterhorn: str = ""
    wcag: str = ""


def facts_of(rules: Iterable[Rule], findings: Iterable[Finding]) -> dict[str, Facts]:
    """Return what is known of every rule, and after them of what else found something."""
    known = {
        rule.id: Facts(
            rule.id, rule.title, rule.family.value, rule.severity, rule.protects, rule.mend,
            rule.source, rule.clause, rule.matterhorn, rule.wcag,
        )
        for rule in rules
    }  # fmt: skip
    for finding in findings:
        if finding.rule not in known:
            title = finding.rule.replace("-", " ").capitalize()
            known[finding.rule] = Facts(
                finding.rule,
                title,
                severity=finding.severity,
                mend=finding.mend,
                source=finding.source,
            )
    return known


def everything(report: Report) -> tuple[Finding, ...]:
    """Return all findings of a report, those that are waived last."""
    return (*report.findings, *(waived.finding for waived in report.waived))


def standard(flavour: str) -> str:
    """Return the name of the standard that an engine's flavour stands for."""
    if part := _PDF_UA.fullmatch(flavour):
        return f"PDF/UA-{part[1]}"
    if _PDF_A.fullmatch(flavour):
        return f"PDF/A-{flavour}"
    return _WELL_TAGGED.get(flavour, flavour)


def told(verdict: Verdict) -> str:
    """Return what an engine says, in a sentence that begins with the engine."""
    name = standard(verdict.flavour)
    if verdict.compliant:
        return f"{verdict.engine}: nothing found that breaks {name}"
    if not verdict.judged:
        reason = verdict.failures[0].message if verdict.failures else "it did not say why"
        return f"{verdict.engine}: could not judge {name}: {reason}"
    return f"{verdict.engine}: finds {number(len(verdict.failures), 'failure')} of {name}"


def number(count: int, noun: str) -> str:
    """Return `3 errors` or `1 error`."""
    return f"{count} {noun}{'s'[: count != 1]}"


def counted(findings: Iterable[Finding]) -> str:
    """Return how many findings there are of each severity, the gravest first."""
    counts = Counter(finding.severity for finding in findings)
    parts = [number(counts[s], s.word) for s in sorted(Severity, reverse=True) if counts[s]]
    return listed(parts) if parts else "nothing found"


def listed(parts: Sequence[str]) -> str:
    """Return `a, b and c`."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def reasons(report: Report) -> dict[str, list[str]]:
    """Return the rules that could not be applied by the reason why."""
    by_reason: dict[str, list[str]] = {}
    for rule, why in report.unchecked:
        by_reason.setdefault(why, []).append(rule)
    return by_reason


def pages_of(findings: Iterable[Finding]) -> str:
    """Return `on pages 3, 5 and 8 to 12`; nothing where no page is known."""
    pages = sorted({page for f in findings if (page := f.location.page) is not None})
    spans: list[list[int]] = []
    for page in pages:
        if spans and page == spans[-1][1] + 1:
            spans[-1][1] = page
        else:
            spans.append([page, page])
    parts = [str(first) if first == last else f"{first} to {last}" for first, last in spans]
    return f"on page{'s'[: len(pages) != 1]} {listed(parts)}" if parts else ""
