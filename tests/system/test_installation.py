"""What messages tell people to type is right for the installation that they have."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from briefpress.system import install_extra, installation
from conftest import ROOT, Cli

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("is_checkout", "line"),
    [(False, "pip install 'briefpress[charts]'"), (True, "pip install --editable '.[charts]'")],
)
def test_an_extra_is_installed_where_briefpress_is(
    monkeypatch: pytest.MonkeyPatch, is_checkout: bool, line: str
) -> None:
    monkeypatch.setattr(installation, "_IS_CHECKOUT", is_checkout)

    assert install_extra("charts").endswith(line)
    assert ("checkout" in install_extra("charts")) == is_checkout


def test_a_new_brief_is_built_with_the_command_that_began_it(
    cli_process: Cli, tmp_path: Path
) -> None:
    env = os.environ | {"BRIEFPRESS_CALLED_AS": "../press"}

    began = cli_process("new", "mali", cwd=tmp_path, env=env).stdout
    assert began == "mali.yaml: begun. Build it with: ../press build mali.yaml\n"


def test_press_says_how_it_was_called() -> None:
    assert re.search(r"export BRIEFPRESS_CALLED_AS.*\nexec ", (ROOT / "press").read_text("utf-8"))
