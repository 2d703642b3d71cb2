"""Some folders as a stranger could send them; `attack.py` builds hundreds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from attack import attack

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.slow("a long run")
@pytest.mark.parametrize("number", range(20))
def test_a_hostile_folder_does_no_harm(number: int, tmp_path: Path) -> None:
    what, faults = attack(number, 7, tmp_path)

    assert faults == [], what
