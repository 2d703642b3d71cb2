"""The table of licences under which a brief can be published."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Licence:
    """A public licence: its names, the address of its deed, and its symbols.

    `id` is that of the SPDX list, "" for a licence of one's own. `marks` are the names of the symbols
    that are drawn beside the short name, in order.
    """

    id: str
    short_name: str
    name: str
    url: str
    marks: tuple[str, ...] = ()

    @property
    def statement(self) -> str:
        """One plain sentence that puts a work under this licence."""
        if self.id == "CC0-1.0":
            return f"To the extent possible under law, this work is dedicated to the public domain ({self.name})."
        if not self.id:
            return f"{self.name}: {self.url}"
        if not self.marks:
            return f"This work is distributed under the terms of the {self.name}."
        return f"This work is distributed under the terms of the {self.name} licence ({self.short_name})."


def _creative_commons(kind: str, version: str, name: str) -> Licence:
    port = " IGO" if version.endswith("-IGO") else ""
    number = version.removesuffix("-IGO")
    scope = "International" if number == "4.0" else "Unported"
    path = f"{kind.lower()}/{number}/{'igo/' if port else ''}"
    return Licence(
        id=f"CC-{kind}-{version}",
        short_name=f"CC {kind} {number}{port}",
        name=f"Creative Commons {name} {number} {port.strip() or scope}",
        url=f"https://creativecommons.org/licenses/{path}",
        marks=("cc", *kind.lower().split("-")),
    )


LICENCES: dict[str, Licence] = {
    licence.id: licence
    for licence in (
        _creative_commons("BY", "4.0", "Attribution"),
        _creative_commons("BY", "3.0", "Attribution"),
        _creative_commons("BY", "3.0-IGO", "Attribution"),
        _creative_commons("BY-SA", "4.0", "Attribution-ShareAlike"),
        _creative_commons("BY-SA", "3.0", "Attribution-ShareAlike"),
        _creative_commons("BY-ND", "4.0", "Attribution-NoDerivatives"),
        _creative_commons("BY-NC", "4.0", "Attribution-NonCommercial"),
        _creative_commons("BY-NC-SA", "4.0", "Attribution-NonCommercial-ShareAlike"),
        _creative_commons("BY-NC-SA", "3.0-IGO", "Attribution-NonCommercial-ShareAlike"),
        _creative_commons("BY-NC-ND", "4.0", "Attribution-NonCommercial-NoDerivatives"),
        Licence(
            id="CC0-1.0",
            short_name="CC0 1.0",
            name="Creative Commons CC0 1.0 Universal Public Domain Dedication",
            url="https://creativecommons.org/publicdomain/zero/1.0/",
            marks=("cc", "zero"),
        ),
        Licence(
            id="OGL-UK-3.0",
            short_name="OGL v3.0",
            name="Open Government Licence v3.0",
            url="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        ),
    )
}
_BY_SHORT_NAME = {each.short_name: each.id for each in LICENCES.values()}


def licence_id(name: str) -> str:
    """Return the id of the licence with a short name, such as CC-BY-4.0 for "CC BY 4.0"; else the name itself."""
    return _BY_SHORT_NAME.get(name.strip(), name)
