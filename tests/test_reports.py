"""Reports as JSON and in a terminal."""

from __future__ import annotations

import io
import json
import sys

import pytest

from briefpress import reports
from briefpress.findings import Finding, Location, Report, Severity

ERROR = Finding(
    "figure-alt",
    Severity.ERROR,
    'figure "map.svg" has no alternative text [b]',
    Location("kenya.yaml", 42, 7),
    "write what the picture tells: “…”",
    "PDF/UA-1 7.3",
)
NOTE = Finding("no-doi", Severity.NOTE, "there is no DOI", Location("kenya.yaml", page=3))


def test_json_says_all_that_is_known_and_no_more() -> None:
    report = Report((ERROR, NOTE), ("one-h1",), (("footer", "needs the brief"),))

    assert json.loads(reports.to_json(report, pages=3)) == {
        "pages": 3,
        "findings": [
            {
                "rule": "figure-alt",
                "severity": "error",
                "message": 'figure "map.svg" has no alternative text [b]',
                "mend": "write what the picture tells: “…”",
                "source": "PDF/UA-1 7.3",
                "file": "kenya.yaml",
                "line": 42,
                "column": 7,
            },
            {
                "rule": "no-doi",
                "severity": "note",
                "message": "there is no DOI",
                "file": "kenya.yaml",
                "page": 3,
            },
        ],
        "checked": ["one-h1"],
        "not_checked": [{"rule": "footer", "why": "needs the brief"}],
    }
    assert "“…”" in reports.to_json(report)  # readable, not \u201c


def test_a_terminal_shows_place_severity_message_and_mend(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("COLUMNS", "50")

    reports.to_terminal([ERROR, NOTE])

    assert [line.rstrip() for line in screen.getvalue().splitlines()] == [
        "kenya.yaml:42:7: error[figure-alt]: figure",
        '"map.svg" has no alternative text [b]',
        "    write what the picture tells: “…”",
        "kenya.yaml:page 3: note[no-doi]: there is no DOI",
    ]
