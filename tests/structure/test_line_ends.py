"""Whether a file has spaces where its lines end between words."""

from __future__ import annotations

import pytest

from briefpress.structure.line_ends import has_spaces_at_line_ends
from elements import run


@pytest.mark.parametrize(
    ("lines", "has_spaces"),
    [
        (["over time ", "to come"], True),
        (["over time", " to come"], True),
        (["over time", "to come"], False),
        (["over ", "time ", "interna", "tionalisation ", "to come"], True),
        (["a ", "b", "c", "d", "e", "f", "g"], False),  # one that happened to be there
        (["over time to come"], False),
        ([], False),
    ],
)
def test_spaces_at_line_ends_are_what_most_lines_have(lines: list[str], has_spaces: bool) -> None:
    runs = tuple(run(text, 50, 700 - 12 * number) for number, text in enumerate(lines))

    assert has_spaces_at_line_ends([runs]) is has_spaces


def test_a_gap_within_a_line_is_no_line_end() -> None:
    runs = run("over ", 50, 700), run("time", 90, 700)

    assert not has_spaces_at_line_ends([runs])
