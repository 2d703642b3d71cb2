"""Glyphs whose name, or whose place in the font, contradicts the text that ToUnicode gives them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from pypdf.generic import StreamObject

from briefpress.structure.content_stream.font_programs import characters_by_glyph, names_by_glyph
from briefpress.structure.content_stream.fonts import UNKNOWN
from briefpress.structure.objects import integer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from briefpress.structure.objects import Objects

_FONT_BYTES, _ALL_FONT_BYTES = 1_000_000, 4_000_000  # of font programs that are read: one, and all
# Scripts in which a glyph stands for the same letters wherever it is drawn: in others, programs give
# the text of a whole syllable to one of its glyphs.
_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC")
# Signs that no letter looks like: arrows, mathematical operators, shapes and dingbats.
_SYMBOLS = frozenset(
    map(chr, (*range(0x2190, 0x2200), *range(0x2203, 0x2300), *range(0x25A0, 0x27C0)))
)


class GlyphNames:
    """What the fonts of a document say of their glyphs, as far as font programs are small enough."""

    def __init__(self, objects: Objects, text_of_name: Callable[[str], str]) -> None:
        self._objects, self._text_of_name = objects, text_of_name
        self._left = _ALL_FONT_BYTES

    def contradictions(
        self, said: Mapping[int, str], meant: Mapping[int, frozenset[str]]
    ) -> tuple[tuple[str, str], ...]:
        """Return the texts of codes and those that are meant, where both are other letters.

        If most letters differ, the names are arbitrary, and there are none.
        """
        letters, found = 0, dict[tuple[str, str], None]()
        differing = 0
        for code, text in sorted(said.items()):
            characters = meant.get(code, frozenset())
            shown = [letters_of(each) for each in characters]
            read = letters_of(text)
            if not read or not shown:
                continue
            letters += 1
            is_other_letter = {_script(read)} == {_script(each) for each in shown}
            if read not in shown and (is_other_letter or characters <= _SYMBOLS):
                differing += 1
                found[text, min(characters)] = None
        return tuple(found) if 2 * differing < letters else ()

    def meant_by_font(self, descendant: object) -> dict[int, frozenset[str]]:
        """Return the texts that the font program of a TrueType CIDFont gives each CID (9.7.4.2)."""
        objects = self._objects
        stream = objects.get(descendant, "/FontDescriptor", "/FontFile2")
        if not isinstance(stream, StreamObject) or not self._take(stream):
            return {}
        data = objects.data(stream)
        texts = characters_by_glyph(data)
        for glyph, name in names_by_glyph(data).items():
            if (text := self._text_of_name(name)) and UNKNOWN not in text:
                texts.setdefault(glyph, frozenset({text}))
        glyphs = objects.get(descendant, "/CIDToGIDMap")
        if not isinstance(glyphs, StreamObject):
            return texts
        mapped = objects.data(glyphs)
        pairs = (mapped[place : place + 2] for place in range(0, len(mapped) - 1, 2))
        by_cid = ((cid, texts.get(int.from_bytes(pair))) for cid, pair in enumerate(pairs))
        return {cid: found for cid, found in by_cid if found}

    def _take(self, stream: StreamObject) -> bool:
        """Say whether a font program may be read, and count it."""
        size = integer(self._objects.get(stream, "/Length1")) or 0
        self._left -= min(size, _FONT_BYTES)
        return 0 < size <= _FONT_BYTES and self._left >= 0


def letters_of(text: str) -> str:
    """Return the letters and digits of a text, small and without marks; a ligature is its letters."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(filter(str.isalnum, plain))


def _script(letters: str) -> str:
    """Return the script of the first letter, if it is one of `_SCRIPTS`; else the letter, which no other is."""
    if not letters or letters[0].isdigit():
        return "digits" if letters else ""
    name = unicodedata.name(letters[:1], "")
    return next((script for script in _SCRIPTS if name.startswith(script)), letters[:1] + "?")
