"""A file of a word processor, of Markdown or HTML to pandoc's document, with its pictures."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from xml.parsers.expat import ExpatError

from briefpress.content import BadData, open_archive, read_part
from briefpress.drafts.lost_words import lost_paragraphs
from briefpress.drafts.rules import IMPORT_FORMAT
from briefpress.drafts.sources import read_sources
from briefpress.drafts.word_languages import mark_languages
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
_PICTURES = ("word/media/", "Pictures/")
MAX_BYTES = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class DraftDocument:
    """What pandoc reads in a file: metadata and blocks of its JSON.

    `pictures` are those that the file holds, by the names by which the blocks call them; `language` is
    that of most of its text, where the file says so. `lost` are paragraphs that pandoc left out.
    `sources` are the works that it cites, as CSL-JSON, where it holds them, and `keys` their keys.
    """

    file: str
    meta: Mapping[str, Any] = field(repr=False)
    blocks: list[Any] = field(repr=False)
    pictures: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    language: str | None = None
    lost: tuple[str, ...] = ()
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
    pictures: dict[str, bytes] = {}
    language, lost, sources = None, [], None
    try:
        if ending in _ARCHIVES:
            archive = open_archive(data, file)
            pictures = _pictures(archive, _ARCHIVES[ending], file)
            if ending == ".docx":
                parts = (read_part(archive, f"word/{n}.xml", file) for n in ("document", "styles"))
                data, language = mark_languages(archive, *parts)
        said = run_pandoc(["-f", FORMATS[ending], "-t", "json", "--track-changes=all"], data)
        document = json.loads(said)
        if "references" in document["meta"]:
            sources = read_sources(data, FORMATS[ending])
        if ending in _ARCHIVES:
            lost = lost_paragraphs(read_part(archive, _TEXTS[ending], file), document)
    except PandocFailed as reason:
        raise Unusable(reason.rule.finding(str(reason), Location(file), mend=reason.mend)) from None
    except BadData as reason:
        raise Unusable(
            *(IMPORT_FORMAT.finding(p.message, Location(file)) for p in reason.problems)
        ) from None
    except (ExpatError, RecursionError):
        raise _unusable(file, "the file is damaged, or nested too deeply") from None
    return DraftDocument(
        file,
        document["meta"],
        document["blocks"],
        pictures,
        language,
        tuple(lost),
        sources,
        frozenset(str(each["id"]) for each in json.loads(sources or b"[]")),
    )


def _pictures(archive: ZipFile, start: str, file: str) -> dict[str, bytes]:
    names = (name for name in archive.namelist() if name.startswith(_PICTURES))
    return {name.removeprefix(start): read_part(archive, name, file) for name in names}


def _unusable(file: str, message: str) -> Unusable:
    return Unusable(IMPORT_FORMAT.finding(message, Location(file)))
