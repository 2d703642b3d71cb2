"""What a brief says of itself, however an editor writes it: credits with citations, long names at the foot."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from conftest import MINIMAL, build_here, rules

if TYPE_CHECKING:
    from pathlib import Path

SOURCES = "@book{kim2024, author = {Kim, Min-ji}, title = {Rain}, year = 2024, publisher = {Press}}"
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
FIGURE = {
    "id": "wells",
    "image": "square.svg",
    "alt": "A square",
    "caption": "Wells",
    "credit": "As [#rain] has it, by @kim2024",
}


def found_in(folder: Path, edition: str = "screen", **fields: Any) -> list[str]:
    (folder / "a.yaml").write_text(json.dumps({**MINIMAL, **fields}), "utf-8")
    (folder / "square.svg").write_text(SQUARE, "utf-8")
    (folder / "sources.bib").write_text(SOURCES, "utf-8")
    made = build_here(folder / "a.yaml", out=folder / "out", editions=(edition,))
    return rules(made)


def test_credits_may_hold_all_that_texts_may_hold(tmp_path: Path) -> None:
    sections = [{"heading": "Rain", "id": "rain", "body": ["It came in May.", {"figure": FIGURE}]}]

    assert not found_in(
        tmp_path,
        sections=sections,
        bibliography="sources.bib",
        notes={"n": "At the desk."},
        credits="Set with $x^2$ and *care, as [@kim2024, p. 4] and others[^n] say*.",
        acknowledgements="We thank all in [#wells], and [those on the hill](#rain).",
        disclaimer="As @kim2024 says, nothing is certain.",
        contact="Write to desk@example.org.",
    )


@pytest.mark.parametrize("edition", ["screen", "large"])
@pytest.mark.parametrize(
    ("title", "holder"),
    [
        ("Голландское министерство образования опубликовало все",
         "Новые сочетания данных создадут новые знания и новое"),
        ("Die ländliche Versorgung der Donaudampfschifffahrtsgesellschaften mit Wasser", "The Water Desk"),
        ("Donaudampfschifffahrtsgesellschaften auf dem Wasser", "The International Desk for Water in Villages"),
    ],
)  # fmt: skip
def test_long_titles_and_names_have_room_at_the_foot(
    title: str, holder: str, edition: str, tmp_path: Path
) -> None:
    language = "ru" if title.startswith("Голландское") else "de"
    made = found_in(tmp_path, edition, title=title, publisher={"name": holder}, language=language)

    assert not {"off-page", "footer"} & {*made}
