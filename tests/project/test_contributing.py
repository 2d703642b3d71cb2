"""CONTRIBUTING names files and functions that are there."""

from __future__ import annotations

import re
import tomllib
from importlib import import_module

from conftest import ROOT

TEXT = (ROOT / ".github/CONTRIBUTING.md").read_text("utf-8")
PACKAGE = ROOT / "src/briefpress"
# Examples of names, and what Fontconfig or a contributor would write.
PLACEHOLDERS = re.compile(r"[A-Z]{2,}|\.ttf$")


def test_it_names_files_that_are_there() -> None:
    names = set(
        re.findall(r"`(?:\./press test )?([\w./*-]+\.(?:py|pyi|md|yaml|css|html|toml))`", TEXT)
    )
    named = {name for name in names if not PLACEHOLDERS.search(name.removeprefix(".github/"))}

    homes = (ROOT, ROOT / "tests", ROOT / "styles", PACKAGE)
    lost = {
        name
        for name in named
        if not any(list(home.glob(name)) for home in homes) and not list(PACKAGE.rglob(name))
    }
    assert len(named) > 20
    assert lost == set()


def test_the_flow_names_functions_that_are_there() -> None:
    section = TEXT.split("## The flow")[1].split("\n## ")[0]
    steps = re.findall(r"^\d\. `(\w+)\.(\w+)`", section, re.MULTILINE)

    assert len(steps) == 5
    assert all(callable(getattr(import_module(f"briefpress.{home}"), name)) for home, name in steps)


def test_it_says_why_each_library_is_there() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    table = TEXT.split("## The libraries, and why")[1].split("\n\n**Languages**")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]

    explained = sorted(name for row in rows for name in re.findall(r"`([\w-]+)`", row))
    assert explained == sorted(re.split(r"[>=;]", each)[0] for each in project["dependencies"])
