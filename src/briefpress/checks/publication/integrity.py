"""Whether the file is whole, and all of it was checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.checks.contrast import unmeasured
from briefpress.checks.rules import ERROR, NOTE, PUBLICATION, WARNING, Problem, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.subject import Subject


@rule(
    id="pdf-damaged",
    family=PUBLICATION,
    severity=ERROR,
    title="The file is whole",
    why="Some software opens it and some does not; what a reader gets is a matter of luck.",
    mend="make it again from its source",
)
def pdf_damaged(subject: Subject) -> Iterator[Problem]:
    yield from (Problem(f"the PDF is damaged: {problem}") for problem in subject.pdf.problems)
    for flaw in subject.pdf.flaws:
        yield Problem(f"the PDF has a flaw that harms nobody: {flaw}", severity=NOTE)


PDF_DAMAGED = pdf_damaged.rule  # which a file breaks as well that cannot be opened at all


@rule(
    id="pdf-too-large",
    family=PUBLICATION,
    severity=WARNING,
    title="All of the file was checked",
    why="Nobody knows whether what was left out can be read.",
    mend="check the parts of the document one by one",
)
def pdf_too_large(subject: Subject) -> Iterator[Problem]:
    limits = [*subject.pdf.limits, *(unmeasured(subject) if subject.pictures else ())]
    yield from (Problem(f"not all of the PDF was checked: {limit}") for limit in limits)
