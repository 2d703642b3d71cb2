"""Which capitals the titles of BibTeX keep."""

from __future__ import annotations

import pytest

from briefpress.content.references.bibtex_titles import with_capitals
from briefpress.content.references.reading import read_works


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "{Monitoring hunger in Kenya and South Sudan}",
            "Monitoring hunger in Kenya and South Sudan",
        ),
        ('"Wells of Bole: A review"', "Wells of Bole: A review"),
        (
            "{South Sudan: Acute Food Analysis, May 2023}",
            "South Sudan: Acute food analysis, May 2023",
        ),
        ("{Handbook of African Rivers}", "Handbook of African rivers"),
        ("{The {WHO} and {Lake Chad}}", "The WHO and Lake Chad"),
        ("{Rain that never \\emph{falls} in S{\\~a}o Paulo}", "Rain that never falls in São Paulo"),
        ("{Deep Wells}", "Deep wells"),
    ],
)
def test_names_keep_their_capitals(
    title: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")  # of the reader: it changes nothing
    entry = f"@book{{a, author = {{Kim, A.}}, title = {title}, year = 2020}}\n"
    (work,) = read_works(entry.encode(), "a.bib")

    assert work.text("title") == expected


@pytest.mark.parametrize(
    "text", ["@book{a, title = {Rain in Mali", '@book{a, title = "', "@book{a, note = {Mali}}", ""]
)
def test_what_is_no_title_or_has_no_end_stays_as_it_is(text: str) -> None:
    assert with_capitals(text).replace("{Mali}", "Mali") == text.replace("{Mali}", "Mali")


def test_lines_stay_where_they_are() -> None:
    text = "@book{a,\n  title = {Rain\n in Mali},\n  year = 2020}\n"
    assert with_capitals(text) == text.replace("Mali", "{Mali}")
