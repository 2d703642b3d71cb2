"""Engines that judge whether a file keeps a standard: one interface, a module each.

Only an engine's verdict may be called conformance. What an engine cannot judge does not comply:
an unreadable file, an unknown standard, an engine that is missing, crashes or hangs.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

# An engine's name, and the module that drives it; imported when it is asked for.
BUILT_IN = "page-validation"
ENGINES = {
    "page-validation": "briefpress.engines.page_validation",
    "veraPDF": "briefpress.engines.verapdf",
}


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


class Engine(Protocol):
    """A module that drives an engine; `NAME` is its name, `FLAVOURS` is what it may judge."""

    NAME: str
    FLAVOURS: frozenset[str]

    def missing(self) -> str | None:
        """Say what the engine lacks on this machine and how to get it; None where it can run."""

    def validate(self, paths: Iterable[Path], flavours: Sequence[str]) -> tuple[Verdict, ...]:
        """Return a verdict for each file and flavour, in this order."""


def by_name(name: str) -> Engine:
    """Return the engine of that name; raises `KeyError` where there is none."""
    return cast("Engine", import_module(ENGINES[name]))


def unjudged(engine: str, path: Path, flavour: str, reason: str) -> Verdict:
    """Return the verdict on a file that the engine could not judge: it does not comply."""
    return Verdict(engine, path, flavour, False, (Failure("", 0, reason),))
