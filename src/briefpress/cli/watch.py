"""`briefpress watch`: builds again whenever something is saved, and shows it."""

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
from briefpress.system import usual_jobs

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
    limits: Limits,
) -> None:
    """Build briefs again whenever something that they are made from is saved, until Ctrl-C.

    A save that has errors leaves the last good output as it is.
    """
    _need("watchfiles", *(("starlette", "uvicorn") if serve else ()))
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
        _preview(out, port if serve else None) as hear,
    ):
        tell = partial(_tell_event, hear=hear, given=given)
        watch_briefs(given, template, BuildRecords(out), workers, tell, stop, at_once=jobs)


@contextmanager
def _interruptible(stop: Event) -> Iterator[None]:
    """Set an event with an interrupt: its exception alone is lost where a callback swallows it."""

    def end(*_: object) -> None:
        stop.set()
        raise KeyboardInterrupt

    before = signal.getsignal(signal.SIGINT)
    if before is not signal.SIG_IGN:  # begun in the background, where Ctrl-C is meant for others
        signal.signal(signal.SIGINT, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _need(*modules: str) -> None:
    """Refuse a command whose extra is not installed."""
    lacking = [name for name in modules if find_spec(name) is None]
    if lacking:
        message = f"this command needs {' and '.join(lacking)}"
        raise unusable(EXTRA_MISSING, "watch", message)


@contextmanager
def _preview(out: Path, port: int | None) -> Iterator[Callable[[WatchEvent], None]]:
    """Serve what is told, where a port is given."""
    if port is None:
        yield lambda _: None
        return
    from briefpress.build import Board, serving  # noqa: PLC0415

    board = Board(out)
    with serving(board, port) as chosen:
        click.echo(f"preview: http://127.0.0.1:{chosen}/")
        yield board.hear


def _tell_event(
    event: WatchEvent, *, hear: Callable[[WatchEvent], None], given: Sequence[Path]
) -> None:
    """Tell what there is to tell of a brief that is watched."""
    from briefpress.build import Known, Refused, Removed, Step, Watching  # noqa: PLC0415

    hear(event)
    match event:
        case Step(_, built):
            report(built)
        case Known(request, True):
            click.echo(f"{request.path}: up to date")
        case Removed(request):
            click.echo(f"{request.path}: removed; briefpress build --prune deletes its outputs")
        case Refused(findings):
            tell(findings)
        case Watching(count):
            click.echo(
                f"watching {count} brief{'s'[: count != 1]} in {', '.join(map(str, given))};"
                " Ctrl-C ends it"
            )
