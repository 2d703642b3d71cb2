"""What makes a tagged PDF one that can be kept: metadata, attachments and colours (PDF/A)."""

from __future__ import annotations

import zlib
from hashlib import md5
from typing import TYPE_CHECKING, Any

import pydyf

from briefpress.pdf import xmp

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefpress.content import Profile
    from briefpress.html import Attachment, Sheet
    from briefpress.pdf.xmp import Metadata

_EFFORT = 7  # of 9, in compressing
_PRINT = 4  # annotation flag: shown in print as on the screen (ISO 32000-1, table 165)


def finish(
    pdf: pydyf.PDF,
    about: Metadata,
    profile: Profile,
    attachments: Iterable[Attachment],
    producer: str,
    colours: bytes,
    *,
    claim: bool,
    sheet: Sheet | None = None,
) -> None:
    """Complete a PDF so that it keeps the standards of its profile, and says so if `claim` is set.

    `colours` is the ICC profile that tells what its RGB values mean; where there is a `sheet`, its
    own tells what inks mean.
    """
    for item in pdf.objects:
        _mend(item)
    pdf.catalog["PageLabels"] = pydyf.Dictionary(
        {"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])}
    )
    if sheet:
        from briefpress.pdf import pdfx  # noqa: PLC0415 - it loads what only printing houses need

        # Packed tighter, a profile is hardly smaller, and takes longer than the brief itself.
        packed = zlib.compress(sheet.colours, 6)
        stream = _stream(pdf, packed, {"N": 4, "Filter": "/FlateDecode"}, compress=False)
        intent = pdfx.output_intent(sheet, stream)
    else:
        intent = _output_intent(pdf, colours)
    pdf.catalog["OutputIntents"] = pydyf.Array([intent])
    _attach(pdf, attachments, _pdf_date(about.modified or about.created))
    claims = _claims(profile, pdf) if claim else ()
    packet = xmp.xmp(about, producer, claims, for_print=profile.is_for_print)
    pdf.catalog["Metadata"] = _stream(
        pdf, packet, {"Type": "/Metadata", "Subtype": "/XML"}, compress=False
    )
    if sheet:
        pdf.info["Trapped"] = "/False"
    if not profile.has_info:
        pdf.info.clear()  # ISO 19005-4, 6.1.3: the metadata say all
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.compress:
            _compress(item)


def _compress(stream: pydyf.Stream) -> None:
    """Compress a stream now: pydyf does it once for the file, and once for its identifier.

    It also takes twice the time, for a file that is smaller by half a hundredth.
    """
    stream.stream = [zlib.compress(b"\n".join(map(_bytes, stream.stream)), _EFFORT)]
    stream.extra["Filter"] = "/FlateDecode"
    stream.compress = False


def _bytes(item: Any) -> bytes:
    if isinstance(item, bytes):
        return item
    return item.data if isinstance(item, pydyf.Object) else str(item).encode("ascii")


def _output_intent(pdf: pydyf.PDF, colours: bytes) -> Any:
    """Say which colours are meant (ISO 19005-3, 6.2.3)."""
    return pydyf.Dictionary(
        {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFA1",
            "OutputConditionIdentifier": pydyf.String("sRGB"),
            "Info": pydyf.String("sRGB"),
            "DestOutputProfile": _stream(pdf, colours, {"N": 3}),
        }
    )


def _claims(profile: Profile, pdf: pydyf.PDF) -> tuple[tuple[str, str], ...]:
    """Return what a file can claim: PDF/A-4 is only PDF/A-4f with a file in it (ISO 19005-4, annex A)."""
    if profile.is_pdf_2 and "AF" not in pdf.catalog:
        return tuple(claim for claim in profile.claims if claim[0] != "pdfaid:conformance")
    return profile.claims


def _mend(item: Any) -> None:
    """Take out what PDF/A forbids: pictures smoothed by the viewer, annotations that do not print."""
    extra = getattr(item, "extra", {})
    if extra.get("Subtype") == "/Image" and "Interpolate" in extra:
        del extra["Interpolate"]
    if isinstance(item, dict) and item.get("Type") == "/Annot":
        item["F"] = _PRINT


def _attach(pdf: pydyf.PDF, attachments: Iterable[Attachment], date: str | None) -> None:
    """Embed files, each with its relationship to the document (ISO 19005-3, 6.8).

    The associated files keep their order, so that the source itself stands first; the name tree has
    that of the names, as it must (ISO 32000-2, 7.9.6).
    """
    files = [(each.name, _specification(pdf, each, date)) for each in attachments]
    if not files:
        return
    specifications = [specification for _, specification in files]
    names = [
        item
        for name, specification in sorted(files)
        for item in (pydyf.String(name), specification)
    ]
    tree = pydyf.Dictionary({"Names": pydyf.Array(names)})
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = tree
    pdf.catalog["AF"] = pydyf.Array(specifications)


def _specification(pdf: pydyf.PDF, attachment: Attachment, date: str | None) -> bytes:
    checksum = md5(attachment.data, usedforsecurity=False).hexdigest()
    parameters = pydyf.Dictionary({"Size": len(attachment.data), "CheckSum": f"<{checksum}>"})
    if date:
        parameters["ModDate"] = pydyf.String(date)
    kind = attachment.media_type.replace("/", "#2f")
    entries = {"Type": "/EmbeddedFile", "Subtype": f"/{kind}", "Params": parameters}
    file = _stream(pdf, attachment.data, entries)
    specification = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(attachment.name),
            "UF": pydyf.String(attachment.name),
            "EF": pydyf.Dictionary({"F": file, "UF": file}),
            "AFRelationship": f"/{attachment.relationship}",
            "Desc": pydyf.String(attachment.description),
        }
    )
    pdf.add_object(specification)
    return bytes(specification.reference)


def _stream(pdf: pydyf.PDF, data: bytes, extra: dict[str, Any], *, compress: bool = True) -> bytes:
    stream = pydyf.Stream([data], pydyf.Dictionary(extra), compress=compress)
    pdf.add_object(stream)
    return bytes(stream.reference)


def _pdf_date(date: str) -> str | None:
    """Return a W3C date as a PDF date (ISO 32000-1, 7.9.4)."""
    digits = "".join(char for char in date if char.isdigit())[:14]
    return f"D:{digits}{'Z' if date.endswith('Z') else ''}" if digits else None
