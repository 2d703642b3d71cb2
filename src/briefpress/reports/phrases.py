"""Phrases that all reports share: counts, lists, ranges of pages, verdicts in a sentence."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from briefpress.checks import judges_of, standard_name
from briefpress.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefpress.findings import Finding, Report, Verdict


def plural(count: int, noun: str) -> str:
    """Return a count with its noun, such as `3 errors` or `1 error`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def join_and(parts: Sequence[str]) -> str:
    """Return `a, b and c`."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def count_by_severity(findings: Iterable[Finding]) -> str:
    """Return how many findings there are of each severity, such as `2 errors and 1 note`."""
    counts = Counter(finding.severity for finding in findings)
    parts = [plural(counts[s], s.word) for s in sorted(Severity, reverse=True) if counts[s]]
    return join_and(parts) if parts else "nothing found"


def page_ranges(findings: Iterable[Finding]) -> str:
    """Return `on pages 3, 5 and 8 to 12`, or "" if no finding has a page."""
    pages = sorted({page for f in findings if (page := f.location.page) is not None})
    ranges: list[list[int]] = []
    for page in pages:
        if ranges and page == ranges[-1][1] + 1:
            ranges[-1][1] = page
        else:
            ranges.append([page, page])
    parts = [str(first) if first == last else f"{first} to {last}" for first, last in ranges]
    return f"on page{'' if len(pages) == 1 else 's'} {join_and(parts)}" if parts else ""


def verdict_sentence(verdict: Verdict) -> str:
    """Return the verdict of an engine as a sentence that begins with the engine's name."""
    standard = standard_name(verdict.flavour)
    if verdict.compliant:
        return f"{verdict.engine}: nothing found that breaks {standard}"
    if not verdict.judged:
        reason = verdict.failures[0].message if verdict.failures else "it did not say why"
        return f"{verdict.engine}: could not judge {standard}: {reason}"
    return f"{verdict.engine}: finds {plural(len(verdict.failures), 'failure')} of {standard}"


def outcome(report: Report) -> str:
    """Return how many findings a report has, and whether all that the file claims was judged."""
    count = count_by_severity(report.findings)
    return f"{count}, but not all that it claims was judged" if report.not_judged else count


def not_judged_sentences(report: Report) -> Iterator[str]:
    """Yield `claims PDF/UA-2, not judged: --engine veraPDF` for each claim that no engine was asked about."""
    for flavour in report.not_judged:
        engines = judges_of(flavour)
        how = f": --engine {engines[0]}" if engines else ", and there is no engine that could"
        yield f"claims {standard_name(flavour)}, not judged{how}"


def unchecked_by_reason(report: Report) -> dict[str, list[str]]:
    """Return the ids of the rules that were not applied, by the reason why not."""
    by_reason: dict[str, list[str]] = {}
    for rule, reason in report.unchecked:
        by_reason.setdefault(reason, []).append(rule)
    return by_reason
