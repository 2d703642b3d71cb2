"""Puts announcements and words into utterances and lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from briefpress.transcript.languages import language_name
from briefpress.transcript.spoken_text import spoken_text
from briefpress.transcript.utterances import Utterance

if TYPE_CHECKING:
    from briefpress.structure import Element
    from briefpress.transcript.roles import Announcement


class Place(NamedTuple):
    """The element, nesting level, language and page of what is said.

    `line_lang` is the language of the paragraph around it.
    """

    element: Element | None = None
    level: int = 0
    lang: str | None = None
    line_lang: str | None = None
    page: int | None = None


@dataclass(slots=True, eq=False)
class OpenElement:
    """An element that is being read: what is said before it, once there is anything to hear in it."""

    before: str
    announcement: Announcement
    place: Place
    is_announced: bool = False


class UtteranceBuilder:
    """Collects utterances; an element in which there is nothing to hear is not announced.

    `count` is the number of things that were said so far.
    """

    def __init__(self, lang: str | None) -> None:
        self.utterances: list[Utterance] = []
        self.count = 0
        self._pending: list[OpenElement] = []  # not announced yet
        # The words that are not in an utterance yet, and their place; None if they are white space.
        self._words: list[str] = []
        self._words_place: Place | None = None
        # The line: its number, whether it is open and goes on with the next block, its level, and
        # the announcement that it begins with, until that is said.
        self._line = 0
        self._is_open = self._goes_on = False
        self._level = 0
        self._line_start: tuple[str, Place] | None = None
        self._language = language_name(lang)

    def add_text(self, text: str, place: Place) -> None:
        """Say words of the document; white space alone only separates words of the same line."""
        text = spoken_text(text)
        if not text.strip():
            if self._is_open:
                self._words.append(text)
            return
        self._begin_line(place)
        last = self._words_place
        if last and (last.element is not place.element or last.lang != place.lang):
            self._flush_words()
        self._words_place = self._words_place or place
        self._words.append(text)
        self._goes_on = False
        self.count += 1

    def announce(self, announcement: str, place: Place, text: str = "") -> None:
        """Say an announcement within the line, and the text that it announces."""
        self._begin_line(place)
        self._flush_words()
        language = self._other_language(place)
        if text and language:
            announcement = f"{announcement}, in {language}"
        elif text and self._line_start and self._line_start[0].startswith("in "):
            announcement, self._line_start = f"{announcement}, {self._line_start[0]}", None
        self._announce_inline(announcement, spoken_text(text).strip(), place)
        self._goes_on = False

    def announce_after(self, announcement: str, place: Place) -> None:
        """Say an announcement directly after what was said last, even if its line has ended."""
        if self._is_open or not self.utterances:
            self.announce(announcement, place)
        else:
            self._announce_inline(announcement, "", place)

    def end_block(self) -> None:
        """End the line, unless it ends with a label: what that labels goes on in its line."""
        if not self._goes_on:
            self._end_line()

    def go_on(self, separator: str) -> None:
        """Let the next words go on in this line after a separator, whichever element they are in."""
        if self._is_open:
            self._words.append(separator)
            self._goes_on = True

    def open(self, before: str, announcement: Announcement, place: Place) -> OpenElement:
        """Begin an element, which is announced as soon as there is anything to hear in it."""
        element = OpenElement(before, announcement, place)
        self._pending.append(element)
        if not announcement.is_inline and not (announcement.joins and self._goes_on):
            self._end_line()
        return element

    def close(self, element: OpenElement, if_empty: str = "") -> None:
        """End an element: say what is said after it, or `if_empty` if there was nothing to hear."""
        announcement, place = element.announcement, element.place
        if not announcement.is_inline:
            self._end_line()
        if not element.is_announced:
            self._pending.remove(element)
        words = announcement.after if element.is_announced else if_empty
        if not words:
            return
        if announcement.is_inline and element.is_announced:
            self.announce_after(words, place)
        elif announcement.is_inline:
            self.announce(words, place)
        else:
            self._announce_pending(place)
            page = self.utterances[-1].page if element.is_announced else place.page
            self._announce_in_own_line(words, place._replace(page=page))

    def _begin_line(self, place: Place) -> None:
        """Say the pending announcements, and begin a line if none is open."""
        self._announce_pending(place)
        if not self._is_open:
            self._start_line("", place, place.line_lang)

    def _announce_pending(self, place: Place) -> None:
        """Announce the elements that were begun, as something in them is about to be said."""
        pending, self._pending = self._pending, []
        for element in pending:
            element.is_announced = True
            kind = element.announcement
            if kind.is_inline or (self._goes_on and kind.joins):
                if not self._is_open:
                    self._start_line("", element.place, element.place.line_lang)
                self._flush_words()
                if element.before:
                    self._announce_inline(element.before, "", element.place)
            elif kind.joins:
                self._end_line()
                self._start_line(element.before, element.place, place.line_lang)
            elif element.before:
                self._announce_in_own_line(element.before, element.place)

    def _announce_in_own_line(self, announcement: str, place: Place) -> None:
        self._end_line()
        self._start_line(announcement, place, None)
        self._end_line()

    def _start_line(self, announcement: str, place: Place, lang: str | None) -> None:
        """Begin a line, and announce its language if it differs from that of the line before."""
        language = language_name(lang)
        if language and language != self._language:
            announcement = f"{announcement}, in {language}" if announcement else f"in {language}"
            self._language = language
        self._line += 1
        self._is_open, self._level = True, place.level
        self._line_start = (announcement, place)

    def _end_line(self) -> None:
        if not self._is_open:
            return
        self._flush_words()
        self._announce_line_start()
        self._words = []
        self._is_open = self._goes_on = False

    def _flush_words(self) -> None:
        """Make an utterance of the words so far; white space alone is kept for later."""
        place, self._words_place = self._words_place, None
        if place is None:
            return
        text, self._words = spoken_text("".join(self._words)), []
        if language := self._other_language(place):
            self._words = [" "] if text.endswith(" ") else []
            self._announce_inline(f"in {language}", text.strip(), place)
        elif self._line_start:
            (announcement, start), self._line_start = self._line_start, None
            element = start.element if announcement else None
            self._append(text.lstrip(), announcement, place, element=element)
        else:
            self._append(text, "", place)

    def _other_language(self, place: Place) -> str | None:
        """Return the name of the language of a place if it is not that of the line."""
        language = language_name(place.lang)
        return language if language != self._language else None

    def _announce_inline(self, announcement: str, text: str, place: Place) -> None:
        self._announce_line_start()
        self._append(text, announcement, place, is_inline=True)

    def _announce_line_start(self) -> None:
        """Say the announcement that the line begins with, if it was not said yet."""
        start, self._line_start = self._line_start, None
        if start and start[0]:
            self._append("", *start)

    def _append(
        self,
        text: str,
        announcement: str,
        place: Place,
        *,
        is_inline: bool = False,
        element: Element | None = None,
    ) -> None:
        self.utterances.append(
            Utterance(
                text,
                announcement,
                element or place.element,
                place.page,
                self._level,
                place.lang,
                self._line,
                is_inline,
            )
        )
        self.count += 1
