"""`briefpress new --full`: every field and block there is, which can be used once the # is gone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from briefpress.content.model.blocks import BLOCK_KINDS
from briefpress.content.model.brief import Brief
from briefpress.content.model.imprint import Publisher, Series

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
    assert not fields.keys() & written


def test_the_other_parts_of_a_field_stand_below_it(text: str) -> None:
    head, _, _ = text.partition("\n# All else")
    fields = yaml.safe_load(
        re.sub(r"^( +)# ", r"\1", head.partition("\n# The standfirst")[0], flags=re.MULTILINE)
    )

    assert fields["series"].keys() == Series.model_fields.keys()
    assert fields["publisher"].keys() == Publisher.model_fields.keys()
    assert fields["publisher"]["logo"].keys() == {"image", "alt", "url"}
    assert "biography" in fields["authors"][0]


def test_what_the_series_says_is_not_named_again(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "series.yaml").write_text("publisher: {name: A}\nlicence: CC-BY-4.0\n")
    assert cli("new", "mali", "--full", cwd=tmp_path).returncode == 0

    lines = (tmp_path / "mali.yaml").read_text("utf-8").splitlines()
    assert not [line for line in lines if line.startswith(("# publisher:", "# licence:"))]


def test_every_block_is_there(text: str) -> None:
    blocks = uncommented(text, "The blocks that a body can hold")

    assert [next(iter(block)) for block in blocks] == list(BLOCK_KINDS)
    assert blocks[1]["figures"]["items"][0].keys() >= {"image", "alt", "credit"}
