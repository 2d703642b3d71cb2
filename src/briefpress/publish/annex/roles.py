"""What structure types stand for, and how those of two files are told apart (ISO 32000-2, 14.7.3, 14.8.6)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from briefpress.publish.annex.pdf import name

if TYPE_CHECKING:
    from briefpress.publish.annex.pdf import Pdf

_STEPS = 30  # of a role map
_NUMBERED = re.compile(r"H([1-9][0-9]?)")
STANDARD = (
    "http://iso.org/pdf/ssn",
    "http://iso.org/pdf2/ssn",
    "http://www.w3.org/1998/Math/MathML",
)


class Roles:
    """The role maps of one file."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        root = pdf.get(pdf.catalog, "/StructTreeRoot")
        entries = pdf.get(root, "/RoleMap")
        self.map: dict[str, str] = {
            str(key[1:]): name(pdf.resolve(value)) or ""
            for key, value in (dict.items(entries) if isinstance(entries, dict) else ())
        }

    def of(self, element: object) -> str:
        """Return the role of a structure element: its type, or what the role maps make of it."""
        tag = name(self._pdf.get(element, "/S")) or ""
        space = self._pdf.get(element, "/NS")
        for _ in range(_STEPS):
            if not isinstance(space, dict):
                return self.resolve(tag)
            target = self._pdf.get(space, "/RoleMapNS", f"/{tag}")
            if isinstance(target, ArrayObject) and len(target) == 2:
                tag, space = name(self._pdf.resolve(target[0])) or "", self._pdf.resolve(target[1])
            elif isinstance(target, NameObject):
                tag, space = str(target[1:]), None
            else:
                break
        return tag

    def resolve(self, tag: str) -> str:
        """Return what the role map makes of a type without a namespace."""
        for _ in range(_STEPS):
            if tag not in self.map:
                break
            tag = self.map[tag]
        return tag

    def deepen(self, spaces: list[Any], deepest: int, deepest_named: int) -> None:
        """Let the role maps lead to headings one level below: the file's, and those of namespaces."""
        self.map = {tag: deeper(target, deepest) for tag, target in self.map.items()}
        for space in map(self._pdf.resolve, spaces):
            mapping = self._pdf.get(space, "/RoleMapNS")
            for key, target in dict.items(mapping) if isinstance(mapping, DictionaryObject) else ():
                if isinstance(target, NameObject):
                    mapping[key] = NameObject(f"/{deeper(str(target[1:]), deepest)}")
                elif isinstance(target, ArrayObject) and isinstance(target[0], NameObject):
                    target[0] = NameObject(f"/{deeper(str(target[0][1:]), deepest_named)}")


def level(role: str) -> int | None:
    """Return the level of a heading; None for what is no heading with a level."""
    found = _NUMBERED.fullmatch(role)
    return int(found[1]) if found else None


def deeper(tag: str, deepest: int) -> str:
    """Return the heading one level below, as far as there are levels; any other type as it is."""
    found = level(tag)
    return tag if found is None else f"H{min(found + 1, max(deepest, found))}"
