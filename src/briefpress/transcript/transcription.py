"""A PDF to what a screen reader says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.transcript.announcements import count_of
from briefpress.transcript.languages import language_name
from briefpress.transcript.spoken_text import spoken_text
from briefpress.transcript.tree_reader import TreeReader
from briefpress.transcript.untagged import guess_paragraphs
from briefpress.transcript.utterance_builder import UtteranceBuilder
from briefpress.transcript.utterances import Utterance

if TYPE_CHECKING:
    from briefpress.structure import PdfStructure

UNTAGGED = "not tagged: this is the order in which it is drawn, and a screen reader can only guess"


def transcribe(pdf: PdfStructure) -> tuple[Utterance, ...]:
    """Return what is said of a PDF: an introduction, and then all of its structure tree.

    Without a structure tree, the text is read in the order in which it is drawn.
    """
    builder = UtteranceBuilder(pdf.language)
    reader = TreeReader(builder, pdf.language)
    first = [_introduction(pdf)]
    if pdf.roots:
        reader.read(pdf.roots)
    else:
        first.append(UNTAGGED)
        reader.read(guess_paragraphs(pdf))
    # The lines of the tree count from 1.
    introduction = [
        Utterance("", words, lang=pdf.language, line=number - len(first) + 1)
        for number, words in enumerate(first)
    ]
    return (*introduction, *builder.utterances)


def _introduction(pdf: PdfStructure) -> str:
    """Return what a screen reader says when it opens a document."""
    title = spoken_text(pdf.title or "").strip()
    language = language_name(pdf.language)
    if not title or not pdf.title_shown:
        name = "document called by the name of its file" if title else "document without a title"
    else:
        name = f"document, {title}"
    stated = f"language: {language}" if language else "no language stated"
    return ", ".join((name, stated, count_of(len(pdf.pages), "page")))
