"""The Dockerfile installs what `doctor` asks for, and its image builds a brief as somebody who is not root."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from briefpress.system import LIBRARIES
from conftest import ROOT, write_brief

if TYPE_CHECKING:
    from pathlib import Path

DOCKERFILE = ROOT / ".github/Dockerfile"


def _docker_answers() -> bool:
    """Say whether there is a Docker that can build something."""
    if not shutil.which("docker"):
        return False
    return subprocess.run(["docker", "info"], capture_output=True, check=False).returncode == 0


def test_the_image_has_the_libraries_that_doctor_asks_for() -> None:
    text = DOCKERFILE.read_text("utf-8")
    (line,) = re.findall(r"--no-install-recommends \\\n(.*?) \\\n", text, re.DOTALL)

    assert set(line.split()) == {library.packages[0] for library in LIBRARIES}


def test_the_image_is_made_of_files_that_are_there_and_does_not_run_as_root() -> None:
    text = DOCKERFILE.read_text("utf-8")
    copied = [
        source for source in re.findall(r"^COPY (\S+) ", text, re.MULTILINE) if "=" not in source
    ]

    assert all((ROOT / source).exists() for source in copied)
    assert text.rindex("\nUSER briefpress\n") > text.rindex("\nRUN ")


@pytest.mark.slow("a long run")
@pytest.mark.skipif(not _docker_answers(), reason="there is no Docker that answers")
def test_the_image_builds_a_brief(tmp_path: Path) -> None:
    write_brief(tmp_path / "water.yaml")
    tmp_path.chmod(0o777)
    build = ["docker", "build", "--quiet", "--file", str(DOCKERFILE)]
    subprocess.run([*build, "--tag", "briefpress:test", str(ROOT)], check=True)

    run = ["docker", "run", "--rm", "--volume", f"{tmp_path}:/work", "briefpress:test"]
    subprocess.run([*run, "build", "water.yaml"], check=True)

    assert (tmp_path / "build/water/water.pdf").read_bytes().startswith(b"%PDF-")
