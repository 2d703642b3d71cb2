"""`briefpress theme`: begin a theme of one's own, and look at it."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefpress.cli.build_output import BuildOutput
from briefpress.cli.common import FORMAT, PATH, QUIET, date, limit_options, out_option, unusable
from briefpress.cli.rules import BAD_NAME, FILE_EXISTS
from briefpress.content import THEMES
from briefpress.findings import Location
from briefpress.system import CALLED_AS, TemporaryFolder, write_files

if TYPE_CHECKING:
    from briefpress.build import Build
    from briefpress.system import Limits

_PLAIN = re.compile(r"\w[\w .-]*")
_ELSEWHERE = "make room, or choose another folder"
_SPECIMEN = "theme.yaml"
# A part of the specimen that needs an extra, and the module by which that is known.
_PART = r"  # {name}\n.*?  # end\n"
_EXTRAS = {"charts": "vl_convert", "equations": "ziamath"}


@click.group()
def theme() -> None:
    """Begin a theme of your own (new), and look at every part of a brief in it (show)."""


@theme.command("new")
@click.argument("folder", type=PATH)
@click.option(
    "--from",
    "base",
    type=click.Choice(THEMES),
    default=THEMES[0],
    show_default=True,
    help="The built-in theme that it builds on.",
)
def new(folder: Path, base: str) -> None:
    """Write a theme into FOLDER: what one may change, with comments, and how it is used."""
    from briefpress.cli.new_theme import begun_theme  # noqa: PLC0415

    if not _PLAIN.fullmatch(folder.name):
        message = "a theme is called by letters, digits, spaces, dots and dashes"
        raise unusable(BAD_NAME, str(folder), message, f"{CALLED_AS} theme new our-theme")
    if os.path.lexists(folder) and (not folder.is_dir() or any(folder.iterdir())):
        raise unusable(FILE_EXISTS, str(folder), f"{folder} is there already, and not empty")
    for path, text in begun_theme(folder.name, base).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        write_files(target.parent, {target.name: text.encode()}, _ELSEWHERE)
    click.echo(f"{folder}: begun. Look at it with: {CALLED_AS} theme show {folder}")


@theme.command("show")
@click.argument("folder", type=PATH, required=False)
@out_option("the folder theme goes, with the PDF and the page of HTML")
@QUIET
@FORMAT
@limit_options(300)
@click.pass_context
def show(
    ctx: click.Context,
    folder: Path | None,
    out: Path,
    quiet: bool,
    output_format: str,
    limits: Limits,
) -> None:
    """Set every part of a brief in the theme of FOLDER, or a built-in one: a PDF and a page of HTML."""
    from briefpress.build import build  # noqa: PLC0415
    from briefpress.html import BUILT_IN, Theme  # noqa: PLC0415

    Theme.at(folder)  # so that what is wrong with it is told of the folder, not of the specimen
    with TemporaryFolder() as temporary:
        specimen = temporary.path / "specimen"
        shutil.copytree(BUILT_IN / "templates/specimen", specimen)
        brief = specimen / _SPECIMEN
        brief.write_text(_without_extras(brief.read_text("utf-8")), "utf-8")
        built = build(brief, out=out, theme=folder, date=date(), limits=limits)
    output = BuildOutput(output_format, quiet=quiet)
    code = output.add(_told_of(str(folder or THEMES[0]), built, brief))
    output.finish()
    ctx.exit(code)


def _told_of(theme: str, built: Build, specimen: Path) -> Build:
    """Return what came of the specimen, with what was found in its text told of the theme: the file is gone by now."""
    where = Location(theme)
    found = built.report.findings
    moved = (
        replace(each, location=where) if each.location.file == str(specimen) else each
        for each in found
    )
    return replace(built, source=Path(theme), report=replace(built.report, findings=tuple(moved)))


def _without_extras(text: str) -> str:
    """Return the specimen without the parts that this installation cannot draw."""
    from importlib.util import find_spec  # noqa: PLC0415

    for name, module in _EXTRAS.items():
        if find_spec(module) is None:
            text = re.sub(_PART.format(name=name), "", text, flags=re.DOTALL)
    return text
