"""Engines that judge whether a file keeps a standard: one interface, a module each.

Only an engine's verdict may be called conformance. What an engine cannot judge does not comply:
an unreadable file, an unknown standard, an engine that is missing, crashes or hangs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from briefpress.findings import Failure, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

# An engine's name, and the module that drives it; imported when it is asked for.
BUILT_IN = "page-validation"
ENGINES = {
    "page-validation": "briefpress.checks.validators.page_validation",
    "veraPDF": "briefpress.checks.validators.verapdf",
}


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
