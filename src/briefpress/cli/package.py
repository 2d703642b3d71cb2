"""`briefpress package`: a brief with its editions, sources and records, in a folder and a zip."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefpress.cli.build_output import print_json
from briefpress.cli.common import (
    FORMAT,
    PATH,
    PROFILE,
    QUIET,
    STRICT,
    THEME,
    date,
    limit_options,
    out_option,
    tell,
    unusable,
)
from briefpress.cli.editions import EDITIONS
from briefpress.cli.rules import BAD_DEPOSITOR, BAD_EMAIL
from briefpress.content import PROFILES
from briefpress.findings import Severity, Unusable
from briefpress.system import CALLED_AS

if TYPE_CHECKING:
    from briefpress.publish import Package
    from briefpress.system import Limits


@click.command()
@click.argument("brief", type=PATH)
@out_option("the folder and the zip go")
@click.option(
    "--depositor",
    default="",
    envvar="BRIEFPRESS_DEPOSITOR",
    show_envvar=True,
    help="Who sends the record to Crossref: its name there.",
)
@click.option(
    "--email",
    default="",
    envvar="BRIEFPRESS_EMAIL",
    show_envvar=True,
    help="Where Crossref writes to.",
)
@QUIET
@FORMAT
@THEME
@limit_options(300)
@EDITIONS
@PROFILE
@STRICT
@click.pass_context
def package(
    ctx: click.Context,
    brief: Path,
    out: Path,
    depositor: str,
    email: str,
    quiet: bool,
    output_format: str,
    theme: Path | None,
    limits: Limits,
    editions: tuple[str, ...],
    profile: str,
    strict: bool,
) -> None:
    """Pack BRIEF with its editions, sources, check report and records, to attach to a publication.

    What the records do not hold is listed, in README.txt as well.
    """
    from briefpress.build import BuildRequest, name_faults, shared_with  # noqa: PLC0415
    from briefpress.html import Theme  # noqa: PLC0415
    from briefpress.publish import Depositor, package_brief, write_package  # noqa: PLC0415

    _check_depositor(depositor, email)
    is_json = output_format == "json"
    Theme.at(theme)  # raises an error for a folder that is no theme, before anything is built
    if faults := tuple(name_faults(brief)):
        raise Unusable(*faults)
    request = BuildRequest(
        brief, shared_with(brief), theme, PROFILES[profile], date(), strict, editions
    )
    result = package_brief(request, Depositor(depositor, email), limits)
    least = Severity.WARNING if quiet else Severity.NOTE
    if not is_json:
        tell([each for each in result.report.findings if each.severity >= least])
    if result.package is None:
        code = 2 if result.unusable else 1
        if is_json:
            print_json(str(brief), result.report, files=[], exit_code=code)
        else:
            click.echo(f"{brief}: no package was written", err=True)
        ctx.exit(code)
    folder, archive = write_package(result.package, out)
    if is_json:
        files = [*(str(folder / name) for name in sorted(result.package.files)), str(archive)]
        facts = {"files": files, "records": _records(result.package)}
        print_json(str(brief), result.report, **facts, exit_code=0)
    if is_json or quiet:
        return
    click.echo(f"{folder}: {len(result.package.files)} files")
    click.echo(f"{archive}: {archive.stat().st_size:,} bytes")
    _print_missing_fields(result.package)


def _check_depositor(name: str, email: str) -> None:
    """Raise `Unusable` for a depositor that Crossref would refuse."""
    if len(name) > 130:
        raise unusable(BAD_DEPOSITOR, name, "the name is too long")
    if email and not re.fullmatch(r"[^@\s]{1,99}@[^@\s]{3,99}", email):
        mend = f"{CALLED_AS} package … --email name@example.org"
        raise unusable(BAD_EMAIL, email, "this is no e-mail address", mend)


def _records(package: Package) -> list[dict[str, object]]:
    """Return which records were written, and what each of them lacks."""
    return [
        {
            "format": format_.title,
            "written": written.data is not None,
            "missing": [missing.field for missing in written.missing],
        }
        for format_, written in package.formatted
    ]


def _print_missing_fields(package: Package) -> None:
    from briefpress.publish import formats_by_missing_field  # noqa: PLC0415

    for format_, written in package.formatted:
        required = [missing.field for missing in written.missing if missing.required]
        if required:
            click.echo(f"{format_.title}: not written, for want of: {'; '.join(required)}")
    by_title = ((format_.title, written) for format_, written in package.formatted)
    fields = dict.fromkeys(
        missing.field for missing in formats_by_missing_field(by_title) if missing.mend
    )
    if fields:
        click.echo(f"what can be added, and README.txt says how: {'; '.join(fields)}")
