"""`briefpress print`: any HTML file to a PDF."""

from __future__ import annotations

from pathlib import Path

import click

from briefpress.cli.common import PATH, PROFILE, STRICT, date, report, time_limit, unusable
from briefpress.content import PROFILES
from briefpress.publish import SAME_FILE


@click.command("print")
@click.argument("page", type=PATH)
@click.option(
    "-o", "--out", type=PATH, help="The PDF to write (default: PAGE with the ending .pdf)."
)
@time_limit(300)
@PROFILE
@STRICT
@click.pass_context
def print_(
    ctx: click.Context,
    page: Path,
    out: Path | None,
    timeout: float,
    profile: str,
    strict: bool,
) -> None:
    """Print the HTML file PAGE as a tagged and checked PDF."""
    from briefpress.build import Printer  # noqa: PLC0415

    out = out or page.with_suffix(".pdf")
    if out.resolve() == page.resolve():
        raise unusable(SAME_FILE, str(page), "the PDF would replace the page", "choose --out")
    with Printer(timeout) as printer:
        from briefpress.build import print_html  # noqa: PLC0415

        made = print_html(
            page,
            out,
            profile=PROFILES[profile],
            date=date(),
            strict=strict,
            print_pdf=printer.print_pdf,
        )
    ctx.exit(report(made))
