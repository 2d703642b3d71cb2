"""`briefpress attach`: a brief becomes an annex of a publication, or a file in it."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefpress.cli.build_output import print_json
from briefpress.cli.common import FORMAT, PATH, QUIET, fault, limit_options, tell
from briefpress.findings import Report, Unusable
from briefpress.publish import SAME_FILE
from briefpress.system import OUTPUT_WRITE

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from briefpress.publish import AttachAs, AttachResult
    from briefpress.system import Limits


@click.command()
@click.argument("brief", type=PATH)
@click.option("--to", "publication", type=PATH, required=True, help="The PDF to attach it to.")
@click.option("-o", "--out", type=PATH, required=True, help="The PDF to write.")
@click.option(
    "--as",
    "attach_as",
    type=click.Choice(["annex", "file"]),
    default="annex",
    show_default=True,
    help="Whether its pages follow those of the publication, or it is embedded.",
)
@click.option("--replace", is_flag=True, help="Replace the same brief, where it is there already.")
@QUIET
@FORMAT
@limit_options(300)
@click.pass_context
def attach(
    ctx: click.Context,
    /,
    brief: Path,
    publication: Path,
    out: Path,
    attach_as: AttachAs,
    replace: bool,
    quiet: bool,
    output_format: str,
    limits: Limits,
) -> None:
    """Attach the PDF of a BRIEF to a publication, with all that makes both accessible."""
    is_json = output_format == "json"
    try:
        result = _attach(brief, publication, out, attach_as, limits, replace=replace)
    except Unusable as reason:
        if not is_json:
            raise
        print_json(str(out), Report(reason.findings), files=[], exit_code=2)
        ctx.exit(2)
    if is_json:
        facts = {"files": [str(out)], "pages": result.pages, "added": result.added}
        print_json(str(out), Report(result.findings), **facts, exit_code=0)
        return
    tell(result.findings)
    if not quiet:
        pages = f"{result.pages:,} page{'s'[: result.pages != 1]}"
        new = f"{result.added:,} of them new" if result.added else "and a file"
        click.echo(f"{out}: {pages}, {new}")


def _attach(
    brief: Path,
    publication: Path,
    out: Path,
    attach_as: AttachAs,
    limits: Limits,
    *,
    replace: bool,
) -> AttachResult:
    """Write the publication with the brief; raises `Unusable`."""
    from briefpress.publish import AttachWorker  # noqa: PLC0415
    from briefpress.system import write_files  # noqa: PLC0415

    _check_arguments(brief, publication, out)
    with AttachWorker(limits) as worker, _spinner(f"attaching {brief} to {publication}"):
        data, result = worker.attach(publication, brief, attach_as, replace=replace)
    write_files(out.parent, {out.name: data})
    return result


def _check_arguments(brief: Path, publication: Path, out: Path) -> None:
    """Raise `Unusable` for arguments that contradict each other, with all faults at once."""
    faults = []
    if _is_same(brief, publication):
        message = "a file cannot be attached to itself"
        faults.append(fault(SAME_FILE, str(brief), message, "name the publication with --to"))
    for path, what in ((publication, "publication"), (brief, "brief")):
        if _is_same(path, out):
            message = f"the output would replace the {what}"
            faults.append(fault(SAME_FILE, str(out), message, "choose another name with --out"))
    if out.is_dir():
        message, mend = "the output is a folder", "name a file with --out"
        faults.append(fault(OUTPUT_WRITE, str(out), message, mend))
    if faults:
        raise Unusable(*faults)


def _is_same(one: Path, other: Path) -> bool:
    """Return whether two paths lead to the same file, also through links."""
    if one.exists() and other.exists():
        return one.samefile(other)
    return one.resolve() == other.resolve()


def _spinner(text: str) -> AbstractContextManager[None]:
    """Return a context that shows a spinner with a text if standard error is a terminal."""
    if not sys.stderr.isatty():
        return nullcontext()
    from briefpress.reports import spinner  # noqa: PLC0415

    return spinner(text)
