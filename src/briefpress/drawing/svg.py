"""SVG as vl-convert writes it, made fit for a page: plain shapes and text, with names that are its own."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from briefpress.drawing.look import LATIN_DIGITS, in_digits

_SVG = "{http://www.w3.org/2000/svg}"
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
# What has no meaning on a page, or is said once for the whole chart.
_DROPPED = frozenset({
    "class", "role", "aria-roledescription", "aria-hidden", "aria-label", "pointer-events", "font-family",
    "version", "width", "height",
})  # fmt: skip


class EmptyChartError(Exception):
    """A chart has axes at most, and shows no values."""


def clean_svg(svg: str, family: str, name: str, digits: str = LATIN_DIGITS) -> ET.Element:
    """Return the svg element of a chart, without what shows nothing; its identifiers begin with `name`.

    Its texts have these digits.

    Raises `EmptyChartError`: so ends what fails while it computes, of which vl-convert says nothing.
    vl-convert counts the identifiers of a process on, so that two runs would differ.
    """
    root = ET.fromstring(svg)  # noqa: S314 - vl-convert wrote it, and expat limits entities
    if not any("role-mark" in each.get("class", "") and len(each) for each in root.iter()):
        raise EmptyChartError
    _drop_invisible(root)
    _rename(root, name)
    for element in root.iter():
        for key in _DROPPED & element.attrib.keys():
            del element.attrib[key]
        if element.get("opacity") == "1":
            del element.attrib["opacity"]
        element.tag = element.tag.removeprefix(_SVG)  # in HTML it needs no namespace
        if element.text:
            element.text = in_digits(element.text, digits)
    # Places are counted from the left, also in a brief that is read from the right.
    root.attrib.update({"font-family": family, "direction": "ltr"})
    return root


def _drop_invisible(element: ET.Element) -> None:
    """Remove what is not displayed, backgrounds, and groups that are empty then."""
    for child in [*element]:
        _drop_invisible(child)
        is_background = child.get("class") == "background" and child.get("stroke") is None
        is_background = is_background and child.get("fill") is None
        is_empty = child.tag == f"{_SVG}g" and not len(child)
        is_nothing = child.tag == f"{_SVG}path" and not child.get("d")
        if child.get("display") == "none" or is_background or is_empty or is_nothing:
            element.remove(child)


def _rename(root: ET.Element, name: str) -> None:
    """Number the identifiers anew, in the order in which they are used."""
    used = [
        found for e in root.iter() for v in e.attrib.values() for found in _REFERENCE.findall(v)
    ]
    names = {old: f"{name}-{number}" for number, old in enumerate(dict.fromkeys(used), 1)}
    for element in root.iter():
        for key, value in element.attrib.items():
            element.set(key, _REFERENCE.sub(lambda found: f"url(#{names[found[1]]})", value))
        if "id" in element.attrib:
            element.set("id", names.get(element.get("id", ""), f"{name}-{element.get('id')}"))
