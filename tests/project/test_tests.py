"""Pytest collects all tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import ROOT
from sharing import LONGEST, TESTS

if TYPE_CHECKING:
    import pytest


def test_no_folder_of_tests_is_left_out(pytestconfig: pytest.Config) -> None:
    folders = {path.parent.name for path in (ROOT / "tests").rglob("test_*.py")}

    assert "build" in folders
    assert not folders & set(pytestconfig.getini("norecursedirs"))


def test_the_files_that_run_first_are_there() -> None:
    assert [name for name in LONGEST if not (TESTS / name).is_file()] == []
