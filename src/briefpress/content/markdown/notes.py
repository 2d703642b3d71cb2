"""Notes: the inline rule for their calls, `[^key]`, and notes that stand at the foot of a page."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from briefpress.content.markdown.tokens import collapse_spaces, element, html_token, text_token

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    from briefpress.content.markdown.apparatus import Apparatus

_CALL = re.compile(r"\[\^([A-Za-z0-9][\w.:-]*)\]")


def note_call(state: StateInline, silent: bool) -> bool:
    """Read `[^key]`: a superscript link to the note."""
    match = _CALL.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        key, apparatus = match[1], state.env["apparatus"]
        token = state.push("note_call", "", 0)
        token.meta = {"key": key, "written": match[0]}
        if key in apparatus.notes and not apparatus.notes_at_foot:
            token.children = note_link(key, apparatus)
    state.pos = match.end()
    return True


def note_link(key: str, apparatus: Apparatus) -> list[Token]:
    """Return the tokens of the call of a note: a superscript link with its number."""
    apparatus.calls[key] += 1
    again = apparatus.calls[key] if apparatus.calls[key] > 1 else ""
    link = {"href": f"#note-{key}", "id": f"call{again}-{key}", "role": "doc-noteref"}
    return element(
        "sup", {}, *element("a", link, text_token(apparatus.digits(str(apparatus.notes[key]))))
    )


def note_at_foot(key: str, state: StateCore) -> list[Token]:
    """Return the tokens of a note where it is called first; where it is called again, a link to it."""
    apparatus: Apparatus = state.env["apparatus"]
    if apparatus.calls[key]:
        return note_link(key, apparatus)
    apparatus.calls[key] += 1  # at once: a note may call itself
    env = {"apparatus": replace(apparatus, note=key)}
    html = state.md.renderInline(collapse_spaces(apparatus.note_texts[key]), env)
    return at_foot(key, apparatus, html_token(html))


def at_foot(key: str, apparatus: Apparatus, *content: Token) -> list[Token]:
    """Return the tokens of a note that the style sheet takes to the foot of the page, with its number."""
    number = apparatus.digits(str(apparatus.notes.get(key, "")))
    attributes = {"class": "footnote", "id": f"note-{key}", "data-number": number}
    return element("span", {**attributes, "role": "doc-footnote"}, *content)
