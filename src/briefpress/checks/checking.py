"""Rules, as data, over the facts of a PDF: what has to hold before anyone sees it.

`conformance` holds what engines judge, `meaning` what no validator checks, `fidelity` what the
source says, `publication` what a publisher owes, `prepress` what a printing house asks. Our own
rules are checks, and no verdict on a standard.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from briefpress.checks import conformance, fidelity, meaning, prepress, publication
from briefpress.checks.rules import Problem, Rule, Subject
from briefpress.findings import Finding, Location, Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

RULES: tuple[Rule, ...] = (
    *conformance.RULES,
    *meaning.RULES,
    *fidelity.RULES,
    *publication.RULES,
    *prepress.RULES,
)
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

_LACKING = {
    "html": "needs the source as HTML",
    "brief": "needs the brief that it was made from",
    "verdicts": "needs an engine",
    "pictures": "needs pictures of the pages",
}


def check(subject: Subject, rules: Iterable[Rule] = RULES) -> Report:
    """Apply every rule that can be applied, and say which cannot and why."""
    findings: list[Finding] = []
    applied: list[str] = []
    left_out: list[tuple[str, str]] = []
    for rule in rules:
        lacking = [need for need in rule.needs if getattr(subject, need) is None]
        if lacking:
            left_out.append((rule.id, _LACKING[lacking[0]]))
        else:
            applied.append(rule.id)
            findings += _apply(rule, subject)
    return Report(
        tuple(findings),
        tuple(applied),
        tuple(left_out),
        verdicts=subject.verdicts or (),
        for_people=FOR_PEOPLE,
    )


def _apply(rule: Rule, subject: Subject) -> Iterator[Finding]:
    problems = iter(rule.test(subject))
    for problem in islice(problems, MOST):
        yield _finding(rule, problem, subject)
    if next(problems, None) is not None:
        more = f"there are more of these; only the first {MOST} are listed"
        yield _finding(rule, Problem(more), subject)


def _finding(rule: Rule, problem: Problem, subject: Subject) -> Finding:
    element, page, box = problem.element, problem.page, problem.box
    if element is not None:
        boxes = subject.reading.boxes(element)
        page = next(iter(boxes), element.page) if page is None else page
        box = boxes.get(page) if box is None and page is not None else box
    where = Location(
        subject.name,
        page=None if page is None else page + 1,
        path="" if element is None else subject.reading.path(element),
        box=box,
    )
    source = problem.source or rule.source
    return Finding(rule.id, rule.severity, problem.message, where, rule.mend, source)


def rule_named(name: str) -> Rule | None:
    """Return the rule of this id."""
    return next((rule for rule in RULES if rule.id == name), None)


def explain(name: str) -> str | None:
    """Return what there is to know of a rule, in a few lines; None where there is none."""
    rule = rule_named(name)
    if rule is None:
        return None
    lines = [
        f"{rule.id}: {rule.title}",
        "",
        f"  {rule.severity.word}, {rule.family.value}",
        f"  Why: {rule.protects}",
        f"  How to mend it: {rule.mend}",
    ]
    if rule.source:
        lines.append(f"  Where it comes from: {rule.source}")
    if rule.needs:
        lines.append(f"  {'; '.join(_LACKING[need] for need in rule.needs).capitalize()}")
    return "\n".join(lines) + "\n"
