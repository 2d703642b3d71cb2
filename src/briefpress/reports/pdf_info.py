"""What a repository or a search engine reads from a PDF of any origin: metadata, licence, files."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from typing import TYPE_CHECKING
from unicodedata import category

from briefpress.checks import claims, standard_name
from briefpress.content import LICENCES, PRISM_NAMESPACE
from briefpress.findings import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from briefpress.structure import PdfStructure

_DC = "{http://purl.org/dc/elements/1.1/}"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_PDF = "{http://ns.adobe.com/pdf/1.3/}"
_PRISM = re.compile(
    rf"\{{{PRISM_NAMESPACE.rpartition('/basic/')[0]}/basic/[\d.]+/\}}(\w+)"
)  # any version
# The XMP properties that hold the address of a licence, in the order in which they are asked.
LICENCE_PROPERTIES = (
    "{http://creativecommons.org/ns#}license",
    "{http://ns.adobe.com/xap/1.0/rights/}WebStatement",
)
_LICENCE_NAMES = {licence.url.rstrip("/"): licence.short_name for licence in LICENCES.values()}
_UNPRINTABLE = ("Cc", "Cs")  # the categories of control characters and surrogates


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file inside a PDF; `relationship` is its AFRelationship, `size` is in bytes."""

    name: str
    relationship: str
    media_type: str
    size: int | None
    sha256: str
    description: str


@dataclass(frozen=True, slots=True)
class PdfInfo:
    """What a PDF says about itself; fields that it does not give are empty.

    `sha256` is the digest of the whole file, `source_sha256` that of the attachment whose
    relationship is Source. `standards` are those that the file claims, whether or not it conforms.
    `size` is in bytes.
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


def read_pdf_info(name: str, data: bytes, pdf: PdfStructure, digests: Sequence[str]) -> PdfInfo:
    """Return what a PDF says about itself: in XMP, or if XMP is silent, in its Info dictionary.

    `digests` are those of its attachments, in their order; "" for one that is not known.
    """
    attached = tuple(_attached_files(pdf, digests))

    def values(name: str, info_key: str = "") -> tuple[str, ...]:
        found = pdf.xmp_values.get(name, ()) or (pdf.info.get(info_key, ""),)
        return tuple(dict.fromkeys(filter(None, map(_one_line, found))))

    def first(*names: str, info_key: str = "") -> str:
        return next((value for name in names for value in values(name, info_key)), "")

    languages = (_one_line(pdf.language or ""), *values(f"{_DC}language"))
    return PdfInfo(
        file=name,
        title=first(f"{_DC}title", info_key="Title"),
        people=(*values(f"{_DC}creator", "Author"), *values(f"{_DC}contributor")),
        publisher=values(f"{_DC}publisher"),
        identifiers=tuple(dict.fromkeys(_identifiers(pdf.xmp_values))),
        licence=first(*LICENCE_PROPERTIES),
        rights=first(f"{_DC}rights"),
        language=tuple(dict.fromkeys(filter(None, languages))),
        edition=next(_prism_values(pdf.xmp_values, "edition"), ""),
        description=first(f"{_DC}description", info_key="Subject"),
        keywords=first(f"{_PDF}Keywords", info_key="Keywords"),
        created=first(f"{_XMP}CreateDate", info_key="CreationDate"),
        modified=first(f"{_XMP}ModifyDate", info_key="ModDate"),
        made_with=(
            *values(f"{_XMP}CreatorTool", "Creator"),
            *values(f"{_PDF}Producer", "Producer"),
        ),
        standards=tuple(map(_one_line, claimed_standards(pdf.xmp_values))),
        pdf_version=_one_line(pdf.pdf_version),
        pages=len(pdf.pages),
        size=len(data),
        sha256=sha256(data).hexdigest(),
        source_sha256=next((each.sha256 for each in attached if each.relationship == "Source"), ""),
        attachments=attached,
    )


def _attached_files(pdf: PdfStructure, digests: Sequence[str]) -> Iterator[AttachedFile]:
    for each, digest in zip(pdf.attachments, digests, strict=True):
        yield AttachedFile(
            name=_one_line(each.name),
            relationship=_one_line(each.relationship or ""),
            media_type=_one_line(each.mime or ""),
            size=each.size,
            sha256=digest,
            description=_one_line(each.description or ""),
        )


def _one_line(text: str) -> str:
    """Return a text in one line, without control characters, which could steer a terminal."""
    return " ".join("".join(" " if category(c) in _UNPRINTABLE else c for c in text).split())


def _identifiers(xmp: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    yield from filter(None, map(_one_line, xmp.get(f"{_DC}identifier", ())))
    for scheme in ("doi", "isbn", "issn", "eIssn"):
        yield from (f"{scheme}:{value}" for value in _prism_values(xmp, scheme))


def _prism_values(xmp: Mapping[str, tuple[str, ...]], wanted: str) -> Iterator[str]:
    """Yield the values of a property of PRISM, whatever version of its namespace is used."""
    for name, values in xmp.items():
        found = _PRISM.fullmatch(name)
        if found and found[1] == wanted:
            yield from filter(None, map(_one_line, values))


def claimed_standards(xmp: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield the names of the standards that the XMP of a PDF claims, such as PDF/UA-1."""

    yield from map(standard_name, claims(xmp))
    yield from (  # GTS_PDFXVersion, in whichever namespace
        value for name in xmp if "pdfx" in name.lower() and "ersion" in name for value in xmp[name]
    )
    yield from (value for name in xmp if name.endswith("}conformsTo") for value in xmp[name])


def licence_name(url: str) -> str:
    """Return the short name of a known licence, or else its URL as it is."""
    https = re.sub("^http:", "https:", url.strip()).rstrip("/")
    return _LICENCE_NAMES.get(https, url.strip())


def info_to_json(info: PdfInfo) -> str:
    """Return the info as JSON; a field that the PDF does not give is an empty string or list."""
    return json.dumps(asdict(info), ensure_ascii=False, indent=2) + "\n"


_LABELS = {
    "pdf_version": "PDF version",
    "standards": "standards claimed",
    "sha256": "SHA-256",
    "source_sha256": "SHA-256 of source",
}
# The fields that are printed even if the PDF does not give them.
_ALWAYS_SHOWN = (
    "title",
    "people",
    "identifiers",
    "licence",
    "language",
    "edition",
    "source_sha256",
    "standards",
)


def info_to_text(info: PdfInfo) -> str:
    """Return the info as a line for each field, and one for each attachment."""
    lines = []
    for field in fields(info):
        value = getattr(info, field.name)
        if field.name == "attachments":
            lines += [("attachment", _attachment_text(file)) for file in value]
            lines += [] if value else [("attachment", "none")]
        elif text := _text(field.name, value) or (
            "not said" if field.name in _ALWAYS_SHOWN else ""
        ):
            lines.append((_LABELS.get(field.name, field.name.replace("_", " ")), text))
    width = max(len(label) for label, _ in lines)
    return "".join(f"{label:{width}}  {visible(text)}\n" for label, text in lines)


def _text(name: str, value: str | int | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return "; ".join(value)
    if name == "size":
        return f"{value:,} bytes"
    if name == "licence" and value:
        known = licence_name(str(value))
        return str(value) if known == value else f"{known}, {value}"
    return str(value)


def _attachment_text(file: AttachedFile) -> str:
    parts = (
        file.name or "without a name",
        file.relationship,
        file.media_type,
        "" if file.size is None else f"{file.size:,} bytes",
        f"SHA-256 {file.sha256}" if file.sha256 else "",
        file.description,
    )
    return ", ".join(filter(None, parts))
