"""The text that each glyph stands for, where WeasyPrint leaves glyphs without one.

Signs of Hindi, Thai or Khmer are drawn with several glyphs for one syllable, of which WeasyPrint gives its
text to one, and the others an empty text, which no standard allows (ISO 14289-1, 7.21.7). Where glyphs
do not stand for the text one after the other, `tags.marked_content` says it with ActualText.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from briefpress.pdf.tags.shaping import is_rtl_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NOTHING = "\u2060"  # word joiner: nobody sees or hears it, and no word ends at it


def complete_glyph_texts(fonts: Iterable[Any]) -> None:
    """Give a text to each glyph of WeasyPrint's fonts that is drawn: its own character where it has one.

    That of a ligature is written as it is drawn, from left to right, where it is read from right to left.
    """
    for font in fonts:
        texts: dict[int, str] = font.to_unicode
        if "" in texts.values():
            characters = _characters(font)
            for glyph, text in texts.items():
                own = characters.get(glyph, "")
                if not text or (own and own in text):
                    texts[glyph] = own or text or NOTHING
        for glyph, text in texts.items():
            if len(text) > 1 and is_rtl_text(text):
                texts[glyph] = text[::-1]


def _characters(font: Any) -> Mapping[int, str]:
    """Return the character that each glyph of a font stands for by itself."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - only for scripts that need it

    with TTFont(BytesIO(font.file_content), fontNumber=font.index, lazy=True) as file:
        names = file.getReverseGlyphMap()
        return {names[name]: chr(code) for code, name in reversed(file.getBestCmap().items())}
