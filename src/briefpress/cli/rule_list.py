"""`briefpress rules`: lists and explains the rules of all packages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from briefpress.cli import rules as command_rules
from briefpress.cli.common import FORMAT, unusable
from briefpress.findings import Family

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from briefpress.findings import Report, Rule


def _complete(_ctx: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    """Return the ids of rules that begin so, for the shell."""
    ids = (rule.id for group in all_rules().values() for rule in group)
    return sorted(each for each in ids if each.startswith(begun))


@click.command()
@click.argument("name", required=False, shell_complete=_complete)
@FORMAT
def rules(name: str | None, output_format: str) -> None:
    """List the rules by which problems are reported, or explain the one of this NAME."""
    if output_format == "json" and name is None:
        click.echo(_as_json(all_rules()))
        return
    if name is None:
        for title, group in all_rules().items():
            click.echo(f"{title}\n")
            for rule in group:
                click.echo(f"  {rule.id:22} {rule.severity.word:8} {rule.title}")
            click.echo()
        return
    known = {rule.id: (rule, title) for title, group in all_rules().items() for rule in group}
    if name not in known:
        import difflib  # noqa: PLC0415

        near = difflib.get_close_matches(name, known, n=1)
        mend = f'did you mean "{near[0]}"?' if near else None
        raise unusable(command_rules.UNKNOWN_RULE, name, "there is no rule of this name", mend)
    rule, title = known[name]
    as_json = output_format == "json"
    click.echo(_as_json({title: (rule,)}) if as_json else "\n".join(_explain(rule, title)))


def _as_json(groups: dict[str, tuple[Rule, ...]]) -> str:
    import json  # noqa: PLC0415

    rows = [_row(rule, title) for title, group in groups.items() for rule in group]
    return json.dumps({"rules": rows}, ensure_ascii=False, indent=2)


def _row(rule: Rule, group: str) -> dict[str, object]:
    """Return all that a rule says, without what it does not have."""
    values = {
        "id": rule.id,
        "group": group,
        "family": rule.family and rule.family.value,
        "severity": rule.severity.word,
        "title": rule.title,
        "why": rule.why,
        "mend": rule.mend,
        "source": rule.source,
        "wcag": rule.wcag,
        "matterhorn": rule.matterhorn,
    }
    return {name: value for name, value in values.items() if value}


def all_rules() -> dict[str, tuple[Rule, ...]]:
    """Return all rules, by the titles of their groups, in the order of the packages."""
    from briefpress import (  # noqa: PLC0415
        checks,
        content,
        drafts,
        html,
        pdf,
        publish,
        system,
        translations,
    )
    from briefpress.build import RULES as BUILD_RULES  # noqa: PLC0415 - briefpress.build is a function

    by_package = {
        "What a content file may hold": content.RULES,
        "What is imported": drafts.RULES,
        "Translations": translations.RULES,
        "Themes and their words": html.RULES,
        "What is found while a document is printed": pdf.RULES,
        "Waivers": checks.WAIVER_RULES,
        "Files, processes and clusters": (*system.RULES, *BUILD_RULES),
        "Packages and annexes": publish.RULES,
        "What a command is given": command_rules.RULES,
    }
    groups = {
        title: tuple(rule for rule in group if rule.family is None)
        for title, group in by_package.items()
    }
    for family in Family:
        groups[family.title] = tuple(rule for rule in checks.RULES if rule.family is family)
    return groups


def rules_for(reports: Iterable[Report]) -> tuple[Rule, ...]:
    """Return all rules for PDFs, followed by the other rules that occur in the reports."""
    from briefpress.checks import RULES  # noqa: PLC0415

    found = {finding.rule for report in reports for finding in report.findings}
    known = (rule for group in all_rules().values() for rule in group if rule.id in found)
    return (*RULES, *(rule for rule in known if rule.family is None))


def _explain(rule: Rule, group: str) -> Iterator[str]:
    """Yield the lines that explain a rule."""
    from briefpress.checks import needs_of  # noqa: PLC0415
    from briefpress.reports import join_and  # noqa: PLC0415

    yield f"{rule.id}: {rule.title}"
    yield ""
    yield f"  {rule.severity.word}, {rule.family.value if rule.family else group.lower()}"
    yield f"  Why: {rule.why}"
    if rule.mend:
        yield f"  How to mend it: {rule.mend}"
    if rule.source:
        yield f"  Where it comes from: {rule.source}"
    if needs := needs_of(rule.id):
        yield f"  Needs {join_and(needs)}"
