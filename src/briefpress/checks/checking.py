"""All rules over a PDF, and how they are applied to one."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from briefpress.checks import conformance, fidelity, meaning, publication
from briefpress.checks.rules import Problem
from briefpress.findings import Location, Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.checks.rules import Check
    from briefpress.checks.subject import Subject
    from briefpress.findings import Finding, Rule

CHECKS: tuple[Check, ...] = (
    *conformance.CHECKS,
    *meaning.CHECKS,
    *fidelity.CHECKS,
    *publication.CHECKS,
)
RULES: tuple[Rule, ...] = tuple(check.rule for check in CHECKS)
MOST = 50  # problems of one rule; who mends them finds the others

# What only a person can judge, whatever the rules say.
FOR_PEOPLE = (
    "Does each alternate description say what the picture is there for?",
    "Is the order the one in which the text makes sense, where boxes, notes and pictures interrupt it?",
    "Do the headings say what stands under them?",
    "Is what is marked as decoration really nothing but that?",
    "Is anything told by colour, place or shape alone?",
    "Are words, names and abbreviations explained where a reader needs it?",
    "Is each passage marked as of the language that it is in, down to names and titles?",
    "Is the language as plain as the subject allows?",
)

# The parts of a `Subject` that a rule may need, in words.
_NEEDS = {
    "html": "the source as HTML",
    "setting": "the templates that it was set in",
    "styles": "the text that styles add, which printing the source tells",
    "brief": "the brief that it was made from",
    "verdicts": "an engine",
    "pictures": "pictures of the pages",
    "tree": "a structure tree that is read to its end",
}


def check(subject: Subject, checks: Iterable[Check] = CHECKS) -> Report:
    """Apply every rule that can be applied, and say which cannot and why."""
    findings: list[Finding] = []
    applied: list[str] = []
    left_out: list[tuple[str, str]] = []
    for each in checks:
        lacking = [need for need in each.needs if getattr(subject, need) is None]
        if lacking:
            left_out.append((each.rule.id, f"needs {_NEEDS[lacking[0]]}"))
        else:
            applied.append(each.rule.id)
            findings += _apply(each, subject)
    return Report(
        tuple(findings),
        tuple(applied),
        tuple(left_out),
        verdicts=subject.verdicts or (),
        for_people=FOR_PEOPLE,
    )


def _apply(check: Check, subject: Subject) -> Iterator[Finding]:
    problems = iter(check.test(subject))
    for problem in islice(problems, MOST):
        yield _finding(check.rule, problem, subject)
    if next(problems, None) is not None:
        more = f"there are more of these; only the first {MOST} are listed"
        yield _finding(check.rule, Problem(more), subject)


def _finding(rule: Rule, problem: Problem, subject: Subject) -> Finding:
    element, page, box = problem.element, problem.page, problem.box
    if element is not None:
        boxes = subject.reading.boxes(element)
        page = next(iter(boxes), element.page) if page is None else page
        box = boxes.get(page) if box is None and page is not None else box
    written = subject.locate(problem.said) if subject.locate and problem.said else None
    where = Location(
        written.file if written else subject.name,
        written.line if written else None,
        written.column if written else None,
        page=None if page is None else page + 1,
        path="" if element is None else subject.reading.path(element),
        box=box,
    )
    severity, source = problem.severity or rule.severity, problem.source or rule.source
    return rule.finding(problem.message, where, severity=severity, source=source)


def needs_of(name: str) -> tuple[str, ...]:
    """Return what the rule of this id cannot be applied without, in words."""
    found = next((each for each in CHECKS if each.rule.id == name), None)
    return tuple(_NEEDS[need] for need in found.needs) if found else ()
