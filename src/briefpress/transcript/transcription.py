"""What a screen reader says of a PDF, and the lists by which people find their way in one.

`reader` goes through the tree, `voice` makes utterances of what it finds, `announcements` and `roles`
say how each part is announced, `untagged` guesses at a PDF without a tree. `landmarks` lists headings,
links and tables; `treeview` prints the tree itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.transcript.announcements import number_of
from briefpress.transcript.languages import language_name
from briefpress.transcript.plain import spoken_text
from briefpress.transcript.reader import Reader
from briefpress.transcript.untagged import guess_paragraphs
from briefpress.transcript.utterances import Utterance
from briefpress.transcript.voice import Voice

if TYPE_CHECKING:
    from briefpress.structure import PdfStructure

UNTAGGED = "not tagged: this is the order in which it is drawn, and a screen reader can only guess"


def transcribe(pdf: PdfStructure) -> tuple[Utterance, ...]:
    """Return what is heard of a PDF: first what it is, then all in its structure tree."""
    voice = Voice(pdf.language)
    reader = Reader(voice, pdf.language)
    said = [_introduction(pdf)]
    if pdf.roots:
        reader.read(pdf.roots)
    else:
        said.append(UNTAGGED)
        reader.read(guess_paragraphs(pdf))
    first = [
        Utterance("", words, lang=pdf.language, line=number - len(said) + 1)
        for number, words in enumerate(said)
    ]
    return (*first, *voice.utterances)


def _introduction(pdf: PdfStructure) -> str:
    """Say what a reader says when it opens a document."""
    title = spoken_text(pdf.title or "").strip()
    language = language_name(pdf.language)
    if not title or not pdf.title_shown:
        named = "document called by the name of its file" if title else "document without a title"
    else:
        named = f"document, {title}"
    return ", ".join(
        (
            named,
            f"language: {language}" if language else "no language stated",
            number_of(len(pdf.pages), "page"),
        )
    )
