"""The validators by name, and what a module that drives one has to offer.

Only a validator's verdict may be called conformance. What it cannot judge does not comply: an
unreadable file, an unknown standard, a validator that is missing, crashes or hangs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from briefpress.findings import Failure, Verdict
from briefpress.system import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from briefpress.system import WorkerDied

# A validator's name, and the module that drives it; imported when it is asked for.
BUILT_IN = "page-validation"
REFERENCE = "veraPDF"  # what it clears of a fault is no error
VALIDATORS = {
    "page-validation": "briefpress.checks.validators.page_validation",
    "veraPDF": "briefpress.checks.validators.verapdf",
}


class Validator(Protocol):
    """A module that drives a validator: its name, and veraPDF's names of the standards that it judges."""

    NAME: str
    FLAVOURS: frozenset[str]

    def missing(self) -> str | None:
        """Say what the validator lacks on this machine and how to get it; None if it can run."""

    def validate(self, paths: Iterable[Path], flavours: Sequence[str]) -> tuple[Verdict, ...]:
        """Return a verdict for each file and flavour, in this order."""


def validator_named(name: str) -> Validator:
    """Return the validator of that name; raises `KeyError` if there is none."""
    return cast("Validator", import_module(VALIDATORS[name]))


def judges_of(flavour: str) -> tuple[str, ...]:
    """Return the names of the validators that judge a standard."""
    return tuple(name for name in VALIDATORS if flavour in validator_named(name).FLAVOURS)


def unjudged(engine: str, path: Path, flavour: str, reason: str) -> Verdict:
    """Return the verdict on a file that the validator could not judge: it does not comply."""
    return Verdict(engine, path, flavour, False, (Failure("", 0, reason),))


def unjudged_after(death: WorkerDied, engine: str, path: Path, flavour: str) -> Verdict:
    """Return the verdict on a file at which the process of the validator ended."""
    memory = death.limits.memory // 1024**2
    reasons = {
        Reason.TIME: f"{engine} worked for longer than it may",
        Reason.MEMORY: f"{engine} needs more than the {memory} MiB that it may take",
        Reason.NO_START: f"{engine} cannot be started: {death.words}",
        Reason.CRASH: f"{engine} stopped: {death.words}",
    }
    return unjudged(engine, path, flavour, reasons[death.reason])
