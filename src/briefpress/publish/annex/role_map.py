"""What structure types are mapped to, and headings one level down (ISO 32000-2, 14.7.3, 14.8.6)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from briefpress.publish.annex.objects import name

if TYPE_CHECKING:
    from briefpress.publish.annex.pdf import Pdf

_MAX_STEPS = 30  # from a type to its role
_HEADING = re.compile(r"H([1-9][0-9]?)")
STANDARD_NAMESPACES = (
    "http://iso.org/pdf/ssn",
    "http://iso.org/pdf2/ssn",
    "http://www.w3.org/1998/Math/MathML",
)


class RoleMap:
    """The role map of a file, and those of its namespaces."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        root = pdf.get(pdf.catalog, "/StructTreeRoot")
        entries = pdf.get(root, "/RoleMap")
        self.map: dict[str, str] = {
            str(key[1:]): name(pdf.resolve(value)) or ""
            for key, value in (dict.items(entries) if isinstance(entries, dict) else ())
        }

    def role_of(self, element: object) -> str:
        """Return the role of a structure element: its type, as far as it is mapped."""
        tag = name(self._pdf.get(element, "/S")) or ""
        namespace = self._pdf.get(element, "/NS")
        for _ in range(_MAX_STEPS):
            if not isinstance(namespace, dict):
                return self.resolve(tag)
            target = self._pdf.get(namespace, "/RoleMapNS", f"/{tag}")
            if isinstance(target, ArrayObject) and len(target) == 2:
                tag = name(self._pdf.resolve(target[0])) or ""
                namespace = self._pdf.resolve(target[1])
            elif isinstance(target, NameObject):
                tag, namespace = str(target[1:]), None
            else:
                break
        return tag

    def resolve(self, tag: str) -> str:
        """Return what a type without a namespace is mapped to; itself if it is not mapped."""
        for _ in range(_MAX_STEPS):
            if tag not in self.map:
                break
            tag = self.map[tag]
        return tag

    def demote_headings(self, namespaces: list[Any], deepest: int, deepest_named: int) -> None:
        """Map to headings one level down, in the role map and in those of `namespaces`.

        `deepest` and `deepest_named` are the last levels of headings without and with a namespace.
        """
        self.map = {tag: demoted(target, deepest) for tag, target in self.map.items()}
        for namespace in map(self._pdf.resolve, namespaces):
            mapping = self._pdf.get(namespace, "/RoleMapNS")
            for key, target in dict.items(mapping) if isinstance(mapping, DictionaryObject) else ():
                if isinstance(target, NameObject):
                    mapping[key] = NameObject(f"/{demoted(str(target[1:]), deepest)}")
                elif isinstance(target, ArrayObject) and isinstance(target[0], NameObject):
                    target[0] = NameObject(f"/{demoted(str(target[0][1:]), deepest_named)}")


def heading_level(role: str) -> int | None:
    """Return the level of a heading; None for H and for what is no heading."""
    found = _HEADING.fullmatch(role)
    return int(found[1]) if found else None


def demoted(tag: str, deepest: int) -> str:
    """Return the heading one level down, at most `deepest`; any other type as it is."""
    level = heading_level(tag)
    return tag if level is None else f"H{min(level + 1, max(deepest, level))}"
