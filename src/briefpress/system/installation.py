"""What to type in this installation: the name of the command, and what installs an extra."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[3]
_IS_CHECKOUT = (_ROOT / "press").is_file() and (_ROOT / "pyproject.toml").is_file()
CALLED_AS = shlex.quote(
    os.environ.get("BRIEFPRESS_CALLED_AS") or "briefpress"
)  # `press` says its own name


def install_extra(name: str) -> str:
    """Return the line that installs an extra of Briefpress, as in `briefpress[charts]`."""
    if not _IS_CHECKOUT:
        return f"pip install 'briefpress[{name}]'"
    return f"in the checkout: {_pip()} install --editable '.[{name}]'"


def install_package(name: str) -> str:
    """Return the line that installs a package which Briefpress needs."""
    return f"in the checkout: {_pip()} install {name}" if _IS_CHECKOUT else f"pip install {name}"


def _pip() -> str:
    """Return the pip of a checkout: that of its own environment, where this is that."""
    return ".venv/bin/pip" if Path(sys.prefix) == _ROOT / ".venv" else "pip"
