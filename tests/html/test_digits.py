"""Dates, pages, notes, lists and captions are numbered in the digits of the language, and texts stay as they are."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

import pytest
from babel import Locale, localedata

from briefpress.html.digits import LATIN, digits_of
from briefpress.structure import Element, inspect
from conftest import build_here, write_brief
from rendered import brief_of, page_of, text_of

if TYPE_CHECKING:
    from pathlib import Path

SYSTEMS = {
    "arab": "arabic-indic", "arabext": "persian", "beng": "bengali", "deva": "devanagari", "gujr": "gujarati",
    "guru": "gurmukhi", "khmr": "khmer", "knda": "kannada", "laoo": "lao", "latn": "decimal", "mlym": "malayalam",
    "mymr": "myanmar", "orya": "oriya", "tamldec": "tamil", "telu": "telugu", "thai": "thai", "tibt": "tibetan",
}  # fmt: skip
LANGUAGES = (
    *("am", "ar", "ar-AE", "ar-EG", "ar-IQ", "ar-MA", "bn", "bn-IN", "ckb", "de", "dz", "en", "fa", "fa-AF", "gu"),
    *("he", "hi", "ja", "km", "kn", "lo", "ml", "mr", "my", "ne", "or", "pa", "pa-Arab", "ps", "sd", "si", "ta", "te"),
    *("th", "ur", "ur-IN", "uz", "uz-Arab", "zh"),
)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_digits_are_those_that_cldr_names_as_in_common_use(language: str) -> None:
    system = Locale.parse(language, sep="-").default_numbering_system

    assert digits_of(language).style == SYSTEMS[system]


def test_native_digits_are_those_of_cldr() -> None:
    for name in localedata.locale_identifiers():
        system = Locale.parse(name).other_numbering_systems.get("native")
        if (
            system in SYSTEMS
            and system != "latn"
            and name not in ("dv", "kok", "brx", "xnr", "trw", "bgn")
        ):
            tag = name.replace("_", "-")
            assert digits_of(tag, "native").style in (SYSTEMS[system], "decimal"), name


@pytest.mark.parametrize("language", ["ar", "fa", "bn", "hi", "my", "th", "ta", "lo", "km"])
def test_signs_are_the_digits_from_nought_to_nine(language: str) -> None:
    signs = digits_of(language, "native").signs

    assert [unicodedata.decimal(each) for each in signs] == [*range(10)]


def test_a_choice_goes_before_what_is_usual() -> None:
    assert digits_of("fa", "latin") == LATIN
    assert digits_of("hi", "native").written("2025") == "२०२५"
    assert digits_of("zh", "native") == LATIN


def test_templates_number_in_the_digits_of_the_language_and_leave_texts_alone() -> None:
    table = {"caption": "C", "columns": ["N", "W"], "rows": [["n", "12"]]}
    brief = brief_of(
        language="fa",
        date="2025-04-30",
        notes={"a": "Note 7."},
        sections=[{"heading": "H", "body": ["In 2024.[^a]", {"table": table}]}],
    )
    made = page_of(brief, {})
    text = text_of(made.root)

    assert text_of(made.all("time")[0]) == "۳۰ آوریل ۲۰۲۵"
    assert [text_of(each) for each in made.all("sup")] == ["۱"]
    assert "جدول ۱" in text.replace("\xa0", " ")
    assert "In 2024." in text
    assert "12" in text


def test_pages_and_lists_are_numbered_in_these_digits_and_the_footer_is_known(
    tmp_path: Path,
) -> None:
    sections = [{"heading": "چاه‌ها", "body": ["1. نخست چاه‌ها را بشمارید.\n2. سپس آب را بسنجید."]}]
    path = write_brief(tmp_path / "fa.yaml", title="آب و مرتع", language="fa", sections=sections)

    made = build_here(path, out=tmp_path / "out")
    (pdf,) = (tmp_path / "out").rglob("*.pdf")
    structure = inspect(pdf.read_bytes())

    assert "footer" not in [each.rule for each in made.report.findings]
    assert [label_of(each) for each in structure.walk() if each.role == "Lbl"][:2] == ["۱.", "۲."]
    assert "صفحهٔ ۱ از ۱" in " ".join(each.text for each in structure.pages[0].artifacts)


def label_of(element: Element) -> str:
    return element.text.strip()
