"""What a translation lacks, in findings with lines, and how much of it is done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from briefpress.content import passages
from briefpress.translations.facts import differences
from briefpress.translations.named_files import without_language
from briefpress.translations.number_format import foreign_numbers
from briefpress.translations.pairing import Pair, Status, pair
from briefpress.translations.rules import (
    TRANSLATION_DIFFERS,
    TRANSLATION_FIELD,
    TRANSLATION_GONE,
    TRANSLATION_NEW,
    TRANSLATION_STALE,
    TRANSLATION_UNLISTED,
    TRANSLATION_UNRECORDED,
    TRANSLATION_UNTRANSLATED,
)
from briefpress.translations.units import units

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from briefpress.content import Data, Source
    from briefpress.findings import Finding
    from briefpress.translations.record import Entry

# Fields of a brief that are the same in every language.
_SAME = ("date", "country", "countries", "licence", "numbering", "bibliography", "citation_style")
_LONGEST = 60  # letters of a text in a message


@dataclass(frozen=True, slots=True)
class Comparison:
    """A translation beside its source: their texts in pairs, and what is to be done."""

    source: Source
    translation: Source
    pairs: tuple[Pair, ...]
    findings: tuple[Finding, ...]

    @property
    def language(self) -> str:
        """The language of the translation, as its file says it."""
        return str(self.translation.get(("language",)) or "")

    def count(self, status: Status) -> int:
        """Return how many texts have a status."""
        return sum(each.status is status for each in self.pairs)

    @property
    def total(self) -> int:
        """The number of texts in the source."""
        return sum(each.source is not None for each in self.pairs)

    @property
    def done(self) -> float:
        """The part of the source texts whose translation is up to date, from 0 to 1."""
        return self.count(Status.CURRENT) / self.total if self.total else 1.0


def compare(source: Source, translation: Source, record: Sequence[Entry]) -> Comparison:
    """Return a translation beside its source; `record` says which texts were made from which."""
    languages = (str(source.get(("language",)) or ""), str(translation.get(("language",)) or ""))
    pairs = tuple(pair(units(source), units(translation), record, languages))
    findings = [
        *(found for each in pairs for found in _pair_findings(each, source, translation)),
        *_unrecorded(pairs, translation),
        *foreign_numbers(pairs, translation),
        *_field_findings(source, translation),
        *_unlisted(source, translation),
        *_unlisted(translation, source),
    ]
    findings.sort(key=lambda each: (each.location.line or 0, each.location.column or 0))
    return Comparison(source, translation, pairs, tuple(findings))


def _pair_findings(each: Pair, source: Source, translation: Source) -> Iterator[Finding]:
    if each.source and not each.translation:
        where = translation.locate(each.source.path)
        line = source.locate(each.source.path).line
        message = (
            f"line {line} of {source.file} is not in the translation: {_short(each.source.text)}"
        )
        yield TRANSLATION_NEW.finding(message, where)
        return
    assert each.translation
    where = translation.locate(each.translation.path)
    if each.status is Status.GONE:
        message = f"the source no longer says: {_short(each.entry.text if each.entry else '')}"
        yield TRANSLATION_GONE.finding(message, where)
    elif each.status is Status.UNTRANSLATED:
        message = f"this is the text of the source: {_short(each.translation.text)}"
        yield TRANSLATION_UNTRANSLATED.finding(message, where)
        return
    elif each.status is Status.STALE and each.source and each.entry:
        line = source.locate(each.source.path).line
        message = (
            f"line {line} of {source.file} has changed, from {_short(each.entry.text)}"
            f" to {_short(each.source.text)}"
        )
        yield TRANSLATION_STALE.finding(message, where)
    if each.source:
        for difference in differences(each.source.text, each.translation.text):
            yield TRANSLATION_DIFFERS.finding(difference, where)


def _unrecorded(pairs: Iterable[Pair], translation: Source) -> Iterator[Finding]:
    """Yield one note for all texts that nobody has marked as up to date."""
    count = sum(each.status is Status.UNRECORDED for each in pairs)
    if count:
        message = f"{count} texts were not yet marked as up to date"
        yield TRANSLATION_UNRECORDED.finding(message, translation.locate(()))


def _field_findings(source: Source, translation: Source) -> Iterator[Finding]:
    """Yield what differs apart from texts: fields, pictures, files, tables, notes and sources."""
    assert isinstance(source.data, dict)
    assert isinstance(translation.data, dict)
    for name in _SAME:
        mine, theirs = source.data.get(name), translation.data.get(name)
        if name not in ("country", "countries") and mine != theirs:
            message = f'"{name}" is {_said(mine)} in the source, and {_said(theirs)} here'
            yield TRANSLATION_FIELD.finding(message, translation.locate((name,)))
    parts, theirs_of_all = _parts(source), _parts(translation)
    for what, values in parts.items():
        theirs_of_kind = theirs_of_all[what]
        if lacking := values - theirs_of_kind:
            message = (
                f"the source has {what} that the translation lacks: {', '.join(sorted(lacking))}"
            )
            yield TRANSLATION_FIELD.finding(message, translation.locate(()))
        if added := theirs_of_kind - values:
            message = (
                f"the translation has {what} that the source lacks: {', '.join(sorted(added))}"
            )
            yield TRANSLATION_FIELD.finding(message, translation.locate(()))


def _unlisted(brief: Source, other: Source) -> Iterator[Finding]:
    """Yield a note where a brief does not name an edition of it in another language."""
    listed = brief.get(("translations",))
    languages = (
        [each.get("language") for each in listed if isinstance(each, dict)]
        if isinstance(listed, list)
        else []
    )
    language = other.get(("language",))
    if language not in languages:
        message = f"the edition in {language} ({PurePath(other.file).name}) is not named here"
        yield TRANSLATION_UNLISTED.finding(message, brief.locate(("translations",)))


def _said(value: Data | None) -> str:
    return "not given" if value is None else f'"{value}"' if isinstance(value, str) else "another"


def _parts(brief: Source) -> dict[str, Counter[str]]:
    """Return what a brief is made of beside its texts, by kind; files without the language in their names."""
    data, language = brief.data, str(brief.get(("language",)) or "")
    found: dict[str, Counter[str]] = {
        "files": Counter(),
        "ids": Counter(),
        "notes": Counter(),
        "sources": Counter(),
        "tables": Counter(),
    }
    for each in passages(data):
        last = each.path[-1]
        if last in ("image", "file", "spec"):
            found["files"][without_language(each.text, language)] += 1
        elif last == "id":
            found["sources" if each.path[0] == "references" else "ids"][each.text] += 1
    if isinstance(data, dict) and isinstance(notes := data.get("notes"), dict):
        found["notes"].update(list(notes))
    found["tables"].update(_tables(data))
    return found


def _tables(data: Data) -> Iterator[str]:
    """Yield the size of each table that is typed."""
    if isinstance(data, dict):
        table = data.get("table")
        if isinstance(table, dict) and isinstance(rows := table.get("rows"), list):
            columns = table.get("columns")
            wide = len(columns) if isinstance(columns, list) else 0
            yield f"{len(rows)} rows of {wide} columns"
    values = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    for value in values:
        if not isinstance(value, str):
            yield from _tables(value)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + '…'}”"
