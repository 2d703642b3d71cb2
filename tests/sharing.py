"""In which order the tests run: file by file, the longest first.

Each process of pytest-xdist takes a whole file (`--dist loadfile`), so that what a file builds for its tests
is built once, and the next one as soon as it is free. The shortest come last, so that all end together.
"""

from __future__ import annotations

from pathlib import Path

import pytest

TESTS = Path(__file__).parent
# Those that take more than 25 seconds, by `./press test --slow --durations 0`; the others as they are found.
LONGEST = (
    "checks/test_checks.py",
    "build/test_random_editorial_briefs.py",
    "checks/test_conformance.py",
    "build/test_cluster.py",
    "build/test_editions.py",
    "build/test_preview.py",
    "publish/test_attach.py",
    "build/test_limits.py",
    "build/test_page_producers.py",
    "scripts/test_declaration.py",
    "build/test_real_texts.py",
    "html/test_web_page.py",
    "build/test_hostile_folders.py",
    "build/test_reported.py",
    "checks/test_fuzz.py",
    "build/test_series.py",
    "project/test_gallery.py",
    "build/test_watch.py",
    "project/test_supply_chain.py",
    "checks/test_colour_claims.py",
    "scripts/test_briefs_of_scripts.py",
    "reports/test_html_report.py",
    "checks/test_validators.py",
    "build/test_themes.py",
)
_PLACES = {TESTS / name: place for place, name in enumerate(LONGEST)}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: _PLACES.get(item.path, len(_PLACES)))
