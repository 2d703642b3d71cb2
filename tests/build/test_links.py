"""Links in folders: within a project they are its own, and those to elsewhere are not followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefpress.build.requests import find
from briefpress.findings import Unusable
from conftest import write_brief

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", ["secret.yaml", "series.yaml"])
def test_a_link_to_elsewhere_that_is_found_in_a_folder_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = write_brief(tmp_path / "outside/brief.yaml")
    write_brief(tmp_path / "sent/brief.yaml")
    (tmp_path / "sent" / name).symlink_to(outside)
    monkeypatch.chdir(tmp_path / "sent")

    with pytest.raises(Unusable) as caught:
        find([tmp_path / "sent"])

    assert {finding.rule for finding in caught.value.findings} == {"link-elsewhere"}
    assert find([tmp_path / "outside"]) == (outside,)


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
