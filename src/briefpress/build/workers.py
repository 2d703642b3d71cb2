"""Briefs that are built, and HTML that is printed, in workers with limits.

    BuildRequest ─Pool→ worker: build_brief ─→ BuildResult ─write_result→ files

What is here runs in the process that asks: it reads no content, loads no engine, and writes the
files. `tasks` is what runs in the workers.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefpress.build import setups
from briefpress.build.requests import (
    BUILDING,
    Build,
    BuildRequest,
    BuildResult,
    name_faults,
    output_folder,
    shared_with,
    write_result,
)
from briefpress.content import UA1
from briefpress.findings import Report, Unusable
from briefpress.system import USUAL_MEMORY, Limits, Pool, WorkerDied, crash_finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefpress.content import Profile

LIMITS = Limits(300.0, USUAL_MEMORY)  # of one brief
_TASKS = "briefpress.build.tasks"


class BuildWorkers(Pool):
    """Workers that build briefs; as a context manager they end with its block.

    Up to `most` work at a time, of which `at_once` start at once. A worker that is `alone` has its
    engine in a process beside it. With `fresh`, each brief has a worker of its own, which nothing
    else was done in.
    """

    def __init__(
        self,
        limits: Limits = LIMITS,
        *,
        most: int = 1,
        at_once: int = 1,
        alone: bool = False,
        fresh: bool = False,
    ) -> None:
        self._function = f"{_TASKS}:{'build_beside' if alone else 'build_here'}"
        setup = setups.BUILD_ONE if alone else setups.BUILD
        super().__init__(setup, limits, most=most, at_once=at_once, fresh=fresh)

    def __call__(
        self, requests: Sequence[BuildRequest]
    ) -> Iterator[tuple[BuildRequest, BuildResult]]:
        """Build briefs, and yield each request with its result when that is there.

        Raises `Unusable` where no worker can begin.
        """
        try:
            for request, result in self.map(self._function, requests):
                yield request, result_or_crash(result, request)
        except WorkerDied as death:
            raise Unusable(crash_finding(death, BUILDING, "briefpress")) from None


def result_or_crash(result: BuildResult | WorkerDied, request: BuildRequest) -> BuildResult:
    """Return a result; where there is none, one whose report says what became of the worker."""
    if isinstance(result, BuildResult):
        return result
    return BuildResult(Report((crash_finding(result, BUILDING, str(request.path)),)))


def build(
    path: Path,
    *,
    out: Path = Path("build"),
    theme: Path | None = None,
    profile: Profile = UA1,
    date: str | None = None,
    strict: bool = False,
    limits: Limits = LIMITS,
) -> Build:
    """Build one content file into `out`/NAME/: NAME.pdf, NAME.html and report.json.

    Nothing is written where a finding is an error, so that the last good files stay. What a
    series.yaml beside the file shares completes it; see `BuildRequest` for the rest. Everything is
    made in a worker within `limits`.
    """
    request = BuildRequest(path, shared_with(path), theme, profile, date, strict)
    if faults := tuple(name_faults(path)):
        return Build(path, Report(faults), unusable=True)
    try:
        with BuildWorkers(limits, alone=True) as workers:
            ((_, result),) = workers([request])
    except Unusable as reason:
        result = BuildResult(Report(reason.findings), unusable=True)
    try:
        folder = output_folder(out, request.slug)
    except Unusable as reason:
        return Build(path, Report(reason.findings), unusable=True)
    return write_result(result, request.path, folder)


def print_page(
    path: Path,
    out: Path,
    *,
    profile: Profile = UA1,
    date: str | None = None,
    strict: bool = False,
    base_url: str = "",
    root: Path | None = None,
    limits: Limits = LIMITS,
) -> Build:
    """Print an HTML file of any origin as the PDF `out`, with the same checks as a brief.

    The file and the folder that it is in are all that may be read; fonts of the machine are used.
    With `root`, the folder of a whole site, that may be read instead. Relative links are completed
    with `base_url`, the address at which the page is published. Everything is made in a worker within
    `limits`.
    """
    options: dict[str, Any] = {
        "profile": profile,
        "date": date,
        "strict": strict,
        "base_url": base_url,
        "root": root,
    }
    with Pool(setups.PRINT_ONE, limits) as pool:
        try:
            result = pool.call(f"{_TASKS}:print_page_beside", path, out.name, **options)
        except WorkerDied as death:
            result = BuildResult(Report((crash_finding(death, BUILDING, str(path)),)))
    return write_result(result, path, out.parent)
