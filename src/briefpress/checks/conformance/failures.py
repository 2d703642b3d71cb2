"""What validators find, told to an editor by topic and page, however many of them say it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from briefpress.checks.conformance.clauses import matterhorn, meaning
from briefpress.checks.rules import NOTE, Problem
from briefpress.checks.validators.registry import REFERENCE
from briefpress.checks.validators.standards import standard_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.checks.subject import Subject
    from briefpress.findings import Failure, Verdict
    from briefpress.structure import Element

UNJUDGED, PDFA = "engine-unjudged", "pdfa"


def topic(flavour: str, failure: Failure) -> tuple[str, str]:
    """Return the rule that a failure belongs to, and what is wrong, in an editor's words."""
    if not failure.clause:
        return UNJUDGED, failure.message
    if flavour.startswith(("ua", "wt")):
        return meaning(_part(flavour), failure.clause, failure.test, failure.message)
    return PDFA, failure.message


def _part(flavour: str) -> int:
    return 1 if flavour == "ua1" else 2


class _Fault(NamedTuple):
    """What is wrong, by which standard."""

    words: str
    standard: str


class _Sightings:
    """How often each validator saw one fault, page by page, and which tests failed."""

    def __init__(self) -> None:
        self.times: defaultdict[str, defaultdict[int | None, int]] = defaultdict(
            lambda: defaultdict(int)
        )
        self.tests: dict[str, str] = {}  # a test, and its failure conditions of Matterhorn
        self.elements: dict[int | None, Element] = {}  # the first on each page

    def add(self, verdict: Verdict, failure: Failure, element: Element | None) -> None:
        """Count a failure."""
        page = failure.page
        if element is not None:
            page = element.page if page is None else page
            self.elements.setdefault(page, element)
        self.times[verdict.engine.partition(" ")[0]][page] += 1
        part = _part(verdict.flavour)
        test = f"{failure.clause}-{failure.test}" if failure.test else failure.clause
        self.tests[test] = matterhorn(part, failure.clause, failure.test)

    def pages(self) -> list[tuple[int | None, list[str], int]]:
        """Return each page with the engines that saw the fault there, and how often at most.

        An engine that cannot say where a fault is means the places that another one names.
        """
        nowhere = {engine for engine, pages in self.times.items() if set(pages) == {None}}
        located = [pages for engine, pages in self.times.items() if engine not in nowhere]
        found = {page for pages in self.times.values() for page in pages}
        if located and not any(None in pages for pages in located):
            found.discard(None)
        merged = []
        for page in sorted(found, key=lambda page: -1 if page is None else page):
            engines = [each for each in self.times if page in self.times[each] or each in nowhere]
            times = max(pages[page] for pages in self.times.values() if page in pages)
            merged.append((page, sorted(engines), times))
        return merged


def faults(rule: str, wcag: str, subject: Subject) -> Iterator[Problem]:
    """Yield what breaks a standard and belongs to a rule, once for each page."""
    seen: defaultdict[_Fault, _Sightings] = defaultdict(_Sightings)
    for verdict in subject.verdicts or ():
        for failure in verdict.failures:
            belongs, words = topic(verdict.flavour, failure)
            if belongs == rule:
                fault = _Fault(words, standard_name(verdict.flavour))
                seen[fault].add(verdict, failure, _element(failure, subject))
    cleared = {standard_name(each) for each in _cleared(subject.verdicts or ())}
    for found, sightings in seen.items():
        for problem in _problems(found, sightings, wcag):
            if found.standard in cleared:
                said = f"{problem.message}; {REFERENCE} does not confirm it"
                yield replace(problem, message=said, severity=NOTE)
            else:
                yield problem


def _cleared(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """Yield the standards that the reference validator says the file keeps, whatever others say."""
    yield from (each.flavour for each in verdicts if _is_reference(each) and each.compliant)


def _is_reference(verdict: Verdict) -> bool:
    return verdict.engine.partition(" ")[0] == REFERENCE


def _element(failure: Failure, subject: Subject) -> Element | None:
    """Return the structure element that an engine names by the number of its object."""
    numbers = _OBJECT.findall(failure.context)
    return subject.reading.by_number.get(int(numbers[-1])) if numbers else None


_OBJECT = re.compile(r"\b(?:object )?(\d{1,9})(?= 0 obj\b|$)")


def _problems(fault: _Fault, seen: _Sightings, wcag: str) -> Iterator[Problem]:
    place = f"{fault.standard} {', '.join(seen.tests)}"
    conditions = ", ".join(dict.fromkeys(filter(None, seen.tests.values())))
    named = {"": place, "Matterhorn ": conditions, "WCAG ": wcag}
    source = ", ".join(f"{name}{value}" for name, value in named.items() if value)
    for page, engines, times in seen.pages():
        often = f"{times} times; " if times > 1 else ""
        message = f"{fault.words} ({often}{', '.join(engines)}, {place})"
        yield Problem(message, seen.elements.get(page), page, source=source)


def unjudged(subject: Subject) -> Iterator[Problem]:
    """Yield what is not known: a standard that an engine came to no verdict on."""
    for verdict in subject.verdicts or ():
        reasons = [failure.message for failure in verdict.failures if not failure.clause]
        if not verdict.compliant and not verdict.failures:
            reasons = ["it says that the file does not comply, and not why"]
        for reason in dict.fromkeys(reasons):
            name = standard_name(verdict.flavour)
            words = f"whether the file keeps {name} is not known: {reason} ({verdict.engine})"
            yield Problem(words, source=name)
