"""`briefpress import`: an author's file becomes the content file of a brief."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefpress.build import LINK_ELSEWHERE
from briefpress.cli.begin import SCHEMA, schema_text
from briefpress.cli.common import PATH, QUIET, limit_options, month, tell, unusable
from briefpress.cli.rules import FILE_EXISTS
from briefpress.system import CALLED_AS, FILE_MISSING

if TYPE_CHECKING:
    from briefpress.system import Limits


@click.command("import")
@click.argument("draft", type=PATH)
@click.option(
    "-o", "--out", type=PATH, help="The content file to write; by default DRAFT's name with .yaml."
)
@QUIET
@limit_options(120)
def import_(draft: Path, out: Path | None, quiet: bool, limits: Limits) -> None:
    """Make a brief of a DRAFT: DOCX, ODT, Markdown or HTML. What cannot be kept is listed with its place."""
    from briefpress.drafts import MAX_BYTES, ImportWorker  # noqa: PLC0415
    from briefpress.system import leads_out, read_regular, write_files  # noqa: PLC0415

    out = out or draft.with_suffix(".yaml")
    if out.exists():
        raise unusable(
            FILE_EXISTS,
            str(out),
            f"{out} is there already",
            "name another file with -o, or delete this one first",
        )
    try:
        data = read_regular(draft, MAX_BYTES)
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        message, mend = f"the file cannot be read: {reason}", "check its name"
        if error.errno == errno.EFBIG:
            message, mend = f"the file {reason}", "split it, or make its pictures smaller"
        raise unusable(FILE_MISSING, str(draft), message, mend) from None
    with ImportWorker(limits) as worker:
        made = worker.import_draft(data, str(draft), out.stem, month())
    for name, held in made.files.items():
        place = out.parent / name
        if leads_out(place.parent, out.parent):
            message, mend = "this is a link to another folder", "delete the link"
            raise unusable(LINK_ELSEWHERE, str(place.parent), message, mend)
        write_files(place.parent, {place.name: held})
    files = {out.name: made.text.encode(), SCHEMA: schema_text().encode()}
    write_files(out.parent, files)
    tell(made.findings)
    if not quiet:
        click.echo(f"{out}: imported. Build it with: {CALLED_AS} build {out}")
