"""Where in a content file the words stand that were found at fault in a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief_texts import edited
from briefpress import content

if TYPE_CHECKING:
    from pathlib import Path

BODY = """
      - "A long text, of more than one sentence. It goes on about *wells* [here](https://example.org/)
        and [there](https://example.com), as long as it has to."
      - |
        - One item of a list
        - Another item"""


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("T", 1, 8),
        ("Kenya", 2, 17),
        ("H", 9, 14),
        ("A long text, of more than one sentence. It goes on about wells here and there", 11, 10),
        ("here and there, as long as it has to.", 12, 43),
        ("Another item", 15, 11),
        ("One item of a list", 14, 11),
        ("Contents", None, None),
        ("Anoth", None, None),
        ("…", None, None),
        ("", None, None),
    ],
)
def test_a_text_is_found_where_it_is_written(
    text: str, line: int | None, column: int | None, tmp_path: Path
) -> None:
    path = tmp_path / "brief.yaml"
    path.write_text(edited(BODY), "utf-8")

    found = content.locate_text(content.load(path), text)

    assert (found and found.line, found and found.column) == (line, column)


def test_a_text_that_is_shared_is_found_in_the_file_of_the_series(tmp_path: Path) -> None:
    brief, shared = tmp_path / "brief.yaml", tmp_path / "shared.yaml"
    brief.write_text(edited(publisher=""), "utf-8")
    shared.write_text("publisher: {name: The Water Desk}\n", "utf-8")

    found = content.locate_text(content.load(brief, shared), "The Water Desk")

    assert found
    assert (found.file, found.line, found.column) == (str(shared), 1, 19)
