"""Scripts that set no spaces between words."""

from __future__ import annotations

import re

# Thai and Lao, Burmese, Khmer; all others are East Asian.
_SOUTH_EAST_ASIAN = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_FIRST_EAST_ASIAN = "\u3040"


def may_lack_spaces(text: str) -> bool:
    """Return whether a text may have letters of such scripts; False where it has none for certain.

    A pattern of all their letters takes 2 ms to compile, and nearly no document needs it.
    """
    return max(text, default="") >= _FIRST_EAST_ASIAN or bool(_SOUTH_EAST_ASIAN.search(text))
