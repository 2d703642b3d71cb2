"""The README is kept true: its commands run, its examples are real, and nothing is left out."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
import yaml

from briefpress.checks.checking import RULES
from briefpress.cli.app import COMMANDS, main
from briefpress.content.model.blocks import BLOCK_KINDS
from briefpress.content.model.brief import Brief
from briefpress.findings import Family
from conftest import MINIMAL

if TYPE_CHECKING:
    from conftest import Cli

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, flags=re.DOTALL)
SHELL = [
    line
    for kind, text in BLOCKS
    for line in text.splitlines()
    if kind == "sh" and line.startswith("briefpress ")
]


def blocks(kind: str) -> list[str]:
    return [text for name, text in BLOCKS if name == kind]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the README takes for granted: the briefs, and a theme of one's own."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "content", folder / "content")
    return folder


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_readme_begins_with_the_two_commands() -> None:
    assert blocks("sh")[0].split("\n") == ["./press build", "./press test", ""]


def test_the_picture_of_the_readme_exists() -> None:
    pictures = re.findall(r"!\[(.+?)\]\((.+?)\)", README)
    assert pictures
    assert all((ROOT / path).is_file() and alt for alt, path in pictures)


def test_the_commands_of_the_readme_run(workplace: Path, cli: Cli, cli_process: Cli) -> None:
    for line in SHELL:
        _, command, *arguments = line.split()
        # A page of HTML brings fonts with it, which may be loaded already in this process.
        start = cli_process if command == "print" else cli
        done = start(command, *arguments, cwd=workplace)
        assert done.returncode == 0, f"{line}\n{done.stderr}"
    made = {path.name for path in (workplace / "build" / "mali").glob("[!.]*")}
    assert (
        made
        == set(re.findall(r"\| `([\w.]+)` \| ", README)) & made
        == {
            "mali.pdf",
            "mali.html",
            "report.json",
        }
    )


def test_the_python_of_the_readme_runs(workplace: Path) -> None:
    (example,) = blocks("python")
    done = run(workplace, "-c", example)
    assert done.returncode == 0, done.stderr
    assert "no-doi" in done.stdout


def test_the_look_of_an_institute_is_five_lines_that_build(cli: Cli, tmp_path: Path) -> None:
    look = README.split("## An institute's own look")[1].split("```text\n")[1].split("```")[0]
    brief = tmp_path / "brief.yaml"
    brief.write_text((ROOT / "tests/cases/minimal/brief.yaml").read_text("utf-8") + look, "utf-8")

    done = cli("build", brief, "--out", tmp_path / "out")
    assert look.count("\n") == 5
    assert done.returncode == 0, done.stderr
    assert "theme-contrast" not in done.stderr


def test_the_yaml_of_the_readme_is_from_an_example() -> None:
    brief = (ROOT / "content" / "kazakhstan.yaml").read_text("utf-8")
    example, *_ = blocks("yaml")
    assert all(line in brief.splitlines() for line in example.splitlines())


@pytest.mark.parametrize("example", blocks("yaml"))
def test_the_yaml_of_the_readme_can_stand_in_a_brief(example: str) -> None:
    written = yaml.safe_load(example)
    if isinstance(written, list):
        written = {"sections": [{"heading": "Blocks", "body": written}]}
    brief = Brief.model_validate(
        {**MINIMAL, **written, "isbn": "978-1-78118-000-6", "doi": "10.1234/a"}
    )

    assert brief.model_fields_set >= written.keys()


def test_the_findings_of_the_readme_are_real(workplace: Path) -> None:
    text = (ROOT / "templates" / "new.yaml").read_text("utf-8")
    broken = text.replace("language:", "languag:") + "introduction: [{figure: {image: a.svg}}]\n"
    (workplace / "broken.yaml").write_text(broken, "utf-8")
    reported = run(workplace, "-m", "briefpress", "build", "broken.yaml").stderr
    findings = [text for text in blocks("text") if "error[" in text]
    assert findings
    for line in findings[0].splitlines():
        assert re.sub(r"^mali\.yaml:\d+:\d+: ", "", line) in reported


def command_of(name: str) -> click.Command:
    found = main.get_command(click.Context(main), name)
    assert found
    return found


def test_the_readme_names_every_command_option_block_and_rule() -> None:
    wanted = [f"briefpress {name}" for name in COMMANDS]
    wanted += [
        next(option for option in parameter.opts if option.startswith("--"))
        for command in map(command_of, COMMANDS)
        for parameter in command.params
        if parameter.param_type_name == "option"
    ]
    wanted += [f"`{kind}`" for kind in BLOCK_KINDS] + [f"| {each.value} |" for each in Family]
    assert [name for name in wanted if name not in README] == []


def test_the_rules_and_the_transcript_of_the_readme_are_real(workplace: Path) -> None:
    table = README[README.index("| family |") : README.index("`briefpress rules` lists them")]
    named = re.findall(r"`([\w-]+)`", table)
    assert len(named) > 15
    assert [name for name in named if name not in {rule.id for rule in RULES}] == []
    (example,) = (text for text in blocks("text") if text.startswith("table, "))
    built = run(workplace, "-m", "briefpress", "build", "content/kenya.yaml", "--out", "heard")
    assert built.returncode == 0, built.stderr
    assert example in run(workplace, "-m", "briefpress", "read", "heard/kenya/kenya.pdf").stdout
