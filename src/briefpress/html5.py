"""HTML as a tree, read by tinyhtml5 in half the time: it keeps the patterns that it made.

By itself it stores them under another key than it looks for, and makes one for each piece of text.
"""

from __future__ import annotations

import re

from tinyhtml5 import inputstream
from tinyhtml5 import parse as parse


class _Patterns(dict[tuple[str | tuple[str, ...] | frozenset[str], bool], re.Pattern[str]]):
    """What matches as many of some characters as possible, or of all but these."""

    def __missing__(
        self, key: tuple[str | tuple[str, ...] | frozenset[str], bool]
    ) -> re.Pattern[str]:
        characters, only_these = key
        listed = "".join(map(re.escape, characters))
        self[key] = re.compile(f"[{'' if only_these else '^'}{listed}]+")
        return self[key]


inputstream.characters_until_regex = _Patterns()
