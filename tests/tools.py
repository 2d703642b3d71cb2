"""What tests do where a program is missing that they need."""

from __future__ import annotations

import os
import shutil

import pytest


def need(lacking: str | None) -> None:
    """Skip a test for want of a tool, and say which; fail where it has to be there."""
    if lacking and os.environ.get("CI") == "true":
        pytest.fail(lacking)
    if lacking:
        pytest.skip(lacking)


def need_command(name: str, package: str) -> None:
    need(None if shutil.which(name) else f"{name} is missing: apt-get install {package}")
