"""A brief with parts in other languages, on its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from briefpress.findings import Severity
from conftest import build_here, write_brief

if TYPE_CHECKING:
    from pathlib import Path

ARABIC: dict[str, Any] = {
    "heading": "الأمطار",
    "language": "ar",
    "body": [
        "تأخرت الأمطار هذا العام في كينيا.",
        {"table": {"caption": "الآبار", "columns": ["الحي", "العدد"], "rows": [["الشمال", "12"]]}},
    ],
}
SWAHILI = {"language": "sw", "text": "Mvua zimechelewa mwaka huu nchini Kenya."}


@pytest.mark.parametrize("language", ["en-GB", "fa"])
def test_a_part_that_is_written_the_other_way_stays_on_its_page(
    language: str, tmp_path: Path
) -> None:
    english = {"heading": "Rain", "language": "en", "body": ["It came late this year in May."]}
    path = write_brief(
        tmp_path / "brief.yaml",
        language=language,
        title="باران" if language == "fa" else "Rain",
        summary="باران دیر آمد." if language == "fa" else "Rain is late this year.",
        sections=[ARABIC, english],
        summaries=[SWAHILI],
    )
    made = build_here(path, out=tmp_path / "out")

    assert [str(f) for f in made.report.findings if f.severity > Severity.WARNING] == []
    assert "off-page" not in {f.rule for f in made.report.findings}
