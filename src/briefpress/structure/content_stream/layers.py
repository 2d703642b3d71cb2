"""Layers, which the standard calls optional content: which are shown (ISO 32000-2 8.11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.structure.objects import name_of

if TYPE_CHECKING:
    from briefpress.structure.objects import Objects


class Layers:
    """The layers of a document, as they are when it is opened."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        layers = objects.get(objects.catalog, "/OCProperties")
        start = objects.get(layers, "/D")
        hidden = objects.items(objects.get(start, "/OFF"))
        if name_of(objects.get(start, "/BaseState")) == "OFF":
            shown = {id(each) for each in objects.items(objects.get(start, "/ON"))}
            every = objects.items(objects.get(layers, "/OCGs"))
            hidden += [each for each in every if id(each) not in shown]
        self._hidden = {id(each): each for each in hidden}

    def hides(self, group: object) -> bool:
        """Say whether content of a layer (OCG), or of a membership dictionary (OCMD), is hidden.

        Visibility expressions are not evaluated: they hide nothing.
        """
        if not self._hidden or not isinstance(group, dict):
            return False
        if name_of(self._objects.get(group, "/Type")) != "OCMD":
            return id(group) in self._hidden
        members = self._objects.items(self._objects.get(group, "/OCGs"))
        if not members or "/VE" in group:
            return False
        shown = [id(each) not in self._hidden for each in members]
        policy = name_of(self._objects.get(group, "/P"))
        return not {"AllOn": all(shown), "AnyOff": not all(shown), "AllOff": not any(shown)}.get(
            policy or "", any(shown)
        )
