"""What a copy editor would query in a valid brief."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.content.markdown.abbreviations import abbreviation
from briefpress.content.markdown.conversion import markdown_to_text
from briefpress.content.rules.queries import (
    ABBREVIATION_UNUSED,
    LICENCE_ASSUMED,
    LOST_HYPHEN,
    NO_DOI,
    PLACEHOLDER,
    PULL_QUOTE,
    PULL_QUOTE_NEAR,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.content.loading import Manuscript
    from briefpress.content.passages import Passage
    from briefpress.findings import Finding

_BLANK_LINE = re.compile(r"\n\s*\n")
_HYPHENS = re.compile("[-\u2010\u2011\u058a\u05be]")
# A letter is all but space and punctuation: marks, as the vowels of Devanagari, are none for `re`.
_LETTER = r"[^\s!-/:-@\[-`{-¿‐-⁯⸀-⹿、-〿＀-／،؛؟۔।॥]"
_WORD = re.compile(f"{_LETTER}+(?:{_HYPHENS.pattern}{_LETTER}+)*")
_MARK = re.compile(r"[ \t]*# replace this")  # behind a value of a new or imported brief
# What `briefpress import` writes for what a file does not say.
_IMPORTED = frozenset(
    {
        "Table without a caption",
        "Picture without a description: write what it tells.",
        "Equation without words: write it as one reads it out.",
    }
)
# What `briefpress new` writes as a whole text, and how its longer texts begin.
PLACEHOLDERS = frozenset({
    "The title of the brief", "What it adds to the title", "The title of the series", "The publisher",
    "Firstname Lastname", "The first message.", "The second message.", "The first section",
    "What the table shows", "Who collected the figures, and when", "The second section", "Another paragraph.",
    "What the note says.", "Who wrote, reviewed, edited and designed the brief.",
    "Whose views the brief expresses.",
})  # fmt: skip
BEGINNINGS = (
    "One or two sentences that tell a busy reader what this brief shows",
    "A paragraph with *emphasis*, **strong words**",
    "Lorem ipsum",
)


def editorial_queries(manuscript: Manuscript) -> tuple[Finding, ...]:
    """Return findings on what an editor should look at again, in the order of the rules."""
    return (
        *_lost_hyphens(manuscript),
        *_pull_quotes(manuscript),
        *_placeholders(manuscript),
        *_marked_date(manuscript),
        *_unused_abbreviations(manuscript),
        *_assumed_licence(manuscript),
        *_missing_identifier(manuscript),
    )


def _markdown_passages(manuscript: Manuscript) -> list[Passage]:
    return [passage for passage in manuscript.passages if passage.markdown]


def _lost_hyphens(manuscript: Manuscript) -> Iterator[Finding]:
    """Report each word that has more hyphens elsewhere in the same brief, once, where it stands first."""
    passages = _markdown_passages(manuscript)
    words = {word for passage in passages for word in _WORD.findall(passage.text)}
    fewest_first = sorted(words, key=lambda word: (_hyphens(word), word))
    hyphenated = {
        _unhyphenated(word): word
        for word in fewest_first
        if _hyphens(word) and any(map(str.isalpha, word))
    }
    found: dict[str, list[tuple[Passage, re.Match[str]]]] = {}
    for passage in passages:
        for match in _WORD.finditer(passage.text):
            known = hyphenated.get(_unhyphenated(match[0]), "")
            if _hyphens(match[0]) < _hyphens(known):
                found.setdefault(known, []).append((passage, match))
    for known, ((passage, match), *more) in found.items():
        where = manuscript.source.locate(passage.path, passage.text[: match.start()])
        times = f", {len(more) + 1} times," if more else ""
        message = f'"{match[0]}"{times} is written "{known}" elsewhere in this brief'
        yield LOST_HYPHEN.finding(message, where)


def _hyphens(word: str) -> int:
    return len(_HYPHENS.findall(word))


def _unhyphenated(word: str) -> str:
    return _HYPHENS.sub("", word).casefold()


def _pull_quotes(manuscript: Manuscript) -> Iterator[Finding]:
    """Report each pull quote that is not in the text: screen readers skip pull quotes."""
    in_text = _markdown_passages(manuscript)
    quotes = [each for each in in_text if each.path[-2:] == ("pull_quote", "text")]
    if not quotes:
        return
    texts = (markdown_to_text(each.text) for each in in_text if each not in quotes)
    whole = _letters(" ".join(texts))
    for passage in quotes:
        if _letters(markdown_to_text(passage.text)) not in whole:
            message = "the pull quote is not in the text word for word"
            yield PULL_QUOTE.finding(message, manuscript.source.locate(passage.path))
        elif _letters(markdown_to_text(passage.text)) in _letters(
            _paragraph_above(passage, in_text)
        ):
            message = "the pull quote repeats the paragraph right above it"
            yield PULL_QUOTE_NEAR.finding(message, manuscript.source.locate(passage.path))


def _paragraph_above(quote: Passage, passages: list[Passage]) -> str:
    """Return the paragraph right above a pull quote; "" for another block, or the only one of its section."""
    *body, number = quote.path[:-2]
    if not isinstance(number, int):
        return ""
    others = [each for each in passages if each.path[:-1] == (*body,)]
    above = next((each.text for each in others if each.path == (*body, number - 1)), "")
    *more, last = _BLANK_LINE.split(above.strip())
    return markdown_to_text(last) if more or len(others) > 1 else ""


def _letters(text: str) -> str:
    """Return a text without what an editor may change in a quotation: capitals, quotes, full stops."""
    return "".join(filter(str.isalnum, text.casefold()))


def _placeholders(manuscript: Manuscript) -> Iterator[Finding]:
    for passage in manuscript.passages:
        text = " ".join(passage.text.split())
        if text in PLACEHOLDERS | _IMPORTED or text.startswith(BEGINNINGS):
            message = f'"{text[:40]}" is what a new brief is filled with'
            yield PLACEHOLDER.finding(message, manuscript.source.locate(passage.path))


def _marked_date(manuscript: Manuscript) -> Iterator[Finding]:
    """Report a date that still has the mark of a new brief: as a text, it might be right."""
    source = manuscript.source
    span = source.values.get(("date",))
    if span and _MARK.match(source.text, span.end):
        message = "the date is still marked as one to replace"
        mend = "write the date of publication, and delete the comment behind it"
        yield PLACEHOLDER.finding(message, source.locate(("date",)), mend=mend)


def _unused_abbreviations(manuscript: Manuscript) -> Iterator[Finding]:
    texts = (each.text for each in manuscript.passages if each.path[0] != "abbreviations")
    text = "\n".join(texts)
    for key in manuscript.brief.abbreviations if manuscript.brief else ():
        if not abbreviation(key).search(text):
            message = f'the text does not use "{key}"'
            where = manuscript.source.locate_key(("abbreviations", key))
            yield ABBREVIATION_UNUSED.finding(message, where)


def _assumed_licence(manuscript: Manuscript) -> Iterator[Finding]:
    if manuscript.brief and manuscript.source.get(("licence",)) is None:
        message = "the brief names no licence, and is published under CC BY 4.0"
        yield LICENCE_ASSUMED.finding(message, manuscript.source.locate(()))


def _missing_identifier(manuscript: Manuscript) -> Iterator[Finding]:
    if manuscript.brief and not manuscript.brief.doi:
        message = "the brief has no DOI, so that citations cannot link to it"
        yield NO_DOI.finding(message, manuscript.source.locate(()))
