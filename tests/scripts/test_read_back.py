"""Text of every script is read back from a PDF as it was written."""

from __future__ import annotations

import re
import subprocess
import unicodedata
import zlib
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from briefpress.html import HtmlDocument
from briefpress.pdf import print_pdf
from briefpress.structure import inspect
from documents import page
from script_samples import SENTENCES

if TYPE_CHECKING:
    from pathlib import Path

RTL = ("ar", "fa", "ur", "he")
# What programs add to text, to say its direction, and what they lose: where words end is told by spaces.
NOT_WRITTEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\\s]")


def bare(text: str) -> str:
    return NOT_WRITTEN.sub("", unicodedata.normalize("NFC", text))


@pytest.fixture(scope="module")
def printed() -> bytes:
    """A page with a sentence in each script, so that a line breaks in it."""
    body = "".join(
        f'<p lang="{each}" dir="{"rtl" if each in RTL else "ltr"}">{text} {text}'
        for each, text in SENTENCES.items()
    )
    style = "<style>p {font-size: 9pt; width: 120mm}</style>"
    pdf = print_pdf(
        HtmlDocument(f'<html lang="en"><title>T</title>{style}<h1>T</h1>{body}', "page.html")
    )
    assert [each.rule for each in pdf.findings] == []
    return pdf.data


def test_own_reading_is_the_text_of_the_source(printed: bytes) -> None:
    read = [each.text for each in inspect(printed).walk() if each.role == "P"]

    assert [each.split() for each in read] == [[*text.split() * 2] for text in SENTENCES.values()]


def test_pdfium_reads_the_text_of_the_source(printed: bytes) -> None:
    pages = pypdfium2.PdfDocument(printed)
    read = bare("".join(each.get_textpage().get_text_bounded() for each in pages))

    assert [each for each, text in SENTENCES.items() if bare(text) not in read] == []


@pytest.mark.slow("Poppler")
def test_pdftotext_reads_the_text_of_the_source(printed: bytes, tmp_path: Path) -> None:
    (tmp_path / "page.pdf").write_bytes(printed)
    run = subprocess.run(
        ["pdftotext", "page.pdf", "-"], cwd=tmp_path, capture_output=True, check=True
    )
    read = bare(run.stdout.decode())

    assert [each for each, text in SENTENCES.items() if bare(text)[:-1] not in read] == []


def test_every_glyph_stands_for_some_text(printed: bytes) -> None:
    for font in fonts(printed):
        targets = re.findall(rb"<[0-9a-f]{4}> <([0-9a-f]*)>", font)
        assert targets
        assert b"" not in targets


def fonts(pdf: bytes) -> list[bytes]:
    """Return the ToUnicode maps of a PDF."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    inflated = (zlib.decompress(each) for each in streams if each[:1] == b"x")
    return [each for each in inflated if b"beginbfchar" in each]


LINES = {
    "numbers": "نقص الماء بنسبة -3.2% في 11 دائرة (GDP) و1,204 بئرًا",
    "address": "انظر https://example.org/a-b?c=1 في النص",
    "vowels": "القِيمَة المُضافة",
    "lam and alef": "لا إله إلا",
}


@pytest.mark.parametrize("name", LINES)
def test_lines_in_two_directions_read_as_they_are_written(name: str) -> None:
    pdf = print_pdf(page(f'<p lang="ar" dir="rtl">{LINES[name]}'))

    assert [each.text for each in inspect(pdf.data).walk() if each.role == "P"] == [LINES[name]]


def test_shaped_line_is_drawn_as_without_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    document = page(
        '<p lang="ar" dir="rtl">القِيمَة 12 (GDP) لا<p lang="hi">क्षत्रिय कि ज़िलों<p lang="km">សេចក្ដីថ្លៃថ្នូរ'
    )
    marked = pixels(print_pdf(document).data)

    monkeypatch.setattr("briefpress.pdf.tags.marked_content.spell", lambda *_: None)

    assert pixels(print_pdf(document).data) == marked


def pixels(pdf: bytes) -> bytes:
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=2)
    return bytes(picture.to_pil().tobytes())
