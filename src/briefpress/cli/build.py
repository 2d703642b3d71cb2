"""`briefpress build`: builds the briefs that changed."""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import click

from briefpress.cli.build_output import BuildOutput
from briefpress.cli.common import (
    FORMAT,
    OUT,
    PATH,
    PROFILE,
    QUIET,
    STRICT,
    THEME,
    date,
    limit_options,
    say,
    tell,
    unusable,
)
from briefpress.cli.editions import EDITIONS
from briefpress.cli.rules import CLUSTER_MISSING
from briefpress.content import PROFILES
from briefpress.findings import Severity
from briefpress.system import MAX_BYTES, leads_out, read_regular

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from briefpress.build import Build, BuildAll, BuildRequest
    from briefpress.system import Limits


_MAX_NAMES = 10


@click.command()
@click.argument("paths", nargs=-1, type=PATH)
@OUT
@THEME
@limit_options(300, "a brief")
@click.option("--jobs", type=click.IntRange(1), help="Processes at once (default: the cores).")
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Make them on a Dask cluster; ADDRESS is its scheduler's, such as tcp://HOST:8786.",
)
@click.option("--force", is_flag=True, help="Build what is up to date as well.")
@click.option(
    "-v", "--verbose", "--explain", "explain", is_flag=True, help="Say why each brief is built."
)
@click.option("--prune", is_flag=True, help="Delete the outputs of briefs that were removed.")
@click.option("--diff", "diffs", is_flag=True, help="Say what changed for the reader.")
@click.option("--verify", is_flag=True, help="Build all again, and compare every byte.")
@QUIET
@FORMAT
@EDITIONS
@PROFILE
@STRICT
@click.pass_context
def build(
    ctx: click.Context,
    /,
    paths: tuple[Path, ...],
    out: Path,
    theme: Path | None,
    editions: tuple[str, ...],
    profile: str,
    strict: bool,
    force: bool,
    explain: bool,
    prune: bool,
    verify: bool,
    diffs: bool,
    quiet: bool,
    output_format: str,
    limits: Limits,
    jobs: int | None,
    cluster: str | None,
) -> None:
    """Build briefs; PATHS are content files, or folders of them (default: content).

    Only what changed is built: content, images, series.yaml, theme, options, or a version.
    """
    from briefpress.build import (  # noqa: PLC0415
        BuildRecords,
        BuildRequest,
        build_stale,
        find_stale,
        plan,
        prune as prune_outputs,
        refused,
    )

    if theme is not None:
        from briefpress.html import Theme  # noqa: PLC0415

        Theme.at(theme)  # raises Unusable for a folder that is no theme
    given = paths or (Path("content"),)
    template = BuildRequest(Path(), None, theme, PROFILES[profile], date(), strict, editions)
    requests, records = plan(given, template), BuildRecords(out)
    stale = find_stale(requests, records, force=force)
    codes, failed, output = [0], [], BuildOutput(output_format, quiet=quiet)
    codes += map(output.add, refused(given))
    show_progress = len(stale) > 1 and not quiet and sys.stderr.isatty()
    with (
        _builders(len(stale), limits, jobs, cluster) as builders,
        _progress(len(stale), show=show_progress) as advance,
        _DiffReporter(stale if diffs and not output.is_json else (), out) as diff_reporter,
    ):
        for step in build_stale(stale, records, builders):
            if explain:
                output.line(f"{step.request.path}: built because {', and '.join(step.reasons)}")
            codes.append(output.add(step.built))
            diff_reporter.print_changes(step.built)
            failed += [step.request.path] * (not step.built.files)
            advance()
    if failed and len(stale) > 1:
        output.line(f"{len(failed)} of {len(stale)} briefs failed: {_join_names(failed)}", err=True)
    if prune:
        for folder in prune_outputs(records, filter(Path.is_dir, given), requests):
            output.line(f"{folder}: removed")
    if not stale and not quiet:
        output.line(f"{len(requests)} brief{'s'[: len(requests) != 1]} up to date")
    if verify and max(codes) == 0:
        codes.append(_verify(requests, out, limits, jobs, output))
    output.finish()
    ctx.exit(max(codes))


def _join_names(paths: Sequence[Path]) -> str:
    """Return the sorted names of files; at most `_MAX_NAMES`, and the number of the others."""
    omitted = len(paths) - _MAX_NAMES
    return ", ".join(map(str, sorted(paths)[:_MAX_NAMES])) + (
        f" and {omitted} more" if omitted > 0 else ""
    )


class _DiffReporter:
    """Keeps copies of the PDFs from before a build, and prints how the new ones differ."""

    def __init__(self, requests: Iterable[BuildRequest], out: Path) -> None:
        self._old = {}
        for path in (pdf for each in requests for pdf in sorted((out / each.slug).glob("*.pdf"))):
            with suppress(OSError):  # it is too large to be one of ours, or is no file
                if not leads_out(path, out):
                    self._old[path] = read_regular(path, MAX_BYTES)
        self._exit_stack = ExitStack()

    def __enter__(self) -> Self:
        if self._old:
            from briefpress.build import PdfWorker  # noqa: PLC0415
            from briefpress.system import TemporaryFolder  # noqa: PLC0415

            self._folder = self._exit_stack.enter_context(TemporaryFolder()).path
            self._worker = self._exit_stack.enter_context(PdfWorker())
        return self

    def __exit__(self, *_: object) -> None:
        self._exit_stack.close()

    def print_changes(self, built: Build) -> None:
        """Print the changes in the PDFs of a brief that existed before the build."""
        for path in built.files:
            if path in self._old:
                old = self._folder / path.name
                old.write_bytes(self._old.pop(path))
                text, _ = self._worker.diff(old, path)
                say(text, nl=False)


def _verify(
    requests: Sequence[BuildRequest],
    out: Path,
    limits: Limits,
    jobs: int | None,
    output: BuildOutput,
) -> int:
    from briefpress.build import BuildWorkers, verify  # noqa: PLC0415
    from briefpress.system import usual_jobs  # noqa: PLC0415

    with BuildWorkers(limits, most=jobs or usual_jobs(), at_once=0, fresh=True) as workers:
        found = [*verify(requests, out, workers)]
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    tell(errors)
    if not errors:
        count = len(requests)
        output.line(f"{count} brief{'s'[: count != 1]} built again, the same to the byte")
    return int(bool(errors))


@contextmanager
def _progress(count: int, *, show: bool) -> Iterator[Callable[[], None]]:
    """Yield a function that advances a progress bar on the terminal by one brief; it does nothing unless `show`."""
    if not show:
        yield lambda: None
        return
    from briefpress.reports import progress_bar  # noqa: PLC0415

    with progress_bar(count) as advance:
        yield advance


@contextmanager
def _builders(
    count: int, limits: Limits, jobs: int | None, cluster: str | None
) -> Iterator[BuildAll]:
    """Yield the function that builds `count` briefs, in workers on this machine or on a cluster."""
    if not count:
        yield lambda _: ()
    elif cluster:
        yield _on_cluster(cluster, limits=limits, jobs=jobs)
    else:
        from briefpress.build import BuildWorkers  # noqa: PLC0415
        from briefpress.system import usual_jobs  # noqa: PLC0415

        most = min(jobs or usual_jobs(), count)
        with BuildWorkers(limits, most=most, at_once=most, alone=count == 1) as workers:
            yield workers


def _on_cluster(address: str, **options: Any) -> BuildAll:
    try:
        from briefpress.build import build_on_cluster  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        if missing.name not in ("dask", "distributed"):
            raise
        raise unusable(CLUSTER_MISSING, address, "Dask is not installed") from None
    return partial(build_on_cluster, address=address, **options)
