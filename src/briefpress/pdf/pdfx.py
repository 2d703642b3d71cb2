"""What a printing house asks for: inks, page boxes, crop marks and blank pages (PDF/X-4, ISO 15930-7)."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pydyf
from PIL import Image

from briefpress.content import printing_condition, total_area_coverage
from briefpress.pdf.engine import ContentStream

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.content import Inks, PrintingCondition
    from briefpress.html import Sheet

# Lengths in points
HAIRLINE = 0.25  # thinner lines may not print
_MARK_LENGTH = 14.17  # 5 mm
_MARK_DISTANCE = 6.0  # from the trimmed page, at least
_JPEG_QUALITY = 95
_ROUNDING = 0.01  # of ink


def prepare(pdf: pydyf.PDF, sheet: Sheet, back_pages: int = 0) -> tuple[str, ...]:
    """Turn all colours into inks, set the page boxes, draw crop marks, and add blank pages.

    Blank pages stand before the last `back_pages`, which are outside on the folded sheet.
    Returns a message for each colour or image with more ink than the printing condition allows.
    """
    separation = _Separation(printing_condition(sheet.colours))
    for item in list(pdf.objects):
        separation.convert(item)
    _add_blank_pages(pdf, sheet.multiple, back_pages)
    turned = replace(sheet, width=sheet.height, height=sheet.width)
    for each in dict.fromkeys((sheet, turned)):  # which are the same where pages are square
        pages = [page for page in _pages(pdf) if _is_wide(page) == (each.width > each.height)]
        marks = _crop_marks(pdf, each) if sheet.marks and pages else None
        for page in pages:
            _set_boxes(page, each)
            if marks is not None:
                page["Contents"] = pydyf.Array([marks, page["Contents"]])
    return tuple(separation.excesses)


def output_intent(sheet: Sheet, profile: bytes) -> Any:
    """Return the output intent, which names the printing condition (ISO 15930-7).

    `profile` is the reference of the stream with its ICC profile.
    """
    return pydyf.Dictionary(
        {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFX",
            "OutputConditionIdentifier": pydyf.String(sheet.condition),
            "RegistryName": pydyf.String("http://www.color.org"),
            "Info": pydyf.String(printing_condition(sheet.colours).name),
            "DestOutputProfile": profile,
        }
    )


# Colours


@dataclass
class _Separation:
    """Turns the colours of a PDF into inks; `excesses` says which take too much ink."""

    condition: PrintingCondition
    excesses: list[str] = field(default_factory=list)

    def convert(self, item: Any) -> None:
        """Turn the colours of an object and of all objects in it into inks."""
        if isinstance(item, pydyf.Stream):
            self._stream(item)
            self.convert(item.extra)
        elif isinstance(item, dict):
            if "ShadingType" in item:
                self._shading(item)
            # The colours of a group are blended as inks; a soft mask has no colours, but lightness.
            if item.get("S") == "/Transparency" and item.get("CS") not in (None, "/DeviceGray"):
                item["CS"] = "/DeviceCMYK"
            for value in item.values():
                self.convert(value)
        elif isinstance(item, list):
            for value in item:
                self.convert(value)

    def _stream(self, stream: pydyf.Stream) -> None:
        if stream.extra.get("Subtype") == "/Image":
            self._image(stream)
        elif isinstance(stream, ContentStream):
            stream.stream[:] = self._operators(stream.stream)

    def _operators(self, stream: list[Any]) -> Iterator[Any]:
        """Yield the operators of a content stream, each with its operands, with colours as inks."""
        lab = {b"cs": False, b"CS": False}
        for part in stream:
            *operands, operator = (isinstance(part, bytes) and part.split()) or (b"",)
            if operator in (b"rg", b"RG") and len(operands) == 3:
                red, green, blue = map(float, operands)
                yield _in_inks(self.condition.inks(red, green, blue), stroke=operator == b"RG")
            elif operator in lab:
                lab[operator] = operands[0].startswith(b"/lab-")
                if not lab[operator]:
                    yield part
            elif operator in (b"scn", b"SCN") and lab[b"cs" if operator == b"scn" else b"CS"]:
                lightness, a, b = map(float, operands)
                yield _in_inks(
                    self.condition.inks_of_lab(lightness, a, b), stroke=operator == b"SCN"
                )
            else:
                if operator in (b"scn", b"SCN") and len(operands) == 4:
                    self._check_ink(sum(map(float, operands)), "a colour of the style sheet")
                yield part

    def _check_ink(self, ink: float, what: str) -> None:
        limit = self.condition.ink_limit
        if ink > limit + _ROUNDING:
            self.excesses.append(f"{what} takes {ink:.0%} of ink; the limit is {limit:.0%}")

    def _shading(self, shading: dict[str, Any]) -> None:
        """Turn the colours at the ends of a gradient into inks; viewers blend the inks between."""
        if shading["ColorSpace"] != "/DeviceRGB":
            return
        shading["ColorSpace"] = "/DeviceCMYK"
        for function in _functions(shading["Function"]):
            for end in ("C0", "C1"):
                function[end] = pydyf.Array(self.condition.inks(*map(float, function[end])))

    def _image(self, stream: pydyf.Stream) -> None:
        extra = stream.extra
        if extra["ColorSpace"] == "/DeviceGray":
            return
        image = _decoded(stream)
        if extra["ColorSpace"] == "/DeviceRGB":
            image = self.condition.separate(image.convert("RGB"))
            data = BytesIO()
            if extra["Filter"] == "/DCTDecode":
                # Pillow stores CMYK in a JPEG inverted, as Adobe's programs do.
                image.save(data, "JPEG", quality=_JPEG_QUALITY, subsampling=0)
                extra["Decode"] = pydyf.Array((1, 0) * 4)
                stream.stream[:] = [data.getvalue()]
            else:
                extra.pop("DecodeParms", None)
                stream.stream[:] = [zlib.compress(image.tobytes(), 6)]
            extra["ColorSpace"] = "/DeviceCMYK"
        self._check_ink(total_area_coverage(image), "a picture")


def _in_inks(inks: Inks, *, stroke: bool) -> bytes:
    return b"%s %s" % (" ".join(f"{ink:g}" for ink in inks).encode(), b"K" if stroke else b"k")


def _functions(function: Any) -> Iterator[Any]:
    """Yield the functions between two colours that make up a gradient (ISO 32000-1, 7.10)."""
    if function["FunctionType"] == 3:
        for each in function["Functions"]:
            yield from _functions(each)
    else:
        yield function


def _decoded(stream: pydyf.Stream) -> Image.Image:
    """Return the image in a stream of WeasyPrint's, which is a JPEG or has the data of a PNG."""
    data = b"".join(part if isinstance(part, bytes) else part.data for part in stream.stream)
    extra = stream.extra
    if extra["Filter"] == "/DCTDecode":
        return Image.open(BytesIO(data))
    header = struct.pack(">IIBBBBB", int(extra["Width"]), int(extra["Height"]), 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
    written = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )
    return Image.open(BytesIO(b"\x89PNG\r\n\x1a\n" + b"".join(written)))


# Pages


def _pages(pdf: pydyf.PDF) -> list[Any]:
    return [pdf.objects[number] for number in pdf.pages["Kids"][::3]]


def _add_blank_pages(pdf: pydyf.PDF, multiple: int, back_pages: int) -> None:
    """Add blank pages until their number is a multiple of `multiple`: sheets are folded."""
    first = _pages(pdf)[0]
    kids = pdf.pages["Kids"]
    behind = kids[len(kids) - 3 * back_pages :]  # each has a number, a generation and an R
    del kids[len(kids) - 3 * back_pages :]
    for _ in range(-(len(_pages(pdf)) + back_pages) % multiple):
        empty = pydyf.Stream([])
        pdf.add_object(empty)
        pdf.add_page(
            pydyf.Dictionary(
                {
                    "Type": "/Page",
                    "Parent": pdf.pages.reference,
                    "MediaBox": first["MediaBox"],
                    "Resources": first["Resources"],
                    "Contents": empty.reference,
                    "Tabs": "/S",
                }
            )
        )
    kids.extend(behind)


def _is_wide(page: Any) -> bool:
    left, bottom, right, top = page["MediaBox"]
    return bool(right - left > top - bottom)


def _set_boxes(page: Any, sheet: Sheet) -> None:
    """Set the page boxes: where the page is cut, and how far it is printed (ISO 32000-1, 14.11.2)."""
    trim = (0.0, 0.0, sheet.width, sheet.height)
    around = _sheet_margin(sheet) if sheet.marks else sheet.bleed
    for name, distance in (("TrimBox", 0.0), ("BleedBox", sheet.bleed), ("MediaBox", around)):
        left, bottom, right, top = trim
        box = (left - distance, bottom - distance, right + distance, top + distance)
        page[name] = pydyf.Array(round(side, 3) for side in box)


def _sheet_margin(sheet: Sheet) -> float:
    """Return how far the sheet reaches beyond the trimmed page: to the ends of the crop marks."""
    return max(sheet.bleed, _MARK_DISTANCE) + _MARK_LENGTH


def _crop_marks(pdf: pydyf.PDF, sheet: Sheet) -> bytes:
    """Draw crop marks in all inks, outside of the bleed; returns the reference of their stream."""
    inner, outer = max(sheet.bleed, _MARK_DISTANCE), _sheet_margin(sheet)
    function = {"FunctionType": 2, "Domain": pydyf.Array([0, 1]), "N": 1}
    ends = {"C0": pydyf.Array([0, 0, 0, 0]), "C1": pydyf.Array([1, 1, 1, 1])}
    tint = pydyf.Dictionary({**function, **ends})
    space = pydyf.Array(["/Separation", "/All", "/DeviceCMYK", tint])
    spaces = next(item for item in pdf.objects if isinstance(item, dict) and "lab-d50" in item)
    spaces["Registration"] = space
    lines = []
    for x, left in ((0.0, True), (sheet.width, False)):
        for y, below in ((0.0, True), (sheet.height, False)):
            across, up = (-1 if left else 1), (-1 if below else 1)
            lines.append((x + across * inner, y, x + across * outer, y))
            lines.append((x, y + up * inner, x, y + up * outer))
    drawn = "\n".join(f"{a:.3f} {b:.3f} m {c:.3f} {d:.3f} l S" for a, b, c, d in lines)
    stream = pydyf.Stream(
        [f"/Artifact BMC q /Registration CS 1 SCN {HAIRLINE} w\n{drawn}\nQ EMC".encode()]
    )
    pdf.add_object(stream)
    return bytes(stream.reference)
