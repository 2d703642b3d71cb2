"""On which line of a page of HTML its tags and its words stand.

Parsers of HTML forget it. This one knows nothing of what a page means: it lists tags and texts as written.
"""

from __future__ import annotations

from bisect import bisect_right
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import unquote

_NO_TEXT = ("script", "style", "title")
_LEAST = 12  # letters and digits by which a text is found that is not there as a whole


class Tag(NamedTuple):
    """A start tag: its attributes, whose names are in lower case, and its line, from 1."""

    name: str
    attributes: dict[str, str]
    line: int


class SourceLines(HTMLParser):
    """The lines of a page of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[Tag] = []
        self._letters, self._length = list[str](), 0
        self._starts: list[int] = []  # of each piece of text among the letters
        self._pieces: list[tuple[int, str]] = []
        self._within = ""
        self.feed(html)
        self.close()
        self._text = "".join(self._letters)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag with its line."""
        self._within = tag
        self.tags.append(Tag(tag, {name: value or "" for name, value in attrs}, self.getpos()[0]))

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser names it
        """Note that a text follows that is to be read."""
        self._within = ""

    def handle_data(self, data: str) -> None:
        """Note a text with the line that it begins on."""
        if self._within not in _NO_TEXT:
            self._starts.append(self._length)
            self._pieces.append((self.getpos()[0], data))
            self._letters.append(_letters(data))
            self._length += len(self._letters[-1])

    def of(self, words: str) -> int | None:
        """Return the line of an attribute with this value, or else of a text; None if neither is there."""
        line = self._of_value(words.strip())
        return self.of_text(words) if line is None else line

    def of_text(self, text: str) -> int | None:
        """Return the line on which a text begins, whatever tags are in it; None if it is not there."""
        sought = _letters(text)
        if not sought:
            return self._of_sign(text.strip())
        for part in (sought, sought[:_LEAST] if len(sought) > _LEAST else ""):
            at = self._text.find(part) if part else -1
            if at >= 0:
                return self._line(at)
        return None

    def _of_value(self, words: str) -> int | None:
        if not words:
            return None
        path = unquote(words)  # WeasyPrint makes addresses whole
        for is_whole in (True, False):
            for tag in self.tags:
                values = filter(None, (value.strip() for value in tag.attributes.values()))
                if any(v == words or (not is_whole and _ends(path, unquote(v))) for v in values):
                    return tag.line
        return None

    def _of_sign(self, sign: str) -> int | None:
        """Return the line of a character that is neither letter nor digit."""
        for line, piece in self._pieces if sign else ():
            before, found, _ = piece.partition(sign)
            if found:
                return line + before.count("\n")
        return None

    def _line(self, at: int) -> int:
        """Return the line of a letter, by its number among all letters."""
        index = bisect_right(self._starts, at) - 1
        line, piece = self._pieces[index]
        places = [place for place, char in enumerate(piece) if char.isalnum()]
        return line + piece.count("\n", 0, places[at - self._starts[index]])


def _ends(address: str, relative: str) -> bool:
    """Say whether a relative address is the end of a whole one."""
    return "/" in address and address.endswith("/" + relative.removeprefix("./").lstrip("/"))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
