"""What is printed of builds: for people line by line, for programs as one JSON object at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from briefpress.cli.common import report, say

if TYPE_CHECKING:
    from briefpress.build import Build
    from briefpress.findings import Report


def print_json(name: str, report: Report, **facts: object) -> None:
    """Print the report on one file as a JSON object, with other facts about it."""
    from briefpress.cli.rule_list import rules_for  # noqa: PLC0415 - it loads all rules
    from briefpress.reports import to_json_of_all  # noqa: PLC0415

    say(to_json_of_all([(name, report)], rules_for([report]), [facts]))


class BuildOutput:
    """Prints what came of builds; with `quiet` nothing but what is wrong."""

    def __init__(self, output_format: str, *, quiet: bool = False) -> None:
        self.is_json = output_format == "json"
        self._quiet = quiet
        self._built: list[Build] = []

    def add(self, built: Build) -> int:
        """Print a build for people, or keep it; return its exit code."""
        if not self.is_json:
            return report(built, quiet=self._quiet)
        self._built.append(built)
        return built.exit_code

    def line(self, text: str, *, err: bool = False) -> None:
        """Print a line for people."""
        if not self.is_json:
            click.echo(text, err=err)

    def finish(self) -> None:
        """Print what was kept: a document for each build, with its files and pages."""
        if not self.is_json:
            return
        from briefpress.cli.rule_list import rules_for  # noqa: PLC0415 - it loads all rules
        from briefpress.reports import to_json_of_all  # noqa: PLC0415

        facts = [
            {
                "files": [str(path) for path in built.files],
                "pages": dict(built.pages),
                "exit_code": built.exit_code,
            }
            for built in self._built
        ]
        checked = [(str(built.source), built.report) for built in self._built]
        rules = rules_for(each.report for each in self._built)
        say(to_json_of_all(checked, rules, facts))
