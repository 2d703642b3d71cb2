"""A text that is marked as of another language altogether is one finding, however many paragraphs it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.findings import Severity
from conftest import build_here, write_brief

if TYPE_CHECKING:
    from pathlib import Path

PARAGRAPHS = [
    "The wells of the district fell dry in March, and the herders had to move south with all their animals.",
    "Towns grow every year, and what they take from the river is missing further down the valley.",
    "Nobody had counted the wells before, so that the ministry could not know how many were lost.",
]


def test_a_draft_that_is_not_translated_yet_is_one_error(tmp_path: Path) -> None:
    path = write_brief(
        tmp_path / "a.yaml",
        language="de",
        sections=[{"heading": "Wells", "body": [" ".join(PARAGRAPHS), *PARAGRAPHS]}],
    )

    found = [
        each
        for each in build_here(path, out=tmp_path).report.findings
        if each.rule == "language-wrong"
    ]

    assert [each.severity for each in found] == [Severity.ERROR]
    assert "more passages" in found[0].message
