"""Puts announcements and words into utterances and lines, and announces nothing that turns out empty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from briefpress.transcript.languages import language_name
from briefpress.transcript.plain import spoken_text
from briefpress.transcript.utterances import Utterance

if TYPE_CHECKING:
    from briefpress.structure import Element
    from briefpress.transcript.roles import Manner


class Place(NamedTuple):
    """Where something is heard: whose words it is, how deep, in which language, on which page.

    `base` is the language of the paragraph around it.
    """

    element: Element | None = None
    level: int = 0
    lang: str | None = None
    base: str | None = None
    page: int | None = None


@dataclass(slots=True, eq=False)
class Opening:
    """An announcement that waits until something is heard after it."""

    said: str
    manner: Manner
    place: Place
    heard: bool = False


class Voice:
    """Collects utterances."""

    def __init__(self, lang: str | None) -> None:
        self.utterances: list[Utterance] = []
        self.count = 0  # of all that was heard so far
        self._openings: list[Opening] = []
        self._words: list[str] = []
        self._at: Place | None = None  # of the words; None if they are only white space
        # A line that has begun, what it begins with if that was not yet said, and its language
        self._line = 0
        self._is_open = self._goes_on = False
        self._head: tuple[str, Place] | None = None
        self._level = 0
        self._language = language_name(lang)

    def text(self, text: str, place: Place) -> None:
        """Say words of the document; mere white space only parts words of the same line."""
        text = spoken_text(text)
        if not text.strip():
            if self._is_open:
                self._words.append(text)
            return
        self._begin(place)
        at = self._at
        if at and (at.element is not place.element or at.lang != place.lang):
            self._flush()
        self._at = self._at or place
        self._words.append(text)
        self._goes_on = False
        self.count += 1

    def announce(self, said: str, place: Place, text: str = "") -> None:
        """Say an announcement within the line, and what it is about."""
        self._begin(place)
        self._flush()
        foreign = self._foreign(place)
        if text and foreign:
            said = f"{said}, in {foreign}"
        elif text and self._head and self._head[0].startswith("in "):
            said, self._head = f"{said}, {self._head[0]}", None
        self._say(said, spoken_text(text).strip(), place)
        self._goes_on = False

    def trail(self, said: str, place: Place) -> None:
        """Say an announcement right after what was heard last, even if its line has ended."""
        if self._is_open or not self.utterances:
            self.announce(said, place)
        else:
            self._say(said, "", place)

    def part(self) -> None:
        """End the line, unless a label was just heard: what it labels goes on in its line."""
        if not self._goes_on:
            self._end()

    def go_on(self, mark: str) -> None:
        """Let the next words stand in this line, whichever element they are in, after a mark."""
        if self._is_open:
            self._words.append(mark)
            self._goes_on = True

    def open(self, said: str, manner: Manner, place: Place) -> Opening:
        """Announce something as soon as anything in it is heard."""
        opening = Opening(said, manner, place)
        self._openings.append(opening)
        if not manner.inline and not (manner.joins and self._goes_on):
            self._end()
        return opening

    def close(self, opening: Opening, blank: str = "") -> None:
        """Say the end of something that was announced; `blank` if there was nothing to hear in it."""
        manner, place = opening.manner, opening.place
        if not manner.inline:
            self._end()
        if not opening.heard:
            self._openings.remove(opening)
        if said := manner.end if opening.heard else blank:
            if manner.inline and opening.heard:
                self.trail(said, place)
            elif manner.inline:
                self.announce(said, place)
            else:
                self._settle(place)
                page = self.utterances[-1].page if opening.heard else place.page
                self._alone(said, place._replace(page=page))

    def _begin(self, place: Place) -> None:
        """Say what waits to be said, and begin a line."""
        self._settle(place)
        if not self._is_open:
            self._start("", place, place.base)

    def _settle(self, place: Place) -> None:
        """Say the announcements that waited, as something in them is about to be heard."""
        openings, self._openings = self._openings, []
        for opening in openings:
            opening.heard = True
            if opening.manner.inline or (self._goes_on and opening.manner.joins):
                if not self._is_open:
                    self._start("", opening.place, opening.place.base)
                self._flush()
                if opening.said:
                    self._say(opening.said, "", opening.place)
            elif opening.manner.joins:
                self._end()
                self._start(opening.said, opening.place, place.base)
            elif opening.said:
                self._alone(opening.said, opening.place)

    def _alone(self, said: str, place: Place) -> None:
        """Say an announcement in a line of its own, in whichever language."""
        self._end()
        self._start(said, place, None)
        self._end()

    def _start(self, said: str, place: Place, lang: str | None) -> None:
        """Begin a line, and tell if it is in another language than the one before."""
        language = language_name(lang)
        if language and language != self._language:
            said = f"{said}, in {language}" if said else f"in {language}"
            self._language = language
        self._line += 1
        self._is_open, self._level = True, place.level
        self._head = (said, place)

    def _end(self) -> None:
        if not self._is_open:
            return
        self._flush()
        self._say_head()
        self._words = []
        self._is_open = self._goes_on = False

    def _flush(self) -> None:
        """Make an utterance of the words so far; white space waits for more."""
        at, self._at = self._at, None
        if at is None:
            return
        text, self._words = spoken_text("".join(self._words)), []
        if foreign := self._foreign(at):
            self._words = [" "] if text.endswith(" ") else []
            self._say(f"in {foreign}", text.strip(), at)
        elif self._head:
            (said, place), self._head = self._head, None
            self._add(text.lstrip(), said, at, element=place.element if said else None)
        else:
            self._add(text, "", at)

    def _foreign(self, place: Place) -> str | None:
        """Name the language of words that is not that of their line."""
        language = language_name(place.lang)
        return language if language != self._language else None

    def _say(self, said: str, text: str, place: Place) -> None:
        """Announce something within the line."""
        self._say_head()
        self._add(text, said, place, inline=True)

    def _say_head(self) -> None:
        """Say what the line begins with, if there is anything and it was not said."""
        head, self._head = self._head, None
        if head and head[0]:
            self._add("", *head)

    def _add(
        self,
        text: str,
        said: str,
        place: Place,
        *,
        inline: bool = False,
        element: Element | None = None,
    ) -> None:
        owner = element or place.element
        self.utterances.append(
            Utterance(text, said, owner, place.page, self._level, place.lang, self._line, inline)
        )
        self.count += 1
