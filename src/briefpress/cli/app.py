"""The command line: `briefpress` and its commands.

Commands are imported when they are called, and so are modules that take long to import.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from briefpress import __version__
from briefpress.findings import Unusable
from briefpress.system import allow_copies

# The module and the function of each command.
COMMANDS = {
    "build": "build:build",
    "watch": "watch:watch",
    "package": "package:package",
    "attach": "attach:attach",
    "print": "print_page:print_",
    "check": "check:check",
    "read": "check:read",
    "info": "check:info",
    "diff": "check:diff",
    "rules": "rule_list:rules",
    "new": "begin:new",
    "schema": "begin:schema",
    "doctor": "begin:doctor",
}


class _Commands(click.Group):
    """Imports commands when they are called; prints the findings of `Unusable`, and exits with 2 then."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click passes it
        """Return the names of all commands."""
        return sorted(COMMANDS)

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
        try:
            return super().invoke(ctx)
        except Unusable as reason:
            from briefpress.cli.common import tell  # noqa: PLC0415

            tell(reason.findings)
            ctx.exit(2)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefpress")
def main() -> None:
    """Country briefs that everyone can read: one YAML file becomes a checked, tagged PDF.

    Ends with 0 if all is well (warnings included), 1 if there are errors, 2 if the input or the
    arguments cannot be used.
    """


def run() -> None:
    """Run the command line as the main program; its workers may be forked from it."""
    allow_copies()
    main()
