"""`briefpress new --full`: every field and block there is, which can be used once the # is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from briefpress.content.model.blocks import BLOCK_KINDS
from briefpress.content.model.brief import Brief

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Cli


@pytest.fixture(scope="module")
def text(cli: Cli, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder: Path = tmp_path_factory.mktemp("new")
    done = cli("new", "mali", "--full", cwd=folder)
    assert done.returncode == 0, done.stderr
    return (folder / "mali.yaml").read_text("utf-8")


def uncommented(text: str, heading: str) -> Any:
    """Return the data of a part when the # is taken away from all its lines."""
    _, _, part = text.partition(f"\n# {heading}")
    lines = part.split("\n\n")[0].splitlines()[2:]
    return yaml.safe_load("\n".join(line.removeprefix("# ") for line in lines))


def test_a_full_brief_builds_as_it_is(text: str, cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "mali.yaml").write_text(text, "utf-8")

    done = cli("build", "mali.yaml", cwd=tmp_path)

    assert done.returncode == 0, done.stderr


def test_every_field_is_there(text: str) -> None:
    fields = uncommented(text, "All else that a brief can say")

    written = yaml.safe_load(text).keys()
    assert fields.keys() | written == Brief.model_fields.keys()
    assert fields.keys() & written <= {"authors", "publisher", "series"}
    assert {"image", "alt", "url"} == fields["publisher"]["logo"].keys()
    assert "biography" in fields["authors"][0]


def test_every_block_is_there(text: str) -> None:
    blocks = uncommented(text, "The blocks that a body can hold")

    assert [next(iter(block)) for block in blocks] == list(BLOCK_KINDS)
    assert blocks[1]["figures"]["items"][0].keys() >= {"image", "alt", "credit"}
