"""The text that CSS generates before or after an element, matched with the lines that show it.

WeasyPrint drops the white space at which a line breaks. It is needed: without it, words run together.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from briefpress.pdf.tags.spaces import append_space

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from briefpress.pdf.tags.tree import Fragment, Kind

_SPACES = re.compile(r"\s+")
_UNKNOWN = "\ufffc"  # what is only known once it is laid out, such as the number of a page
_ENOUGH = 20  # characters at the end of a line by which its place in the text is found


class GeneratedLines:
    """Gives the lines of generated text the white space at which they break."""

    def __init__(self) -> None:
        self._texts: dict[tuple[Element, Kind], _GeneratedText] = {}
        self._open: _GeneratedText | None = None  # the one that the current line ends with so far

    def add(self, fragment: Fragment, content: object, before: Fragment | None) -> None:
        """Take what a line shows of the text that the property `content` says.

        `before` is the text of the HTML before it, which gets the white space that it begins with.
        """
        key = fragment.element, fragment.kind
        if key not in self._texts:
            self._texts[key] = _GeneratedText(content, fragment.element)
            if self._texts[key].begins_with_space() and not fragment.text[:1].isspace():
                append_space(before)
        self._open = self._texts[key]
        self._open.add(fragment)

    def close(self) -> None:
        """Note that text of the HTML follows in the same line."""
        self._open = None

    def end_line(self) -> None:
        """Note that the line ends."""
        if self._open is not None:
            self._open.end_line()
            self._open = None


class _GeneratedText:
    """The text of one `::before` or `::after`."""

    def __init__(self, content: object, element: Element) -> None:
        parts = content if isinstance(content, tuple) else ()
        self._text = _SPACES.sub(" ", "".join(_text(kind, value, element) for kind, value in parts))
        self._index = 0
        self._last: Fragment | None = None
        self._is_broken = False  # and it is not known whether at a space

    def begins_with_space(self) -> bool:
        return self._text.startswith(" ")

    def add(self, fragment: Fragment) -> None:
        if self._is_broken:  # a line breaks at a space, as a rule
            append_space(self._last)
        self._last, self._is_broken = fragment, False

    def end_line(self) -> None:
        assert self._last
        end = self._last.text.rstrip()[-_ENOUGH:]
        found = self._text.find(end, self._index)
        following = _UNKNOWN
        if found >= 0:
            self._index = found + len(end)
            following = self._text[self._index : self._index + 1]
        self._is_broken = following == _UNKNOWN
        if following == " ":
            append_space(self._last)


def _text(kind: str, value: Any, element: Element) -> str:
    if kind == "string":
        return str(value)
    if kind == "attr()":
        return element.get(value[0], "")
    return _UNKNOWN
