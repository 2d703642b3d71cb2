"""`briefpress rules` knows every rule by which anything reports a problem, and explains it."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from click.testing import CliRunner

from briefpress.checks.checking import CHECKS
from briefpress.cli.app import main
from briefpress.cli.rule_list import all_rules
from briefpress.findings import Severity
from conftest import ROOT, Cli

if TYPE_CHECKING:
    pass

SOURCE = ROOT / "src/briefpress"
RULES = [rule for group in all_rules().values() for rule in group]
ROW = {"id", "title", "why", "mend"}  # the keywords of each call that defines a rule
REPORTED_RULE = re.compile(r"\b(?:error|warning|note)\[([a-z][a-z0-9-]+)\]")


@cache
def calls() -> list[tuple[str, ast.Call]]:
    """Return every function call in the source of Briefpress, with its file."""
    return [
        (path.relative_to(SOURCE).as_posix(), node)
        for path in sorted(SOURCE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
    ]


def test_every_rule_in_the_source_is_listed() -> None:
    rows = [{word.arg: word.value for word in call.keywords} for _, call in calls()]
    written = [row["id"] for row in rows if row.keys() >= ROW]
    ids = {each.value for each in written if isinstance(each, ast.Constant)}

    assert ids <= {rule.id for rule in RULES}
    assert len(ids) > 200


def test_only_rules_create_findings() -> None:
    named = ((path, call.func) for path, call in calls())
    makers = {path for path, name in named if isinstance(name, ast.Name) and name.id == "Finding"}

    # The preview reads findings back from report.json.
    assert makers == {"findings.py", "build/preview/state.py"}


def test_every_rule_named_in_tests_and_readme_is_listed() -> None:
    files = [path for path in (ROOT / "tests").rglob("*") if path.suffix in (".py", ".md", ".txt")]
    ids = {rule for path in files for rule in REPORTED_RULE.findall(path.read_text("utf-8"))}
    ids |= set(REPORTED_RULE.findall((ROOT / "README.md").read_text("utf-8")))

    assert ids - {rule.id for rule in RULES} == set()
    assert len(ids) > 50


def test_no_rule_is_written_twice() -> None:
    assert [name for name, times in Counter(rule.id for rule in RULES).items() if times > 1] == []


def test_a_rule_says_what_holds_whom_it_protects_and_how_to_mend_it() -> None:
    for rule in RULES:
        assert re.fullmatch("[a-z][a-z0-9]*(-[a-z0-9]+)*", rule.id)
        assert re.fullmatch(r"[A-Z].*[^.]", rule.title), rule.id
        assert re.fullmatch(r"[A-Z].*\.", rule.why), rule.id
        assert re.fullmatch(r"[^A-Z].*[^.]", rule.mend) or rule.severity is Severity.NOTE, rule.id


def test_each_rule_is_listed_and_explained() -> None:
    listed = CliRunner().invoke(main, ["rules"]).output
    for rule in RULES:
        explained = CliRunner().invoke(main, ["rules", rule.id]).output

        assert f"\n  {rule.id} " in listed
        assert explained.startswith(f"{rule.id}: {rule.title}\n\n  {rule.severity.word}, ")
        assert f"\n  Why: {rule.why}\n" in explained
        assert not rule.mend or f"\n  How to mend it: {rule.mend}\n" in explained


def test_an_explanation_says_where_a_rule_comes_from_and_what_it_needs() -> None:
    assert CliRunner().invoke(main, ["rules", "same-tables"]).output == (
        "same-tables: Every cell of a table has the headings of the source\n"
        "\n"
        "  error, fidelity\n"
        "  Why: A figure without its headings, or with those of another column, says something wrong.\n"
        "  How to mend it: this is a fault of what made the PDF, not of the text: build it again, and"
        " report it if it stays\n"
        "  Where it comes from: PDF/UA-1 7.5, Matterhorn 15-003, WCAG 1.3.1\n"
        "  Needs the source as HTML, the templates that it was set in and a structure tree that is read to its end\n"
    )


def test_the_groups_have_titles() -> None:
    lines = CliRunner().invoke(main, ["rules"]).output.splitlines()

    assert [line for line in lines if line and not line.startswith("  ")] == list(all_rules())


def test_a_test_is_called_as_its_rule() -> None:
    named = {check.rule.id.replace("-", "_") for check in CHECKS if hasattr(check.test, "__name__")}
    functions = {check.test.__name__ for check in CHECKS if hasattr(check.test, "__name__")}

    assert functions - named == {"unjudged"}


def test_a_name_that_no_rule_has_is_refused_with_the_nearest_one(cli: Cli) -> None:
    unknown = cli("rules", "table-asociation")

    assert unknown.returncode == 2
    assert unknown.stderr == (
        "table-asociation: error[unknown-rule]: there is no rule of this name\n"
        '    did you mean "table-association"?\n'
    )
