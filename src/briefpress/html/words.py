"""The words that templates set themselves, such as "Contents", in the language of a brief."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from briefpress.content import parse_yaml, read_text
from briefpress.findings import Finding, Location, Unusable
from briefpress.html.rules import LABELS_LANGUAGE, LABELS_MONTHS, LABELS_UNKNOWN, THEME_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from briefpress.content import Brief
    from briefpress.html.theme import Theme

    Words = Mapping[str, str]

_MONTHS = 12
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_COMMA = re.compile(r"\s*[,،、]\s*")


class BriefWords(dict[str, str]):
    """The words for a brief by their names; `lacking` are the English ones that were asked for.

    A brief in another language need not translate what it does not print.
    """

    def __init__(self, english: Words, own: Words) -> None:
        super().__init__({**english, **own})
        # What holds no words but those that are put into it, such as "{label}. {text}", suits any language.
        self._english = {
            name
            for name in english.keys() - own.keys()
            if any(map(str.isalpha, _PLACEHOLDER.sub("", english[name])))
        }
        self.lacking: set[str] = set()

    def __getitem__(self, name: str) -> str:
        if name in self._english:
            self.lacking.add(name)
        return super().__getitem__(name)


def words_for(brief: Brief, theme: Theme, name: str) -> tuple[BriefWords, tuple[Finding, ...]]:
    """Return the words for a brief by their names, and findings about its labels.

    The labels of the brief come first, then the words of the theme in the brief's language, then the
    English ones. Raises `Unusable` where a words.yaml of the theme is at fault.
    """
    known = _known_words(theme)
    language = brief.language.lower()
    in_language = {**known.get(language.split("-")[0], {}), **known.get(language, {})}
    own = {**in_language, **brief.labels}
    words = BriefWords(known["en"], own)
    findings = [*_unknown_labels(brief, known["en"], name)]
    if (count := len(_months(words))) != _MONTHS:
        message = f"there are {count} months instead of {_MONTHS}"
        findings.append(LABELS_MONTHS.finding(message, Location(name)))
        words["months"] = known["en"]["months"]
    return words, tuple(findings)


def english_words(brief: Brief, words: BriefWords, name: str) -> Iterator[Finding]:
    """Yield a warning if a brief in another language was set with English words."""
    if words.lacking:
        message = f"the theme has no words in {brief.language}, and uses English ones"
        mend = f"set them under labels: {', '.join(sorted(words.lacking))}"
        yield LABELS_LANGUAGE.finding(message, Location(name), mend=mend)


def _unknown_labels(brief: Brief, english: Words, name: str) -> Iterator[Finding]:
    """Yield a warning for labels that no template sets."""
    if unknown := brief.labels.keys() - english.keys():
        message = f"no template sets the labels {', '.join(sorted(unknown))}"
        mend = f"the labels are: {', '.join(sorted(english))}"
        yield LABELS_UNKNOWN.finding(message, Location(name), mend=mend)


def _known_words(theme: Theme) -> dict[str, dict[str, str]]:
    """Return the words of a theme by language; its own words.yaml goes before the built-in one."""
    files = [path for folder in theme.templates if (path := folder / "words.yaml").is_file()]
    known: dict[str, dict[str, str]] = {}
    for path in reversed(files):
        for language, words in read_words(path, path.stat().st_mtime_ns).items():
            known[language] = {**known.get(language, {}), **words}
    return known


@cache
def read_words(path: Path, _modified: int = 0) -> dict[str, dict[str, str]]:
    """Return the words in a file by language; raises `Unusable` where it holds anything else.

    They are read once for each time at which the file was modified.
    """
    document = parse_yaml(read_text(path), str(path))
    findings = list(document.findings)
    known: dict[str, dict[str, str]] = {}
    assert isinstance(document.data, dict)
    for language, words in document.data.items():
        entries = words.items() if isinstance(words, dict) else ()
        texts = {name: text for name, text in entries if isinstance(text, str)}
        known[language.lower()] = texts
        if not entries or len(texts) < len(entries):
            message = f'"{language}" should hold words, each with its text'
            findings.append(THEME_WORDS.finding(message, document.locate_key((language,))))
    if findings:
        raise Unusable(*findings)
    return known


def fill(text: str, /, **values: str) -> Markup:
    """Return a text with values in place of the names in braces; the text is escaped.

    A name without a value stays as it is.
    """
    return Markup(  # noqa: S704 - every part is escaped
        _PLACEHOLDER.sub(lambda found: escape(values.get(found[1], found[0])), escape(text))
    )


def written_date(date: str, words: Words) -> str:
    """Return 2025, 2025-04 or 2025-04-30 as it is written in the language of the words."""
    year, *rest = date.split("-")
    if not rest:
        return year
    month = _months(words)[int(rest[0]) - 1]
    if len(rest) == 1:
        return f"{month} {year}"
    return fill(words["date"], day=str(int(rest[1])), month=month, year=year)


def _months(words: Words) -> list[str]:
    return _COMMA.split(words["months"])
