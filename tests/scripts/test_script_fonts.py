"""The fonts of scripts: found for any text, and one finding where there is none."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from fontTools.ttLib import TTFont

from briefpress.html import HtmlDocument
from briefpress.pdf import print_pdf, script_fonts
from briefpress.scripts import SCRIPTS, WEIGHTS, Script, face_of, scripts_of
from briefpress.structure import Element, Text, inspect
from briefpress.system import install_extra
from conftest import build_here, rules, write_brief
from script_samples import SENTENCES

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.scripts import Needed

TEXTS = {
    "latin": ("Ŋ, ж, Ω – “a” 1 €", ["en"], []),
    "one": ("The word हिन्दी", ["en"], ["Devanagari"]),
    "two": ("हिन्दी ไทย", ["hi"], ["Devanagari", "Thai"]),
    "han": ("漢字", ["en"], ["Chinese"]),
    "hant": ("漢字", ["en", "zh-TW"], ["Traditional Chinese"]),
    "hant by script": ("漢字", ["zh-Hant-HK"], ["Traditional Chinese"]),
    "region without a font": ("漢字", ["zh-Hans-MY"], ["Chinese"]),
    "kana": ("カナ漢字", ["en"], ["Japanese"]),
    "hangul": ("한국 漢字", ["ko"], ["Korean"]),
    "three": ("漢字", ["ja", "zh", "ko"], ["Chinese", "Japanese", "Korean"]),
    "joiner alone": ("a\u200db \u200c", ["fa"], []),
}


@pytest.mark.parametrize("name", TEXTS)
def test_scripts_are_those_of_the_text(name: str) -> None:
    text, languages, expected = TEXTS[name]

    assert [each.script.name for each in scripts_of(text, languages)] == expected


def test_word_is_the_first_of_its_script() -> None:
    (needed,) = scripts_of("A word: हिन्दी, भाषा", ["en"])

    assert needed.word == "हिन्दी,"


def of(text: str, language: str = "en") -> Needed:
    (needed,) = scripts_of(text, [language])
    return needed


SAMPLES = {
    of(text, language).script.name: of(text, language) for language, text in SENTENCES.items()
}


@pytest.mark.parametrize(
    "script", [each for each in SCRIPTS if each.name != "Odia"], ids=lambda each: each.name
)
def test_font_of_a_script_holds_its_letters_and_none_of_latin(script: Script) -> None:
    needed = SAMPLES[script.name]
    sizes = set()
    for weight in WEIGHTS:
        data = face_of(needed, weight)
        font = TTFont(BytesIO(data))
        letters = set(font.getBestCmap())
        assert set(map(ord, needed.letters)) <= letters
        assert letters.isdisjoint(map(ord, "Azéжω"))
        assert "fvar" not in font
        sizes.add(data)
    assert len(sizes) == len(WEIGHTS)


def fonts_by_text(body: str, head: str = "") -> dict[str, str]:
    """Return the font in which each paragraph of a page is set."""
    text = f'<!DOCTYPE html><html lang="en"><title>T</title>{head}<h1>T</h1>{body}'
    pdf = print_pdf(HtmlDocument(text, "page.html"))
    assert [each.rule for each in pdf.findings] == []
    paragraphs = [each for each in inspect(pdf.data).walk() if each.role == "P"]
    return {each.text: "/".join(sorted(fonts_of(each))) for each in paragraphs}


def fonts_of(element: Element) -> set[str]:
    parts = [*element.children]
    for part in parts:
        parts += part.children if isinstance(part, Element) else ()
    return {run.font for part in parts if isinstance(part, Text) for run in part.runs}


def test_chinese_characters_are_drawn_as_in_the_language_of_the_text() -> None:
    languages = {"zh": "SC", "zh-TW": "TC", "ja": "JP", "ko": "KR"}
    body = "".join(f'<p lang="{each}">骨 直 {name}</p>' for each, name in languages.items())

    found = fonts_by_text(body)

    for name in languages.values():
        assert f"Noto-Sans-{name}" in found[f"骨 直 {name}"]


def test_words_in_latin_letters_keep_the_font_of_the_theme() -> None:
    found = fonts_by_text('<p lang="hi">वर्षा GDP</p><p>वर्षा</p>')

    assert "Devanagari" in found["वर्षा GDP"]
    assert "/" in found["वर्षा GDP"]
    assert "/" not in found["वर्षा"]


def test_bold_text_of_a_script_is_set_in_its_bold_font() -> None:
    found = fonts_by_text('<p lang="th"><b>ไทย</b></p><p lang="th">ไทยๆ</p>')

    assert found["ไทย"] != found["ไทยๆ"]


def test_script_that_a_style_sheet_has_a_font_for_gets_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "own.ttf").write_bytes(face_of(of("עברית"), 400))
    monkeypatch.setattr(script_fonts, "face_of", lambda *_: pytest.fail("a font was added"))
    sheet = tmp_path / "fonts.css"
    sheet.write_text('@font-face {font-family: Own; src: url("own.ttf")}')
    text = '<!DOCTYPE html><html lang="he"><title>T</title><h1>T</h1><p>עברית'

    assert print_pdf(HtmlDocument(text, "page.html", stylesheets=(sheet,))).findings == ()


def test_script_without_a_font_is_one_finding_with_the_command_that_brings_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(script_fonts, "is_installed", lambda script: script.name != "Khmer")
    path = write_brief(
        tmp_path / "brief.yaml",
        title="Water",
        sections=[
            {"heading": "Wells", "body": [f"{SENTENCES['km']} {SENTENCES['th']}", SENTENCES["km"]]}
        ],
    )

    made = build_here(path, out=tmp_path / "out")

    assert rules(made) == ["script-font"]
    (finding,) = (each for each in made.report.findings if each.rule == "script-font")
    assert "Khmer" in finding.message
    assert SENTENCES["km"].split()[0][:40] in finding.message
    assert finding.mend == install_extra("southeast-asian")
    assert finding.location.line


def test_character_that_the_font_of_its_language_lacks_comes_from_another_of_east_asia() -> None:
    found = fonts_by_text('<p lang="zh-Hant">\u75e9 \u53ec</p>')

    (used,) = found.values()
    assert "TC" in used
    assert "/" in used


def test_emphasis_is_bold_where_a_script_has_no_slanted_letters(tmp_path: Path) -> None:
    sections = [{"heading": "\u0e1c\u0e25", "body": ["\u0e44\u0e17\u0e22 *\u0e19\u0e49\u0e33*"]}]
    path = write_brief(tmp_path / "brief.yaml", language="th", sections=sections)

    build_here(path, out=tmp_path / "out")

    (pdf,) = (tmp_path / "out").rglob("*.pdf")
    found = [each for each in inspect(pdf.read_bytes()).walk() if each.text == "\u0e19\u0e49\u0e33"]
    assert found
    assert all("Bold" in font for font in fonts_of(found[-1]))
