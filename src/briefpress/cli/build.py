"""`briefpress build`: one brief, or a series of which only what changed is built."""

from __future__ import annotations

import sys
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Self

import click

from briefpress.cli.common import (
    MEMORY,
    OUT,
    PATH,
    PROFILE,
    STRICT,
    THEME,
    date,
    report,
    tell,
    time_limit,
    unusable,
)
from briefpress.cli.editions import EDITIONS
from briefpress.cli.rules import CLUSTER_MISSING
from briefpress.content import PROFILES
from briefpress.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from briefpress.build import Build, Makers, Order


_MOST_NAMED = 10


@click.command()
@click.argument("paths", nargs=-1, type=PATH)
@OUT
@THEME
@time_limit(300, "a brief")
@MEMORY
@click.option("--jobs", type=click.IntRange(1), help="Processes at once (default: the cores).")
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Make them on a Dask cluster; ADDRESS is its scheduler's, such as tcp://HOST:8786.",
)
@click.option("--force", is_flag=True, help="Build what is up to date as well.")
@click.option("--explain", is_flag=True, help="Say why each brief is built.")
@click.option("--prune", is_flag=True, help="Delete the outputs of briefs that were removed.")
@click.option("--diff", "diffs", is_flag=True, help="Say what changed for the reader.")
@click.option("--verify", is_flag=True, help="Build all again, and compare every byte.")
@click.option("--quiet", is_flag=True, help="Say nothing but what is wrong.")
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
    **limits: Any,
) -> None:
    """Build briefs; PATHS are content files, or folders of them (default: content).

    Only what changed is built: content, images, series.yaml, theme, options, or a version.
    """
    from briefpress.build import Ledger, Order, series  # noqa: PLC0415
    from briefpress.html import Theme  # noqa: PLC0415

    Theme.at(theme)  # refuses what is none before anything is built
    given = paths or (Path("content"),)
    template = Order(Path(), None, theme, PROFILES[profile], date(), strict, editions)
    orders, ledger = series.plan(given, template), Ledger(out)
    waiting = series.stale(orders, ledger, force=force)
    codes, failed = [0], []
    shown = len(waiting) > 1 and not quiet and sys.stderr.isatty()
    with (
        _makers(len(waiting), **limits) as makers,
        _progress(len(waiting), shown=shown) as advance,
        _Before(waiting if diffs else (), out) as before,
    ):
        for step in series.build(waiting, ledger, makers):
            if explain:
                click.echo(f"{step.order.path}: built because {', and '.join(step.reasons)}")
            codes.append(report(step.built, quiet=quiet))
            before.tell(step.built)
            failed += [step.order.path] * (not step.built.files)
            advance()
    if failed and len(waiting) > 1:
        click.echo(f"{len(failed)} of {len(waiting)} briefs failed: {_named(failed)}", err=True)
    if prune:
        for folder in series.prune(ledger, filter(Path.is_dir, given), orders):
            click.echo(f"{folder}: removed")
    if not waiting and not quiet:
        click.echo(f"{len(orders)} brief{'s'[: len(orders) != 1]} up to date")
    if verify and max(codes) == 0:
        codes.append(_verify(orders, out, **limits))
    ctx.exit(max(codes))


def _named(paths: Sequence[Path]) -> str:
    """Return the names of files, as far as they fit."""
    more = len(paths) - _MOST_NAMED
    return ", ".join(map(str, sorted(paths)[:_MOST_NAMED])) + (
        f" and {more} more" if more > 0 else ""
    )


class _Before:
    """Keeps the PDFs as they were before a build, and tells what changed in them."""

    def __init__(self, orders: Iterable[Order], out: Path) -> None:
        pdfs = (pdf for order in orders for pdf in sorted((out / order.slug).glob("*.pdf")))
        self._old = {path: path.read_bytes() for path in pdfs if path.is_file()}
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        if self._old:
            from briefpress.build import Checker  # noqa: PLC0415

            self._folder = Path(self._stack.enter_context(TemporaryDirectory()))
            self._checker = self._stack.enter_context(Checker())
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def tell(self, built: Build) -> None:
        """Say what changed in the PDF of a brief, where there was one before."""
        for path in built.files:
            if path in self._old:
                old = self._folder / path.name
                old.write_bytes(self._old.pop(path))
                text, _ = self._checker.diff(old, path)
                click.echo(text, nl=False)


def _verify(orders: Sequence[Order], out: Path, **limits: Any) -> int:
    from briefpress.build import pool, series  # noqa: PLC0415

    makers = partial(
        pool.make_all,
        jobs=limits["jobs"] or pool.usual_jobs(),
        timeout=limits["timeout"],
        memory=limits["memory"] * 1024**2,
        fresh=True,
    )
    findings = [
        finding
        for finding in series.verify(orders, out, makers)
        if finding.severity is Severity.ERROR
    ]
    tell(findings)
    if not findings:
        click.echo(
            f"{len(orders)} brief{'s'[: len(orders) != 1]} built again, the same to the byte"
        )
    return int(bool(findings))


@contextmanager
def _progress(count: int, *, shown: bool) -> Iterator[Callable[[], None]]:
    """Show how far a series is and how long it will take, on a terminal."""
    if not shown:
        yield lambda: None
        return
    from briefpress.reports import progress_bar  # noqa: PLC0415

    with progress_bar(count) as advance:
        yield advance


@contextmanager
def _makers(
    count: int, timeout: float, memory: int, jobs: int | None, cluster: str | None = None
) -> Iterator[Makers]:
    """Give what makes orders: processes that share many, or one that prints while this one reads."""
    if count and cluster:
        yield _on_cluster(cluster, timeout=timeout, memory=memory * 1024**2, jobs=jobs)
    elif count > 1:
        from briefpress.build import pool  # noqa: PLC0415

        yield partial(
            pool.make_all, jobs=jobs or pool.usual_jobs(), timeout=timeout, memory=memory * 1024**2
        )
    elif count == 1:
        from briefpress.build import Printer  # noqa: PLC0415

        with Printer(timeout, memory * 1024**2) as printer:
            # The engine loads in its process while these modules load in this one.
            from briefpress.build import brief  # noqa: PLC0415

            yield lambda orders: (
                (each, brief.make(each, printer.print_pdf, ahead=True)) for each in orders
            )
    else:
        yield lambda _: ()


def _on_cluster(address: str, **limits: Any) -> Makers:
    try:
        from briefpress.build import cluster  # noqa: PLC0415
    except ModuleNotFoundError as missing:
        if missing.name not in ("dask", "distributed"):
            raise
        raise unusable(CLUSTER_MISSING, address, "Dask is not installed") from None
    return partial(cluster.make_all, address=address, **limits)
