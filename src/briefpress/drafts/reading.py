"""A file of a word processor, of Markdown or HTML to pandoc's document, with its pictures."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError
from xml.parsers.expat import ExpatError

from briefpress.content import BadData, open_archive, read_part
from briefpress.drafts.lost_parts import CHUNK, CODE_TO_RUN, lost_elements
from briefpress.drafts.lost_words import Remark, lost_comments, lost_paragraphs
from briefpress.drafts.open_document import OpenDocument, read_open_document
from briefpress.drafts.open_document_languages import mark_phrases, with_phrases
from briefpress.drafts.rules import IMPORT_FORMAT
from briefpress.drafts.sources import read_sources
from briefpress.drafts.word_boxes import with_text_boxes
from briefpress.drafts.word_citations import with_citations
from briefpress.drafts.word_languages import mark_languages, packed
from briefpress.drafts.word_sources import word_sources
from briefpress.findings import Location, Unusable
from briefpress.system import PandocFailed, run_pandoc

if TYPE_CHECKING:
    from collections.abc import Mapping
    from zipfile import ZipFile

# The formats by the endings of names, as pandoc calls them.
FORMATS = {
    ".docx": "docx+styles+citations",
    ".odt": "odt",
    ".md": "markdown-raw_html-raw_tex",
    ".markdown": "markdown-raw_html-raw_tex",
    ".html": "html",
    ".htm": "html",
}
_ARCHIVES = {".docx": "word/", ".odt": ""}  # where the paths of pictures begin
_TEXTS = {".docx": "word/document.xml", ".odt": "content.xml"}
_COMMENTS = "word/comments.xml"
_PAGES, _MARKDOWN = (".html", ".htm"), (".md", ".markdown")
_PICTURES = ("word/media/", "Pictures/")
MAX_BYTES = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class DraftDocument:
    """What pandoc reads in a file: metadata and blocks of its JSON.

    `pictures` are those that the file holds, by the names by which the blocks call them; `language` is
    that of most of its text, where the file says so. `lost` are paragraphs that pandoc left out, `lost_parts` what
    else it did, and `remarks` comments and changes. `odt` is what an ODT file says beside its text.
    `boxes` are the words of text boxes, which are part of the text. `sources` are the works that it cites, as
    CSL-JSON, where it holds them, and `keys` their keys.
    """

    file: str
    meta: Mapping[str, Any] = field(repr=False)
    blocks: list[Any] = field(repr=False)
    pictures: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    language: str | None = None
    lost: tuple[str, ...] = ()
    lost_parts: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    odt: OpenDocument = field(default_factory=OpenDocument)
    boxes: tuple[str, ...] = ()
    sources: bytes | None = field(default=None, repr=False)
    keys: frozenset[str] = frozenset()


def read_draft(data: bytes, file: str) -> DraftDocument:
    """Return what pandoc reads in a file, whose name tells its format; raises `Unusable`."""
    ending = PurePosixPath(file).suffix.lower()
    if ending not in FORMATS:
        raise _unusable(
            file, f"{ending or 'a name without an ending'} is no format that can be imported"
        )
    if len(data) > MAX_BYTES:
        raise _unusable(file, f"the file is larger than {MAX_BYTES // 1024**2} MiB")
    try:
        if ending in _ARCHIVES:
            return _read_archive(data, file, ending)
        lost_parts = lost_elements(data) if ending in _PAGES else []
        if ending in _MARKDOWN:
            data = CHUNK.sub(rb"\1 {.%s}" % CODE_TO_RUN.encode(), data)
        return replace(_read(data, file, ending), lost_parts=tuple(lost_parts))
    except PandocFailed as reason:
        raise Unusable(reason.rule.finding(str(reason), Location(file), mend=reason.mend)) from None
    except BadData as reason:
        raise Unusable(
            *(IMPORT_FORMAT.finding(p.message, Location(file)) for p in reason.problems)
        ) from None
    except (ExpatError, ParseError, RecursionError):
        raise _unusable(file, "the file is damaged, or nested too deeply") from None


def _read(data: bytes, file: str, ending: str) -> DraftDocument:
    """Return what pandoc itself reads in a file; raises `PandocFailed`."""
    said = run_pandoc(["-f", FORMATS[ending], "-t", "json", "--track-changes=all"], data)
    document = json.loads(said)
    sources = read_sources(data, FORMATS[ending]) if "references" in document["meta"] else None
    keys = frozenset(str(each["id"]) for each in json.loads(sources or b"[]"))
    return DraftDocument(file, document["meta"], document["blocks"], sources=sources, keys=keys)


def _read_archive(data: bytes, file: str, ending: str) -> DraftDocument:
    """Return what a Word or ODT file holds, with what pandoc leaves out; raises `BadData` and `PandocFailed`."""
    archive = open_archive(data, file)
    pictures = _pictures(archive, _ARCHIVES[ending], file)
    text, language = read_part(archive, _TEXTS[ending], file), None
    odt, remarks = OpenDocument(), []
    boxes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    if ending == ".docx":
        styles = read_part(archive, "word/styles.xml", file)
        text = with_citations(text, word_sources(archive, file))
        text, boxes = with_text_boxes(text)
        data, language = mark_languages(archive, text, styles)
    else:
        odt = _open_document(archive, file)
        marked, tags = mark_phrases(text, odt.fields.get("lang", ""))
        data = packed(archive, {_TEXTS[ending]: marked}) if tags else data
    document = _read(data, file, ending)
    document = replace(document, blocks=with_phrases(document.blocks, tags)) if tags else document
    said = [document.meta, document.blocks]
    if _COMMENTS in archive.namelist():
        remarks = lost_comments(read_part(archive, _COMMENTS, file), text, said)
    return replace(
        document,
        pictures=pictures,
        language=language,
        lost=tuple(lost_paragraphs(text, said)),
        remarks=(*remarks, *odt.remarks),
        odt=odt,
        boxes=boxes,
    )


def _open_document(archive: ZipFile, file: str) -> OpenDocument:
    content, styles = (read_part(archive, f"{name}.xml", file) for name in ("content", "styles"))
    has_meta = "meta.xml" in archive.namelist()
    return read_open_document(
        content, styles, read_part(archive, "meta.xml", file) if has_meta else b"<meta/>"
    )


def _pictures(archive: ZipFile, start: str, file: str) -> dict[str, bytes]:
    names = (name for name in archive.namelist() if name.startswith(_PICTURES))
    return {name.removeprefix(start): read_part(archive, name, file) for name in names}


def _unusable(file: str, message: str) -> Unusable:
    return Unusable(IMPORT_FORMAT.finding(message, Location(file)))
