"""How pull quotes are set."""

from __future__ import annotations

import re

import pytest

from briefpress.html import Theme
from rendered import brief_of, page_of


@pytest.mark.parametrize("theme", ["brief", "columns", "report"])
def test_lines_of_a_pull_quote_are_balanced(theme: str) -> None:
    text = "Half of the wells of the north are dry by the end of August in most years of this decade now."
    brief = brief_of(
        sections=[{"heading": "H", "body": [text, {"pull_quote": {"text": text}}, {"pull_quote": {"text": text[:20]}}]}]
    )  # fmt: skip
    page = page_of(brief, {}, Theme(name=theme)).text
    first, second = re.findall(r'<p class="pull-quote"[^>]*>', page)
    assert "--balance: " in first
    assert "--balance" not in second
