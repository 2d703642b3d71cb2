"""What is wrong in the texts of a brief: their Markdown, their notes and their references."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from briefpress.content.markdown.apparatus import Apparatus
from briefpress.content.markdown.conversion import calls
from briefpress.content.markdown.problems import problems
from briefpress.content.pointers import id_findings, known_pointers
from briefpress.content.rules.texts import (
    NOTE_UNUSED,
    REFERENCE_TWICE,
    REFERENCE_UNUSED,
    TEXT_LENGTH,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from briefpress.content.markdown.pointers import Pointer
    from briefpress.content.model.brief import Brief
    from briefpress.content.passages import Passage
    from briefpress.content.yaml_source import Data, Source
    from briefpress.findings import Finding

MAX_TEXT = 20_000  # characters: some Markdown takes long to parse
MAX_PROBLEMS = 100  # of one text that are reported


def prose_findings(
    source: Source, passages: Sequence[Passage], brief: Brief | None, works: Collection[str] = ()
) -> Iterator[Finding]:
    """Yield what is wrong in the texts of a source, and the notes and references that none uses.

    `brief` is what the source holds, where that is valid; `works` are the keys of its bibliography.
    """
    apparatus = _apparatus(source.data, known_pointers(source, passages, brief), works)
    yield from id_findings(source, passages)
    called: set[tuple[str, str]] = set()
    for passage in passages:
        if passage.markdown and len(passage.text) > MAX_TEXT:
            where = source.locate(passage.path)
            message = f"this text has {len(passage.text):,} characters; {MAX_TEXT:,} are the limit"
            yield TEXT_LENGTH.finding(message, where)
        elif passage.markdown:
            found = problems(passage.text, passage.markdown, apparatus, called)
            for problem in islice(found, MAX_PROBLEMS):
                where = source.locate(passage.path, passage.text[: problem.offset])
                mend = problem.mend or problem.rule.mend
                yield problem.rule.finding(problem.message, where, mend=mend)
    yield from _note_findings(source, apparatus, called)
    yield from _reference_findings(source, called)


def _note_findings(
    source: Source, apparatus: Apparatus, called: set[tuple[str, str]]
) -> Iterator[Finding]:
    for key in apparatus.notes:
        if ("notes", key) not in called:
            where, message = source.locate_key(("notes", key)), f'no text calls the note "{key}"'
            mend = f"write [^{key}] where it belongs, or delete the note"
            yield NOTE_UNUSED.finding(message, where, mend=mend)


def _reference_findings(source: Source, called: set[tuple[str, str]]) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, key, _ in _references(source.data):
        where = source.locate(("references", index, "id"))
        if key in seen:
            message = f'there are two references "{key}"'
            yield REFERENCE_TWICE.finding(message, where)
        elif ("references", key) not in called:
            message = f'no text cites the reference "{key}"'
            mend = f"write [@{key}] where it belongs, or move it to further_reading"
            yield REFERENCE_UNUSED.finding(message, where, mend=mend)
        seen.add(key)


def cited_keys(source: Source, passages: Iterable[Passage], works: Collection[str]) -> set[str]:
    """Return the keys of all sources that texts cite."""
    apparatus = _apparatus(source.data, {}, works)
    texts = (each.text for each in passages if each.markdown and len(each.text) <= MAX_TEXT)
    called = (call for text in texts for call in calls(text, apparatus))
    return {key for kind, key in called if kind == "references"}


def _apparatus(data: Data, pointers: Mapping[str, Pointer], works: Collection[str]) -> Apparatus:
    """Return the notes and references of data that may not be a valid brief, and what is pointed to."""
    notes = data.get("notes") if isinstance(data, dict) else None
    return Apparatus(
        notes={key: n for n, key in enumerate(notes, 1)} if isinstance(notes, dict) else {},
        references={key: label for _, key, label in _references(data)},
        works=works,
        pointers=pointers,
    )


def _references(data: Data) -> Iterator[tuple[int, str, str]]:
    """Yield the number, the id and the label of every reference that has an id."""
    entries = data.get("references") if isinstance(data, dict) else None
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict) and "id" in entry:
            yield index, str(entry["id"]), str(entry.get("label", ""))
