"""The command line: `briefpress` and its commands.

Commands are imported when they are called, and so are modules that take long to import.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

import click

from briefpress import __version__
from briefpress.findings import Finding, Location, Unusable
from briefpress.system import REFUSED_BY_SYSTEM

# The module and the function of each command, by the groups of `briefpress --help`.
GROUPS = {
    "Make briefs": {
        "new": "begin:new",
        "import": "importing:import_",
        "build": "build:build",
        "watch": "watch:watch",
        "translations": "translations:translations",
        "print": "print_page:print_",
        "theme": "theme:theme",
    },
    "Look at PDFs": {
        "check": "check:check",
        "read": "reading:read",
        "info": "reading:info",
        "diff": "reading:diff",
    },
    "Publish": {
        "package": "package:package",
        "attach": "attach:attach",
    },
    "Get help": {
        "rules": "rule_list:rules",
        "schema": "begin:schema",
        "doctor": "begin:doctor",
    },
}
COMMANDS = {name: place for group in GROUPS.values() for name, place in group.items()}


class _Commands(click.Group):
    """Imports commands when they are called; prints the findings of `Unusable`, and exits with 2 then."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click passes it
        """Return the names of all commands."""
        return list(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write each group of commands with what they do, in whole sentences."""
        for title, names in GROUPS.items():
            commands = [(name, self.get_command(ctx, name)) for name in names]
            with formatter.section(title):
                rows = [(name, each.get_short_help_str(500)) for name, each in commands if each]
                formatter.write_dl(rows)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is named; raises `click.UsageError` with the one that may be meant."""
        name = args[0]
        if name in COMMANDS or name.startswith("-"):
            return super().resolve_command(ctx, args)
        import difflib  # noqa: PLC0415 - only here is it needed

        near = difflib.get_close_matches(name, COMMANDS, n=1)
        meant = f" Did you mean '{near[0]}'?" if near else ""
        return ctx.fail(f"No such command '{name}'.{meant}")

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return the command of this name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, function = COMMANDS[cmd_name].partition(":")
        command = getattr(import_module(f"briefpress.cli.{module}"), function)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        from briefpress.cli.common import tell  # noqa: PLC0415

        try:
            return super().invoke(ctx)
        except Unusable as reason:
            tell(reason.findings)
        except OSError as error:
            # Of the machine: what is wrong with a file of the user is told where it is read.
            tell([_refused(error)])
        return ctx.exit(2)


def _refused(error: OSError) -> Finding:
    """Return what the system refused a command."""
    if not _has_working_folder():
        message = "the folder that this command was called in is gone"
        mend = "go to another folder"
        return REFUSED_BY_SYSTEM.finding(message, Location("."), mend=mend)
    name = error.filename if isinstance(error.filename, (str, bytes)) else "briefpress"
    message = f"the system refused: {(error.strerror or str(error)).lower()}"
    return REFUSED_BY_SYSTEM.finding(message, Location(os.fsdecode(name)))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefpress")
def main() -> None:
    """Country briefs that everyone can read: one YAML file becomes a checked, tagged PDF.

    Ends with 0 if all is well (warnings included), 1 if there are errors, 2 if the input or the
    arguments cannot be used.
    """


def _has_working_folder() -> bool:
    try:
        return bool(os.getcwd())  # noqa: PTH109 - the same, and nothing else is wanted
    except OSError:
        return False
