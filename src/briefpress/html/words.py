"""The words that templates set themselves, such as "Contents", in the language of a brief.

What a language lacks is English. It goes through the templates between two marks, which Unicode
keeps free for programs, and `mark_english` makes elements of them: with them, a word may stand in a
text or in an attribute, whatever a theme does with it.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from types import MappingProxyType
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from markupsafe import Markup, escape

from briefpress.content import licence_name
from briefpress.findings import Finding, Location
from briefpress.html import cldr
from briefpress.html.digits import digits_of
from briefpress.html.rules import LABELS_LANGUAGE, LABELS_MONTHS, LABELS_UNKNOWN
from briefpress.html.word_files import theme_words, with_singulars

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from briefpress.content import Brief, Licence
    from briefpress.html.theme import Theme

    Words = Mapping[str, str]

_MONTHS = 12
# What CLDR knows of most languages: a brief or a theme may set it where that is not what it wants.
_OF_CLDR = frozenset({"and", "date", "months"})
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_COMMA = re.compile(r"\s*[,،、]\s*")
_BEGIN, _END = "\ufdd0", "\ufdd1"  # around English words
_MARKS = re.compile(f"[{_BEGIN}{_END}]")
_TAG_WITH_MARKS = re.compile(f"<[^<>]*[{_BEGIN}{_END}][^<>]*>")
_EMPTY = re.compile(f"{_BEGIN}(\\s*){_END}")
_MARKED = re.compile(f"{_BEGIN}(\\s*)(.*?)(\\s*){_END}", re.DOTALL)


class BriefWords(dict[str, str]):
    """The words for a brief by their names; `lacking` are the English ones that were asked for.

    A brief in another language need not translate what it does not print.
    """

    def __init__(
        self, language: str, english: Words, own: Words, digits: str | None = None
    ) -> None:
        super().__init__({**english, **own})
        self.language = language
        self.digits = digits_of(language, digits)
        # What holds no words but those that are put into it, such as "{label}. {text}", suits any language.
        self._english = {
            name
            for name in english.keys() - own.keys()
            if any(map(str.isalpha, _PLACEHOLDER.sub("", english[name])))
        } - {"letters"}
        self.lacking: set[str] = set()

    def __getitem__(self, name: str) -> str:
        if name in self._english:
            self.lacking.add(name)
            return english(super().__getitem__(name))
        return super().__getitem__(name)

    def date(self, date: str) -> str:
        """Return 2025, 2025-04 or 2025-04-30 as it is written in the language."""
        if "months" in self:
            return self.digits.written(self._own_date(date))
        if written := cldr.written_date(date, self.language):
            return self.digits.written(written)
        self.lacking.add("months")
        return english(str(cldr.written_date(date, "en")))

    def _own_date(self, date: str) -> str:
        year, *rest = date.split("-")
        if not rest:
            return year
        month = _months(self)[int(rest[0]) - 1]
        if len(rest) == 1:
            return f"{month} {year}"
        form = self.get("date", "{day} {month} {year}")
        return fill(form, day=str(int(rest[1])), month=month, year=year)

    def separators(self, names: Sequence[str]) -> list[str]:
        """Return what stands before, between and after the members of a list."""
        count = len(names)
        if "and" in self:
            between = [", "] * (count - 2) + [f" {self['and']} "] * (count > 1)
            return ["", *between, ""]
        if found := cldr.list_separators(count, self.language):
            return [_parted(each, name) for each, name in zip_longest(found, names, fillvalue="")]
        if count > 1:
            self.lacking.add("and")
        return [english(each) for each in cldr.list_separators(count, "en") or ()]

    def licence_name(self, licence: Licence) -> str:
        """Return what a licence is called; in English, where it has no name in the language."""
        if self._is_english or not licence.id:
            return licence.name
        return licence_name(licence.id, self.language) or english(licence.name)

    def licence_statement(self, licence: Licence) -> Markup:
        """Return one sentence that puts a work under a licence."""
        if self._is_english or not licence.id:
            return escape(licence.statement)
        if licence.id == "CC0-1.0" or "licensed" in self._english:
            return escape(english(licence.statement))
        name = self.licence_name(licence)
        bracketed = fill(self["bracketed"], text=name, note=licence.short_name)
        named = bracketed if licence.marks else name
        return fill(self["licensed"], licence=named)

    @property
    def _is_english(self) -> bool:
        return self.language.partition("-")[0].lower() == "en"


def _parted(separator: str, name: str) -> str:
    """Return a separator, with a space between an Arabic "and" and a name in other letters."""
    is_joined = separator.endswith("و") and name and bidirectional(name[0]) != "AL"
    return f"{separator}\xa0" if is_joined else separator


class PageWords:
    """The words for what a page is at: those of the brief, or of a part in another language."""

    def __init__(self, own: BriefWords, in_language: Callable[[str], BriefWords]) -> None:
        self.own = own
        self._in_language = in_language
        self._others: dict[str, BriefWords] = {}
        self._within = [own]

    def __getitem__(self, name: str) -> str:
        return self._within[-1][name]

    def begin(self, language: str | None) -> str:
        """Let words be in the language of a part, if it has one of its own; return ""."""
        words = self._within[-1]
        if language:
            words = self._others.get(language) or self._in_language(language)
            self._others[language] = words
        self._within.append(words)
        return ""

    def end(self) -> str:
        """Let words be in the language of what is around a part; return ""."""
        self._within.pop()
        return ""

    def separators(self, names: Sequence[str]) -> list[str]:
        """Return what stands before, between and after the members of a list."""
        return self._within[-1].separators(names)

    def numeral(self, number: str) -> str:
        """Return a number in the digits of the part that is set."""
        return self._within[-1].digits.written(number)

    @property
    def language(self) -> str:
        """The language of the part that is set."""
        return self._within[-1].language

    @property
    def all(self) -> tuple[BriefWords, ...]:
        """The words of every language on the page so far."""
        return (self.own, *self._others.values())


def words_for(brief: Brief, theme: Theme, name: str) -> tuple[PageWords, tuple[Finding, ...]]:
    """Return the words for a brief by their names, and findings about its labels.

    The labels of the brief come first, then the words of the theme in the brief's language, then the
    English ones. Raises `Unusable` where a file with words of the theme is at fault.
    """
    known = theme_words(theme, "en")

    def in_language(language: str, labels: Words = MappingProxyType({})) -> BriefWords:
        return BriefWords(
            language,
            known,
            {**theme_words(theme, language), **with_singulars(labels)},
            brief.digits,
        )

    words = in_language(brief.language, brief.labels)
    findings = [*_unknown_labels(brief, known, name)]
    if "months" in words and (count := len(_months(words))) != _MONTHS:
        message = f"there are {count} months instead of {_MONTHS}"
        findings.append(LABELS_MONTHS.finding(message, Location(name)))
        del words["months"]
    return PageWords(words, in_language), tuple(findings)


def english_words(words: PageWords, name: str) -> Iterator[Finding]:
    """Yield a warning for each language of a brief that was set with English words."""
    for each in words.all:
        if each.lacking:
            message = f"the theme has no words in {each.language}, and uses English ones"
            lacking = ", ".join(sorted(each.lacking))
            mend = f"set them under labels: {lacking}"
            if each is not words.own:
                mend = (
                    f"write a file templates/words/{each.language}.yaml in a theme, with: {lacking}"
                )
            yield LABELS_LANGUAGE.finding(message, Location(name), mend=mend)


def _unknown_labels(brief: Brief, english: Words, name: str) -> Iterator[Finding]:
    """Yield a warning for labels that no template sets."""
    known = english.keys() | _OF_CLDR
    if unknown := brief.labels.keys() - known:
        message = f"no template sets the labels {', '.join(sorted(unknown))}"
        mend = f"the labels are: {', '.join(sorted(known))}"
        yield LABELS_UNKNOWN.finding(message, Location(name), mend=mend)


def english(text: str) -> str:
    """Return a text that `mark_english` makes an element of, in English."""
    return f"{_BEGIN}{text}{_END}" if text.strip() else text


def mark_english(page: str) -> str:
    """Return a page in which words that are English, in another language, say so (WCAG 3.1.2)."""
    if _BEGIN not in page:
        return page
    page = _TAG_WITH_MARKS.sub(lambda tag: _MARKS.sub("", tag[0]), page)
    page = _EMPTY.sub(r"\1", page)
    return _MARKED.sub(r'\1<span lang="en" dir="ltr">\2</span>\3', page)


def fill(text: str, /, **values: str) -> Markup:
    """Return a text with values in place of the names in braces; the text is escaped.

    A name without a value stays as it is. English is the text alone, and not what is put into it.
    """
    around = (_END, _BEGIN) if text.startswith(_BEGIN) else ("", "")

    def put(found: re.Match[str]) -> str:
        if found[1] not in values:
            return str(escape(found[0]))
        return escape(values[found[1]]).join(around)

    return Markup(_PLACEHOLDER.sub(put, escape(text)))  # noqa: S704 - every part is escaped


def _months(words: Words) -> list[str]:
    return _COMMA.split(words["months"])
