"""Whether a text is in the language that it is marked as."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from briefpress.checks.reading import fold, shorten
from briefpress.checks.rules import ERROR, MEANING, WARNING, Problem, rule
from briefpress.structure import Element, ObjectRef, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefpress.checks.reading import Block
    from briefpress.checks.subject import Subject


@rule(
    id="language-declared",
    family=MEANING,
    severity=ERROR,
    title="The language is declared",
    why="A screen reader speaks the text with whatever voice is set, which may be that of another language.",
    mend="give the document a language",
    clause="7.2",
    matterhorn="11-006",
    wcag="3.1.1",
)
def language_declared(subject: Subject) -> Iterator[Problem]:
    """Yield one problem where a text has no language."""
    if not subject.pdf.language:
        languages = subject.reading.languages
        lacks_language = any(
            run.text.strip() and not run.lang
            for block in subject.reading.blocks
            if not languages[block.element]
            for run in block.runs
        )
        if lacks_language or not subject.reading.blocks:
            yield Problem("the PDF does not say which language it is in")


_MOST = 0.5  # of the text in a language: if more of it is wrong, the mark is
_LEAST_LENGTH = 80  # characters: a shorter text does not tell its language
_LEAST_WHOLE, _MOST_WHOLE = 300, 5_000  # characters


@rule(
    id="language-wrong",
    family=MEANING,
    severity=ERROR,
    title="The language declared is that of the text",
    why="A voice of another language makes the text unintelligible.",
    mend="declare the language that the passage is in, or translate it",
    clause="7.2",
    matterhorn="11-007",
    wcag="3.1.2",
)
def language_wrong(subject: Subject) -> Iterator[Problem]:
    """Yield texts that are evidently in another language than they are marked as.

    It is an error, told once, where that is so of most that is marked as that language: a passage of another
    one, which may be meant as it is, is a warning.
    """
    from briefpress.checks.language_detection import contradicting_language  # noqa: PLC0415 - the detector takes time to load

    languages = subject.reading.languages
    texts: defaultdict[str, list[str]] = defaultdict(list)
    found: defaultdict[tuple[str, str], list[tuple[str, Element]]] = defaultdict(list)
    wrong: Counter[str] = Counter()
    for block in subject.reading.blocks:
        declared = languages[block.element]
        own = _text_in_language(block, declared, languages) if declared else ""
        texts[declared].append(own)
        for passage in filter(_is_long_enough, (own, *_passages_by_script(own))):
            if language := contradicting_language(passage, declared):
                wrong[declared] += len(passage)
                said = shorten(block.text if passage is own else passage)
                found[declared, language].append((said, block.element))
                break
    for (declared, language), passages in found.items():
        is_most = wrong[declared] > _MOST * sum(map(len, texts[declared]))
        others = f", as do {len(passages) - 1} more passages" if is_most and passages[1:] else ""
        for said, element in passages[:1] if is_most else passages:
            message = f'"{said}" is marked as {declared}, and reads like {language}{others}'
            yield Problem(message, element, severity=ERROR if is_most else WARNING)
    for declared in texts.keys() - wrong.keys() - {""}:  # what no passage tells by itself, all may
        whole = " ".join(texts[declared])[:_MOST_WHOLE]
        if len(whole) > _LEAST_WHOLE and (language := contradicting_language(whole, declared)):
            yield Problem(f"what is marked as {declared} reads like {language}, taken as a whole")


def _is_long_enough(passage: str) -> bool:
    return len(passage) >= _LEAST_LENGTH


def _passages_by_script(text: str) -> Iterator[str]:
    """Yield the stretches of a text in several scripts, each in one: a sentence in Cyrillic, say."""
    scripts = [] if text.isascii() else [_script(word) for word in text.split()]
    for at, script in enumerate(scripts):
        if not script and at:  # a number belongs to the words before it
            scripts[at] = scripts[at - 1]
    if len(set(scripts)) > 1:
        words = zip(scripts, text.split(), strict=True)
        for _, stretch in groupby(words, key=itemgetter(0)):
            yield " ".join(word for _, word in stretch)


@lru_cache(4096)
def _script(word: str) -> str:
    """Return the script of a word's first letter; "" where it has none."""
    letter = next(filter(str.isalpha, word), "")
    return unicodedata.name(letter, "?").split()[0] if letter else ""


def _text_in_language(block: Block, declared: str, languages: dict[Element, str]) -> str:
    """Return the text of a block without the parts that are marked as of another language."""
    parts: list[str] = []
    pending: list[Element | Text | ObjectRef] = [block.element]
    while pending:
        node = pending.pop()
        if isinstance(node, Text):
            parts += [run.text for run in node.runs if run.lang in (None, declared)]
        elif isinstance(node, Element) and (node is block.element or languages[node] == declared):
            pending += reversed(node.children)
    return fold("".join(parts))
