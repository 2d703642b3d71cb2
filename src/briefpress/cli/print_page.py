"""`briefpress print`: any HTML file to a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefpress.cli.build_output import BuildOutput
from briefpress.cli.common import (
    FORMAT,
    PATH,
    PROFILE,
    QUIET,
    STRICT,
    date,
    limit_options,
    unusable,
)
from briefpress.content import PROFILES
from briefpress.publish import SAME_FILE

if TYPE_CHECKING:
    from briefpress.system import Limits


def _whole_address(_ctx: click.Context, _option: click.Parameter, address: str) -> str:
    if address and not address.startswith(("https://", "http://")):
        raise click.BadParameter("write the whole address: https://…")
    return address


@click.command("print")
@click.argument("page", type=PATH)
@click.option(
    "-o", "--out", type=PATH, help="The PDF to write (default: PAGE with the ending .pdf)."
)
@click.option(
    "--base-url",
    metavar="ADDRESS",
    default="",
    callback=_whole_address,
    help="Where the page is published: completes its relative links.",
)
@click.option(
    "--folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="What may be read beside the page (default: the folder that it is in). In the folder of a site,"
    " addresses such as /style.css are found.",
)
@QUIET
@FORMAT
@limit_options(300)
@PROFILE
@STRICT
@click.pass_context
def print_(
    ctx: click.Context,
    page: Path,
    out: Path | None,
    profile: str,
    strict: bool,
    quiet: bool,
    output_format: str,
    base_url: str,
    folder: Path | None,
    limits: Limits,
) -> None:
    """Print the HTML file PAGE as a tagged and checked PDF."""
    from briefpress.build import print_page  # noqa: PLC0415

    out = out or page.with_suffix(".pdf")
    if out.resolve() == page.resolve():
        raise unusable(SAME_FILE, str(page), "the PDF would replace the page", "choose --out")
    built = print_page(
        page, out, profile=PROFILES[profile], date=date(), strict=strict, base_url=base_url, root=folder,
        limits=limits,
    )  # fmt: skip
    output = BuildOutput(output_format, quiet=quiet)
    code = output.add(built)
    output.finish()
    ctx.exit(code)
