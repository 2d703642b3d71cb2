"""The one way in which anything reports a problem."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

# Control characters as they are pictured, ␛ for escape; those of Latin-1 have no pictures.
_PICTURED = {code: 0x2400 + code for code in range(32)} | {0x7F: 0x2421}
_PICTURED |= dict.fromkeys((*range(0x80, 0xA0), 0x2028, 0x2029), 0xFFFD)
_PICTURED |= dict.fromkeys(range(0xD800, 0xE000), 0xFFFD)  # a byte of a file name that is no UTF-8
_LAID_OUT = {code: sign for code, sign in _PICTURED.items() if chr(code) not in "\n\t"}


def visible(text: str, *, one_line: bool = True) -> str:
    """Return a text whose control characters are shown: a title of a PDF could steer a terminal.

    So are line ends, unless it may have several lines.
    """
    return text.translate(_PICTURED if one_line else _LAID_OUT)


class Severity(IntEnum):
    """How much a finding weighs; an error stops a build."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The severity as it is written in a report."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Location:
    """Where a problem is: a place in a text file, or in a PDF.

    Lines, columns and pages count from 1. `path` names a structure element in a PDF or a field in a
    brief, or has words of HTML by which the place is found. `box` is where on the page, in points
    from its lower left corner: left, bottom, right, top.
    """

    file: str
    line: int | None = None
    column: int | None = None
    page: int | None = None
    path: str = ""
    box: tuple[float, float, float, float] | None = None

    def __str__(self) -> str:
        parts = [self.file, *(str(n) for n in (self.line, self.column) if n is not None)]
        if self.page is not None:
            parts.append(f"page {self.page}")
        return visible(":".join(parts))


class Family(Enum):
    """What a rule over a finished PDF is about, and who says so."""

    CONFORMANCE = "conformance"  # a standard, judged by a validator
    MEANING = "meaning"  # what no validator checks: whether a person could follow
    FIDELITY = "fidelity"  # whether the PDF says what its source says
    PUBLICATION = "publication"  # what a publisher owes: credits, licence, legibility

    @property
    def title(self) -> str:
        """What is written over the rules of the family."""
        return _TITLES[self]


_TITLES = {
    Family.CONFORMANCE: "What a standard asks for, judged by engines",
    Family.MEANING: "Whether a person can follow",
    Family.FIDELITY: "Whether the PDF says what its source says",
    Family.PUBLICATION: "What a publisher owes",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One thing that has to hold.

    `id` is stable, such as `figure-alt`. `title` says what has to hold, `why` who loses what where
    it does not, `mend` what an editor can do. `clause` is that of PDF/UA-1 (ISO 14289-1) unless it
    names another standard, `matterhorn` the failure condition of the Matterhorn Protocol 1.1,
    `wcag` the success criterion of WCAG 2.2. `family` is that of a rule over a finished PDF.
    """

    id: str
    severity: Severity
    title: str
    why: str
    mend: str
    family: Family | None = None
    clause: str = ""
    matterhorn: str = ""
    wcag: str = ""

    @property
    def source(self) -> str:
        """The clauses that the rule comes from, in one line."""
        standard = "PDF/UA-1 " if self.clause[:1].isdigit() else ""
        named = {standard: self.clause, "Matterhorn ": self.matterhorn, "WCAG ": self.wcag}
        return ", ".join(f"{standard}{place}" for standard, place in named.items() if place)

    def finding(
        self,
        message: str,
        location: Location,
        *,
        severity: Severity | None = None,
        mend: str | None = None,
        source: str | None = None,
    ) -> Finding:
        """Return the finding that this rule is broken; what is not given is as the rule says."""
        return Finding(
            self.id,
            self.severity if severity is None else severity,
            message,
            location,
            self.mend if mend is None else mend,
            self.source if source is None else source,
        )


def rules_in(names: Mapping[str, object]) -> tuple[Rule, ...]:
    """Return the rules among the names of a module, in the order in which they are written."""
    return tuple(each for each in names.values() if isinstance(each, Rule))


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem, in words for an editor: which rule, how grave, where, what, and how to mend it.

    `rule` is a stable identifier such as `figure-alt`; `source` names the standards that the rule
    comes from, such as `PDF/UA-1 7.3`.
    """

    rule: str
    severity: Severity
    message: str
    location: Location
    mend: str = ""
    source: str = ""

    def __str__(self) -> str:
        line = f"{self.location}: {self.severity.word}[{self.rule}]: {visible(self.message)}"
        return f"{line}\n    {visible(self.mend)}" if self.mend else line


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that the brief puts up with, by the id of its rule, and why."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A place that breaks a rule: the clause of the standard, and the number of its test there.

    `context` is where in the file, in the engine's words; `page` counts from 0, where it is known.
    Clause "" and test 0 stand for a file that could not be judged.
    """

    clause: str
    test: int
    message: str
    context: str = ""
    page: int | None = None

    def __str__(self) -> str:
        return f"{self.clause}-{self.test}: {self.message} [{self.context}]"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an engine says of a file; `flavour` is veraPDF's name of a standard: ua1 ua2 3a 4 4f …

    `engine` is its name and version, or its name alone where it did not answer.
    """

    engine: str
    path: Path
    flavour: str
    compliant: bool
    failures: tuple[Failure, ...] = ()

    @property
    def judged(self) -> bool:
        """Whether the engine came to a verdict at all."""
        return self.compliant or any(failure.clause for failure in self.failures)


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, which rules were applied, and which were not and why.

    `verdicts` are those of engines, the only ones on conformance. `waived` findings are no part of
    `findings`. `for_people` says what no program can judge. `not_judged` are standards that the file
    claims and no engine was asked about, by veraPDF's names.
    """

    findings: tuple[Finding, ...] = ()
    checked: tuple[str, ...] = ()
    unchecked: tuple[tuple[str, str], ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    waived: tuple[Waived, ...] = ()
    for_people: tuple[str, ...] = ()
    not_judged: tuple[str, ...] = ()

    @property
    def worst(self) -> Severity | None:
        """The gravest severity among the findings; None where there are none."""
        return worst(self.findings)


def strictly(report: Report) -> Report:
    """Make the warnings of a report errors."""
    findings = tuple(
        replace(f, severity=Severity.ERROR) if f.severity is Severity.WARNING else f
        for f in report.findings
    )
    return replace(report, findings=findings)


def worst(findings: Iterable[Finding]) -> Severity | None:
    """Return the gravest severity among `findings`, or None where there are none."""
    return max((finding.severity for finding in findings), default=None)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Say whether any of `findings` is an error."""
    return worst(findings) is Severity.ERROR


class Unusable(Exception):  # noqa: N818 - an outcome that the caller reports, not a bug
    """The input cannot be used at all; carries the findings that say why (exit code 2)."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = findings

    def __reduce__(self) -> tuple[type[Unusable], tuple[Finding, ...]]:
        """Pass from one process to another with its findings."""
        return type(self), self.findings


class Unequipped(Unusable):
    """This machine lacks something without which no document can be made at all."""
