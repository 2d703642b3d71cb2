"""A browser for tests, and what axe-core finds in the page that it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

# All rules of axe, and two that are off by default: the contrast of 7:1, and the size of what is clicked.
_AXE = {
    "resultTypes": ["violations"],
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window; a test that uses it is slow."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - few tests want it

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        yield chromium
        chromium.close()


def violations(page: Page) -> list[tuple[Any, ...]]:
    """Return the rules of axe-core that a page breaks, with the elements."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - few tests want it

    found = Axe().run(page, options=_AXE).response["violations"]
    return [(each["id"], *(node["target"] for node in each["nodes"])) for each in found]
