"""Who may import what: imports point one way, and what is heavy is loaded where it is used."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import briefpress
from conftest import ROOT, write_brief

if TYPE_CHECKING:
    from collections.abc import Iterator

# A module imports only from those before it: the design's diagram, from left to right. A package
# stands for its modules, which import each other as its own docstring says.
ORDER = [
    "late", "stack", "limits", "slim", "html5", "worker", "engines", "findings", "licences", "profiles", "editions",
    "documents", "inks", "images", "source", "model", "prose", "content", "copyedit", "theme", "html",
    "semantics", "tables", "tree", "tagging", "metadata", "engine", "styles", "prepress", "archive", "pdf",
    "printer", "structure", "annex", "outline", "languages", "grid", "picture", "pictures", "painter", "checks",
    "transcript", "reports", "particulars", "waivers", "files", "lock", "changes", "checking", "orders",
    "press", "deposit", "makers", "ledger", "parcels", "presses", "cluster", "series", "pool", "watching",
    "preview", "doctor", "attaching", "commands", "cli", "__main__",
]  # fmt: skip

# Every library that is no part of Python, and the only modules that import it.
OWNERS = {
    "PIL": {"changes.pixels", "images", "inks", "picture", "prepress"},
    "click": {
        "cli",
        "commands.attach",
        "commands.begin",
        "commands.build",
        "commands.check",
        "commands.common",
        "commands.editions",
        "commands.package",
        "commands.print_page",
        "commands.watch",
    },
    "dask": {"cluster"},
    "distributed": {"cluster", "presses"},
    "gcld3": {"languages"},
    "jinja2": {"changes.page", "html", "preview.app", "preview.pages", "reports.page"},
    "jpype": {"engines.verapdf"},
    "junitparser": {"reports.junit"},
    "markdown_it": {"prose"},
    "markupsafe": {"changes.page", "html", "preview.pages", "reports.page"},
    "mdit_py_plugins": {"prose"},
    "page": {"engines.page_process"},
    "pebble": {"pool"},
    "pydantic": {"content", "model"},
    "pydantic_core": {"content", "model"},
    "pydyf": {"archive", "pdf", "prepress", "tagging"},
    "pypdf": {
        "slim",
        "annex.colours",
        "annex.elements",
        "annex.files",
        "annex.graft",
        "annex.joining",
        "annex.navigation",
        "annex.pdf",
        "annex.record",
        "annex.removal",
        "annex.revision",
        "annex.roles",
        "annex.tags",
        "annex.trees",
    }
    | {
        f"structure.{name}"
        for name in (
            "colours",
            "fonts",
            "inspection",
            "metadata",
            "navigation",
            "objects",
            "reader",
            "tree",
        )
    },
    "pypdfium2": {"pictures"},
    "rich": {"reports.terminal"},
    "starlette": {"preview.app", "preview.guard"},
    "tinyhtml5": {"html5"},
    "uvicorn": {"preview.server"},
    "watchfiles": {"watching"},
    "weasyprint": {"engine", "styles", "tagging"},
    "yaml": {"source"},
}
HEAVY = {
    "PIL",
    "cffi",
    "fontTools",
    "jinja2",
    "gcld3",
    "markdown_it",
    "page",
    "pydantic",
    "pypdf",
    "pypdfium2",
    "rich",
    "starlette",
    "uvicorn",
    "watchfiles",
    "weasyprint",
    "yaml",
}

# The package's own module only names what it offers; test_the_package_offers_what_it_says shows it.
PACKAGE = ROOT / "src/briefpress"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def name_of(path: Path) -> str:
    """Return the name of a module within the package, such as structure.fonts."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imported(path: Path) -> Iterator[str]:
    """Yield what a module imports anywhere in it, with a package's modules by their full names."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from names if node.module == "briefpress" else [str(node.module)]


def test_every_module_has_its_place() -> None:
    assert sorted(ORDER) == sorted({name_of(path).split(".")[0] for path in MODULES})


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_one_way(path: Path) -> None:
    home = name_of(path).split(".")[0]
    before = ["__version__", *ORDER[: ORDER.index(home)]]
    before += [home] if path.parent != PACKAGE else []
    ours = [name.split(".")[1] for name in imported(path) if name.startswith("briefpress.")]

    assert [name for name in ours if name not in before] == []


def test_a_library_is_imported_only_where_it_belongs() -> None:
    importers: dict[str, set[str]] = {}
    for path in MODULES:
        for name in imported(path):
            importers.setdefault(name.split(".")[0], set()).add(name_of(path))
    known = {"__future__", "briefpress", *sys.stdlib_module_names}

    assert {name: who for name, who in importers.items() if name not in known} == OWNERS


LOADED = """
import json, sys
from briefpress.cli import main
main(sys.argv[1:], standalone_mode=False)
print(json.dumps(sorted(name for name in sys.modules if "." not in name)))
"""


def loaded(*args: str) -> set[str]:
    command = [sys.executable, "-c", LOADED, *args]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(json.loads(run.stdout.splitlines()[-1]))


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["build", "--help"]], ids=" ".join)
def test_help_loads_nothing_heavy(args: list[str]) -> None:
    assert loaded(*args) & HEAVY == set()


def test_a_build_loads_the_engine_in_another_process_alone(tmp_path: Path) -> None:
    brief = write_brief(tmp_path / "water.yaml")

    modules = loaded("build", str(brief), "--out", str(tmp_path))

    assert modules & {"cffi", "rich", "weasyprint"} == set()
    assert {"jinja2", "pypdf"} <= modules


def test_the_package_offers_what_it_says() -> None:
    assert all(getattr(briefpress, name) for name in dir(briefpress))
    with pytest.raises(AttributeError, match="nothing"):
        getattr(briefpress, "nothing")  # noqa: B009
