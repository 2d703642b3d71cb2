"""The option that names the editions that a command makes."""

from __future__ import annotations

import click

from briefpress.content import EDITIONS as KNOWN


def _editions(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    names = tuple(name.strip() for name in ",".join(values).split(",") if name.strip())
    if unknown := [name for name in names if name not in KNOWN]:
        raise click.BadParameter(f"{unknown[0]} is none of {', '.join(KNOWN)}")
    return names


def _complete(_ctx: click.Context, _option: click.Parameter, begun: str) -> list[str]:
    """Return the editions that begin so, after those that are named already, for the shell."""
    named, comma, last = begun.rpartition(",")
    return [named + comma + name for name in KNOWN if name.startswith(last)]


EDITIONS = click.option(
    "--edition",
    "editions",
    multiple=True,
    metavar="NAMES",
    callback=_editions,
    shell_complete=_complete,
    help="; ".join(f"{each.id}: {each.title}" for each in KNOWN.values())
    + ". Several with commas between, or one option each (default: those that the brief lists).",
)
