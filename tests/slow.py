"""Tests that are marked as slow: what each of them needs, and how to run them.

`@pytest.mark.slow("veraPDF")` says why a test is not for every day: a program that not everyone has,
a cluster, a browser, processes that are killed. `./press test` leaves them out, and says so;
`./press test --slow` runs them as well. One whose program is missing is skipped, but fails in CI.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from briefpress.checks.validators import verapdf

if TYPE_CHECKING:
    from collections.abc import Generator

# The program by which each reason is known, and the Debian package that has it.
PROGRAMS = {
    "a browser": ("chromium", "chromium"),
    "gettext": ("msgfmt", "gettext"),
    "npm": ("npm", "npm"),
    "LibreOffice": ("soffice", "libreoffice-writer-nogui"),
    "Poppler": ("pdfinfo", "poppler-utils"),
    "qpdf": ("qpdf", "qpdf"),
}
# What needs no program, but time.
OTHERS = ("Dask", "a kill", "a long run")
_LEFT_OUT = pytest.StashKey[dict[str, int]]()


def lacking(reason: str) -> str | None:
    """Return what is missing for a test that is slow for this reason; None if nothing is."""
    if reason == "veraPDF":
        return verapdf.missing()
    if reason in OTHERS:
        return None
    name, package = PROGRAMS[reason]
    return None if shutil.which(name) else f"{name} is missing: apt-get install {package}"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--slow", action="store_true", help="run also what is marked as slow")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_LEFT_OUT] = {}
    config.addinivalue_line("markers", "slow(reason): left out without --slow; see tests/slow.py")


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> Generator[None, object, object]:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow("a browser"))
    selected = yield  # by -m and -k, which look at these marks as well
    _leave_out(config, items)
    return selected


def _leave_out(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("slow"):
        return
    slow = [item for item in items if item.get_closest_marker("slow")]
    items[:] = [item for item in items if not item.get_closest_marker("slow")]
    config.stash[_LEFT_OUT] = dict(Counter(_reasons(item)[0] for item in slow))
    config.hook.pytest_deselected(items=slow)


def _reasons(item: pytest.Item) -> list[str]:
    return [str(mark.args[0]) for mark in item.iter_markers("slow")]


def pytest_runtest_setup(item: pytest.Item) -> None:
    for missing in filter(None, map(lacking, _reasons(item))):
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)


def pytest_sessionfinish(session: pytest.Session) -> None:
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:  # a process of pytest-xdist, which tells the one that started it
        output["left_out"] = session.config.stash[_LEFT_OUT]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    node.config.stash[_LEFT_OUT] = getattr(node, "workeroutput", {}).get("left_out", {})


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    left_out = config.stash[_LEFT_OUT]
    if left_out:
        reasons = ", ".join(f"{reason}: {count}" for reason, count in sorted(left_out.items()))
        terminalreporter.write_line(
            f"left out {sum(left_out.values())} slow tests ({reasons}); ./press test --slow runs them too"
        )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """Use no further processes where files or tests are named: to start them would take longer."""
    return 0 if all(".py" in argument for argument in config.args) else None
