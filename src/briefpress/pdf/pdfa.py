"""What PDF/A asks of a tagged PDF: metadata, attachments, output intent (ISO 19005-3 and 19005-4)."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

import pydyf

from briefpress.pdf import engine, xmp
from briefpress.pdf.embedded_files import add_stream, embed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefpress.content import Profile
    from briefpress.html import Attachment, Sheet
    from briefpress.pdf.xmp import Metadata

_COMPRESSION = 7
_PRINT = 4  # annotation flag: shown in print as on the screen (ISO 32000-1, table 165)


def finish(
    pdf: pydyf.PDF,
    metadata: Metadata,
    profile: Profile,
    *,
    attachments: Iterable[Attachment],
    claim: bool,
    sheet: Sheet | None,
    templates: str = "",
) -> None:
    """Complete a tagged PDF so that it keeps the standards of its profile.

    The metadata name the standards if `claim` is set. Colours are those of the printing condition of
    the `sheet`, or else sRGB. `templates` is the fingerprint of those that the page was set in.
    """
    for item in pdf.objects:
        _remove_forbidden(item)
    pdf.catalog["PageLabels"] = pydyf.Dictionary(
        {"Nums": pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])}
    )
    intent = _printing_condition(pdf, sheet) if sheet else _srgb(pdf)
    pdf.catalog["OutputIntents"] = pydyf.Array([intent])
    _attach(pdf, attachments, _pdf_date(metadata.modified or metadata.created))
    claims = _claims(profile, pdf) if claim else ()
    packet = xmp.packet(metadata, engine.PRODUCER, claims, for_print=profile.is_for_print)
    pdf.catalog["Metadata"] = add_stream(
        pdf, packet, {"Type": "/Metadata", "Subtype": "/XML"}, compress=False
    )
    if templates:
        pdf.catalog["PieceInfo"] = _private_data(templates, metadata)
    if sheet:
        pdf.info["Trapped"] = "/False"
    if not profile.has_info:
        pdf.info.clear()  # ISO 19005-4, 6.1.3: XMP alone
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.compress:
            _compress(item)


def _remove_forbidden(item: Any) -> None:
    """Remove what PDF/A forbids: images that viewers interpolate, annotations that are not printed."""
    extra = getattr(item, "extra", {})
    if extra.get("Subtype") == "/Image" and "Interpolate" in extra:
        del extra["Interpolate"]
    if isinstance(item, dict) and item.get("Type") == "/Annot":
        item["F"] = _PRINT


def _srgb(pdf: pydyf.PDF) -> Any:
    """Return the output intent that defines RGB colours (ISO 19005-3, 6.2.3)."""
    return pydyf.Dictionary(
        {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFA1",
            "OutputConditionIdentifier": pydyf.String("sRGB"),
            "Info": pydyf.String("sRGB"),
            "DestOutputProfile": add_stream(pdf, engine.SRGB.read_bytes(), {"N": 3}),
        }
    )


def _printing_condition(pdf: pydyf.PDF, sheet: Sheet) -> Any:
    """Return the output intent that defines the inks of a sheet (ISO 15930-7)."""
    from briefpress.pdf import pdfx  # noqa: PLC0415 - Pillow is loaded for the print edition alone

    # A higher level makes the profile hardly smaller, and takes longer than the whole brief.
    packed = zlib.compress(sheet.colours, 6)
    profile = add_stream(pdf, packed, {"N": 4, "Filter": "/FlateDecode"}, compress=False)
    return pdfx.output_intent(sheet, profile)


def _compress(stream: pydyf.Stream) -> None:
    """Compress a stream once; pydyf would do it twice, for the file and for its identifier.

    Level 7 takes half the time of pydyf's 9, for a file that is larger by 0.5 %.
    """
    stream.stream = [zlib.compress(b"\n".join(map(_bytes, stream.stream)), _COMPRESSION)]
    stream.extra["Filter"] = "/FlateDecode"
    stream.compress = False


def _bytes(item: Any) -> bytes:
    if isinstance(item, bytes):
        return item
    return item.data if isinstance(item, pydyf.Object) else str(item).encode("ascii")


def _claims(profile: Profile, pdf: pydyf.PDF) -> tuple[tuple[str, str], ...]:
    """Return the claims of a profile; a PDF/A-4 without attachments is no PDF/A-4f (ISO 19005-4, annex A)."""
    if profile.is_pdf_2 and "AF" not in pdf.catalog:
        return tuple(claim for claim in profile.claims if claim[0] != "pdfaid:conformance")
    return profile.claims


def _attach(pdf: pydyf.PDF, attachments: Iterable[Attachment], date: str | None) -> None:
    """Embed files as associated files of the document, in the given order (ISO 19005-3, 6.8).

    The name tree is sorted by name (ISO 32000-2, 7.9.6).
    """
    files = [(each.name, embed(pdf, each, date)) for each in attachments]
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


def _private_data(templates: str, metadata: Metadata) -> Any:
    """Return what only this program reads (ISO 32000-2, 14.5)."""
    date = _pdf_date(metadata.modified or metadata.created) or "D:1970"
    private = pydyf.Dictionary({"Templates": pydyf.String(templates)})
    entry = pydyf.Dictionary({"LastModified": pydyf.String(date), "Private": private})
    return pydyf.Dictionary({"Briefpress": entry})


def _pdf_date(date: str) -> str | None:
    """Return a W3C date as a PDF date (ISO 32000-1, 7.9.4)."""
    digits = "".join(char for char in date if char.isdigit())[:14]
    return f"D:{digits}{'Z' if date.endswith('Z') else ''}" if digits else None
