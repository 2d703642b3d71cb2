"""The texts between the tags of a page of HTML that templates wrote, one by one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?([a-zA-Z0-9]+)")
_VOID = frozenset(
    {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
NOT_TEXT = frozenset({"head", "math", "script", "style", "svg"})


def change_texts(
    page: str,
    attribute: str,
    change: Callable[[str, str], str],
    left_alone: frozenset[str] = NOT_TEXT,
) -> str:
    """Return a page in which each text is what `change` makes of it.

    `change` gets the text and the value of an attribute, such as lang, which elements hand down. Attributes
    themselves are left alone, and so is all within elements that are named `left_alone`.
    """
    value_of = re.compile(rf'\s{attribute}="([^"]*)"')
    parts = _TAG.split(page)
    within: list[
        tuple[str, str | None]
    ] = []  # the open elements, with the value; None is left alone
    for place, part in enumerate(parts):
        if place % 2:
            _follow(part, within, value_of, left_alone)
        elif part and within and (value := within[-1][1]) is not None:
            parts[place] = change(part, value)
    return "".join(parts)


def _follow(
    tag: str,
    within: list[tuple[str, str | None]],
    value_of: re.Pattern[str],
    left_alone: frozenset[str],
) -> None:
    """Open or close the element of a tag."""
    found = _NAME.match(tag)
    if not found or found[1] in _VOID or tag.endswith("/>"):
        return
    name = found[1].lower()
    if tag.startswith("</"):
        if within and within[-1][0] == name:
            within.pop()
        return
    inherited = within[-1][1] if within else ""
    own = value_of.search(tag)
    value = own[1] if own else inherited
    is_changed = name not in left_alone and inherited is not None
    within.append((name, value if is_changed else None))
