"""Titles at the foot of pages are cut by the room that they take, in each script."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from briefpress.scripts import columns, cut


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Why open data?", "Why open data?"),
        ("Open data in the cities and districts of the north", "Open data in the cities and districts…"),
        ("オープンデータの利活用に関する報告書", "オープンデータの利活用に関する報告書"),
        (
            "DataOpsを活用したオープンデータ利活用に関する報告書",
            "DataOpsを活用したオープンデータ利活用に…",
        ),
        ("공공데이터 개방과 이용을 위한 지방자치단체의 정책", "공공데이터 개방과 이용을 위한…"),
    ],
)  # fmt: skip
def test_a_title_is_cut_to_forty_columns(text: str, expected: str) -> None:
    assert cut(text, 40) == expected
    assert columns(expected) <= 45


@pytest.mark.parametrize("width", [34, 40, 80])
@given(words=st.lists(st.text("aü데あ", min_size=1, max_size=40), min_size=1))
def test_a_longer_cut_begins_with_a_shorter_one(width: int, words: list[str]) -> None:
    title = " ".join(
        words
    )  # such as one whose second word is long: the check of footers asks for the beginning
    assert cut(title, width).startswith(cut(title, 30).removesuffix("…"))
