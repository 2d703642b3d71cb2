"""A real text in each script is built as a brief without a finding, in both profiles, and read back."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from briefpress.content import UA1, UA2
from briefpress.findings import Severity
from conftest import build_here, write_brief

if TYPE_CHECKING:
    from briefpress.content import Profile

TEXTS = {each.stem: each for each in sorted(Path(__file__).with_name("declaration").glob("*.txt"))}
ALWAYS = ("hi", "ja")  # the others when slow tests run
# What is about the text, which was not written as a brief: its clauses are paragraphs that go on, and it ends
# where it ends.
OF_TEXT = {"last-page", "paragraph-cut", "said-twice"}
NOT_WRITTEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\\s]")


@cache
def built(language: str, profile: Profile, folder: Path) -> tuple[list[str], bytes]:
    """Return the rules of what is found in a text as a brief, and its PDF."""
    title, *lines = TEXTS[language].read_text("utf-8").splitlines()
    sections: list[dict[str, object]] = []
    for line in lines:
        if line.startswith("# "):
            sections.append({"heading": line[2:], "body": (body := [])})
        else:
            body.append(line)
    path = write_brief(
        folder / f"{language}.yaml", title=title, language=language, sections=sections
    )
    made = build_here(path, out=folder / "out", profile=profile)
    found = [each.rule for each in made.report.findings if each.severity is not Severity.NOTE]
    (pdf,) = (folder / "out").rglob("*.pdf")
    return [each for each in found if each not in OF_TEXT], pdf.read_bytes()


LANGUAGES = [
    pytest.param(each, marks=() if each in ALWAYS else pytest.mark.slow("a long run"))
    for each in TEXTS
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_is_built_without_a_finding_and_read_back(language: str, tmp_path: Path) -> None:
    rules, pdf = built(language, UA1, tmp_path)
    assert rules == []

    pages = pypdfium2.PdfDocument(pdf)
    read = bare("".join(each.get_textpage().get_text_bounded() for each in pages))
    paragraphs = [
        bare(line) for line in TEXTS[language].read_text("utf-8").splitlines()[1:] if line[0] != "#"
    ]
    lost = [each for each in paragraphs if each not in read]
    # A paragraph that goes on overleaf has the footer between; PDFium reads raised vowels of Arabic twice.
    assert len(lost) <= (len(pages) if language not in ("ar", "fa", "ur") else len(paragraphs) / 2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_is_built_without_a_finding_for_pdf_ua_2(language: str, tmp_path: Path) -> None:
    assert built(language, UA2, tmp_path)[0] == []


def bare(text: str) -> str:
    return NOT_WRITTEN.sub("", unicodedata.normalize("NFC", text))


def test_a_footer_in_korean_is_known(tmp_path: Path) -> None:
    title = "가뭄의 해에 물을 나누는 법"
    path = write_brief(
        tmp_path / "ko.yaml", title=title, language="ko", rights_holder="사헬정책연구원"
    )
    made = build_here(path, out=tmp_path / "out")

    assert [each.rule for each in made.report.findings if each.rule == "footer"] == []
