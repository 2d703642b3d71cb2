"""Briefs whose pages are set once more, so that they are filled well."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from briefpress import checks, content, structure
from briefpress.build.editions import set_edition
from briefpress.checks.publication.page_fill import filled_pages
from briefpress.content.editions import EDITIONS
from briefpress.html.theme import Theme
from briefpress.pdf import print_pdf
from briefpress.pdf.fitting import copyfitting
from conftest import write_brief

if TYPE_CHECKING:
    from briefpress.html.documents import PdfDocument

SENTENCE = (
    "The council of the eleven northern districts agreed on a calendar for wells and pasture. "
)
_BARS = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 {}"><path d="M0 0h100v9H0z"/></svg>'
)


def _print(
    folder: Path, body: list[Any], edition: str = "screen", theme: str = "brief", **fields: Any
) -> PdfDocument:
    for height in (72, 80):
        (folder / f"{height}.svg").write_text(_BARS.format(height), "utf-8")
    fields = {"sections": [{"heading": "Rain", "body": body}], **fields}
    manuscript = content.load(write_brief(folder / "brief.yaml", **fields))
    page = set_edition(manuscript, Theme.at(Path(theme)), EDITIONS[edition])
    return print_pdf(page)


def _notes(pdf: PdfDocument) -> list[str]:
    return [each.message for each in pdf.findings if each.rule == "copyfit"]


def _shares(pdf: PdfDocument) -> list[float]:
    subject = checks.Subject("brief.pdf", structure.inspect(pdf.data))
    return [1 - page.white for page in filled_pages(subject)]


@pytest.mark.parametrize(("edition", "count"), [("screen", 24), ("large", 12)])
def test_credits_do_not_stand_alone(edition: str, count: int, tmp_path: Path) -> None:
    body = [SENTENCE * 2] * count
    plain, fitted = (_print(tmp_path, body, edition, fit=fit) for fit in (False, True))

    assert _notes(plain) == []
    (note,) = _notes(fitted)
    assert f"as there was the credits alone on page {plain.pages}" in note
    assert fitted.pages == plain.pages - 1
    facts = structure.inspect(fitted.data)
    sizes = {
        run.size
        for element in facts.walk()
        for text in element.content()
        for run in getattr(text, "runs", ())
    }
    least = EDITIONS[edition].least_size
    assert min(sizes) >= least - 0.01


def test_the_last_page_begins_earlier_where_no_setting_of_the_text_saves_it(tmp_path: Path) -> None:
    plain, fitted = (_print(tmp_path, [SENTENCE * 2] * 10, fit=fit) for fit in (False, True))

    assert _notes(fitted) == [
        "the last page begins a little earlier in the text, as there was the credits alone on page 2"
    ]
    assert _shares(fitted)[0] < _shares(plain)[0]
    places = {each.text: each.page for each in structure.inspect(fitted.data).walk()}
    assert [places["Credits"], places["Rain"]] == [1, 0]
    assert [*places] == [*dict.fromkeys(e.text for e in structure.inspect(plain.data).walk())]


def test_a_very_long_document_is_set_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert copyfitting._MOST_PAGES >= 50  # noqa: SLF001 - reports of this length are fitted
    monkeypatch.setattr(copyfitting, "_MOST_PAGES", 1)
    assert _notes(_print(tmp_path, [SENTENCE * 2] * 24)) == []


def test_the_same_brief_is_fitted_in_the_same_way(tmp_path: Path) -> None:
    one, other = (_print(tmp_path, [SENTENCE * 2] * 24) for _ in range(2))
    assert _notes(one)
    assert one.data == other.data


def test_a_figure_lets_the_text_after_it_go_first_and_keeps_its_place_in_the_tags(
    tmp_path: Path,
) -> None:
    figure = {"figure": {"image": "80.svg", "alt": "Bars", "caption": "Rain"}}
    body = [*[SENTENCE * 3] * 4, figure, *[SENTENCE * 3] * 12]
    plain, fitted = (_print(tmp_path, body, fit=fit) for fit in (False, True))

    assert _shares(plain)[0] < 0.65
    assert _shares(fitted)[0] > 0.85
    assert "1 figure or table stands behind the text after it" in _notes(fitted)[0]
    orders = [
        [element.role for element in structure.inspect(pdf.data).walk()] for pdf in (plain, fitted)
    ]
    assert orders[0] == orders[1]


def test_a_picture_that_nearly_fits_is_a_little_lower(tmp_path: Path) -> None:
    figure = {"figure": {"image": "72.svg", "alt": "Bars", "caption": "Rain"}}
    body = [*[SENTENCE * 3] * 4, figure, *[SENTENCE * 3] * 12]
    fitted = _print(tmp_path, body)
    assert ["picture is a little lower" in note for note in _notes(fitted)] == [True]


def test_pages_that_are_right_stay_as_they_are(tmp_path: Path) -> None:
    assert _notes(_print(tmp_path, [SENTENCE * 2] * 20)) == []


def test_a_chapter_follows_where_the_one_before_leaves_its_page_nearly_white(
    tmp_path: Path,
) -> None:
    chapters = [
        {"heading": name, "body": [SENTENCE * 4] * count}
        for name, count in (("Rain", 9), ("Wells", 9))
    ]
    printed = [
        _print(tmp_path, [], sections=chapters, theme="report", fit=fit) for fit in (False, True)
    ]

    assert min(_shares(printed[0])[1:-1]) < 0.6 <= min(_shares(printed[1])[1:-1])
    (note,) = _notes(printed[1])
    assert "2 chapters follow on the pages where those before them end" in note
