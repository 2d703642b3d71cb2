"""Links in folders: within a project they are its own, and those to elsewhere are not followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefpress.build.requests import find
from briefpress.findings import Unusable
from conftest import write_brief

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Cli


@pytest.mark.parametrize("name", ["brief.yaml", "series.yaml"])
def test_a_link_to_elsewhere_that_is_found_in_a_folder_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = write_brief(tmp_path / "outside/brief.yaml")
    if name == "series.yaml":
        write_brief(tmp_path / "sent/own.yml")
    (tmp_path / "sent").mkdir(exist_ok=True)
    (tmp_path / "sent" / name).symlink_to(outside)
    monkeypatch.chdir(tmp_path / "sent")

    with pytest.raises(Unusable) as caught:
        find([tmp_path / "sent"])

    assert {finding.rule for finding in caught.value.findings} == {"link-elsewhere"}
    assert find([tmp_path / "outside"]) == (outside,)


@pytest.mark.parametrize(
    ("name", "rule"), [("secret.yaml", "link-elsewhere"), ("...yaml", "file-name")]
)
def test_what_is_refused_in_a_folder_does_not_stop_the_others(
    name: str, rule: str, cli: Cli, tmp_path: Path
) -> None:
    outside = write_brief(tmp_path / "outside/brief.yaml")
    write_brief(tmp_path / "sent/brief.yaml")
    (tmp_path / "sent" / name).symlink_to(outside)

    done = cli("build", ".", cwd=tmp_path / "sent")

    assert done.returncode == 2
    assert done.stderr.count(f"{name}: error[{rule}]") == 1
    assert "brief.pdf: 1 page" in done.stdout


def test_links_within_a_project_and_links_that_are_named_are_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = write_brief(tmp_path / "project/shared/brief.yaml")
    link = tmp_path / "project/content/brief.yaml"
    link.parent.mkdir()
    link.symlink_to(shared)

    assert find([link]) == (link,)
    monkeypatch.chdir(tmp_path / "project")
    assert find([link.parent]) == (link,)
