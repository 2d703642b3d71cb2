"""Options that several commands share, and the printing of findings."""

from __future__ import annotations

import math
import os
import sys
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click
from click.core import ParameterSource

from briefpress.build import LINK_ELSEWHERE
from briefpress.cli.rules import BAD_DATE
from briefpress.content import PROFILES, UA1
from briefpress.findings import Finding, Location, Rule, Severity, Unusable, visible
from briefpress.system import USUAL_MEMORY, Limits, leads_out

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from briefpress.build import Build


_Function = TypeVar("_Function", bound="Callable[..., Any]")
PATH = click.Path(path_type=Path)
NAMES = "backslashreplace"  # how a name of a file that is no UTF-8 is encoded in a report


PROFILE = click.option(
    "--profile",
    type=click.Choice(list(PROFILES)),
    default=UA1.id,
    show_default=True,
    help="; ".join(f"{profile.id}: {profile.title}" for profile in PROFILES.values()) + ".",
)


FORMAT = click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How it is printed: for people, or for programs.",
)
QUIET = click.option("-q", "--quiet", is_flag=True, help="Say nothing but what is wrong.")
VERBOSE = click.option("-v", "--verbose", is_flag=True, help="Say what was checked as well.")
_MOST_MEMORY = 16 * 1024**2  # MiB: more than any machine has, and still a number for every system


class _Seconds(click.FloatRange):
    """A number of seconds within a range, which `nan` is not, whatever it is compared with."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number; raises `BadParameter` where it is none."""
        seconds = super().convert(value, param, ctx)
        if math.isnan(seconds):
            self.fail(f"{value!r} is not a valid number of seconds.", param, ctx)
        return seconds


def out_option(what: str) -> Callable[[_Function], _Function]:
    """Return a decorator that adds --out, the folder in which `what` goes."""
    return click.option(
        "-o",
        "--out",
        type=PATH,
        default="build",
        show_default=True,
        help=f"Where {what}.",
        callback=_own_or_named,
    )


def _own_or_named(ctx: click.Context, param: click.Parameter, out: Path) -> Path:
    """Return the folder for outputs; raises `Unusable` for a link to somewhere else that nobody named."""
    is_named = ctx.get_parameter_source(param.name or "") is not ParameterSource.DEFAULT
    if not is_named and leads_out(out, Path()):
        message = "this is a link to another folder"
        mend = f"delete the link, or say that you want it: --out {out}"
        raise unusable(LINK_ELSEWHERE, str(out), message, mend)
    return out


OUT = out_option("each brief's folder goes")
THEME = click.option(
    "--theme",
    type=PATH,
    help="brief, columns or report, or a folder with styles and templates of your own.",
)
STRICT = click.option("--strict", is_flag=True, help="Make warnings errors.")


def limit_options(seconds: int, what: str = "it") -> Callable[[_Function], _Function]:
    """Return a decorator that adds --timeout (seconds) and --memory, as the argument `limits`."""
    timeout = click.option(
        "--timeout",
        type=_Seconds(0, 86_400, min_open=True),
        default=seconds,
        show_default=True,
        help=f"Seconds that {what} may take.",
    )
    memory = click.option(
        "--memory",
        type=click.IntRange(256, _MOST_MEMORY),
        default=USUAL_MEMORY // 1024**2,
        show_default=True,
        help=f"MiB of memory that {what} may take.",
    )

    def decorate(function: _Function) -> _Function:
        @wraps(function)
        def command(*args: Any, timeout: float, memory: int, **options: Any) -> Any:
            return function(*args, limits=Limits(timeout, memory * 1024**2), **options)

        return cast("_Function", timeout(memory(command)))

    return decorate


def date() -> str | None:
    """Return the date of SOURCE_DATE_EPOCH (reproducible-builds.org); None if it is not set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return None
    try:
        return datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        message = "SOURCE_DATE_EPOCH is no number of seconds"
        raise unusable(BAD_DATE, "environment", message) from None


def month() -> str:
    """Return the month of today, or of SOURCE_DATE_EPOCH, as in 2026-11."""
    return (date() or datetime.now(UTC).isoformat())[:7]


def unusable(rule: Rule, name: str, message: str, mend: str | None = None) -> Unusable:
    """Return the exception for a command that cannot be carried out, with the error of `fault`."""
    return Unusable(fault(rule, name, message, mend))


def fault(rule: Rule, name: str, message: str, mend: str | None = None) -> Finding:
    """Return an error about an argument: `name` is the argument, `mend` how to correct it."""
    return rule.finding(message, Location(name), mend=mend)


def report(built: Build, *, quiet: bool = False) -> int:
    """Print the findings and files of a build, with `quiet` only warnings and errors; return its exit code."""
    least = Severity.WARNING if quiet else Severity.NOTE
    tell([finding for finding in built.report.findings if finding.severity >= least])
    for path in built.files:
        if path.suffix == ".pdf" and not quiet:
            count = built.pages[path.name]
            click.echo(f"{path}: {count} page{'s'[: count != 1]}")
    if not built.files:
        click.echo(f"{built.source}: no PDF was written", err=True)
    return built.exit_code


def say(text: str, *, nl: bool = True) -> None:
    """Print a text that comes from files, with its control characters shown."""
    click.echo(visible(text, one_line=False), nl=nl)


def tell(findings: Sequence[Finding]) -> None:
    """Print findings to standard error, in colour on a terminal."""
    if findings and sys.stderr.isatty():
        from briefpress.reports import print_findings  # noqa: PLC0415

        print_findings(findings)
    else:
        for finding in findings:
            click.echo(str(finding), err=True)
