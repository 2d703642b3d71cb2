"""Citations: `[see @id, p. 4; @other]`, `[-@id]` without the author, and `@id` as a part of the sentence.

A key with other signs than letters, digits and single points or dashes stands in braces: `@{doi:10.1/(a)}`.

What begins with `[@` is always meant as a citation, and so is what stands in brackets and looks like
a key, where the brief has sources. Elsewhere an @ is one only before the key of a source that the brief
has: an address, such as a@b.org, and a name, such as @someone, are text, and so is `\\@id`.
"""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from briefpress.content.markdown.calls import (
    Citation,
    CitationCall,
    Cited,
    NoteCall,
    citation_note,
)
from briefpress.content.markdown.links import with_letters
from briefpress.content.markdown.notes import at_foot, note_at_foot, note_link
from briefpress.content.markdown.tokens import collapse_spaces, element, text_token

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    from briefpress.content.markdown.apparatus import Apparatus
    from briefpress.content.markdown.calls import SetCitation

# As pandoc has it: letters, digits and _, with single signs between them.
_KEY = r"\w(?:\w|[:.#$%&+?<>~/-](?=\w))*"
_BRACED = r"\{[^\s{}\[\]]{1,200}\}"  # a key with any signs, such as an address
_WORK = re.compile(rf"(?<![^\s(\[{{\"'“”‘’«»„–—/-])(?P<hides>-?)@(?P<key>{_KEY}|{_BRACED})")
_BRACKETS = re.compile(r"\[([^\[\]]{1,500})\](?![({])")
_AT_KEY = re.compile(rf"@({_KEY}|{_BRACED})")
_BEFORE_KEY = re.compile(r"[\w@.\\/+=\[-]$")
_PLACE_BEHIND = re.compile(r"[ \t\n]{0,2}\[([^\[\]@#^]{0,60}\d[^\[\]@#^]{0,60})\](?![({:\[])")
_LAST_PART = re.compile(r"[:.#$%&+?<>~/-]\w+$")
_ALONE = re.compile(rf"(?<![\w@.\\/+=\[-])@({_KEY}|{_BRACED})")
_PUNCTUATION = ".,;:!?…"
# Languages in which the number of a note stands before the full stop.
_NUMBER_FIRST = frozenset({"ca", "es", "fr", "it", "pt"})
# How keys are made of names and years: kim2024, Kim_2024a, kim:2024.
_LIKE_A_KEY = re.compile(r"\w*[^\W\d_]\w*[:_.-]?(?:19|20)\d\d[a-z]?")


def citation(state: StateInline, silent: bool) -> bool:
    """Read a citation in brackets."""
    match = _BRACKETS.match(state.src, state.pos)
    works = _works(match[1]) if match and "@" in match[1] else ()
    if not match or not works:
        return False
    is_meant = match[1].lstrip().startswith(("@", "-@"))
    if (
        state.linkLevel  # a link holds no other
        or not (is_meant or any(_may_be_key(work.key, state.env["apparatus"]) for work in works))
    ):
        return False
    if not silent:
        _push(state, Citation(works), match[0])
    state.pos = match.end()
    return True


def _may_be_key(key: str, apparatus: Apparatus) -> bool:
    """Say whether this is the key of a source that the brief has, or like one."""
    if apparatus.has_source(key):
        return True
    return bool(apparatus.source_keys and (near_key(key, apparatus) or _LIKE_A_KEY.fullmatch(key)))


def narrative_citation(state: StateInline, silent: bool) -> bool:
    """Read `@id`, and `@id [p. 4]`, where the brief has a source with that key."""
    match = _AT_KEY.match(state.src, state.pos)
    if not match or _BEFORE_KEY.search(state.src[max(state.pos - 1, 0) : state.pos]):
        return False
    is_braced = match[1].startswith("{")
    key = _known_key(match[1].strip("{}"), state.env["apparatus"])
    if key is None or state.linkLevel:  # a link holds no other
        return False
    if is_braced and f"{{{key}}}" != match[1]:
        return False
    end = match.end() if is_braced else match.start(1) + len(key)
    behind = _PLACE_BEHIND.match(state.src, end)
    suffix = f", {collapse_spaces(behind[1])}" if behind else ""
    end = behind.end() if behind else end
    if not silent:
        _push(
            state,
            Citation((Cited(key, suffix=suffix),), is_narrative=True),
            state.src[state.pos : end],
        )
    state.pos = end
    return True


def _known_key(written: str, apparatus: Apparatus) -> str | None:
    """Return the longest key that a text begins with: `@kim2024-based` is about kim2024."""
    while not apparatus.has_source(written):
        shorter = _LAST_PART.sub("", written)
        if shorter == written:
            return None
        written = shorter
    return written


def _works(text: str) -> tuple[Cited, ...]:
    """Return the works in a text between brackets; none if a part of it has no key, or two."""
    found = []
    for part in text.split(";"):
        keys = list(_WORK.finditer(part))
        if len(keys) != 1:
            return ()
        key = keys[0]
        before, behind = part[: key.start()], part[key.end() :]
        written = key["key"].strip("{}")
        found.append(Cited(written, collapse_spaces(before), _tidy(behind), bool(key["hides"])))
    return tuple(found)


def _tidy(suffix: str) -> str:
    """Return what stands behind a key in one line; the space that it begins with is kept."""
    tidy = collapse_spaces(suffix)
    return f" {tidy}" if tidy and suffix[0].isspace() else tidy


def _push(state: StateInline, cited: Citation, written: str) -> None:
    apparatus: Apparatus = state.env["apparatus"]
    token = state.push("citation", "", 0)
    token.meta = {
        "citation": cited,
        "written": written,
        "cited": [work.key for work in cited.works],
        "missing": [work.key for work in cited.works if not apparatus.has_source(work.key)],
    }


def set_citations(state: StateCore) -> None:
    """Log the citations and note calls of a text, and set each citation as the brief's style does."""
    apparatus: Apparatus = state.env["apparatus"]
    for token in state.tokens:
        if token.children:
            token.children = _set(token.children, apparatus, state)


def _set(tokens: Sequence[Token], apparatus: Apparatus, state: StateCore) -> list[Token]:
    found: list[Token] = []
    is_all = apparatus.note is not None and _is_one_citation(tokens)
    for token in tokens:
        if token.type == "note_call" and token.meta["key"] in apparatus.notes:
            apparatus.page.append(NoteCall(token.meta["key"]))
            if apparatus.notes_at_foot:
                token.children = note_at_foot(token.meta["key"], state)
        elif token.type == "citation" and not token.meta["missing"]:
            token.children = _tokens(token.meta["citation"], apparatus, is_all=is_all)
            begins = token.children[:1] and token.children[0].type == "sup_open"
            # A raised number stands close to the word before it.
            if begins and found and found[-1].type == "text":
                found[-1].content = found[-1].content.rstrip(" ")
        elif token.type == "text" and found and _is_raised(found[-1]):
            found.insert(len(found) - 1, text_token(_take_punctuation(token, apparatus)))
        found.append(token)
    return found[:1] if is_all and apparatus.cites_in_notes else found  # it has a full stop


def _is_one_citation(tokens: Sequence[Token]) -> bool:
    """Say whether a text is one citation, with a full stop or without."""
    rest = "".join(token.content for token in tokens[1:])
    return tokens[0].type == "citation" and rest.strip() in ("", ".")


def _is_raised(token: Token) -> bool:
    """Say whether a token is a citation that ends with a raised number."""
    last = (token.children or [token])[-1]
    return token.type == "citation" and last.type == "sup_close"


def _take_punctuation(token: Token, apparatus: Apparatus) -> str:
    """Take the punctuation off that a text begins with, if a raised number follows it, and return it."""
    if apparatus.language.partition("-")[0].lower() in _NUMBER_FIRST:
        return ""
    rest = token.content.lstrip(_PUNCTUATION)
    taken = token.content[: len(token.content) - len(rest)]
    token.content = rest
    return str(taken)


def _tokens(cited: Citation, apparatus: Apparatus, *, is_all: bool) -> list[Token]:
    """Return the tokens of a citation; none before pandoc was asked."""
    if all(work.key in apparatus.references for work in cited.works):
        return list(_typed(cited, apparatus))
    number = sum(isinstance(call, CitationCall) for call in apparatus.page)
    apparatus.page.append(CitationCall(cited, apparatus.note, is_all))
    if apparatus.cited is None:
        return []
    found = apparatus.cited.citations[number]
    if found.note is None:
        return [*_missing_name(cited, found, apparatus), *found.text]
    key = citation_note(number)
    if apparatus.notes_at_foot:
        apparatus.calls[key] += 1
        return [*found.text, *at_foot(key, apparatus, *with_letters(found.note, apparatus))]
    return [*found.text, *note_link(key, apparatus)]


def _missing_name(cited: Citation, found: SetCitation, apparatus: Apparatus) -> Iterator[Token]:
    """Yield the author's name where a style with numbers sets none: "As Kim [3] says"."""
    words = "".join(token.content for token in found.text)
    if cited.is_narrative and not any(map(str.isalpha, words)):
        yield text_token(f"{apparatus.names.get(cited.works[0].key, '')} ".lstrip())


def _typed(cited: Citation, apparatus: Apparatus) -> Iterator[Token]:
    """Yield the tokens of a citation of references that are typed by hand."""
    separator = "" if cited.is_narrative else "("
    for work in cited.works:
        yield text_token(f"{separator}{work.prefix} " if work.prefix else separator)
        link = {"href": f"#ref-{work.key}", "role": "doc-biblioref"}
        yield from element("a", link, text_token(apparatus.references[work.key]))
        yield text_token(work.suffix)
        separator = "; "
    yield text_token("" if cited.is_narrative else ")")


def doubtful_keys(written: str, apparatus: Apparatus) -> Iterator[tuple[int, str, str]]:
    """Yield where a text has an @ that may be meant as a citation, what is behind it, and the key meant.

    That is one like the key of a source, or written as keys are; "" if no source has a key like it.
    """
    for match in _ALONE.finditer(written):
        if not apparatus.source_keys:
            return
        key = match[1].strip("{}")
        if apparatus.has_source(key):  # in the words of a link
            continue
        near = near_key(key, apparatus)
        if near or _LIKE_A_KEY.fullmatch(key):
            yield match.start(), key, near


def near_key(key: str, apparatus: Apparatus) -> str:
    """Return the key of a source that is most like a misspelt one; "" if none is."""
    folded = {each.casefold(): each for each in apparatus.source_keys}
    near = difflib.get_close_matches(key.casefold(), folded, n=1, cutoff=0.75)
    return folded[near[0]] if near else ""
