"""Translations and their sources as files: finding them, reading both, and writing what came back."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefpress.content import (
    UnknownCountry,
    find_country,
    parse_yaml,
    read_text,
    two_letters,
)
from briefpress.findings import Location, Unusable
from briefpress.system import is_link_elsewhere
from briefpress.translations.codes import codes
from briefpress.translations.comparison import compare
from briefpress.translations.editing import with_texts
from briefpress.translations.inserting import with_new_parts
from briefpress.translations.named_files import untranslated_data
from briefpress.translations.number_format import localised
from briefpress.translations.record import Entry, read_record, record_bytes, record_path
from briefpress.translations.rules import (
    TRANSLATION_CODES,
    TRANSLATION_OF,
    TRANSLATION_PLACE,
)
from briefpress.translations.units import fingerprint, units

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefpress.content import KeyPath, Source
    from briefpress.findings import Finding
    from briefpress.translations.comparison import Comparison
    from briefpress.translations.pairing import Pair
    from briefpress.translations.received import Received
    from briefpress.translations.units import Unit

_MOST_LOST = 20
_FIELD = re.compile(r"^translation_of:", re.MULTILINE)


def translations_of(paths: Iterable[Path]) -> list[Path]:
    """Return the translations among these content files, and those of the sources among them.

    A folder stands for the content files in it. Raises `Unusable` for a file that is not there.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found |= dict.fromkeys(_translations_in(path))
        elif _is_translation(path):
            found[path] = None
        else:
            siblings = _translations_in(path.parent)
            found |= dict.fromkeys(e for e in siblings if source_path(e, _read(e)) == path)
    return list(found)


def _translations_in(folder: Path) -> Iterator[Path]:
    """Yield the translations in a folder; what cannot be read there, or lies elsewhere, is for a build to tell."""
    for path in sorted(folder.glob("*.y*ml")):
        if path.name[0] not in "._" and not is_link_elsewhere(path):
            with suppress(Unusable):
                if _is_translation(path):
                    yield path


def _is_translation(path: Path) -> bool:
    return bool(_FIELD.search(read_text(path)))


def _read(path: Path) -> Source:
    source = parse_yaml(read_text(path), str(path))
    if source.findings:
        raise Unusable(*source.findings)
    return source


def source_path(path: Path, translation: Source) -> Path:
    """Return the content file that a translation is made from; raises `Unusable` where it names none."""
    name = translation.get(("translation_of",))
    where = translation.locate(("translation_of",))
    if not isinstance(name, str) or not name.strip():
        raise Unusable(TRANSLATION_OF.finding("this is the name of no file", where))
    found = path.parent / name
    if not found.resolve().is_relative_to(path.parent.resolve()):
        message = f"{name} does not lie beside this file or in a folder there"
        raise Unusable(TRANSLATION_OF.finding(message, where))
    return found


def load_comparison(path: Path) -> Comparison:
    """Return a translation beside its source; raises `Unusable` where one of them cannot be read."""
    translation = _read(path)
    found = source_path(path, translation)
    if not os.path.isfile(found):  # noqa: PTH113 - a method of Path refuses a name that is too long
        where = translation.locate(("translation_of",))
        raise Unusable(TRANSLATION_OF.finding(f"there is no file {str(found)[:200]}", where))
    source = _read(found)
    if source.get(("translation_of",)) is not None:
        message = f"{found.name} is a translation itself"
        raise Unusable(TRANSLATION_OF.finding(message, translation.locate(("translation_of",))))
    comparison = compare(source, translation, read_record(record_path(path)))
    data = untranslated_data(source, translation, path.parent)
    return replace(comparison, findings=(*comparison.findings, *data))


def accept(comparison: Comparison) -> bytes:
    """Return the record that marks all that is translated as made from the source as it is now.

    What is still in the language of the source is left out, and what has no source any more.
    """
    entries = [
        _entry(each.source, each.translation)
        for each in comparison.pairs
        if each.source and each.translation and each.may_be_accepted
    ]
    return record_bytes(Path(comparison.source.file).name, entries)


def _entry(source: Unit, translation: Unit) -> Entry:
    return Entry(translation.name, source.fingerprint, translation.fingerprint, source.text)


def begin_file(path: Path, language: str) -> str:
    """Return the text of a translation that is to be made: that of the source, in name another language.

    Numbers of tables and names of countries are written as that language has them.
    Raises `Unusable` where the source is none, or says no language.
    """
    source = _read(path)
    if ("language",) not in source.values or source.get(("translation_of",)) is not None:
        message = "a translation is begun from a brief that names its language, and is none itself"
        raise Unusable(TRANSLATION_OF.finding(message, Location(str(path))))
    name = path.name
    own = str(source.get(("language",)))
    numbers = {
        each.path: localised(each.text, own, language)
        for each in units(source)
        if not each.has_words
    }
    changed = {path: text for path, text in numbers.items() if text != source.get(path)}
    texts = {("language",): language, **dict(_country_names(source, language)), **changed}
    text = with_texts(source, texts)
    begun = parse_yaml(text, source.file)
    key = begun.keys["language",].start
    place, before, end = text.rfind("\n", 0, key) + 1, "", "\n"
    if text.startswith("{", begun.values[()].start):  # a brief in JSON
        place, before, end = key, "\n", ",\n"
    of = f"{before}translation_of: {name}{end}"
    if ("translations",) not in source.keys:
        of += f"translations: [{{language: {own}, brief: {name}}}]{end}"
    return f"{text[:place]}{of}{text[place:]}"


def _country_names(source: Source, language: str) -> Iterator[tuple[KeyPath, str]]:
    """Yield the names of countries in another language, where they are those of CLDR in their own."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - it takes 20 ms to load

    own = str(source.get(("language",)))
    try:
        known, names = (Locale.parse(each, sep="-").territories for each in (own, language))
    except (UnknownLocaleError, ValueError):
        return
    for path in source.values:
        name = source.get(path) if path[:1] in (("country",), ("countries",)) else None
        if not isinstance(name, str):
            continue
        code = source.get((*path[:-1], "code"))
        if path[-1] == "name" and isinstance(code, str):
            if name == known.get(code) and code in names:
                yield path, names[code]
        elif path[-1] != "code" and two_letters(name) is None:
            with suppress(UnknownCountry):
                yield path, names[find_country(name, own).code]


def receive(
    comparison: Comparison, received: Sequence[Received]
) -> tuple[str, bytes, tuple[Finding, ...]]:
    """Return the content file and the record with translated texts in them, and what was wrong with those.

    Each is recorded with the source text that it was made from, which may have changed meanwhile.
    """
    comparison = _with_places(comparison, received)
    by_name = {each.source.name: each for each in comparison.pairs if each.source}
    texts: dict[KeyPath, str] = {}
    entries = {each.entry.path: each.entry for each in comparison.pairs if each.entry}
    findings: list[Finding] = []
    lost = []
    for each in received:
        found = by_name.get(each.name)
        if found is None or found.translation is None:
            lost.append(f"{each.name}: “{each.translation}”")
            continue
        path = found.translation.path
        texts[path] = each.translation
        findings += _code_findings(comparison, found, each)
        if each.is_done:
            new = replace(found.translation, text=each.translation)
            entries[new.name] = Entry(
                new.name, fingerprint(each.source), new.fingerprint, each.source
            )
    text = with_texts(comparison.translation, texts)
    names = [each.translation.name for each in comparison.pairs if each.translation]
    kept = [entries[name] for name in names if name in entries]
    findings += _lost_findings(lost, Location(comparison.translation.file))
    return text, record_bytes(Path(comparison.source.file).name, kept), tuple(findings)


def _lost_findings(lost: Sequence[str], where: Location) -> Iterator[Finding]:
    """Yield a warning for each translation that has no place, and one for all beyond `_MOST_LOST`."""
    for each in lost[:_MOST_LOST]:
        message = f"there is no place for the translation of {each}"
        yield TRANSLATION_PLACE.finding(message, where)
    if len(lost) > _MOST_LOST:
        message = f"there is no place for {len(lost) - _MOST_LOST:,} more: it may be the file of another brief"
        yield TRANSLATION_PLACE.finding(message, where)


def _with_places(comparison: Comparison, received: Sequence[Received]) -> Comparison:
    """Return a comparison in which the translation has a place for each text that was received."""
    names = {each.name for each in received}
    wanted = [
        each.source.path
        for each in comparison.pairs
        if each.source and not each.translation and each.source.name in names
    ]
    if not wanted:
        return comparison
    made = with_new_parts(comparison.source, comparison.translation, comparison.pairs, wanted)
    record = [each.entry for each in comparison.pairs if each.entry]
    return compare(comparison.source, made, record)


def _code_findings(comparison: Comparison, found: Pair, each: Received) -> Iterator[Finding]:
    assert found.translation
    lacking, left = [], codes(each.translation)
    for code in codes(each.source):
        if code in left:
            left.remove(code)
        else:
            lacking.append(code)
    if lacking or left:
        said = [f"lacks {' '.join(lacking)}"] * bool(lacking) + [f"adds {' '.join(left)}"] * bool(
            left
        )
        message = f"the translation {' and '.join(said)}"
        where = comparison.translation.locate(found.translation.path)
        yield TRANSLATION_CODES.finding(message, where)
