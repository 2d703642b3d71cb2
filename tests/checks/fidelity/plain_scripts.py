"""Scripts made of plain texts."""

from __future__ import annotations

from briefpress.checks.fidelity.script import Script
from briefpress.html import Passage, Place, Stretch


def script(*texts: str) -> Script[str]:
    """Return a script with a passage for each text."""
    place: Place[str] = Place("p")
    return Script(Passage("p", text, (Stretch(text, place),)) for text in texts)
