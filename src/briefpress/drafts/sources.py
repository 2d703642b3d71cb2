"""What a draft cites, as reference managers write it into Word files: citations as Markdown, and their works."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from briefpress.system import run_pandoc

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_SIMPLE_KEY = re.compile(r"\w(?:\w|[:.#$%&+?<>~/-](?=\w))*")
_BRACED_KEY = re.compile(r"[^\s{}\[\]]{1,200}")


def read_sources(data: bytes, given_as: str) -> bytes:
    """Return the works that a draft holds as CSL-JSON; `given_as` is pandoc's name of its format.

    Raises `PandocFailed`.
    """
    return run_pandoc(["-f", given_as, "-t", "csljson"], data)


def citation_markdown(
    citations: Sequence[Any], words: Callable[[Sequence[Any]], str], keys: frozenset[str]
) -> str | None:
    """Return a citation of pandoc's as Markdown, such as `[see @kim2024, p. 4]`; None if a work is not known."""
    if not citations or any(_key(each["citationId"], keys) is None for each in citations):
        return None
    first = citations[0]
    if first["citationMode"]["t"] == "AuthorInText" and len(citations) == 1:
        place = words(first["citationSuffix"]).strip(" ,")
        return f"@{_key(first['citationId'], keys)}{f' [{place}]' if place else ''}"
    return f"[{'; '.join(_one(each, words, keys) for each in citations)}]"


def _one(cited: Any, words: Callable[[Sequence[Any]], str], keys: frozenset[str]) -> str:
    hides = "-" if cited["citationMode"]["t"] == "SuppressAuthor" else ""
    before, behind = words(cited["citationPrefix"]).strip(), words(cited["citationSuffix"]).rstrip()
    return f"{before} {hides}@{_key(cited['citationId'], keys)}{behind}".lstrip()


def _key(written: str, keys: frozenset[str]) -> str | None:
    """Return a key as a text names it: in braces where it has other signs; None if it cannot be named."""
    if written not in keys:
        return None
    if _SIMPLE_KEY.fullmatch(written):
        return written
    return f"{{{written}}}" if _BRACED_KEY.fullmatch(written) else None
