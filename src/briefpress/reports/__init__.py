"""A `Report` for people and for programs: text, JSON, SARIF, JUnit XML, and a page of HTML.

Only what an engine says is called conformance, and then with the name of the engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.reports.records import to_json, to_json_of_all
from briefpress.reports.sarif import to_sarif
from briefpress.reports.terminal import progress, show, to_terminal, to_text, waiting

if TYPE_CHECKING:
    from briefpress.reports.words import Checked

__all__ = [
    "Checked",
    "progress",
    "show",
    "to_json",
    "to_json_of_all",
    "to_sarif",
    "to_terminal",
    "to_text",
    "waiting",
]
