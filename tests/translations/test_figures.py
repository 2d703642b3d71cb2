"""Indicators and numbers of a brief: what of them goes to translators, and how they are told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

from brief_texts import edited
from briefpress.translations.number_format import localised
from conftest import write_brief

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Cli

ITEMS = [
    {"value": "1,3 triệu", "label": "Dân số", "year": "năm 2019"},
    {"value": "0,5%", "label": "Tăng"},
]
BODY = ["Có 55,5% dân số dưới 35 tuổi.", {"indicators": {"items": ITEMS}}]


def begun(folder: Path, cli: Cli) -> Path:
    """Return the English translation that is begun of a brief in Vietnamese."""
    text = edited(json.dumps(BODY, ensure_ascii=False), language="language: vi")
    (folder / "a.yaml").write_text(text, "utf-8")
    assert cli("translations", "a.yaml", "--begin", "en", cwd=folder).returncode == 0
    return folder / "a.en.yaml"


def test_the_words_of_an_indicator_go_to_translators(tmp_path: Path, cli: Cli) -> None:
    begun(tmp_path, cli)
    assert cli("translations", "a.en.yaml", "--export", "a.po", cwd=tmp_path).returncode == 0

    with (tmp_path / "a.po").open("rb") as file:
        messages = {each.id: each for each in read_po(file) if each.id}
    assert {"1,3 triệu", "năm 2019", "Dân số"} <= messages.keys()
    assert "0,5%" not in messages  # there is nothing to translate
    # "55,5% dân" holds no placeholder of Python.
    assert "python-format" not in (tmp_path / "a.po").read_text("utf-8")


def test_a_number_is_told_as_it_is_written(tmp_path: Path, cli: Cli) -> None:
    path = begun(tmp_path, cli)
    text = path.read_text("utf-8")
    path.write_text(text.replace("Có 55,5% dân số dưới 35 tuổi.", "56.5% are young."), "utf-8")

    told = cli("translations", "a.en.yaml", cwd=tmp_path).stderr
    assert "the number 35, 55,5 of the source is not in the translation" in told
    assert "the number 56.5 is in the translation alone" in told


TABLE = {
    "caption": "Ngành",
    "columns": ["Ngành", "GDP"],
    "rows": [["Lúa", "15,3"], ["Cá", "1.204,5"], ["Năm", "2019"], ["Ngày", "05.03.2024"]],
}


def test_numbers_are_begun_as_the_language_writes_them(tmp_path: Path, cli: Cli) -> None:
    text = edited(json.dumps([{"table": TABLE}], ensure_ascii=False), language="language: vi")
    (tmp_path / "a.yaml").write_text(text, "utf-8")

    assert cli("translations", "a.yaml", "--begin", "en", cwd=tmp_path).returncode == 0

    begun = (tmp_path / "a.en.yaml").read_text("utf-8")
    for number in ("15.3", "1,204.5", "2019", "05.03.2024"):
        assert f'"{number}"' in begun
    assert "translation-numbers" not in cli("translations", "a.en.yaml", cwd=tmp_path).stderr

    (tmp_path / "a.en.yaml").write_text(begun.replace("15.3", "15,3"), "utf-8")
    told = cli("translations", "a.en.yaml", cwd=tmp_path).stderr
    assert '"15,3" is written as in the language of the source\n' in told
    assert "write them as this language does: 15.3\n" in told


@pytest.mark.parametrize(
    ("text", "own", "other", "expected"),
    [
        ("1,204.5", "en", "fr", "1\u00a0204,5"),
        ("1\u00a0204,5 %", "fr", "en", "1,204.5 %"),
        ("<5,5", "de", "en-GB", "<5.5"),
        ("3.5", "en", "es-MX", "3.5"),
        ("2012–2019", "vi", "en", "2012–2019"),
        ("3.5", "xx", "en", "3.5"),
        ("٣٫٥", "ar-EG", "en", "٣٫٥"),
    ],
)
def test_a_number_in_another_language(text: str, own: str, other: str, expected: str) -> None:
    assert localised(text, own, other) == expected


def test_a_translation_is_begun_of_a_brief_in_json(tmp_path: Path, cli: Cli) -> None:
    write_brief(tmp_path / "a.yaml", language="vi")

    assert cli("translations", "a.yaml", "--begin", "en", cwd=tmp_path).returncode == 0

    done = cli("translations", "a.en.yaml", "--format", "json", cwd=tmp_path)
    (one,) = json.loads(done.stdout)["translations"]
    assert (one["language"], "error" in done.stderr) == ("en", False)
