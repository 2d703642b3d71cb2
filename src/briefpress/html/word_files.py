"""The files with the words of templates: `words/LANGUAGE.yaml`, and the `words.yaml` of a theme.

The built-in ones have every word. A theme may have some of each kind: what it says goes before.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from briefpress.content import closest_language, parse_yaml, read_text
from briefpress.findings import Unusable
from briefpress.html.rules import THEME_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from briefpress.content import Source
    from briefpress.findings import Finding
    from briefpress.html.theme import Theme

_SINGULAR = {"by_one": "by", "about_author": "about_authors", "partner": "partners"}


def theme_words(theme: Theme, language: str) -> dict[str, str]:
    """Return the words that a theme has in a language, by their names; none where it has no file for it.

    Raises `Unusable` where a file of the theme holds anything but words.
    """
    found: dict[str, str] = {}
    for folder in reversed(theme.templates):
        files = {path.stem: path for path in folder.glob("words/*.yaml")}
        for name in _from_general(language, files):
            found |= with_singulars(read_words(files[name], files[name].stat().st_mtime_ns))
        if (path := folder / "words.yaml").is_file():
            known = read_languages(path, path.stat().st_mtime_ns)
            for name in _from_general(language, known):
                found |= with_singulars(known[name])
    return found


def with_singulars(words: Mapping[str, str]) -> dict[str, str]:
    """Return words with those for one author or partner, where there are only those for several."""
    singular = {one: words[several] for one, several in _SINGULAR.items() if several in words}
    return {**singular, **words}


def _from_general(language: str, known: Iterable[str]) -> Iterator[str]:
    """Yield the tags whose words a language takes, such as en, and then en-GB, which goes before it."""
    exact = [each for each in known if each.lower() == language.lower()]
    general = closest_language(language, [each for each in known if each not in exact])
    yield from ([general] if general else [])
    yield from exact


@cache
def read_words(path: Path, _modified: int = 0) -> dict[str, str]:
    """Return the words of a file for one language; raises `Unusable` where it holds anything else.

    It is read once for each time at which it was modified.
    """
    document = parse_yaml(read_text(path), str(path))
    texts = _texts(document.data)
    findings = [*document.findings, *_faults(document, document.data, path.stem, ())]
    if findings:
        raise Unusable(*findings)
    return texts


@cache
def read_languages(path: Path, _modified: int = 0) -> dict[str, dict[str, str]]:
    """Return the words in a file by language; raises `Unusable` where it holds anything else."""
    document = parse_yaml(read_text(path), str(path))
    findings = list(document.findings)
    known: dict[str, dict[str, str]] = {}
    assert isinstance(document.data, dict)
    for language, words in document.data.items():
        known[language] = _texts(words)
        findings += _faults(document, words, language, (language,))
    if findings:
        raise Unusable(*findings)
    return known


def _texts(words: object) -> dict[str, str]:
    entries = words.items() if isinstance(words, dict) else ()
    return {name: text for name, text in entries if isinstance(text, str)}


def _faults(
    document: Source, words: object, language: str, path: tuple[str, ...]
) -> Iterator[Finding]:
    if not isinstance(words, dict) or not words or len(_texts(words)) < len(words):
        message = f'"{language}" should hold words, each with its text'
        yield THEME_WORDS.finding(message, document.locate_key(path))
