"""The inline rule for note calls, `[^key]`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefpress.content.markdown.tokens import element, text_token

if TYPE_CHECKING:
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
        if key in apparatus.notes:
            token.children = note_link(key, apparatus)
    state.pos = match.end()
    return True


def note_link(key: str, apparatus: Apparatus) -> list[Token]:
    """Return the tokens of the call of a note: a superscript link with its number."""
    apparatus.calls[key] += 1
    again = apparatus.calls[key] if apparatus.calls[key] > 1 else ""
    link = {"href": f"#note-{key}", "id": f"call{again}-{key}", "role": "doc-noteref"}
    return element("sup", {}, *element("a", link, text_token(str(apparatus.notes[key]))))
