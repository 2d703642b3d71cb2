"""The commands for beginners: `new`, `schema` and `doctor`."""

from __future__ import annotations

from pathlib import Path

import click

from briefpress.cli.common import unusable
from briefpress.cli.rules import BAD_NAME, FILE_EXISTS
from briefpress.system import OUTPUT_WRITE

SCHEMA = ".brief.schema.json"


@click.command()
@click.argument("name")
def new(name: str) -> None:
    """Begin a brief: write NAME.yaml, with a comment on every part, into this folder."""
    from briefpress.html import BUILT_IN  # noqa: PLC0415

    path = Path(f"{name.removesuffix('.yaml')}.yaml")
    if path.name != str(path) or path.name.startswith("."):
        raise unusable(BAD_NAME, name, "this is not a plain file name", "briefpress new kenya")
    text = (BUILT_IN / "templates" / "new.yaml").read_text("utf-8").replace("schema.json", SCHEMA)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
        Path(SCHEMA).write_text(_schema(), "utf-8")
    except FileExistsError:
        raise unusable(FILE_EXISTS, name, f"{path} is there already") from None
    except OSError as error:
        reason = (error.strerror or "the system refused").lower()
        raise unusable(
            OUTPUT_WRITE, name, f"it cannot be written: {reason}", "go to another folder"
        ) from None
    click.echo(f"{path}: begun. Build it with: briefpress build {path}")


@click.command()
def schema() -> None:
    """Print the JSON Schema of content files, for editors that complete and check while you type."""
    click.echo(_schema(), nl=False)


def _schema() -> str:
    import json  # noqa: PLC0415

    from briefpress.content import Brief  # noqa: PLC0415

    rules = {"$schema": "https://json-schema.org/draft/2020-12/schema", **Brief.model_json_schema()}
    return json.dumps(rules, ensure_ascii=False, indent=2) + "\n"


@click.command()
@click.pass_context
def doctor(ctx: click.Context) -> None:
    """Say what this machine still lacks, and how to get it."""
    from briefpress.cli.doctor import examine  # noqa: PLC0415

    needs, group = examine(), ""
    for need in needs:
        if need.group != group:
            group = need.group
            click.echo(f"\n{group}\n" if need is not needs[0] else f"{group}\n")
        state = need.found or ("missing" if need.required else "missing (optional)")
        click.echo(f"  {need.name}: {state}")
        if not need.found:
            click.echo(f"      {need.purpose}; to get it: {need.install}")
    ctx.exit(any(need.required and not need.found for need in needs))
