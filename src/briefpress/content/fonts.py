"""The font files that a brief names for its theme, from its own folder only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpress.content.images import read_file
from briefpress.content.model.themes import ThemeChoice
from briefpress.content.picture import BadImage
from briefpress.content.rules.images import FONT_FILE
from briefpress.content.sound_parts import sound_part
from briefpress.scripts import is_damaged_font

if TYPE_CHECKING:
    from pathlib import Path

    from briefpress.content.yaml_source import Source
    from briefpress.findings import Finding

# How files of fonts begin (OpenType 1.9.1, font file; WOFF 2.0, 4).
_BEGINNINGS = (b"\0\1\0\0", b"OTTO", b"true", b"wOFF", b"wOF2")


def read_fonts(source: Source, folder: Path) -> tuple[dict[str, bytes], list[Finding]]:
    """Return the font files that a brief names, by their names, and the errors of those that fail."""
    found: dict[str, bytes] = {}
    findings = []
    choice = sound_part(source, ("theme",))
    for number, font in enumerate(choice.fonts if isinstance(choice, ThemeChoice) else ()):
        where = source.locate(("theme", "fonts", number, "file"))
        try:
            data = read_file(font.file, folder, "font", "ask its maker for a smaller one")
        except BadImage as error:
            findings.append(FONT_FILE.finding(str(error), where, mend=error.mend))
            continue
        if not data.startswith(_BEGINNINGS):
            findings.append(FONT_FILE.finding(f'"{font.file}" is no font', where))
        elif is_damaged_font(data):
            mend = "take the file from its maker once more"
            message = f'the font "{font.file}" is damaged'
            findings.append(FONT_FILE.finding(message, where, mend=mend))
        else:
            found[font.file] = data
    return found, findings
