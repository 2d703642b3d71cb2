"""The scripts that a text is written in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefpress.scripts.table import SCRIPTS, Script, is_written_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WORD = re.compile(r"\S{1,40}")
_SIGNS = re.compile("[\u00a7\u00b0-\u00b7\u00d7\u00f7\u2010-\u2027\u2030-\u205e\u2100-\u27bf]")


@dataclass(frozen=True, slots=True)
class Needed:
    """A script that a text has letters of, with these letters and the first word that has one.

    Where each document has a font of its own, its signs are among the letters: quotation marks of
    Chinese are as wide as its characters.
    """

    script: Script
    letters: str
    word: str


@cache
def _beyond_latin() -> re.Pattern[str]:
    """Return a pattern of what any of the scripts holds: text without it is told in no time."""
    spans = {span for script in SCRIPTS for span in script.ranges}
    return re.compile("[" + "".join(f"{chr(a)}-{chr(b)}" for a, b in sorted(spans)) + "]")


def scripts_of(text: str, languages: Iterable[str]) -> tuple[Needed, ...]:
    """Return the scripts of a text, in the order of `SCRIPTS`.

    Chinese characters are those of each of its `languages` that is written with them; where there is
    none, they are Japanese beside Kana, Korean beside Hangul, and Chinese elsewhere.
    """
    # Few characters are many times in a text.
    found = set(filter(_beyond_latin().match, set(text)))
    if not found:
        return ()
    return tuple(_needed(script, text, found) for script in _chosen(found, tuple(languages)))


def _chosen(found: set[str], languages: tuple[str, ...]) -> Iterator[Script]:
    """Yield the scripts that have to be there for all letters that were found."""
    codes = {ord(each) for each in found}
    east_asian = [each for each in SCRIPTS if each.is_large]
    shared = {each for each in codes if all(script.holds(each) for script in east_asian)}
    own = codes - shared
    for script in SCRIPTS:
        has_own = any(script.holds(code) for code in own)
        of_language = any(is_written_in(each, script) for each in languages)
        if not script.is_large:
            if has_own:
                yield script
        elif has_own or (shared and of_language):
            yield script
    is_told = any(
        script.is_large
        and (any(map(script.holds, own)) or any(is_written_in(e, script) for e in languages))
        for script in east_asian
    )
    if shared and not is_told:
        yield east_asian[0]


def _needed(script: Script, text: str, found: set[str]) -> Needed:
    """Return a script with the letters that its font has to hold for a text."""
    letters = {char for char in found if script.holds(ord(char))}
    first = next(at for at, char in enumerate(text) if char in letters)
    word = _WORD.match(text, first)
    assert word
    signs = set(_SIGNS.findall(text)) if script.is_large else set()
    return Needed(script, "".join(sorted(letters | signs)), word[0])
