"""Which texts that are the same in two languages count as not translated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from briefpress.translations.untranslated import is_untranslated

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Cli

CHINESE = "村里的水井都很干净，孩子们可以上学。"


@pytest.mark.parametrize(
    ("text", "source", "translation", "expected"),
    [
        ("水井", "zh", "en", True),
        (CHINESE, "zh-Hans", "fr", True),
        (CHINESE, "zh", "ja", True),
        ("北京水井", "zh", "ja", False),  # a name, perhaps
        (CHINESE, "zh-Hans", "zh-Hant", False),  # whose letters are often the same
        ("井戸はきれいです。", "ja", "ko", True),
        ("บ่อน้ำสะอาด", "th", "en", True),
        ("ນ້ຳສະອາດ", "lo", "th", True),
        ("우물", "ko", "en", True),
        ("Колодцы", "ru", "en", True),
        ("Колодцы", "ru", "uk", False),
        ("Колодцы", "ru", "kk", False),
        ("آبار", "ar", "fr", True),
        ("آبار", "ar", "ur", False),
        ("асар", "en", "fr", False),  # a foreign word in both
        ("UNICEF", "zh", "en", False),
        ("COVID-19 疫苗", "zh", "en", True),
        ("Awa Traoré, Ann Writer", "en", "fr", False),
        ("Towns grow by 3.5 per cent each year.", "en", "fr", True),
        ("Wells", "en", "zh", False),
        ("Vode", "sr-Latn", "en", False),
        ("Воде", "sr", "sr-Latn", True),
        ("12,5", "zh", "en", False),
    ],
)
def test_script_and_words_tell_what_was_not_translated(
    text: str, source: str, translation: str, expected: bool
) -> None:
    assert is_untranslated(text, source, translation) is expected


def test_a_chinese_text_in_an_english_translation_is_told(cli: Cli, tmp_path: Path) -> None:
    brief = """\
title: {}
language: {}
publisher: {{name: P}}
authors: [{{name: Ann Bee}}]
date: 2026-11
summary: {}
sections: [{{heading: {}, body: [{}]}}]
"""
    (tmp_path / "a.yaml").write_text(
        brief.format("水井", "zh-Hans", CHINESE, "雨水", CHINESE), "utf-8"
    )
    (tmp_path / "a.en.yaml").write_text(
        "translation_of: a.yaml\n" + brief.format("Wells", "en", "All clean.", "雨水", CHINESE),
        "utf-8",
    )

    done = cli("translations", "a.en.yaml", cwd=tmp_path)

    assert done.stderr.count("translation-untranslated") == 2
