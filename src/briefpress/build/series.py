"""Many briefs: which are stale, and who builds them.

paths ─plan→ orders ─Ledger→ those that are stale ─make→ files
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefpress.build.records import RECORD, Ledger
from briefpress.build.requests import Build, Made, Order, deliver, find, shared_with
from briefpress.findings import Finding, Location, Severity
from briefpress.system import remove_leftovers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    # Makes orders, one or many at a time, and yields each with what came of it.
    Makers = Callable[[Sequence[Order]], Iterable[tuple[Order, Made]]]


@dataclass(frozen=True, slots=True)
class Step:
    """A brief that was built, and why."""

    order: Order
    built: Build
    reasons: tuple[str, ...] = ()


def plan(paths: Iterable[Path], template: Order) -> tuple[Order, ...]:
    """Return an order for each content file that paths name, with the options of `template`.

    Raises `Unusable` as `find` does.
    """
    return tuple(replace(template, path=path, shared=shared_with(path)) for path in find(paths))


def stale(
    orders: Iterable[Order], ledger: Ledger, *, force: bool = False
) -> dict[Order, tuple[str, ...]]:
    """Return the orders that have to be made, each with the reasons."""
    reasons = {order: tuple(ledger.reasons(order)) for order in orders}
    if force:
        return {order: why or ("it was asked for",) for order, why in reasons.items()}
    return {order: why for order, why in reasons.items() if why}


def build(
    waiting: Mapping[Order, tuple[str, ...]], ledger: Ledger, makers: Makers
) -> Iterator[Step]:
    """Make what is stale, and yield each brief when it is done.

    Only the one who runs this writes files; `makers` may be in other processes, or on other
    machines.
    """
    inputs = {order: ledger.inputs(order) for order in waiting}
    for order, made in makers(tuple(waiting)):
        record = {RECORD: ledger.record(order, inputs[order], made)} if made.files else {}
        if made.files:
            ledger.sweep(order, made)
        built = deliver(made, order, ledger.out, record)
        if built.files:
            ledger.stamp(order)
        yield Step(order, built, waiting[order])


def verify(orders: Sequence[Order], out: Path, makers: Makers) -> Iterator[Finding]:
    """Make orders once more, and yield a finding for each output that comes out otherwise."""
    for order, made in makers(orders):
        for name, data in made.files.items():
            path = out / order.slug / name
            if not path.is_file() or path.read_bytes() != data:
                message = "built again, in a process of its own, the file comes out otherwise"
                mend = "build with --force; report it if it stays"
                yield Finding(
                    "not-reproducible", Severity.ERROR, message, Location(str(path)), mend
                )
        if not made.files:
            yield from made.report.findings


def prune(ledger: Ledger, folders: Iterable[Path], orders: Iterable[Order]) -> Iterator[Path]:
    """Delete the outputs of briefs that were removed from these folders, and yield each folder."""
    kept = {order.slug for order in orders}
    for folder, names in ledger.removed({each.resolve() for each in folders}, kept):
        remove_leftovers(folder, names)
        for name in names:
            (folder / name).unlink(missing_ok=True)
        if not any(folder.iterdir()):
            folder.rmdir()
        yield folder
