"""What the head of a page says of a brief."""

from __future__ import annotations

from briefpress import html
from briefpress.html import Theme
from rendered import brief_of


def test_the_keywords_of_a_brief_stand_beside_its_countries_and_its_series() -> None:
    brief = brief_of(
        country={"name": "Kenya", "code": "KE"},
        keywords=["wells & springs", "drought"],
        series={"title": "Water Briefs"},
    )

    text = html.render(brief, Theme(), {}, "x").text

    expected = "Kenya, wells &amp; springs, drought, Water Briefs"
    assert f'<meta name="keywords" content="{expected}">' in text
