"""The commands for beginners: `new`, `schema` and `doctor`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from briefpress.cli.common import FORMAT, unusable
from briefpress.cli.rules import BAD_NAME, FILE_EXISTS
from briefpress.findings import Unusable
from briefpress.system import CALLED_AS, OUTPUT_WRITE, write_files

_ELSEWHERE = "make room, or go to another folder"
SCHEMA = ".brief.schema.json"


@click.command()
@click.argument("name")
@click.option("--full", is_flag=True, help="Name every field and block there is, as comments.")
def new(name: str, *, full: bool) -> None:
    """Begin a brief: write NAME.yaml, with a comment on every part, into this folder.

    What series.yaml says is left out, and the author is who git knows you as. What has to be
    replaced is marked.
    """
    from briefpress.build import name_faults  # noqa: PLC0415
    from briefpress.cli.new_brief import begun_brief  # noqa: PLC0415

    path = Path(f"{name.removesuffix('.yaml')}.yaml")
    if path.name != str(path) or path.name.startswith("."):
        raise unusable(BAD_NAME, name, "this is not a plain file name", f"{CALLED_AS} new kenya")
    if faults := tuple(name_faults(path)):
        raise Unusable(*faults)
    text = begun_brief(SCHEMA, full=full)
    try:
        path.open("x").close()  # nobody else begins it meanwhile
    except FileExistsError:
        raise unusable(FILE_EXISTS, name, f"{path} is there already") from None
    except OSError as error:
        reason = (error.strerror or "the system refused").lower()
        message = f"it cannot be written: {reason}"
        raise unusable(OUTPUT_WRITE, name, message, _ELSEWHERE) from None
    try:
        files = {path.name: text.encode(), SCHEMA: schema_text().encode()}
        write_files(path.parent, files, _ELSEWHERE)
    except Unusable:
        path.unlink()
        raise
    click.echo(f"{path}: begun. Build it with: {CALLED_AS} build {path}")


@click.command()
def schema() -> None:
    """Print the JSON Schema of content files, for editors that complete and check while you type."""
    click.echo(schema_text(), nl=False)


def schema_text() -> str:
    """Return the JSON Schema of content files, as it lies beside a brief."""
    from briefpress.content import json_schema  # noqa: PLC0415

    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


@click.command()
@FORMAT
@click.pass_context
def doctor(ctx: click.Context, output_format: str) -> None:
    """Say what this machine still lacks, and how to get it."""
    from briefpress.cli.doctor import examine  # noqa: PLC0415

    needs, group = examine(), ""
    lacking = any(need.required and not need.found for need in needs)
    if output_format == "json":
        click.echo(json.dumps({"needs": [asdict(need) for need in needs]}, indent=2))
        ctx.exit(lacking)
    for need in needs:
        if need.group != group:
            group = need.group
            click.echo(f"\n{group}\n" if need is not needs[0] else f"{group}\n")
        state = need.found or ("missing" if need.required else "missing (optional)")
        click.echo(f"  {need.name}: {state}")
        if not need.found:
            click.echo(f"      {need.purpose}; to get it: {need.install}")
    ctx.exit(lacking)
