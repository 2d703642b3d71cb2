"""How a rule over a PDF is written: its row, and the function that yields what breaks it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpress.findings import Family, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import ModuleType
    from typing import TypeAlias

    from briefpress.checks.subject import Subject
    from briefpress.structure import Element, Rect

    Test: TypeAlias = "Callable[[Subject], Iterable[Problem]]"

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE
CONFORMANCE, MEANING, FIDELITY, PUBLICATION = Family
# How to mend what no editor can have caused.
REBUILD = (
    "this is a fault of what made the PDF, not of the text: build it again, and report it if it "
    "stays"
)


@dataclass(frozen=True, slots=True)
class Problem:
    """What a test found: in which element, or on which page (from 0) and where on it.

    `said` is the text of the source that it is about. `severity` is instead of that of the rule.
    """

    message: str
    element: Element | None = None
    page: int | None = None
    box: Rect | None = None
    source: str = ""
    said: str = ""
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A rule over a PDF, and the test that yields what breaks it.

    `needs` names the parts of a `Subject` without which the rule cannot be applied.
    """

    rule: Rule
    test: Test
    needs: tuple[str, ...] = ()


def rule(
    *,
    id: str,  # noqa: A002 - a rule has an id wherever it is written
    family: Family,
    severity: Severity,
    title: str,
    why: str,
    mend: str,
    clause: str = "",
    matterhorn: str = "",
    wcag: str = "",
    needs: tuple[str, ...] = (),
) -> Callable[[Test], Check]:
    """Return a decorator that makes a test the check of a new rule; see `Rule` and `Check`."""
    row = Rule(
        id=id,
        family=family,
        severity=severity,
        title=title,
        why=why,
        mend=mend,
        clause=clause,
        matterhorn=matterhorn,
        wcag=wcag,
    )
    return check_of(row, needs)


def check_of(rule: Rule, needs: tuple[str, ...] = ()) -> Callable[[Test], Check]:
    """Return a decorator that makes a function the check of a rule that is written elsewhere."""
    return lambda test: Check(rule, test, needs)


def checks_in(*modules: ModuleType) -> tuple[Check, ...]:
    """Return the checks of modules, in the order in which they are written."""
    return tuple(
        each for module in modules for each in vars(module).values() if isinstance(each, Check)
    )
