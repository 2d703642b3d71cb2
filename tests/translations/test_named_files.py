"""Pictures and data files of a translation: its own, or those of its source."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from brief_texts import edited
from briefpress.translations import load_comparison
from briefpress.translations.named_files import without_language

if TYPE_CHECKING:
    from pathlib import Path

VIETNAMESE = "Vùng,Dân số\nĐồng bằng sông Hồng,19\nTây Nguyên,5\n"
NAMES = "Region,Population\nHà Nội,19\nTây Nguyên,5\n"


def data_findings(folder: Path, data: str, file: str) -> list[str]:
    """Return what is said of the files of a translation that shows `file`, where its source shows a.csv."""
    for name, language, shown in (("a", "vi", "a.csv"), ("a.en", "en", file)):
        chart = {"type": "bar", "file": shown, "alt": "A", "caption": "C"}
        of = "" if name == "a" else "translation_of: a.yaml"
        text = edited(json.dumps([{"chart": chart}]), of, language=f"language: {language}")
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    (folder / "a.csv").write_text(data, "utf-8")
    findings = load_comparison(folder / "a.en.yaml").findings
    return [
        f"{each.rule}: {each.message}"
        for each in findings
        if each.rule in ("translation-data", "translation-field")
    ]


def test_a_data_file_in_the_language_of_the_source_is_told(tmp_path: Path) -> None:
    assert data_findings(tmp_path, VIETNAMESE, "a.csv") == [
        'translation-data: "a.csv" is shown as in the source: “Đồng bằng sông Hồng”'
    ]


@pytest.mark.parametrize(
    ("data", "file"), [(VIETNAMESE, "a.en.csv"), (NAMES, "a.csv"), ("a,b\n1\n", "a.csv")]
)
def test_a_file_of_its_own_and_one_of_names_are_right(tmp_path: Path, data: str, file: str) -> None:
    assert data_findings(tmp_path, data, file) == []


def test_another_file_is_told(tmp_path: Path) -> None:
    told = data_findings(tmp_path, NAMES, "other.csv")
    assert [each.rpartition(": ")[2] for each in told] == ["a.csv", "other.csv"]


@pytest.mark.parametrize(
    ("name", "language", "expected"),
    [
        ("data/wells.fr.csv", "fr", "data/wells.csv"),
        ("wells-pt-BR.csv", "pt-BR", "wells.csv"),
        ("wells_pt.csv", "pt-BR", "wells.csv"),
        ("wells.csv", "fr", "wells.csv"),
        ("a.fr.b.csv", "fr", "a.fr.b.csv"),
        ("wells.csv", "", "wells.csv"),
    ],
)
def test_the_language_is_no_part_of_a_name(name: str, language: str, expected: str) -> None:
    assert without_language(name, language) == expected
