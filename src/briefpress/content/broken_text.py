"""Texts without quotes that YAML breaks into fields, at a comma within braces or at a colon."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefpress.content.yaml_source import Data, Path, Source

_LONGEST = 60  # letters of a text in a message
# What nobody would call a field: a capital, or anything but letters, digits and hyphens.
_WORDS = re.compile(r"^[^\W\d_a-z]|[^\w-]")


def is_rest(path: Path, source: Source) -> bool:
    """Say whether a key is no field, but the rest of the text before a comma: `{label: Rain, 2020}`."""
    if path not in source.keys or path not in source.values:
        return False
    return ":" not in source.text[source.keys[path].end : source.values[path].end] and bool(
        _before(path, source)
    )


def follows_rest(path: Path, source: Source) -> bool:
    """Say whether a key is a further rest of the same text: `{label: Rain, 2020, 2021}`."""
    return is_rest(path, source) and is_rest((*path[:-1], _before(path, source)), source)


def mended_at_comma(path: Path, source: Source) -> tuple[str, str]:
    """Return the field that a rest belongs to, and that field written as it was meant."""
    group, field = source.get(path[:-1]), _before(path, source)
    assert isinstance(group, dict)
    keys = [*group]
    after = keys[keys.index(str(path[-1])) :]
    *_, last = takewhile(lambda key: is_rest((*path[:-1], key), source), after)
    text, rest = source.values[*path[:-1], field], source.values[*path[:-1], last]
    written = source.text[text.start : text.end], source.text[text.end : rest.end]
    return field, f"{field}: {_quoted(written[0].strip(text.style or None) + written[1])}"


def mended_at_colon(value: Data | None) -> str | None:
    """Return a text in quotes that YAML takes for a group of one field; None if this is no such group."""
    if not isinstance(value, dict) or len(value) != 1:
        return None
    ((key, text),) = value.items()
    return _quoted(f"{key}: {text}") if isinstance(text, str) else None


def reads_like_words(key: str) -> bool:
    """Say whether a key is words of a sentence, and no misspelt field."""
    return bool(_WORDS.search(key))


def _before(path: Path, source: Source) -> str:
    """Return the key above that of a path in its group; "" if it is the first, or what is above is no text."""
    group = source.get(path[:-1])
    if not isinstance(group, dict) or path[-1] not in group:
        return ""
    keys = [*group]
    place = keys.index(str(path[-1]))
    above = keys[place - 1] if place else ""
    return above if isinstance(group.get(above), str) else ""


def _quoted(text: str) -> str:
    """Return a text between the quotation marks that it does not hold, shortened for a message."""
    line = " ".join(text.split())
    line = line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"
    if '"' not in line:
        return f'"{line}"'
    return "'{}'".format(line.replace("'", "''"))
