"""`briefpress watch`: builds briefs again when a file is saved, and shows a preview."""

from __future__ import annotations

import signal
from contextlib import contextmanager, suppress
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefpress.cli.common import (
    OUT,
    PATH,
    PROFILE,
    QUIET,
    STRICT,
    THEME,
    date,
    limit_options,
    report,
    tell,
    unusable,
)
from briefpress.cli.editions import EDITIONS
from briefpress.cli.rules import EXTRA_MISSING
from briefpress.content import PROFILES
from briefpress.system import CALLED_AS, usual_jobs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from threading import Event

    from briefpress.build import WatchEvent
    from briefpress.system import Limits


@click.command()
@click.argument("paths", nargs=-1, type=PATH)
@OUT
@THEME
@click.option("--serve", is_flag=True, help="Show the briefs in a browser, on this machine alone.")
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=8765,
    show_default=True,
    help="Where --serve answers; 0 takes a port that is free.",
)
@limit_options(300, "a brief")
@QUIET
@EDITIONS
@PROFILE
@STRICT
def watch(
    paths: tuple[Path, ...],
    out: Path,
    theme: Path | None,
    serve: bool,
    port: int,
    editions: tuple[str, ...],
    profile: str,
    strict: bool,
    quiet: bool,
    limits: Limits,
) -> None:
    """Build briefs again whenever something that they are made from is saved, until Ctrl-C.

    A save that has errors leaves the last good output as it is.
    """
    _require_modules("watchfiles", *(("starlette", "uvicorn") if serve else ()))
    from threading import Event  # noqa: PLC0415

    from briefpress.build import (  # noqa: PLC0415
        BuildRecords,
        BuildRequest,
        BuildWorkers,
        watch_briefs,
    )
    from briefpress.html import Theme  # noqa: PLC0415

    Theme.at(theme)
    given = paths or (Path("content"),)
    template = BuildRequest(Path(), None, theme, PROFILES[profile], date(), strict, editions)
    jobs, stop = usual_jobs(), Event()
    with (
        suppress(KeyboardInterrupt),
        _interruptible(stop),
        BuildWorkers(limits, most=jobs) as workers,
        _preview(out, port if serve else None) as show_event,
    ):
        tell = partial(_report_event, show_event=show_event, given=given, quiet=quiet)
        watch_briefs(given, template, BuildRecords(out), workers, tell, stop, at_once=jobs)


@contextmanager
def _interruptible(stop: Event) -> Iterator[None]:
    """Set `stop` on SIGINT, besides the KeyboardInterrupt, which a callback of a library may swallow."""

    def interrupt(*_: object) -> None:
        stop.set()
        raise KeyboardInterrupt

    previous = signal.getsignal(signal.SIGINT)
    if previous is not signal.SIG_IGN:  # ignored: started in the background
        signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)


def _require_modules(*modules: str) -> None:
    """Raise `Unusable` if a module is not installed."""
    missing = [name for name in modules if find_spec(name) is None]
    if missing:
        message = f"this command needs {' and '.join(missing)}"
        raise unusable(EXTRA_MISSING, "watch", message)


@contextmanager
def _preview(out: Path, port: int | None) -> Iterator[Callable[[WatchEvent], None]]:
    """Serve a preview on a port, and yield the function that shows events in it; None: no preview."""
    if port is None:
        yield lambda _: None
        return
    from briefpress.build import Board, serving  # noqa: PLC0415

    board = Board(out)
    with serving(board, port) as address:
        click.echo(f"preview: {address}")
        yield board.hear


def _report_event(
    event: WatchEvent,
    *,
    show_event: Callable[[WatchEvent], None],
    given: Sequence[Path],
    quiet: bool,
) -> None:
    """Show an event in the preview, and print it."""
    from briefpress.build import Known, Refused, Removed, Step, Watching  # noqa: PLC0415

    show_event(event)
    match event:
        case Step(_, built):
            report(built, quiet=quiet)
        case Known(request, True) if not quiet:
            click.echo(f"{request.path}: up to date")
        case Removed(request):
            click.echo(f"{request.path}: removed; {CALLED_AS} build --prune deletes its outputs")
        case Refused(findings):
            tell(findings)
        case Watching(count):
            click.echo(
                f"watching {count} brief{'s'[: count != 1]} in {', '.join(map(str, given))};"
                " Ctrl-C ends it"
            )
