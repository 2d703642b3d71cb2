"""A data file is an input of its brief: the brief is built anew when it changes, and packed with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import write_brief

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Cli


def test_a_brief_is_built_again_when_its_data_change(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "wells.csv").write_text("Region,Wells\nNorth,12\n")
    table = {"caption": "Wells", "file": "wells.csv"}
    write_brief(tmp_path / "water.yaml", sections=[{"heading": "A", "body": [{"table": table}]}])

    first = cli("build", ".", "--explain", cwd=tmp_path)
    idle = cli("build", ".", "--explain", cwd=tmp_path)
    (tmp_path / "wells.csv").write_text("Region,Wells\nNorth,13\n")
    again = cli("build", ".", "--explain", cwd=tmp_path)
    page = (tmp_path / "build/water/water.html").read_text("utf-8")

    assert (first.returncode, idle.returncode, again.returncode) == (0, 0, 0), first.stderr
    assert "water.yaml: built because" not in idle.stdout + idle.stderr
    assert "file wells.csv changed" in again.stdout + again.stderr
    assert ">13</td>" in page
