"""Numbers with signs in text from right to left, which are to be seen as they were written."""

from __future__ import annotations

import re

# Left to right, unseen: what stands after it belongs to the number (Unicode UAX #9, 2.7).
_MARK = "\u200e"
# A sign before a digit, such as -3.2 or +254 20; and a date, an ISBN or the like, with two hyphens or more.
_NUMBER = re.compile(r"(?<![\w.,/\u200e-])(?=[+\u2212±-]\s?\d|\d+(?:-\d+){2})")
_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?([a-zA-Z0-9]+)")
_DIRECTION = re.compile(r'\sdir="(ltr|rtl)"')
_UNSEEN = frozenset({"head", "math", "script", "style", "svg"})
_VOID = frozenset(
    {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)


def keep_signs_before_numbers(page: str) -> str:
    """Return a page of HTML with a left-to-right mark before numbers with signs, in text from right to left.

    Without one, the rules of Unicode (UAX #9) show -3.2 as 3.2-, and 2026-11-03 as 03-11-2026. What stands
    in attributes, drawings and equations is left alone.
    """
    if 'dir="rtl"' not in page:
        return page
    parts = _TAG.split(page)
    within: list[tuple[str, str]] = []  # the open elements, with the direction of their text
    for place, part in enumerate(parts):
        if place % 2:
            _follow(part, within)
        elif within and within[-1][1] == "rtl":
            parts[place] = _NUMBER.sub(_MARK, part)
    return "".join(parts)


def _follow(tag: str, within: list[tuple[str, str]]) -> None:
    """Open or close the element of a tag."""
    found = _NAME.match(tag)
    if not found or found[1] in _VOID or tag.endswith("/>"):
        return
    name = found[1].lower()
    if tag.startswith("</"):
        if within and within[-1][0] == name:
            within.pop()
        return
    direction = _DIRECTION.search(tag)
    inherited = within[-1][1] if within else ""
    is_seen = name not in _UNSEEN and inherited != "none"
    within.append((name, (direction[1] if direction else inherited) if is_seen else "none"))
