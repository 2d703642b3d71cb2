"""Pandoc's citeproc sets the citations of a page, and the list of what they cite.

    CitationCall, NoteCall … ─cite→ CitedWorks

What is cited goes to pandoc as a document that holds nothing but citations, one paragraph for each, in
the order of the page; a note that is called is a note there too, so that "ibid." is right.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from briefpress.content.markdown.calls import (
    CitationCall,
    CitedWorks,
    ListedWork,
    NoteCall,
    SetCitation,
)
from briefpress.content.references.pandoc_text import (
    inlines_to_tokens,
    plain_text,
    words_to_inlines,
)
from briefpress.content.references.reading import convert
from briefpress.system import run_pandoc

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from briefpress.content.markdown.calls import Citation, Cited
    from briefpress.content.references.works import Bibliography, Work

Json: TypeAlias = "dict[str, Any]"

_TITLES = frozenset({"title", "container-title", "collection-title"})
_API_VERSION = (1, 23, 1)  # of pandoc-types, since pandoc 3.0
_UNSAFE = re.compile(r"[^A-Za-z0-9_.:-]")


def cite(
    bibliography: Bibliography, calls: Sequence[CitationCall | NoteCall], language: str
) -> CitedWorks:
    """Return citations, and the list of what they cite, in the style of a bibliography.

    Raises `PandocFailed`.
    """
    if not bibliography.works:
        return CitedWorks()
    paragraphs, order = _paragraphs(calls)
    document = {
        "pandoc-api-version": _API_VERSION,
        "meta": _metadata(bibliography, language),
        "blocks": paragraphs,
    }
    answer = json.loads(_ask(json.dumps(document).encode(), bibliography.style.data))["blocks"]
    lists = (each["c"][1] for each in answer if each["t"] == "Div")
    entries = {each["c"][0][0]: each["c"][1] for listed in lists for each in listed}
    anchors = {f"#{name}": anchor_of(name) for name in entries}

    def find_work(address: str) -> str | None:
        return f"#{anchors[address]}" if address in anchors else None

    found = (_citation(each, find_work) for each in _cites(answer))
    set_at = dict(zip(order, found, strict=True))
    return CitedWorks(
        tuple(set_at[index] for index in sorted(set_at)),
        tuple(_listed(name, blocks, find_work) for name, blocks in entries.items()),
    )


def anchor_of(name: str) -> str:
    """Return a name of pandoc's as an identifier of HTML that any address can hold."""
    return _UNSAFE.sub(lambda sign: f"~{ord(sign[0]):x}", name)


@lru_cache(maxsize=16)
def _ask(document: bytes, style: bytes) -> bytes:
    """Return what pandoc makes of a document; it is asked once for all editions."""
    arguments = ("--from=json", "--to=json", "--citeproc", "--csl=style.csl")
    return run_pandoc(arguments, document, {"style.csl": style})


def _metadata(bibliography: Bibliography, language: str) -> Json:
    """Return the metadata of the document: the language, and the works as pandoc's metadata."""
    read = json.loads(convert(("--from=csljson", "--to=json"), bibliography.as_csl))["meta"]
    works = zip(bibliography.works.values(), read["references"]["c"], strict=True)
    everything = [{"t": "Cite", "c": [[_asked("*")], []]}] if bibliography.lists_all else []
    return {
        "lang": {"t": "MetaString", "c": language},
        "link-citations": {"t": "MetaBool", "c": True},
        "references": {"t": "MetaList", "c": [_with_languages(*work, language) for work in works]},
        "nocite": {"t": "MetaInlines", "c": everything},
    }


def _with_languages(work: Work, read: Json, language: str) -> Json:
    """Return a work whose titles say which language they are in, if not that of the brief."""
    own, fields = work.language, read["c"]
    if not own:
        fields.pop("language", None)  # it is no tag of a language, and pandoc would take it for one
    elif _primary(own) != _primary(language):
        for name in fields.keys() & _TITLES:
            text = fields[name]["c"]
            inlines = words_to_inlines(text) if isinstance(text, str) else text
            phrase = {"t": "Span", "c": [["", [], [["lang", own]]], inlines]}
            fields[name] = {"t": "MetaInlines", "c": [phrase]}
    return read


def _primary(language: str) -> str:
    return language.split("-")[0].lower()


# To pandoc


def _paragraphs(calls: Sequence[CitationCall | NoteCall]) -> tuple[list[Json], list[int]]:
    """Return a paragraph for each citation and note, and the places in `calls` of the citations in them."""
    in_notes: dict[str | None, list[int]] = {}
    for index, call in enumerate(calls):
        if isinstance(call, CitationCall):
            in_notes.setdefault(call.note, []).append(index)
    order: list[int] = []
    paragraphs: list[Json] = []
    called = dict.fromkeys(call.key for call in calls if isinstance(call, NoteCall))
    steps: list[CitationCall | str] = [
        call if isinstance(call, CitationCall) else call.key
        for call in calls
        if isinstance(call, NoteCall) or call.note is None
    ]
    places = iter(in_notes.pop(None, ()))
    for step in (*steps, *(key for key in in_notes if key not in called and key is not None)):
        if isinstance(step, CitationCall):
            order.append(next(places))
            paragraphs.append(_paragraph(step.citation))
        else:
            within = in_notes.pop(step, [])  # a note that is called again is not set again
            order += within
            note = [_paragraph_of_note(calls[index]) for index in within]
            paragraphs.append({"t": "Para", "c": [{"t": "Note", "c": note}]})
    return paragraphs, order


def _paragraph(citation: Citation) -> Json:
    mode = "AuthorInText" if citation.is_narrative else "NormalCitation"
    cited = [
        _asked_of(each, mode, " " if number and each.prefix else "")
        for number, each in enumerate(citation.works)
    ]
    return {"t": "Para", "c": [{"t": "Cite", "c": [cited, []]}]}


def _paragraph_of_note(call: CitationCall | NoteCall) -> Json:
    """Return a paragraph of a note; pandoc puts a citation among other words into brackets."""
    assert isinstance(call, CitationCall)
    paragraph = _paragraph(call.citation)
    words = [] if call.is_all else words_to_inlines("… ")
    return {**paragraph, "c": [*words, *paragraph["c"]]}


def _asked_of(cited: Cited, mode: str, space: str) -> Json:
    """Return a work of a citation; some styles set no `space` between it and the one before."""
    mode = "SuppressAuthor" if cited.hides_author else mode
    return _asked(cited.key, mode, f"{space}{cited.prefix}", cited.suffix)


def _asked(key: str, mode: str = "NormalCitation", prefix: str = "", suffix: str = "") -> Json:
    return {
        "citationId": key,
        "citationPrefix": words_to_inlines(prefix),
        "citationSuffix": words_to_inlines(suffix),
        "citationMode": {"t": mode},
        "citationNoteNum": 0,
        "citationHash": 0,
    }


# From pandoc


def _cites(blocks: Iterable[Json]) -> Iterator[list[Json]]:
    """Yield the text of each citation in paragraphs, and in the notes there, in their order."""
    for block in blocks:
        for inline in block["c"] if block["t"] == "Para" else ():
            if inline["t"] == "Cite":
                yield inline["c"][1]
            elif inline["t"] == "Note":
                yield from _cites(inline["c"])


def _citation(text: list[Json], find_work: Callable[[str], str | None]) -> SetCitation:
    notes = [each for each in text if each["t"] == "Note"]
    words = inlines_to_tokens((each for each in text if each["t"] != "Note"), find_work)
    inside = [inline for note in notes for block in note["c"] for inline in block["c"]]
    note = tuple(inlines_to_tokens(inside, find_work)) if notes else None
    return SetCitation(tuple(words), note)


def _listed(name: str, blocks: list[Json], find_work: Callable[[str], str | None]) -> ListedWork:
    """Return an entry; a style with labels has them in a part of their own, csl-left-margin."""
    inlines = [inline for block in blocks for inline in block["c"]]
    labels = [each for each in inlines if _has_class(each, "csl-left-margin")]
    text = [each for each in inlines if each not in labels]
    return ListedWork(
        name.removeprefix("ref-"),
        anchor_of(name),
        plain_text(labels).strip(),
        tuple(inlines_to_tokens(text, find_work)),
    )


def _has_class(inline: Json, name: str) -> bool:
    return inline["t"] == "Span" and name in inline["c"][0][1]
