"""Many briefs: which of them are stale, and the builds of those.

paths ─plan→ BuildRequests ─BuildRecords→ those that are stale ─BuildAll→ BuildResults → files
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from briefpress.build.records import RECORD, BuildRecords
from briefpress.build.requests import (
    Build,
    BuildRequest,
    BuildResult,
    find,
    output_folder,
    shared_with,
    write_result,
)
from briefpress.build.rules import NOT_REPRODUCIBLE
from briefpress.findings import Finding, Location, Report, Unusable
from briefpress.system import delete_file, remove_leftovers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

# Builds briefs, one or many at a time, and yields each request with its result.
BuildAll: TypeAlias = Callable[[Sequence[BuildRequest]], Iterable[tuple[BuildRequest, BuildResult]]]


@dataclass(frozen=True, slots=True)
class Step:
    """A brief that was built, and why."""

    request: BuildRequest
    built: Build
    reasons: tuple[str, ...] = ()


def plan(paths: Iterable[Path], template: BuildRequest) -> tuple[BuildRequest, ...]:
    """Return a build request for each content file that paths name, with the options of `template`.

    Raises `Unusable` as `find` does.
    """
    return tuple(replace(template, path=path, shared=shared_with(path)) for path in find(paths))


def find_stale(
    requests: Iterable[BuildRequest], records: BuildRecords, *, force: bool = False
) -> dict[BuildRequest, tuple[str, ...]]:
    """Return the requests that have to be built, each with the reasons."""
    reasons = {request: tuple(records.reasons(request)) for request in requests}
    if force:
        return {request: why or ("it was asked for",) for request, why in reasons.items()}
    return {request: why for request, why in reasons.items() if why}


def build_stale(
    waiting: Mapping[BuildRequest, tuple[str, ...]], records: BuildRecords, build_all: BuildAll
) -> Iterator[Step]:
    """Build what is stale, and yield each brief when it is done.

    Only the process that runs this writes files; `build_all` may work in others, or on other
    machines.
    """
    inputs = {request: records.inputs(request) for request in waiting}
    for request, result in build_all(tuple(waiting)):
        built = Build(request.path, result.report, unusable=result.unusable)
        if result.files:
            built = _write(request, result, records, inputs[request])
        yield Step(request, built, waiting[request])


def _write(
    request: BuildRequest, result: BuildResult, records: BuildRecords, inputs: Mapping[str, str]
) -> Build:
    """Write the files of a result with their record, in the place of those of the last build."""
    try:
        folder = output_folder(records.out, request.slug, records.home)
    except Unusable as reason:
        return Build(request.path, Report(reason.findings), unusable=True)
    record = records.record(request, inputs, result)
    records.sweep(request, result)
    built = write_result(result, request.path, folder, {RECORD: record})
    if built.files:
        records.stamp(request)
    return built


def verify(requests: Sequence[BuildRequest], out: Path, build_all: BuildAll) -> Iterator[Finding]:
    """Build briefs once more, and yield a finding for each output that comes out otherwise."""
    for request, result in build_all(requests):
        for name, data in result.files.items():
            path = out / request.slug / name
            if not path.is_file() or path.read_bytes() != data:
                message = "built again, in a process of its own, the file comes out otherwise"
                yield NOT_REPRODUCIBLE.finding(message, Location(str(path)))
        if not result.files:
            yield from result.report.findings


def prune(
    records: BuildRecords, folders: Iterable[Path], requests: Iterable[BuildRequest]
) -> Iterator[Path]:
    """Delete the outputs of briefs that were removed from these folders, and yield each folder."""
    kept = {request.slug for request in requests}
    for folder, names in records.removed({each.resolve() for each in folders}, kept):
        remove_leftovers(folder, names)
        for name in names:
            delete_file(folder / name)
        if not any(folder.iterdir()):
            folder.rmdir()
        yield folder
