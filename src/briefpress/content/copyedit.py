"""What a copy editor would query in a valid brief."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.content.markdown.conversion import markdown_to_text
from briefpress.content.rules.queries import (
    ABBREVIATION_UNUSED,
    LOST_HYPHEN,
    NO_DOI,
    PULL_QUOTE,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.content.loading import Manuscript
    from briefpress.content.passages import Passage
    from briefpress.findings import Finding

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def editorial_queries(manuscript: Manuscript) -> tuple[Finding, ...]:
    """Return findings on what an editor should look at again, in the order of the rules."""
    return (
        *_lost_hyphens(manuscript),
        *_pull_quotes(manuscript),
        *_unused_abbreviations(manuscript),
        *_missing_identifier(manuscript),
    )


def _markdown_passages(manuscript: Manuscript) -> list[Passage]:
    return [passage for passage in manuscript.passages if passage.markdown]


def _lost_hyphens(manuscript: Manuscript) -> Iterator[Finding]:
    """Report each word that has more hyphens elsewhere in the same brief."""
    passages = _markdown_passages(manuscript)
    words = {word for passage in passages for word in _WORD.findall(passage.text)}
    fewest_first = sorted(words, key=lambda word: (word.count("-"), word))
    hyphenated = {word.replace("-", "").casefold(): word for word in fewest_first if "-" in word}
    for passage in passages:
        for match in _WORD.finditer(passage.text):
            known = hyphenated.get(match[0].replace("-", "").casefold(), "")
            if match[0].count("-") < known.count("-"):
                where = manuscript.source.locate(passage.path, passage.text[: match.start()])
                message = f'"{match[0]}" is written "{known}" elsewhere in this brief'
                yield LOST_HYPHEN.finding(message, where)


def _pull_quotes(manuscript: Manuscript) -> Iterator[Finding]:
    """Report each pull quote that is not in the text: screen readers skip pull quotes."""
    texts = (markdown_to_text(passage.text) for passage in _markdown_passages(manuscript))
    whole = _collapse_spaces(" ".join(texts))
    for passage in manuscript.passages:
        if (
            passage.path[-2:] == ("pull_quote", "text")
            and _collapse_spaces(passage.text) not in whole
        ):
            message = "the pull quote is not in the text word for word"
            yield PULL_QUOTE.finding(message, manuscript.source.locate(passage.path))


def _collapse_spaces(text: str) -> str:
    return " ".join(text.split())


def _unused_abbreviations(manuscript: Manuscript) -> Iterator[Finding]:
    brief = manuscript.brief
    text = "\n".join(passage.text for passage in _markdown_passages(manuscript))
    labels = " ".join(reference.label for reference in brief.references) if brief else ""
    for key in brief.abbreviations if brief else ():
        if key not in text and key not in labels:
            message = f'the text does not use "{key}"'
            where = manuscript.source.locate_key(("abbreviations", key))
            yield ABBREVIATION_UNUSED.finding(message, where)


def _missing_identifier(manuscript: Manuscript) -> Iterator[Finding]:
    if manuscript.brief and not manuscript.brief.doi:
        message = "the brief has no DOI, so that citations cannot link to it"
        yield NO_DOI.finding(message, manuscript.source.locate(()))
