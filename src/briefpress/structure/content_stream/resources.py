"""Looks up what the names in a content stream stand for (ISO 32000-2 7.8.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from briefpress.structure.content_stream import colours
from briefpress.structure.content_stream.geometry import IDENTITY
from briefpress.structure.objects import integer, name_of, number, object_number
from briefpress.structure.syntax import Name, text_string

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefpress.structure.content_stream.colours import Space
    from briefpress.structure.content_stream.font_dictionaries import Fonts
    from briefpress.structure.content_stream.fonts import Font
    from briefpress.structure.content_stream.geometry import Matrix
    from briefpress.structure.content_stream.layers import Layers
    from briefpress.structure.elements import Rect
    from briefpress.structure.objects import Objects

# A content stream: ("page", index) or ("form", object number); and marked content by its MCID there.
Stream = tuple[str, int]
Key = tuple[Stream, int]


@dataclass(frozen=True, slots=True)
class Properties:
    """The properties of marked content (14.6.2).

    `is_hidden` is true for a layer that is not shown (8.11).
    """

    mcid: int | None = None
    actual_text: str | None = None
    type: str | None = None
    subtype: str | None = None
    lang: str | None = None
    is_hidden: bool = False


NO_PROPERTIES = Properties()


def inline_properties(entries: Mapping[str, object]) -> Properties:
    """Return the properties in a property list that is written in the content stream."""

    def text(key: str) -> str | None:
        value = entries.get(key)
        return text_string(value) if isinstance(value, bytes) else None

    def name(key: str) -> str | None:
        value = entries.get(key)
        return str(value) if isinstance(value, Name) else None

    mcid = entries.get("MCID")
    return Properties(
        mcid if isinstance(mcid, int) else None,
        text("ActualText"),
        name("Type"),
        name("Subtype"),
        text("Lang"),
    )


@dataclass(frozen=True, slots=True)
class Form:
    """A form XObject, or a page: a content stream with its own resources (8.10).

    `is_group` is true for a transparency group, which is painted as a whole (11.6.6); `is_hidden`
    for a form on a layer that is not shown (8.11).
    """

    stream: Stream
    data: bytes
    resources: Resources
    matrix: Matrix = IDENTITY
    box: Rect | None = None
    is_group: bool = False
    is_hidden: bool = False

    @property
    def place(self) -> str:
        """The name of this stream in messages; pages count from 1."""
        kind, count = self.stream
        return f"page {count + 1}" if kind == "page" else f"form XObject {count}"


class Parameters(NamedTuple):
    """The graphics state parameters that are set: font, font size and opacity.

    `is_transparent` says that what is painted with them lets the background show through (11).
    """

    font: Font | None = None
    size: float | None = None
    alpha: float | None = None
    is_transparent: bool = False


class Resources:
    """A resource dictionary; each name is looked up once."""

    def __init__(self, objects: Objects, fonts: Fonts, layers: Layers, dictionary: object) -> None:
        self._objects, self._fonts, self._layers = objects, fonts, layers
        self._dictionary = dictionary
        self._known: dict[tuple[str, str], object] = {}
        self._forms: dict[str, Form | None] = {}
        self._spaces: dict[str, Space] = {}
        self._properties: dict[str, Properties] = {}
        self._parameters: dict[str, Parameters] = {}

    def _get(self, kind: str, name: str) -> object:
        key = (kind, name)
        if key not in self._known:
            self._known[key] = self._objects.get(self._dictionary, f"/{kind}", f"/{name}")
        return self._known[key]

    def font(self, name: str) -> Font | None:
        """Return the font of this name; None if there is none."""
        return self._fonts.get(self._get("Font", name))

    def parameters(self, name: str) -> Parameters:
        """Return the graphics state parameters of this name (8.4.5)."""
        if name not in self._parameters:
            self._parameters[name] = self._read_parameters(self._get("ExtGState", name))
        return self._parameters[name]

    def _read_parameters(self, found: object) -> Parameters:
        objects = self._objects
        entry = objects.items(objects.get(found, "/Font"))
        font = self._fonts.get(entry[0]) if entry else None
        size = number(entry[1]) if len(entry) > 1 else None
        alpha, stroke = (number(objects.get(found, key)) for key in ("/ca", "/CA"))
        modes = objects.items(objects.get(found, "/BM"))
        has_mask = name_of(mask := objects.get(found, "/SMask")) != "None" and mask is not None
        is_faint = any(each is not None and each < 1 for each in (alpha, stroke))
        is_blended = any(name_of(mode) not in ("Normal", "Compatible") for mode in modes)
        return Parameters(font, size, alpha, is_faint or has_mask or is_blended)

    def properties(self, name: str) -> Properties:
        """Return the properties in the property list of this name."""
        if name not in self._properties:
            self._properties[name] = self._read_properties(self._get("Properties", name))
        return self._properties[name]

    def _read_properties(self, found: object) -> Properties:
        objects = self._objects
        return Properties(
            integer(objects.get(found, "/MCID")),
            objects.text(objects.get(found, "/ActualText")),
            name_of(objects.get(found, "/Type")),
            name_of(objects.get(found, "/Subtype")),
            objects.text(objects.get(found, "/Lang")),
            self._layers.hides(found),
        )

    def space(self, name: str) -> Space:
        """Return the colour space of this name, such as DeviceRGB or one of the resources."""
        if name not in self._spaces:
            found = self._get("ColorSpace", name)
            if found is None and name.startswith("Device"):
                self._spaces[name] = colours.by_count
            else:
                self._spaces[name] = colours.space(self._objects, found)
        return self._spaces[name]

    def family(self, name: str) -> str:
        """Return the family of the colour space of this name (8.6.3)."""
        found = self._get("ColorSpace", name)
        return name if found is None else colours.family(self._objects, found)

    def shading(self, name: str) -> str:
        """Return the colour space family of the shading or shading pattern of this name."""
        found = self._get("Shading", name) or self._objects.get(
            self._get("Pattern", name), "/Shading"
        )
        space = self._objects.get(found, "/ColorSpace")
        return "Pattern" if space is None else colours.family(self._objects, space)

    def image_colours(self, name: str) -> tuple[str, bool]:
        """Return the family of an image's colour space, and whether the image has a soft mask."""
        image = self._get("XObject", name)
        space = self._objects.get(image, "/ColorSpace")
        is_masked = self._objects.get(image, "/SMask") is not None
        return "DeviceGray" if space is None else colours.family(self._objects, space), is_masked

    def form(self, name: str) -> Form | None:
        """Return the form XObject of this name; None if it is an image, or missing."""
        if name not in self._forms:
            found = self._get("XObject", name)
            is_form = name_of(self._objects.get(found, "/Subtype")) == "Form"
            self._forms[name] = self.form_of(found) if is_form else None
        return self._forms[name]

    def form_of(self, stream: object) -> Form:
        """Return the form of a stream, which may lack resources of its own."""
        objects = self._objects
        own = objects.get(stream, "/Resources")
        resources = self if own is None else Resources(objects, self._fonts, self._layers, own)
        return Form(
            ("form", object_number(stream)),
            objects.data(stream),
            resources,
            _matrix(objects.items(objects.get(stream, "/Matrix"))),
            objects.rect(objects.get(stream, "/BBox")),
            objects.get(stream, "/Group") is not None,
            self._layers.hides(objects.get(stream, "/OC")),
        )

    def pattern(self, name: str) -> Form | None:
        """Return the cell of the tiling pattern of this name; None if it is none (8.7.3)."""
        found = self._get("Pattern", name)
        if self._objects.get(found, "/PatternType") != 1:
            return None
        return self.form_of(found)

    def image_size(self, name: str) -> tuple[int, int] | None:
        """Return the width and height of an image in pixels; None if they are not stated."""
        image = self._get("XObject", name)
        width, height = (integer(self._objects.get(image, key)) for key in ("/Width", "/Height"))
        return (width, height) if width and height else None


def _matrix(items: list[object]) -> Matrix:
    match [number(item) for item in items]:
        case [float(a), float(b), float(c), float(d), float(e), float(f)]:
            return (a, b, c, d, e, f)
    return IDENTITY
