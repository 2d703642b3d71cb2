"""The commands that tell what is in finished PDFs: `read`, `info` and `diff`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefpress.cli.common import FORMAT, NAMES, PATH, limit_options, say, unusable
from briefpress.cli.pdf_arguments import pdfs_at
from briefpress.publish import SAME_FILE

if TYPE_CHECKING:
    from briefpress.system import Limits

_LISTS = ("headings", "links", "tables", "tree")


@click.command()
@click.argument("file", type=PATH)
@click.option("--headings", is_flag=True, help="List the headings.")
@click.option("--links", is_flag=True, help="List the links.")
@click.option("--tables", is_flag=True, help="List the tables.")
@click.option("--tree", is_flag=True, help="Print the structure tree.")
@FORMAT
@limit_options(120)
def read(file: Path, output_format: str, limits: Limits, **lists: bool) -> None:
    """Print a PDF as a screen reader says it, or one of the lists by which people find their way.

    FILE may be -, for standard input.
    """
    from briefpress.build import PdfWorker  # noqa: PLC0415

    wanted = [name for name in _LISTS if lists[name]]
    if len(wanted) > 1:
        names = " and ".join(f"--{name}" for name in wanted)
        raise click.UsageError(f"{names} cannot be printed together: ask for one list at a time.")
    what = "".join(wanted) or "transcript"
    with pdfs_at([file]) as paths, PdfWorker(limits) as worker:
        for path in paths:
            say(worker.read(path, what, as_json=output_format == "json"), nl=False)


@click.command()
@click.argument("file", type=PATH)
@click.option("--json", "as_json", is_flag=True, help="Print JSON; the same as --format json.")
@FORMAT
@limit_options(120)
def info(file: Path, as_json: bool, output_format: str, limits: Limits) -> None:
    """Print what a repository or a search engine reads from a PDF: who, what, and under which licence.

    FILE may be -, for standard input.
    """
    from briefpress.build import PdfWorker  # noqa: PLC0415

    with pdfs_at([file]) as paths, PdfWorker(limits) as worker:
        for path in paths:
            say(worker.info(path, as_json=as_json or output_format == "json"), nl=False)


@click.command()
@click.argument("old", type=PATH)
@click.argument("new", type=PATH)
@click.option("--visual", type=PATH, help="A page of HTML to write, with the differences marked.")
@FORMAT
@limit_options(120)
def diff(old: Path, new: Path, visual: Path | None, output_format: str, limits: Limits) -> None:
    """Say in words what changed for the reader from one PDF to another.

    One of them may be -, for standard input.
    """
    from briefpress.build import PdfWorker  # noqa: PLC0415

    if visual and visual.resolve() in (old.resolve(), new.resolve()):
        raise unusable(SAME_FILE, str(visual), "the page would replace a PDF")
    with pdfs_at([old, new]) as paths, PdfWorker(limits) as worker:
        if len(paths) != 2:
            raise click.UsageError("Name two PDFs: the older one and the newer one.")
        as_json = output_format == "json"
        text, page = worker.diff(*paths, visual=visual is not None, as_json=as_json)
    say(text, nl=False)
    if visual:
        from briefpress.system import write_files  # noqa: PLC0415

        write_files(visual.parent, {visual.name: page.encode(errors=NAMES)})
        click.echo(f"{visual}: written", err=True)
