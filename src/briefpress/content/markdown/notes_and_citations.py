"""The inline rules for note calls, `[^key]`, and citations, `[@id, p. 4; @other]`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.content.markdown.tokens import collapse_spaces, element, text_token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_CALL = re.compile(r"\[\^([A-Za-z0-9][\w.:-]*)\]")
_CITATION = re.compile(r"\[@[^\]]{1,500}\](?!\()")
_CITED = re.compile(r"@([A-Za-z0-9](?:[\w.:-]*\w)?)(?:,\s*([^;]+))?\s*(?:;\s*|$)")


def note_call(state: StateInline, silent: bool) -> bool:
    """Read `[^key]`: a superscript link to the note."""
    match = _CALL.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        key, apparatus = match[1], state.env["apparatus"]
        token = state.push("note_call", "", 0)
        token.meta = {"key": key, "written": match[0]}
        number = apparatus.notes.get(key)
        if number is not None:
            apparatus.calls[key] += 1
            again = apparatus.calls[key] if apparatus.calls[key] > 1 else ""
            link = {"href": f"#note-{key}", "id": f"call{again}-{key}", "role": "doc-noteref"}
            token.children = element("sup", {}, *element("a", link, text_token(str(number))))
    state.pos = match.end()
    return True


def citation(state: StateInline, silent: bool) -> bool:
    """Read `[@id, p. 4; @other]`: links to the references, in one pair of parentheses."""
    match = _CITATION.match(state.src, state.pos)
    if not match:
        return False
    cited = list(_CITED.finditer(match[0][1:-1]))
    if "".join(part[0] for part in cited) != match[0][1:-1]:
        return False
    if not silent:
        labels = state.env["apparatus"].references
        token = state.push("citation", "", 0)
        token.meta = {
            "written": match[0],
            "cited": [part[1] for part in cited],
            "missing": [part[1] for part in cited if part[1] not in labels],
        }
        token.children = list(_links(cited, labels)) if not token.meta["missing"] else []
    state.pos = match.end()
    return True


def _links(cited: Iterable[re.Match[str]], labels: Mapping[str, str]) -> Iterator[Token]:
    separator = "("
    for key, place in (part.groups() for part in cited):
        yield text_token(separator)
        link = {"href": f"#ref-{key}", "role": "doc-biblioref"}
        yield from element("a", link, text_token(labels[key]))
        if place:
            yield text_token(f", {collapse_spaces(place)}")
        separator = "; "
    yield text_token(")")
