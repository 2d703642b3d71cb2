"""The command line: what briefpress does when somebody types its name.

Whatever takes long to import is imported where it is used.
"""

from __future__ import annotations

from typing import Any

import click

from briefpress import __version__
from briefpress.commands import attach, begin, build, check, package, print_page, watch
from briefpress.commands.common import tell
from briefpress.findings import Unusable


class _Commands(click.Group):
    """Turns what makes a command impossible into findings and exit code 2, for all commands alike."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except Unusable as reason:
            tell(reason.findings)
            ctx.exit(2)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefpress")
def main() -> None:
    """Country briefs that everyone can read: one YAML file becomes a checked, tagged PDF.

    Ends with 0 if all is well (warnings included), 1 if there are errors, 2 if the input or the
    arguments cannot be used.
    """


for _command in (
    build.build,
    watch.watch,
    package.package,
    print_page.print_,
    attach.attach,
    check.check,
    check.read,
    check.info,
    check.diff,
    check.rules,
    begin.new,
    begin.schema,
    begin.doctor,
):
    main.add_command(_command)
