"""What a repository or a search engine reads from a PDF, of any origin: an answer to each question."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from typing import TYPE_CHECKING
from unicodedata import category

from briefpress.content import LICENCES, PRISM_NAMESPACE
from briefpress.reports.words import standard

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefpress.structure import PdfStructure

_DC = "{http://purl.org/dc/elements/1.1/}"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_PDF = "{http://ns.adobe.com/pdf/1.3/}"
_PRISM = re.compile(
    rf"\{{{PRISM_NAMESPACE.rpartition('/basic/')[0]}/basic/[\d.]+/\}}(\w+)"
)  # any version
LICENCE = (
    "{http://creativecommons.org/ns#}license",
    "{http://ns.adobe.com/xap/1.0/rights/}WebStatement",
)
_NAMES = {licence.url.rstrip("/"): licence.short_name for licence in LICENCES.values()}
_NO_TEXT = ("Cc", "Cs")  # control characters, and halves of characters


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file inside a PDF: its size in bytes, its digest (SHA-256), and what it is to the document."""

    name: str
    relationship: str
    media_type: str
    size: int | None
    sha256: str
    description: str


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a PDF says of itself; what it does not say is empty.

    `sha256` is the digest of the whole file, `source` that of the attachment which calls itself the
    source. `standards` are those that the file claims, whether or not it keeps them. Sizes are in
    bytes.
    """

    file: str
    title: str
    people: tuple[str, ...]
    publisher: tuple[str, ...]
    identifiers: tuple[str, ...]
    licence: str
    rights: str
    language: tuple[str, ...]
    edition: str
    description: str
    keywords: str
    created: str
    modified: str
    made_with: tuple[str, ...]
    standards: tuple[str, ...]
    pdf_version: str
    pages: int
    size: int
    sha256: str
    source_sha256: str
    attachments: tuple[AttachedFile, ...]


def of(name: str, data: bytes, pdf: PdfStructure, digests: Sequence[str]) -> Particulars:
    """Return what a PDF says of itself: in XMP, or where that is silent, in its older dictionary.

    `digests` are those of its attachments, in order; an empty one is not known.
    """
    attached = tuple(
        AttachedFile(
            _clean(each.name), _clean(each.relationship or ""), _clean(each.mime or ""), each.size, digest,
            _clean(each.description or ""),
        )
        for each, digest in zip(pdf.attachments, digests, strict=True)
    )  # fmt: skip
    sources = (each.sha256 for each in attached if each.relationship == "Source")

    def said(key: str, older: str = "") -> tuple[str, ...]:
        values = pdf.xmp_values.get(key, ()) or (pdf.info.get(older, ""),)
        return tuple(dict.fromkeys(filter(None, map(_clean, values))))

    def first(*keys: str, older: str = "") -> str:
        return next((value for key in keys for value in said(key, older)), "")

    return Particulars(
        file=name,
        title=first(f"{_DC}title", older="Title"),
        people=(*said(f"{_DC}creator", "Author"), *said(f"{_DC}contributor")),
        publisher=said(f"{_DC}publisher"),
        identifiers=tuple(dict.fromkeys(_identifiers(pdf.xmp_values))),
        licence=first(*LICENCE),
        rights=first(f"{_DC}rights"),
        language=tuple(
            dict.fromkeys(filter(None, (_clean(pdf.language or ""), *said(f"{_DC}language"))))
        ),
        edition=next(_prism(pdf.xmp_values, "edition"), ""),
        description=first(f"{_DC}description", older="Subject"),
        keywords=first(f"{_PDF}Keywords", older="Keywords"),
        created=first(f"{_XMP}CreateDate", older="CreationDate"),
        modified=first(f"{_XMP}ModifyDate", older="ModDate"),
        made_with=(*said(f"{_XMP}CreatorTool", "Creator"), *said(f"{_PDF}Producer", "Producer")),
        standards=tuple(map(_clean, claimed(pdf.xmp_values))),
        pdf_version=_clean(pdf.pdf_version),
        pages=len(pdf.pages),
        size=len(data),
        sha256=sha256(data).hexdigest(),
        source_sha256=next(sources, ""),
        attachments=attached,
    )


def _clean(text: str) -> str:
    """Return a text in one line, without what would steer a terminal."""
    return " ".join("".join(" " if category(c) in _NO_TEXT else c for c in text).split())


def _identifiers(xmp: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    yield from filter(None, map(_clean, xmp.get(f"{_DC}identifier", ())))
    for kind in ("doi", "isbn", "issn", "eIssn"):
        yield from (f"{kind}:{value}" for value in _prism(xmp, kind))


def _prism(xmp: Mapping[str, tuple[str, ...]], wanted: str) -> Iterator[str]:
    for name, values in xmp.items():
        found = _PRISM.fullmatch(name)
        if found and found[1] == wanted:
            yield from filter(None, map(_clean, values))


def claimed(xmp: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield the standards that a PDF claims, by their names."""

    def said(name: str) -> str:
        return "".join(xmp.get(f"{{http://www.aiim.org/{name}", ())).strip()

    if part := said("pdfua/ns/id/}part"):
        yield standard(f"ua{part}")
    if part := said("pdfa/ns/id/}part"):
        yield standard(part + said("pdfa/ns/id/}conformance").lower())
    yield from (
        value for name in xmp if "pdfx" in name.lower() and "ersion" in name for value in xmp[name]
    )
    yield from (value for name in xmp if name.endswith("}conformsTo") for value in xmp[name])


def licence_name(address: str) -> str:
    """Return the short name of a licence whose address is known, or else the address."""
    plain = re.sub("^http:", "https:", address.strip()).rstrip("/")
    return _NAMES.get(plain, address.strip())


def as_json(particulars: Particulars) -> str:
    """Return the particulars for programs; what is not said is an empty text or list."""
    return json.dumps(asdict(particulars), ensure_ascii=False, indent=2) + "\n"


_WORDS = {
    "pdf_version": "PDF version",
    "standards": "standards claimed",
    "sha256": "SHA-256",
    "source_sha256": "SHA-256 of source",
}
_NOT_SAID = "not said"
_ASKED = (
    "title",
    "people",
    "identifiers",
    "licence",
    "language",
    "edition",
    "source_sha256",
    "standards",
)


def as_text(particulars: Particulars) -> str:
    """Return a line for each answer; what everybody asks for is there also where nothing is said."""
    lines = []
    for each in fields(particulars):
        value = getattr(particulars, each.name)
        if each.name == "attachments":
            lines += [("attachment", _attachment(file)) for file in value]
            lines += [] if value else [("attachment", "none")]
        elif text := _text(each.name, value) or (_NOT_SAID if each.name in _ASKED else ""):
            lines.append((_WORDS.get(each.name, each.name.replace("_", " ")), text))
    width = max(len(label) for label, _ in lines)
    return "".join(f"{label:{width}}  {text}\n" for label, text in lines)


def _text(name: str, value: str | int | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return "; ".join(value)
    if name == "size":
        return f"{value:,} bytes"
    if name == "licence" and value:
        known = licence_name(str(value))
        return str(value) if known == value else f"{known}, {value}"
    return str(value)


def _attachment(file: AttachedFile) -> str:
    size = "" if file.size is None else f"{file.size:,} bytes"
    digest = f"SHA-256 {file.sha256}" if file.sha256 else ""
    said = (
        file.name or "without a name",
        file.relationship,
        file.media_type,
        size,
        digest,
        file.description,
    )
    return ", ".join(filter(None, said))
