"""Imports: the order of the packages, public names only, and heavy libraries loaded only when used."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

import briefpress
from conftest import ROOT, write_brief

PACKAGE = ROOT / "src/briefpress"
MODULES = sorted(PACKAGE.rglob("*.py"))
STUBS = sorted(PACKAGE.glob("*/__init__.pyi"))

# Every third-party library, and the only packages that may import it.
LIBRARY_USERS = {
    "babel": {"content", "html", "translations"},
    "PIL": {"content", "diff", "drawing", "pdf", "structure"},
    "budoux": {"pdf"},
    "click": {"cli"},
    "dask": {"build"},
    "distributed": {"build"},
    "fontTools": {"cli", "html", "pdf"},
    "fontpkg": {"html"},
    "gcld3": {"checks"},
    "icu4py": {"pdf"},
    "iso3166": {"content"},
    "jinja2": {"build", "html", "reports"},
    "jpype": {"checks"},
    "junitparser": {"reports"},
    "langcodes": {"content"},
    "latex2mathml": {"content"},
    "lazy_loader": {"", *(path.parent.name for path in STUBS)},
    "markdown_it": {"content"},
    "markupsafe": {"diff", "html", "reports"},
    "mdit_py_plugins": {"content"},
    "openpyxl": {"content"},
    "page": {"checks"},
    "psutil": {"system"},
    "pydantic": {"content"},
    "pydantic_core": {"content"},
    "pydyf": {"pdf"},
    "pypdf": {"publish", "structure"},
    "pypdfium2": {"structure"},
    "rapidfuzz": {"checks", "content"},
    "rich": {"reports"},
    "segno": {"content"},
    "starlette": {"build"},
    "stdnum": {"content"},
    "tinyhtml5": {"content", "html"},
    "tinycss2": {"content", "html", "pdf"},
    "uharfbuzz": {"html", "scripts"},
    "uvicorn": {"build"},
    "vl_convert": {"drawing"},
    "watchfiles": {"build"},
    "weasyprint": {"pdf"},
    "xlfmt": {"content"},
    "xlrd": {"content"},
    "yaml": {"content", "drafts"},
    "ziamath": {"drawing"},
    "zxingcpp": {"content"},
}
HEAVY_LIBRARIES = {
    "PIL", "cffi", "fontTools", "gcld3", "jinja2", "markdown_it", "page", "pydantic", "pypdf", "pypdfium2",
    "rapidfuzz", "rich", "starlette", "uharfbuzz", "uvicorn", "watchfiles", "weasyprint", "yaml",
}  # fmt: skip


def name_of(path: Path) -> str:
    """Return the name of a module within the package, such as structure.fonts."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def package_of(path: Path) -> str:
    """Return the package of a module, "" for `briefpress` itself."""
    return name_of(path).partition(".")[0] if path.parent != PACKAGE else ""


@cache
def imports_of(path: Path) -> list[tuple[str, str]]:
    """Return the module and the name ("" for `import`) of each import anywhere in a file."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name, "") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            found += [(str(node.module), alias.name) for alias in node.names]
    return found


@cache
def public_names(stub: Path) -> set[str]:
    """Return the names in the stub of a package."""
    nodes = ast.parse(stub.read_text("utf-8")).body
    return {
        alias.name for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names
    }


def test_imports_follow_the_order_of_the_packages() -> None:
    # In a separate process, since import-linter disables the loggers of its process.
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stdout


def test_contributing_lists_the_packages_in_their_order() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(each["layers"] for each in contracts if each["id"] == "flow")
    text = (ROOT / ".github/CONTRIBUTING.md").read_text("utf-8")
    section = text.split("## The packages")[1].split("\n## ")[0]

    listed = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
    assert listed == [layer.removeprefix("briefpress.") for layer in reversed(layers)]
    found = {package_of(path) or name_of(path) for path in MODULES}
    assert sorted(listed) == sorted(found - {"", "__main__"})


def test_packages_import_only_public_names_of_others() -> None:
    for path, (module, name) in ((file, each) for file in MODULES for each in imports_of(file)):
        home = module.removeprefix("briefpress").removeprefix(".")
        if module.startswith("briefpress.") and home.partition(".")[0] != package_of(path):
            if (PACKAGE / home).is_dir():
                public = public_names(PACKAGE / home / "__init__.pyi")
                assert name in public, f"{path}: {module} does not export {name}"
            else:
                assert home == "findings", f"{path}: {module} is private to its package"


@pytest.mark.parametrize("stub", STUBS, ids=lambda stub: stub.parent.name)
def test_each_public_name_exists(stub: Path) -> None:
    package = __import__(f"briefpress.{stub.parent.name}", fromlist=["*"])

    assert public_names(stub) == set(dir(package))
    assert all(hasattr(package, name) for name in dir(package))


def test_libraries_are_imported_by_known_packages_only() -> None:
    importers: dict[str, set[str]] = {}
    for path in MODULES:
        for module, _ in imports_of(path):
            importers.setdefault(module.split(".")[0], set()).add(package_of(path))
    known = {"__future__", "briefpress", *sys.stdlib_module_names}

    assert {name: users for name, users in importers.items() if name not in known} == LIBRARY_USERS


PRINT_LOADED_MODULES = """
import json, sys
from briefpress.cli import main
main(sys.argv[1:], standalone_mode=False)
print(json.dumps(sorted(name for name in sys.modules if "." not in name)))
"""


def loaded_modules(*args: str) -> set[str]:
    command = [sys.executable, "-c", PRINT_LOADED_MODULES, *args]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(json.loads(run.stdout.splitlines()[-1]))


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["build", "--help"]], ids=" ".join)
def test_help_loads_no_heavy_library(args: list[str]) -> None:
    assert loaded_modules(*args) & HEAVY_LIBRARIES == set()


def test_a_build_loads_weasyprint_in_the_worker_only(tmp_path: Path) -> None:
    brief = write_brief(tmp_path / "water.yaml")

    modules = loaded_modules("build", str(brief), "--out", str(tmp_path))

    assert modules & {"cffi", "rich", "weasyprint"} == set()


def test_the_top_package_exports_its_names() -> None:
    assert all(getattr(briefpress, name) for name in dir(briefpress))
    with pytest.raises(AttributeError, match="nothing"):
        getattr(briefpress, "nothing")  # noqa: B009
