"""What is installed is what the lock names: in the action, and in the bill of materials."""

from __future__ import annotations

import json
import re
import subprocess
from typing import Any

import pytest
import yaml
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from conftest import ROOT

ACTIONS = sorted((ROOT / ".github").rglob("*.yml"))
PIN = re.compile(r"^([a-zA-Z0-9][\w.-]*)==(\S+)", re.MULTILINE)


def steps(definition: Any) -> list[dict[str, Any]]:
    """Return all steps of an action or a workflow, wherever they stand."""
    if isinstance(definition, list):
        return [step for each in definition for step in steps(each)]
    if not isinstance(definition, dict):
        return []
    found = [step for value in definition.values() for step in steps(value)]
    return [definition, *found] if {"uses", "run"} & definition.keys() else found


@pytest.mark.parametrize("path", ACTIONS, ids=lambda path: path.parent.name)
def test_actions_of_others_are_pinned_by_commit(path: Any) -> None:
    used = [
        step["uses"] for step in steps(yaml.safe_load(path.read_text("utf-8"))) if "uses" in step
    ]

    assert [each for each in used if not re.fullmatch(r"(\./.*|[\w./-]+@[0-9a-f]{40})", each)] == []


def test_the_action_installs_nothing_but_the_lock() -> None:
    definition = yaml.safe_load((ROOT / ".github/actions/check/action.yml").read_text("utf-8"))
    lines = [line for step in steps(definition) for line in step.get("run", "").splitlines()]
    installs = [line.strip() for line in lines if "pip install" in line]

    (ours,) = [each for each in installs if each.endswith("--no-deps --no-build-isolation .")]
    from_locks = [each for each in installs if each != ours]
    assert "--requirement .ci/requirements.txt" in from_locks[0]
    assert all("--require-hashes --no-deps --requirement" in each for each in from_locks)
    assert re.search(r"^hatchling==", (ROOT / ".ci/requirements.txt").read_text(), re.MULTILINE)


@pytest.mark.slow("a long run")
@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_the_bill_of_materials_names_every_package_of_the_lock(name: str) -> None:
    run = subprocess.run(["sh", ".ci/sbom", name], cwd=ROOT, capture_output=True, check=True)
    bill = json.loads(run.stdout)
    lock = (ROOT / ".ci" / name).read_text()

    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(run.stdout.decode()) is None
    assert (bill["bomFormat"], bill["metadata"]["component"]["name"]) == ("CycloneDX", "briefpress")
    named = [(each["name"], each["version"]) for each in bill["components"]]
    assert sorted(named) == sorted(PIN.findall(lock))
    for each in bill["components"]:
        assert each["purl"] == f"pkg:pypi/{each['name']}@{each['version']}"
        (distribution,) = each["externalReferences"]
        assert len(distribution["hashes"]) == lock.split(f"\n{each['name']}==")[1].split("# via")[
            0
        ].count("--hash")
